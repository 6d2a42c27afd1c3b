"""Money and people are conserved in random valid countries, under every scenario they come with."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

import buttress.case
from buttress.engine import run
from buttress.engine.loop import columns_for, start_of, walk
from buttress.engine.steps import STEPS
from buttress.infer.prior import prior_draws
from buttress.world import build

RUNS = np.array([0, 11, 25])


@pytest.mark.parametrize("seed", range(12))
def test_nothing_is_made_or_lost(seed: int, random_case: Callable[[int], Path]) -> None:
    case = buttress.case.load(random_case(seed))
    draws = prior_draws(case, 3, seed)
    for scenario in (None, *case.scenarios):
        for reading in ("scripted", "responsive"):
            world = build(case, scenario, reading=reading)
            result = run(world, draws, RUNS, seed=seed)
            opening = np.concatenate([np.full((3, 1), world.start["reserves"]), result.reserves[:, :-1]], axis=1)
            assert (opening + result.flow.sum(axis=2) == result.reserves).all()
            cash = np.concatenate([np.full((3, 1), world.start["domestic_cash"]), result.domestic_cash[:, :-1]], axis=1)
            assert (cash + result.domestic.sum(axis=2) == result.domestic_cash).all()
            assert np.isfinite(result.survival).all()
            assert (result.turnout >= result.detained).all()
            assert (result.detained >= 0).all()


@pytest.mark.parametrize("seed", range(6))
def test_people_stay_where_they_live(seed: int, random_case: Callable[[int], Path]) -> None:
    case = buttress.case.load(random_case(seed))
    world = build(case)
    columns = columns_for(world, prior_draws(case, 3, seed), RUNS)
    steps = [step for step in STEPS if step.when != "start" and step.reading is None]
    walk(world, steps, columns, start_of(world, RUNS, seed, True), range(world.days))
    here = columns["people"].sum(axis=4) + columns["custody"].sum(axis=1) + columns["custody_long"]
    assert (here == world.structure["adults"][None]).all()
    assert (columns["custody_count"] <= max(world.structure["custody_places"], 0)).all()

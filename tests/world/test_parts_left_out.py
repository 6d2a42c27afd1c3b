"""What a case leaves out is switched off in its world; what it has is as in a case that has all."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from buttress.case import load
from buttress.case.schema import PARTS
from buttress.engine import run
from buttress.infer.prior import prior_draws
from buttress.world import WorldError, build
from buttress.world.parameters import parameters, parameters_of, parameters_off

Write = Callable[..., Path]
RUNS = np.arange(20, dtype=np.int64)


def test_every_part_has_parameters_and_none_needs_something_else() -> None:
    needed = {part for parameter in parameters(["a"]) for part in parameter.needs}
    assert needed == {*PARTS, "reserves"}


@pytest.mark.parametrize("part", [*PARTS, "reserves"])
def test_parameters_of_a_part_go_with_it(part: str) -> None:
    entire, left = parameters(["a", "b"]), parameters(["a", "b"], off=(part,))
    gone = parameters_off(["a", "b"], (part,))
    assert gone
    assert all(part in parameter.needs for parameter in gone)
    assert {parameter.name for parameter in entire} == {parameter.name for parameter in (*left, *gone)}


def test_a_prior_of_what_is_left_out_is_refused(case_with: Write) -> None:
    case = load(case_with())
    given = case.facts.model_copy(update={"priors": {"loyalty_pay": None}})
    with pytest.raises(WorldError, match=r"'loyalty_pay' needs the pillars, which the case leaves out"):
        parameters_of(given)


def test_format_2_with_every_part_runs_as_format_1(blank_case: Path, case_with: Write) -> None:
    one, two = load(blank_case), load(case_with(*PARTS))
    assert one.facts.off == two.facts.off == ()
    first, second = (run(build(case), prior_draws(case, 4, seed=3), RUNS, seed=1) for case in (one, two))
    for name, values in first.columns.items():
        assert values.tobytes() == second.columns[name].tobytes(), name


def test_what_is_left_out_stands_still_and_the_street_goes_on(case_with: Write) -> None:
    case = load(case_with())
    world = build(case)
    result = run(world, prior_draws(case, 4, seed=3), RUNS, seed=1)
    assert world.pillars == ("police",)
    assert world.structure["headcount"] == pytest.approx([12_000])
    assert not result.flow.any()
    assert not result.owed.any()
    assert not result.attitude.any()
    assert not result.belief_pillars.any()
    assert (result.real_pay == 1.0).all()
    assert (result.loyal_share == 1.0).all()
    assert (result.turnout.sum(axis=(1, 2)) > 0).all()
    assert result.detained.sum() > 0
    assert (result.survival[:, -1] < 1.0).all()


@pytest.mark.parametrize("part", PARTS)
def test_draws_of_what_is_left_out_move_nothing(case_with: Write, part: str) -> None:
    whole = load(case_with(*PARTS))
    world = build(load(case_with(*(other for other in PARTS if other != part))))
    draws = prior_draws(whole, 4, seed=3)
    used = np.array([name in {parameter.name for parameter in world.parameters} for name in draws.names])
    assert not used.all()
    other = replace(draws, values=np.where(used, draws.values, draws.values[::-1]))
    first, second = (run(world, each, RUNS, seed=1) for each in (draws, other))
    for name, values in first.columns.items():
        assert values.tobytes() == second.columns[name].tobytes(), name

"""Rows, calendar, places, groups, pillars and keys in another order: the same world, runs and likelihood."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from buttress.case import load
from buttress.case.blank import BLANK
from buttress.engine import run
from buttress.infer.prior import prior_draws
from buttress.observe.evidence import Evidence
from buttress.observe.past import SimulatedPast
from buttress.world import build

RUNS = np.array([0, 11, 25])


def computed(folder: Path) -> dict[str, Any]:
    """World, selected reports, records of a run and likelihood of its reports, arrays as bytes."""
    case = load(folder)
    world = build(case)
    out: dict[str, Any] = {"names": (world.places, world.groups, world.kinds, world.pillars, world.occasions)}
    for part in (world.structure, world.timeline, world.start):
        out |= {name: np.asarray(value).tobytes() for name, value in part.items()}
    result = run(world, prior_draws(case, 3, 7, world=world), RUNS, seed=7)
    for name in ("turnout", "detained", "hazard", "met", "exchange_rate", "reserves", "survival"):
        out[f"run {name}"] = np.asarray(getattr(result, name)).tobytes()
    evidence = Evidence.of(case, world)
    out["table"] = evidence.table().drop(columns=["line", "why"]).to_csv()
    values = {parameter.name: np.full(len(RUNS), 0.5) for parameter in evidence.parameters}
    out["likelihood"] = evidence.log_likelihood(SimulatedPast.of(result, world), values).tobytes()
    return out


@given(seed=st.integers(0, 10**6), order=st.integers(0, 10**6))
@settings(max_examples=8, deadline=None)
def test_a_random_case_runs_the_same_in_any_order(
    random_case: Callable[[int], Path], shuffled: Callable[[Path, int], Path], seed: int, order: int
) -> None:
    folder = random_case(seed)
    assert computed(shuffled(folder, order)) == computed(folder)


def test_two_rows_of_one_march_may_be_swapped(blank_case: Path) -> None:
    before = computed(blank_case)
    path = blank_case / "events.csv"
    lines = path.read_text().splitlines(keepends=True)
    assert lines[3].split(",")[:2] == lines[4].split(",")[:2]
    path.write_text("".join([*lines[:3], lines[4], lines[3], *lines[5:]]))
    assert computed(blank_case) == before


def test_the_calendar_may_be_turned_round(blank_case: Path) -> None:
    path = blank_case / "case.yaml"
    lines = path.read_text().splitlines(keepends=True)
    (march,) = [at for at, line in enumerate(lines) if "id: sunday_march" in line]
    path.write_text("".join([*lines[:march], lines[march + 1], lines[march], *lines[march + 2 :]]))
    assert "id: students_day" in lines[march + 1]
    assert computed(blank_case) == computed(BLANK)

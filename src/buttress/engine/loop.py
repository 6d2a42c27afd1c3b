"""The day loop: bind each step's arguments once, then walk the table day by day for a block of runs."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
from numba import typeof
from numpy.typing import NDArray

from buttress.engine.result import Result
from buttress.engine.steps import STEPS, Step
from buttress.world import Draws, World
from buttress.world.columns import RECORD

CROWDS = ("counts", "mean", "none")
Bound = tuple[Callable[..., Any], list[Any], dict[str, int]]


def run(
    world: World,
    draws: Draws,
    runs: NDArray[np.int64],
    seed: int,
    crowd: str = "counts",
    stop: int | None = None,
    explain: bool = False,
) -> Result:
    """Run a world for the given run ids, each with the draw that its id names.

    `crowd`: counts (whole people, random), mean (their expectation), none (the ledger alone). `stop`: first day not
    run (default: the horizon); records end there. `explain` keeps the terms of turnout, loyalty and hazards. Bytes of
    a run depend on (world, draw, seed, run id) alone, not on the block. Raises ValueError for an unknown crowd.
    """
    if crowd not in CROWDS:
        raise ValueError(f"unknown crowd {crowd!r}; write one of {', '.join(CROWDS)}")
    runs = np.ascontiguousarray(runs, dtype=np.int64)
    counted = crowd != "mean"
    columns = columns_for(world, draws, runs, explain, stop)
    fixed = {"seed": seed, "runs": runs, "counted": counted, "fork": world.fork}
    steps = [step for step in STEPS if step.reading in (None, world.reading) and not (step.crowd and crowd == "none")]
    for step in (step for step in steps if step.when == "start"):
        step.kernel(*bind(step, columns, fixed)[1])
    _days(world, steps, columns, fixed, world.days if stop is None else stop)
    return Result(world, runs, seed, _records(columns, counted))


def compile_step(index: int, world: World, draws: Draws) -> None:
    """Compile one kernel of the step table for the arguments that runs will give it, or load it; it is not called."""
    runs = np.zeros(1, dtype=np.int64)
    fixed = {"seed": 0, "runs": runs, "counted": True, "fork": world.fork}
    kernel, arguments, _ = bind(STEPS[index], columns_for(world, draws, runs), fixed)
    kernel.compile(tuple(typeof(argument) for argument in arguments))  # type: ignore[attr-defined]


def columns_for(
    world: World, draws: Draws, runs: NDArray[np.int64], explain: bool = False, stop: int | None = None
) -> dict[str, Any]:
    """All columns of a block of runs at the start of day 0, with records up to the day `stop`."""
    index = draws.of(runs)
    return (
        dict(world.structure)
        | dict(world.timeline)
        | world.allocate(len(runs), explain, stop)
        | world.columns_of(draws, index)
        | _given_shocks(world, draws, index)
    )


def bind(step: Step, columns: dict[str, Any], fixed: dict[str, Any]) -> Bound:
    """A step's kernel, its arguments in order, and where the clock's arguments stand among them."""
    clock: dict[str, int] = {}
    arguments: list[Any] = []
    for position, name in enumerate(step.arguments):
        if name in ("day", "occasion", "kind"):
            clock[name] = position
            arguments.append(0)
        else:
            arguments.append(fixed[name] if name in fixed else columns[name])
    return step.kernel, arguments, clock


def _days(world: World, steps: list[Step], columns: dict[str, Any], fixed: dict[str, Any], stop: int) -> None:
    before, each, after = _phases(steps)
    today = [[bind(step, columns, fixed) for step in phase] for phase in (before, each, after)]
    called: dict[int, list[tuple[int, int]]] = {}
    for index, occasion in enumerate(world.occasions):
        called.setdefault(occasion.day, []).append((index, occasion.kind))
    for day in range(stop):
        for bound in today[0]:
            _call(bound, {"day": day})
        for index, kind in called.get(day, ()):
            for bound in today[1]:
                _call(bound, {"day": day, "occasion": index, "kind": kind})
        for bound in today[2]:
            _call(bound, {"day": day})


def _phases(steps: list[Step]) -> tuple[list[Step], list[Step], list[Step]]:
    """Steps of the day before, at and after its occasions, in the table's order."""
    spots = [i for i, step in enumerate(steps) if step.when == "occasion"]
    first, last = (spots[0], spots[-1]) if spots else (len(steps), len(steps))
    before = [step for i, step in enumerate(steps) if step.when == "day" and i < first]
    each = [step for step in steps if step.when == "occasion"]
    after = [step for i, step in enumerate(steps) if step.when == "day" and i > last]
    return before, each, after


def _call(bound: Bound, now: dict[str, int]) -> None:
    kernel, arguments, clock = bound
    for name, position in clock.items():
        arguments[position] = now[name]
    kernel(*arguments)


def _records(columns: dict[str, Any], counted: bool) -> dict[str, NDArray[Any]]:
    """What is kept, counted people as integers."""
    return {
        column.name: columns[column.name].astype(np.int64) if counted and column.whole else columns[column.name]
        for column in RECORD
    }


def _given_shocks(world: World, draws: Draws, index: NDArray[np.int64]) -> dict[str, Any]:
    """Shocks that a draw brings, by occasion; the others are drawn at their address."""
    known = {name: column for column, name in enumerate(draws.shock_names)}
    n, occasions = len(index), len(world.occasions)
    given = np.zeros(occasions)
    parts = {part: np.zeros((n, occasions)) for part in ("turnout", "policing")}
    for o, occasion in enumerate(world.occasions):
        key = f"{occasion.date}:{occasion.name}"
        if occasion.day < world.fork and f"turnout:{key}" in known:
            given[o] = 1.0
            for part, values in parts.items():
                values[:, o] = draws.shocks[index, known[f"{part}:{key}"]]
    return {
        "occasion_day": np.array([occasion.day for occasion in world.occasions], dtype=np.int64),
        "occasion_kind": np.array([occasion.kind for occasion in world.occasions], dtype=np.int64),
        "given": given,
        "given_turnout": parts["turnout"],
        "given_policing": parts["policing"],
    }

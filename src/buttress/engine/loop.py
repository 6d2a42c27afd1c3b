"""The day loop: bind each step's records once, then walk the table day by day for a block of runs."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from functools import cache
from typing import Any

import numpy as np
from numba import typeof
from numpy.typing import NDArray

from buttress.arrays import Floats
from buttress.engine.past import Past
from buttress.engine.result import Result
from buttress.engine.steps import STEPS, Step, column_name, steps_of
from buttress.rules.now import Now
from buttress.world import Draws, World
from buttress.world.columns import RECORD, STATE
from buttress.world.draws import at_place

CROWDS = ("counts", "mean", "none")
PARTS = ("turnout", "policing")
NO_OCCASION = -1
Bound = tuple[Callable[..., Any], tuple[Any, ...]]
#: Compiled kernels of this process, by steps and by the forms of their records' fields.
_kernels: dict[Hashable, list[Callable[..., Any]]] = {}


def run(
    world: World,
    draws: Draws,
    runs: NDArray[np.int64],
    seed: int,
    crowd: str = "counts",
    stop: int | None = None,
    explain: bool = False,
    past: Past | None = None,
) -> Result:
    """Run a world for the given run ids, each with the draw that its id names.

    `crowd`: counts (whole people, random), mean (their expectation), none (the ledger alone). `stop`: first day not
    run (default: the horizon); records end there. `explain` keeps the terms of turnout, loyalty and hazards. `past`:
    what `run_past` gave for the same draws, runs, seed and crowd, from which these go on; it has no terms to explain.
    Bytes of a run depend on (world, draw, seed, run id) alone, not on the block. Raises ValueError for an unknown
    crowd, and for a past of another world.
    """
    if crowd not in CROWDS:
        raise ValueError(f"unknown crowd {crowd!r}; write one of {', '.join(CROWDS)}")
    if past is not None and (explain or not past.serves(world)):
        raise ValueError(f"the past of {past.world.name} is not that of {world.name}, or has no terms to explain")
    counted = crowd != "mean"
    now = start_of(world, runs, seed, counted)
    columns = columns_for(world, draws, now.runs, explain, stop)
    if past is not None:
        past.copy_into(columns)
    days = range(0 if past is None else world.fork, world.days if stop is None else stop)
    walk(world, steps_of(world.reading, crowd), columns, now, days)
    return Result(world, now.runs, seed, _records(columns, counted))


def run_past(world: World, draws: Draws, runs: NDArray[np.int64], seed: int, crowd: str = "counts") -> Past:
    """Run a world up to the fork, for other worlds to go on from."""
    now = start_of(world, runs, seed, crowd != "mean")
    columns = columns_for(world, draws, now.runs, stop=world.fork)
    walk(world, steps_of(world.reading, crowd), columns, now, range(world.fork))
    return Past(world, {column.name: columns[column.name] for column in (*STATE, *RECORD)})


def compile_step(index: int, world: World, draws: Draws) -> None:
    """Compile one kernel of the step table for the records that runs will give it, or load it; it is not called."""
    now = start_of(world, np.zeros(1, dtype=np.int64), 0, True)
    columns = columns_for(world, draws, now.runs)
    _compiled([STEPS[index]], now, [bind(STEPS[index], columns)], columns)


def start_of(world: World, runs: NDArray[np.int64], seed: int, counted: bool) -> Now:
    """The clock before the first day, for a block of runs."""
    runs = np.ascontiguousarray(runs, dtype=np.int64)
    return Now(0, NO_OCCASION, NO_OCCASION, world.fork, seed, runs, counted)


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
        | _occasions(world, draws, index)
    )


def bind(step: Step, columns: dict[str, Any], views: dict[str, Any] | None = None) -> tuple[Any, ...]:
    """A step's records over the columns, in the order of its arguments; what is only given can't be written.

    `views` are the columns as they can't be written, where these are made already.
    """
    given = _views(columns) if views is None else views
    return tuple(
        record(*[(given if part == "given" else columns)[name] for name in names])
        for part, record, names in _fields(step)
    )


@cache
def _fields(step: Step) -> list[tuple[str, Any, list[str]]]:
    """The part, the class and the columns of each record of a step."""
    return [
        (part, record, [column_name(part, field) for field in record._fields]) for part, record in step.records.items()
    ]


def _views(columns: dict[str, Any]) -> dict[str, Any]:
    return {name: _read_only(value) for name, value in columns.items()}


def walk(world: World, steps: list[Step], columns: dict[str, Any], now: Now, days: range) -> None:
    """Take the steps of each of the days, before day 0 those of the start."""
    views = _views(columns)
    records = [bind(step, columns, views) for step in steps]
    bound = dict(zip(steps, zip(_compiled(steps, now, records, columns), records, strict=True), strict=True))
    if days.start == 0:
        _take([bound[step] for step in steps if step.when == "start"], now)
    before, each, after = ([bound[step] for step in phase] for phase in _phases(steps))
    called: dict[int, list[tuple[int, int]]] = {}
    for index, occasion in enumerate(world.occasions):
        called.setdefault(occasion.day, []).append((index, occasion.kind))
    for day in days:
        today = now._replace(day=day)
        _take(before, today)
        for index, kind in called.get(day, ()):
            _take(each, today._replace(occasion=index, kind=kind))
        _take(after, today)


def _compiled(
    steps: list[Step], now: Now, records: list[tuple[Any, ...]], columns: dict[str, Any]
) -> list[Callable[..., Any]]:
    """The kernels as compiled for the types of their records: called so, they don't look at them again every day.

    Numba's own look at them costs as much as a third of a small block's run, so they are kept by what types depend on:
    the forms of the clock's fields and of the columns, and which of them a step may write, which is the step's own.
    """
    key = *steps, *columns, *map(_form, now), *map(_form, columns.values())
    if key not in _kernels:
        types = [(typeof(now), *map(typeof, some)) for some in records]
        _kernels[key] = [step.kernel.compile(of) for step, of in zip(steps, types, strict=True)]  # type: ignore[attr-defined]
    return _kernels[key]


def _form(value: Any) -> Hashable:
    """What numba's type of a record's field depends on."""
    if not isinstance(value, np.ndarray):
        return (type(value),)
    return value.dtype, value.ndim, value.flags.num


def _take(bound: list[Bound], now: Now) -> None:
    for kernel, records in bound:
        kernel(now, *records)


def _phases(steps: list[Step]) -> tuple[list[Step], list[Step], list[Step]]:
    """Steps of the day before, at and after its occasions, in the table's order."""
    spots = [i for i, step in enumerate(steps) if step.when == "occasion"]
    first, last = (spots[0], spots[-1]) if spots else (len(steps), len(steps))
    before = [step for i, step in enumerate(steps) if step.when == "day" and i < first]
    each = [step for step in steps if step.when == "occasion"]
    after = [step for i, step in enumerate(steps) if step.when == "day" and i > last]
    return before, each, after


def _read_only(value: Any) -> Any:
    """A view of an array to which a kernel's write is an error of types; a number as it is."""
    if not isinstance(value, np.ndarray) or not value.flags.writeable:
        return value
    view = value.view()
    view.setflags(write=False)
    return view


def _records(columns: dict[str, Any], counted: bool) -> dict[str, NDArray[Any]]:
    """What is kept, counted people as integers."""
    return {
        column.name: columns[column.name].astype(np.int64) if counted and column.whole else columns[column.name]
        for column in RECORD
    }


def _occasions(world: World, draws: Draws, index: NDArray[np.int64]) -> dict[str, Any]:
    """Days and kinds of the occasions, and the shocks that a draw brings; the others are drawn at their address."""
    position = {name: column for column, name in enumerate(draws.shock_names)}
    n, occasions = len(index), len(world.occasions)
    known = np.zeros(occasions)
    parts = {part: np.zeros((n, occasions)) for part in PARTS}
    for o, key in enumerate(world.keys_before(world.fork)):
        if f"turnout:{key}" in position:
            known[o] = 1.0
            for part, values in parts.items():
                values[:, o] = draws.shocks[index, position[f"{part}:{key}"]]
    local_known, local = _local_shocks(world, draws, index)
    return world.occasion_columns | {
        "shock_known": known,
        "known_turnout": parts["turnout"],
        "known_policing": parts["policing"],
        "local_known": local_known,
        "known_local_turnout": local["turnout"],
        "known_local_policing": local["policing"],
    }


def _local_shocks(world: World, draws: Draws, index: NDArray[np.int64]) -> tuple[Floats, dict[str, Floats]]:
    """Which occasions' local shocks the draw brings, and these shocks of as many occasions as it brings any of."""
    position = {name: column for column, name in enumerate(draws.shock_names)}
    keys = world.keys_before(world.fork)
    brought = [at_place(f"turnout:{key}", world.places[0]) in position for key in keys]
    known = np.zeros(len(world.occasions))
    known[: len(keys)] = brought
    local = {part: np.zeros((len(index), len(keys) if any(brought) else 0, len(world.places))) for part in PARTS}
    for part, values in local.items():
        for o in np.flatnonzero(brought):
            columns = np.array([position[at_place(f"{part}:{keys[o]}", place)] for place in world.places])
            values[:, o] = draws.shocks[index[:, None], columns]
    return known, local

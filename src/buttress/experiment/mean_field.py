"""Measures of parameter draws in the mean field: one run a draw, its expectation in the place of whole people."""

from __future__ import annotations

import pickle
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import repeat
from typing import TYPE_CHECKING

import numpy as np

from buttress import engine
from buttress.arrays import Floats, Ints
from buttress.engine import Past
from buttress.experiment.arm import BASELINE, Arm
from buttress.experiment.executor import spread_out
from buttress.experiment.frame import Frame
from buttress.experiment.measures import FramedResult, measure_of
from buttress.experiment.simulate import world_of
from buttress.store.file import digest

if TYPE_CHECKING:
    from buttress.case import Case
    from buttress.world import Draws, World

CHUNK = 250
"""Draws of one call: enough to hide what a day costs in Python, few enough for memory and for two processes. A draw's
place in its chunk is its run's id, so that another number here gives other shocks after the fork."""
WORTH_SHARING = 100
"""Draws of a single chunk from which on several processes share them."""
Wanted = Mapping[str, Collection[str]]
"""Names of measures by scenario, by date too (`tenure_90@30`)."""
Measured = dict[tuple[str, str], Floats]
"""Values (D,) by scenario and measure."""


@dataclass(frozen=True)
class _Scenario:
    """A scenario's `world`, pickled, the day at which it may `stop`, and the names of its `measures`."""

    name: str
    world: bytes
    stop: int
    measures: tuple[str, ...]


@dataclass
class MeanField:
    """A case's scenarios in the mean field. A world is built once; `workers` changes no byte."""

    case: Case
    workers: int = 1
    _worlds: dict[str, bytes] = field(default_factory=dict, repr=False)

    @cached_property
    def frame(self) -> Frame:
        """The frame of the case's worlds."""
        return Frame.of(self.case, world_of(self.case, Arm(BASELINE)))

    def measures(self, wanted: Wanted, draws: Draws, first: int = 0) -> Measured:
        """Every wanted measure of the draws from `first` on; a scenario runs no longer than its measures need."""
        if not wanted:
            return {}
        runs = [
            _Scenario(name, self._world(name), self._stop(wanted[name]), tuple(sorted(wanted[name])))
            for name in sorted(wanted)
        ]
        parts = self._parts(draws, first)
        workers = self.workers if len(parts) > 1 else 1
        rows = spread_out(workers, _measure, *zip(*parts, strict=True), repeat(self.frame), repeat(runs))
        return {key: np.concatenate([row[key] for row in rows]) for key in rows[0]}

    def _parts(self, draws: Draws, first: int) -> list[tuple[Draws, Ints]]:
        """Chunks of draws and their runs; the runs of a single chunk are shared out, each under its own id."""
        starts = range(first // CHUNK * CHUNK, len(draws), CHUNK)
        chunks = [(chunk := _part(draws, start), _runs(chunk)[max(0, first - start) :]) for start in starts]
        if len(chunks) == 1 and len(chunks[0][1]) >= WORTH_SHARING:
            return [(chunks[0][0], runs) for runs in np.array_split(chunks[0][1], self.workers)]
        return chunks

    def _world(self, name: str) -> bytes:
        if name not in self._worlds:
            self._worlds[name] = pickle.dumps(world_of(self.case, Arm(name)), pickle.HIGHEST_PROTOCOL)
        return self._worlds[name]

    def _stop(self, measures: Collection[str]) -> int:
        """First day that no measure needs."""
        reaches = [measure_of(name).reach for name in measures]
        days = self.frame.days - self.frame.fork
        return self.frame.fork + max(days if reach is None else min(reach, days) for reach in reaches)


def _part(draws: Draws, start: int) -> Draws:
    """Some draws, one run each."""
    chosen = slice(start, start + CHUNK)
    return replace(
        draws, values=draws.values[chosen], shocks=draws.shocks[chosen], chain=draws.chains[chosen], seeds_per_draw=1
    )


def _runs(draws: Draws) -> Ints:
    """Ids of the runs of a chunk: they are the address of what is drawn after the fork."""
    return np.arange(len(draws), dtype=np.int64)


_unpickled: dict[str, World] = {}  # a process's


def _measure(draws: Draws, runs: Ints, frame: Frame, scenarios: Sequence[_Scenario]) -> Measured:
    """Measures of runs (n,) in each scenario; scenarios with the same past go on from one run of it."""
    found: Measured = {}
    past: Past | None = None
    for each in scenarios:
        world = _world_of(each.world)
        if len(scenarios) > 1 and (past is None or not past.serves(world)):
            past = engine.run_past(world, draws, runs, seed=0, crowd="mean")
        result = engine.run(world, draws, runs, seed=0, crowd="mean", stop=each.stop, past=past)
        framed = FramedResult(result, replace(frame, days=each.stop))
        found |= {(each.name, name): np.asarray(measure_of(name).of(framed), dtype=float) for name in each.measures}
    return found


def _world_of(pickled: bytes) -> World:
    key = digest(pickled)
    if key not in _unpickled:
        _unpickled[key] = pickle.loads(pickled)  # noqa: S301 - our own parent wrote it
    return _unpickled[key]

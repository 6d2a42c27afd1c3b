"""Measures of parameter draws in the mean field: one run a draw, its expectation in the place of whole people."""

from __future__ import annotations

import pickle
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import repeat
from typing import TYPE_CHECKING

import numpy as np

from buttress import engine
from buttress.arrays import Floats
from buttress.experiment.arm import BASELINE, Arm
from buttress.experiment.executor import start_workers
from buttress.experiment.frame import Frame
from buttress.experiment.measures import FramedResult, measure_of
from buttress.experiment.simulate import world_of
from buttress.store.file import digest

if TYPE_CHECKING:
    from buttress.case import Case
    from buttress.world import Draws, World

CHUNK = 250
"""Draws of one call: enough to hide what a day costs in Python, few enough for memory and for two processes."""
Wanted = Mapping[str, Collection[str]]
"""Names of measures by scenario, by date too (`tenure_90@30`)."""
Measured = dict[tuple[str, str], Floats]
"""Values (D,) by scenario and measure."""


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

    def measures(self, wanted: Wanted, draws: Draws) -> Measured:
        """Every wanted measure of every draw; a scenario runs no longer than its measures need."""
        tasks = [(name, start) for name in sorted(wanted) for start in range(0, len(draws), CHUNK)]
        worlds = [self._world(name) for name, _ in tasks]
        stops = [self._stop(wanted[name]) for name, _ in tasks]
        parts = [_part(draws, start) for _, start in tasks]
        named = [tuple(sorted(wanted[name])) for name, _ in tasks]
        arguments = (worlds, repeat(self.frame), parts, stops, named)
        if self.workers > 1 and len(tasks) > 1:
            rows = list(start_workers(self.workers).map(_measure, *arguments))
        else:
            rows = [_measure(*each) for each in zip(*arguments, strict=False)]
        found: dict[tuple[str, str], list[Floats]] = {}
        for (name, _), row in zip(tasks, rows, strict=True):
            for measure, values in row.items():
                found.setdefault((name, measure), []).append(values)
        return {key: np.concatenate(chunks) for key, chunks in found.items()}

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


_unpickled: dict[str, World] = {}  # a process's


def _measure(world: bytes, frame: Frame, draws: Draws, stop: int, names: tuple[str, ...]) -> dict[str, Floats]:
    key = digest(world)
    if key not in _unpickled:
        _unpickled[key] = pickle.loads(world)  # noqa: S301 - our own parent wrote it
    runs = np.arange(len(draws), dtype=np.int64)
    result = engine.run(_unpickled[key], draws, runs, seed=0, crowd="mean", stop=stop)
    framed = FramedResult(result, replace(frame, days=stop))
    return {name: np.asarray(measure_of(name).of(framed), dtype=float) for name in names}

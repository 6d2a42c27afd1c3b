"""A block: the columns kept of a hundred runs, made whole in one process."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from hashlib import blake2b
from typing import TYPE_CHECKING

import numpy as np

from buttress import engine
from buttress.experiment.daily import daily
from buttress.experiment.frame import Frame
from buttress.experiment.measures import FramedResult, measures_of
from buttress.store.part import Columns

if TYPE_CHECKING:
    from buttress.engine import Past, Result
    from buttress.world import Draws, World

PASTS = 10
"""Pasts of blocks that a process keeps, for other arms to go on from: six megabytes each in the shipped case."""
ADDRESS = ("run", "draw", "seed")
TURNOUT, DETAINED, DAILY = "occasion.turnout", "occasion.detained", "daily."


@dataclass(frozen=True)
class Task:
    """Runs `start` to `start + rows - 1` of the arm `label`, block number `block`."""

    label: str
    block: int
    start: int
    rows: int

    @property
    def runs(self) -> np.ndarray:
        return np.arange(self.start, self.start + self.rows, dtype=np.int64)


@dataclass(frozen=True)
class Job:
    """All that a worker needs: the worlds by label, the draws, the seed. It keeps the pasts that arms share."""

    worlds: Mapping[str, World]
    frame: Frame
    draws: Draws
    seed: int
    _pasts: dict[tuple[int, int], list[Past]] = field(default_factory=dict, init=False, repr=False, compare=False)

    def compute(self, task: Task) -> Columns:
        """The columns of a block. Depends on the task's runs alone, never on who computes it or when."""
        world, past = self.worlds[task.label], self._past(task)
        result = engine.run(world, self.draws, task.runs, seed=self.seed, crowd="counts", past=past)
        return columns_of(result, self.frame, task.runs, self.draws.seeds_per_draw)

    def _past(self, task: Task) -> Past | None:
        """What the runs of this block leave at the fork, where other arms of the job have the same past; else None."""
        world, block = self.worlds[task.label], (task.start, task.rows)
        for past in self._pasts.get(block, ()):
            if past.serves(world):
                return past
        if len(self.worlds) < 2 or sum(map(len, self._pasts.values())) == PASTS:
            return None
        past = engine.run_past(world, self.draws, task.runs, seed=self.seed, crowd="counts")
        self._pasts.setdefault(block, []).append(past)
        return past

    def warm(self) -> None:
        """Compile the kernels, or load them, by one run under each reading."""
        labels = {world.reading: label for label, world in self.worlds.items()}
        for label in labels.values():
            replace(self).compute(Task(label, 0, 0, 1))  # what it keeps goes with it


def columns_of(result: Result, frame: Frame, runs: np.ndarray, seeds_per_draw: int) -> Columns:
    """What is stored of a result, one row a run: address, measures, drawn end, crowds by occasion and place, days."""
    framed = FramedResult(result, frame)
    columns: Columns = {"run": runs, "draw": runs // seeds_per_draw, "seed": runs % seeds_per_draw}
    columns |= {measure.name: np.asarray(measure.of(framed), dtype=float) for measure in measures_of(frame.off)}
    columns["end_day"] = np.asarray(result.end_day, dtype=np.int64)
    columns["end_cause"] = np.asarray(result.end_cause, dtype=np.int64)
    columns[TURNOUT] = _flat(result.turnout)
    columns[DETAINED] = _flat(result.detained)
    columns |= {DAILY + name: values for name, values in daily(framed)}
    return columns


def fingerprints(columns: Columns) -> np.ndarray:
    """A hash of each run's outputs, (runs,) of 16 bytes: equal where, and only where, all stored outputs are."""
    outputs = [
        np.ascontiguousarray(values).view(np.uint8).reshape(len(values), -1)
        for name, values in columns.items()
        if name not in ADDRESS
    ]
    rows = np.concatenate(outputs, axis=1)
    return np.array([blake2b(row.tobytes(), digest_size=16).digest() for row in rows], dtype="V16")


def _flat(people: np.ndarray) -> np.ndarray:
    return np.ascontiguousarray(people, dtype=np.int64).reshape(len(people), -1)

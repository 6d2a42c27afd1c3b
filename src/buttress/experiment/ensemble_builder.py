"""Joins the blocks of an arm into an ensemble."""

from __future__ import annotations

import numpy as np

from buttress.experiment.block import DAILY, DETAINED, TURNOUT, fingerprints
from buttress.experiment.ensemble import Ensemble
from buttress.experiment.ensemble_tables import daily_table, measures_table, occasions_table
from buttress.experiment.frame import Frame
from buttress.experiment.weekly_counts import WeeklyCounts
from buttress.store.part import Columns


class EnsembleBuilder:
    """Takes the blocks of an arm in their order and joins them; a block is copied and can be let go."""

    def __init__(
        self, label: str, frame: Frame, seeds_per_draw: int, runs: int, chains: np.ndarray, inflation: float = 1.0
    ) -> None:
        """`chains` (D,) is the chain of each draw, `inflation` that of `Draws`."""
        self.label, self.frame, self.seeds_per_draw = label, frame, seeds_per_draw
        self.chains, self.inflation = chains, inflation
        self._runs, self._filled = runs, 0
        self._columns: Columns = {}
        self._marks = np.zeros(runs, dtype="V16")

    def add(self, block: Columns) -> None:
        """The next block."""
        rows = slice(self._filled, self._filled + len(block["run"]))
        for name, values in block.items():
            self._column(name, values)[rows] = values
        self._marks[rows] = fingerprints(block)
        self._filled = rows.stop

    def _column(self, name: str, values: np.ndarray) -> np.ndarray:
        """The whole column that `values` belong to. People are kept in half the bytes for as long as they fit."""
        dtype = np.dtype(np.int32) if name in (TURNOUT, DETAINED) and _fits(values) else values.dtype
        if name not in self._columns:
            self._columns[name] = np.empty((self._runs, *values.shape[1:]), dtype=dtype)
        elif dtype.itemsize > self._columns[name].dtype.itemsize:
            self._columns[name] = self._columns[name].astype(dtype)
        return self._columns[name]

    def build(self) -> Ensemble:
        """The tables. Call it once, when all blocks are in: the columns are let go."""
        assert self._filled == self._runs, f"{self._filled} of {self._runs} runs are in"
        columns, frame, self._columns = self._columns, self.frame, {}
        turnout, detained = (people_of(columns[name], frame) for name in (TURNOUT, DETAINED))
        return Ensemble(
            label=self.label,
            frame=frame,
            seeds_per_draw=self.seeds_per_draw,
            chains=self.chains,
            inflation=self.inflation,
            measures_table=measures_table(columns),
            weeks=WeeklyCounts.of(columns["run"], turnout, detained, frame),
            daily_table=daily_table(columns, frame),
            occasions_table=occasions_table(columns[f"{DAILY}survival"], turnout, detained, frame),
            fingerprints=self._marks,
        )


def _fits(people: np.ndarray) -> bool:
    return int(people.max(initial=0)) <= np.iinfo(np.int32).max


def ensemble_of(label: str, frame: Frame, seeds_per_draw: int, blocks: list[Columns]) -> Ensemble:
    """Join the blocks of an arm, given in order, into its tables; its draws are independent."""
    runs = sum(len(block["run"]) for block in blocks)
    builder = EnsembleBuilder(label, frame, seeds_per_draw, runs, np.arange(-(-runs // seeds_per_draw)))
    for block in blocks:
        builder.add(block)
    return builder.build()


def people_of(flat: np.ndarray, frame: Frame) -> np.ndarray:
    """People of a stored column (runs, occasions x places) as (runs, occasions, places)."""
    return flat.reshape(len(flat), len(frame.occasion_days), len(frame.places))

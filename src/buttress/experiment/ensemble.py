"""An ensemble: many runs of one arm as tables. Sums and points are taken in the order of the runs."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np
import pyarrow as pa

from buttress.experiment.block import DAILY, DETAINED, TURNOUT, fingerprints
from buttress.experiment.frame import Frame
from buttress.experiment.measures import BY_NAME, MEASURES
from buttress.experiment.two_errors import Estimate, predictive, two_errors
from buttress.experiment.weeks import Weeks, tiled
from buttress.store.part import Columns

if TYPE_CHECKING:
    import pandas as pd

POINTS = {"q025": 0.025, "q10": 0.1, "q25": 0.25, "q50": 0.5, "q75": 0.75, "q90": 0.9, "q975": 0.975}
NATION = ""  # the place of a nationwide row


@dataclass(frozen=True)
class Ensemble:
    """Runs 0 to n - 1 of one arm. Tables are Arrow; the properties without `_table` are the same as data frames.

    measures   run, draw, seed, one column a measure, end_day, end_cause
    weekly     run, week (0 from the fork on), place, turnout of the main march (null without one), detained
    daily      day, date, series, member (a pillar or ""), mean and points
    occasions  day, date, kind, place ("" nationwide), quantity, mean, mean_in_office, points
    """

    label: str
    frame: Frame
    seeds_per_draw: int
    measures_table: pa.Table
    weeks: Weeks = field(repr=False)
    daily_table: pa.Table
    occasions_table: pa.Table
    fingerprints: np.ndarray = field(repr=False)

    @property
    def runs(self) -> int:
        """Number of runs."""
        return self.measures_table.num_rows

    def values(self, measure: str) -> np.ndarray:
        """One measure of every run, (n,). Raises KeyError for an unknown name."""
        return self.measures_table.column(measure).to_numpy()

    def estimate(self, measure: str) -> Estimate:
        """Mean of a measure with its two errors."""
        return two_errors(self.values(measure), self.seeds_per_draw)

    def level(self, measure: str) -> tuple[float, tuple[float, float]]:
        """Mean and 95 % interval: predictive, or of the draws' means for a 0/1 measure."""
        estimate = self.estimate(measure)
        if BY_NAME[measure].interval == "parameter":
            return estimate.mean, estimate.interval_95
        return estimate.mean, predictive(self.values(measure))

    @property
    def weekly_table(self) -> pa.Table:
        """Made anew at each call: it is several times the size of what it is made of."""
        return self.weeks.table()

    @cached_property
    def measures(self) -> pd.DataFrame:
        return self.measures_table.to_pandas()

    @cached_property
    def weekly(self) -> pd.DataFrame:
        return self.weekly_table.to_pandas()

    @cached_property
    def daily(self) -> pd.DataFrame:
        return self.daily_table.to_pandas()

    @cached_property
    def occasions(self) -> pd.DataFrame:
        return self.occasions_table.to_pandas()


class Gathering:
    """Takes the blocks of an arm in their order and joins them; a block is copied and can be let go."""

    def __init__(self, label: str, frame: Frame, seeds_per_draw: int, runs: int) -> None:
        self.label, self.frame, self.seeds_per_draw = label, frame, seeds_per_draw
        self._runs, self._filled = runs, 0
        self._columns: Columns = {}
        self._marks = np.zeros(runs, dtype="V16")

    def add(self, block: Columns) -> None:
        """The next block."""
        rows = slice(self._filled, self._filled + len(block["run"]))
        for name, values in block.items():
            if name not in self._columns:
                self._columns[name] = np.empty((self._runs, *values.shape[1:]), dtype=values.dtype)
            self._columns[name][rows] = values
        self._marks[rows] = fingerprints(block)
        self._filled = rows.stop

    def ensemble(self) -> Ensemble:
        """The tables. Call it once, when all blocks are in: the columns are let go."""
        assert self._filled == self._runs, f"{self._filled} of {self._runs} runs are in"
        columns, frame, self._columns = self._columns, self.frame, {}
        turnout, detained = (_people(columns[name], frame) for name in (TURNOUT, DETAINED))
        return Ensemble(
            label=self.label,
            frame=frame,
            seeds_per_draw=self.seeds_per_draw,
            measures_table=_measures(columns),
            weeks=Weeks.of(columns["run"], turnout, detained, frame),
            daily_table=_daily(columns, frame),
            occasions_table=_occasions(columns[f"{DAILY}survival"], turnout, detained, frame),
            fingerprints=self._marks,
        )


def ensemble(label: str, frame: Frame, seeds_per_draw: int, blocks: list[Columns]) -> Ensemble:
    """Join the blocks of an arm, given in order, into its tables."""
    gathering = Gathering(label, frame, seeds_per_draw, sum(len(block["run"]) for block in blocks))
    for block in blocks:
        gathering.add(block)
    return gathering.ensemble()


def _people(flat: np.ndarray, frame: Frame) -> np.ndarray:
    return flat.reshape(len(flat), len(frame.occasion_days), len(frame.places))


def _measures(columns: Columns) -> pa.Table:
    names = ("run", "draw", "seed", *(measure.name for measure in MEASURES), "end_day", "end_cause")
    return pa.table({name: columns[name] for name in names})


def _daily(columns: Columns, frame: Frame) -> pa.Table:
    names = [name.removeprefix(DAILY) for name in columns if name.startswith(DAILY)]
    days = np.arange(frame.days, dtype=np.int32)
    parts = [_spread(columns[DAILY + name]) for name in names]
    series = [name.partition(".") for name in names]
    return pa.table(
        {
            "day": np.tile(days, len(names)),
            "date": pa.array([frame.date(int(day)) for day in days] * len(names)),
            "series": pa.array([name for name, _, _ in series for _ in days]).dictionary_encode(),
            "member": pa.array([member for _, _, member in series for _ in days]).dictionary_encode(),
            **{column: np.concatenate([part[column] for part in parts]) for column in parts[0]},
        }
    )


def _occasions(survival: np.ndarray, turnout: np.ndarray, detained: np.ndarray, frame: Frame) -> pa.Table:
    places = (NATION, *frame.places)
    count, width = len(frame.occasion_days), len(places)
    staying = survival[:, np.array(frame.occasion_days, dtype=np.int64)].astype(float)
    staying /= np.maximum(staying.sum(axis=0), np.finfo(float).tiny)
    parts = []
    for people in (turnout, detained):
        counted = np.concatenate([people.sum(axis=2, keepdims=True), people], axis=2)
        weighted = np.einsum("rop,ro->op", counted.astype(float), staying)
        parts.append({**_spread(counted.reshape(len(people), -1)), "mean_in_office": weighted.ravel()})
    days = [day for day in frame.occasion_days for _ in places]
    return pa.table(
        {
            "day": np.array(days * 2, dtype=np.int32),
            "date": pa.array([frame.date(day) for day in days] * 2),
            "kind": pa.array([kind for kind in frame.occasion_kinds for _ in places] * 2).dictionary_encode(),
            "place": tiled(places, count * 2),
            "quantity": pa.array(["turnout"] * (count * width) + ["detained"] * (count * width)).dictionary_encode(),
            **{column: np.concatenate([part[column] for part in parts]) for column in parts[0]},
        }
    )


def _spread(values: np.ndarray) -> dict[str, np.ndarray]:
    """Mean and percentage points over runs of (runs, k): linear between order statistics, like numpy's default."""
    ranked = np.sort(values.T, axis=1)
    at = np.array(list(POINTS.values())) * (ranked.shape[1] - 1)
    low = np.floor(at).astype(np.int64)
    high = np.minimum(low + 1, ranked.shape[1] - 1)
    below, above = ranked[:, low].astype(float), ranked[:, high].astype(float)
    points = below + (above - below) * (at - low)
    means = values.mean(axis=0, dtype=float)
    return {"mean": means, **{name: points[:, index] for index, name in enumerate(POINTS)}}

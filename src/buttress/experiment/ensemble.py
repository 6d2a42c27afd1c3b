"""An ensemble: many runs of one arm as tables."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np
import pyarrow as pa

from buttress.experiment.frame import Frame
from buttress.experiment.measures import BY_NAME
from buttress.experiment.two_errors import MeanEstimate, predictive, share_limits, two_errors
from buttress.experiment.weekly_counts import WeeklyCounts

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True)
class Ensemble:
    """Runs 0 to n - 1 of one arm; `chains` (D,) is the chain of each draw, `inflation` that of `Draws`.

    Tables are Arrow; the properties without `_table` are the same as data frames.

    measures   run, draw, seed, one column a measure, end_day, end_cause
    weekly     run, week (0 from the fork on), place, turnout of the main march (null without one), detained
    daily      day, date, series, member (a pillar or ""), mean and points
    occasions  day, date, kind, place ("" nationwide), quantity, mean, mean_in_office, points
    """

    label: str
    frame: Frame
    seeds_per_draw: int
    chains: np.ndarray
    inflation: float
    measures_table: pa.Table
    weeks: WeeklyCounts = field(repr=False)
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

    def estimate(self, measure: str) -> MeanEstimate:
        """Mean of a measure with its two errors."""
        return self.errors(self.values(measure))

    def errors(self, values: np.ndarray) -> MeanEstimate:
        """Mean of a value a run, (n,), with its two errors."""
        return two_errors(values, self.seeds_per_draw, self.chains, self.inflation)

    def level(self, measure: str) -> tuple[float, tuple[float, float]]:
        """Mean and 95 % interval: predictive, or of a 0/1 measure how far more runs could move the share of runs."""
        estimate = self.estimate(measure)
        if BY_NAME[measure].interval == "share":
            chains = len(np.unique(self.chains[: estimate.draws]))
            return estimate.mean, share_limits(estimate, self.runs, chains / self.inflation)
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

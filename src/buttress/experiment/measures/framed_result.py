"""A result with the frame that says what its axes are: what every measure is computed from."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from buttress.experiment.frame import Frame

if TYPE_CHECKING:
    from buttress.engine import Result


@dataclass(frozen=True)
class FramedResult:
    """`result` arrays have runs first, `frame` says what the other axes are."""

    result: Result
    frame: Frame

    @property
    def runs(self) -> int:
        """Number of runs."""
        return len(self.result.survival)

    def after(self, series: np.ndarray, days: int) -> np.ndarray:
        """A daily series (runs, days) at the end of the `days`-th day after the fork, (runs,)."""
        index = self.frame.fork + days - 1
        return self.missing() if index >= self.frame.days else series[:, index].astype(float)

    def missing(self) -> np.ndarray:
        """What a measure is where the run doesn't reach it: NaN, (runs,)."""
        return np.full(self.runs, np.nan)

    def national(self, people: np.ndarray, chosen: np.ndarray) -> np.ndarray:
        """People nationwide at the chosen occasions, (runs, chosen)."""
        return people[:, chosen, :].sum(axis=2, dtype=np.int64)

    def in_office(self) -> np.ndarray:
        """Probability of being in office at the end of each day, (runs, days); 1 before the fork."""
        before = np.ones((self.runs, self.frame.fork))
        return np.concatenate([before, self.result.survival[:, 1:]], axis=1)

    def staying(self, chosen: np.ndarray) -> np.ndarray:
        """The same at the end of the chosen occasions' days, (runs, chosen)."""
        return self.in_office()[:, np.array(self.frame.occasion_days, dtype=np.int64)[chosen]]

    def covers(self, weeks: int) -> bool:
        """Do the runs last so many weeks after the fork?"""
        return self.frame.fork + 7 * weeks <= self.frame.days

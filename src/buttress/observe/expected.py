"""What a component predicts of its reports, run by run."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np

from buttress.arrays import Floats

SeriesKind = Literal["stock", "flow", "event"]
"""What a series of numbers counts: a stock at a moment, people or money a day, or a dated happening."""


@dataclass(frozen=True)
class Expected:
    """Where each of n runs expects each of k reports: `location`, and `scale`, the spread round it, (n, k).

    In logs (of people, of people detained, of money) or log-odds, as the component says. `shared` (n, k) is the spread
    of an error that a report has in common with others; None where no report has one.
    """

    location: Floats
    scale: Floats
    shared: Floats | None = None

    @property
    def spread(self) -> Floats:
        """The spread of each report by itself, its shared error included, (n, k)."""
        return self.scale if self.shared is None else np.hypot(self.scale, self.shared)

    def take(self, some: slice) -> Expected:
        """Some of the runs."""
        shared = None if self.shared is None else self.shared[some]
        return Expected(self.location[some], self.scale[some], shared)

    @classmethod
    def empty(cls, n: int) -> Expected:
        """No reports."""
        return cls(np.zeros((n, 0)), np.zeros((n, 0)))

    @classmethod
    def stack(cls, columns: list[tuple[Floats, Floats]], n: int) -> Expected:
        """From a (location, scale) pair a report."""
        if not columns:
            return cls.empty(n)
        locations, scales = zip(*columns, strict=True)
        return cls(np.column_stack(locations), np.column_stack(scales))

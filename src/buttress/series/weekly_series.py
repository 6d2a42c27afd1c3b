"""What one reporter said week by week: the series that a forecaster sees, and the numbers that it is judged by."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace
from typing import Literal

import numpy as np

from buttress.arrays import Flags, Floats, Ints

Quantity = Literal["crowd", "detained", "killed", "injured"]
CASUALTIES: tuple[Quantity, ...] = ("killed", "injured")

NARROW = 2.0
"""A range whose ends differ by no more than this factor is taken as a figure, its middle on the log scale."""

FARTHEST = 1000.0
"""No forecast goes beyond so many times the largest number of its reporter so far: of 1,900 weeks in 47 contests none
went beyond a hundred times, ten beyond ten times. Without an end one sample in a thousand, of more people than live on
earth, makes most of a score in people."""


@dataclass(frozen=True, eq=False)
class WeeklySeries:
    """A target by week; week 0 starts on the Monday `start`. All arrays (weeks,).

    `low` and `high` are the ends of what was said, in people: equal for a figure, `high` infinite for "more than",
    `low` 0 for "not over", both NaN for a week without a report. `day` is the weekday (Monday 0) of the week's largest
    report and `reports` the number of reports; -1 and 0 without one. `beside` holds the other series of the same file
    over the same weeks, known as far as this one.
    """

    episode: str
    quantity: Quantity
    reporter: str
    start: dt.date
    low: Floats
    high: Floats
    day: Ints
    reports: Ints
    beside: tuple[WeeklySeries, ...] = ()

    def __len__(self) -> int:
        return len(self.low)

    @property
    def target(self) -> str:
        """The target's name: `crowd/police`, `detained/ovd-info`."""
        return f"{self.quantity}/{self.reporter}"

    @property
    def reported(self) -> Flags:
        """The weeks with a report."""
        return ~np.isnan(self.low)

    @property
    def figures(self) -> Floats:
        """The number of each week that has one (a figure, or a range of a factor of two); NaN elsewhere."""
        narrow = self.reported & (self.high <= np.maximum(self.low * NARROW, self.low))
        return np.where(narrow, self.points, np.nan)

    @property
    def points(self) -> Floats:
        """One number for each reported week: a figure, the middle of a range on the log scale, or the bound itself."""
        return points(self.low, self.high)

    @property
    def farthest(self) -> float:
        """The most people that any forecast from this series gives; 1,000 where nothing is reported."""
        largest = float(self.points[self.reported].max(initial=0.0))
        return FARTHEST * (1.0 + largest)

    def monday(self, week: int) -> dt.date:
        """The first day of a week."""
        return self.start + dt.timedelta(weeks=int(week))

    def before(self, week: int) -> WeeklySeries:
        """The series and those beside it as they end with the week before `week`."""
        return replace(
            self,
            low=self.low[:week],
            high=self.high[:week],
            day=self.day[:week],
            reports=self.reports[:week],
            beside=tuple(other.before(week) for other in self.beside),
        )


def points(low: Floats, high: Floats) -> Floats:
    """A number for each range: a figure, the middle of a range on the log scale, or the bound itself; NaN for none."""
    with np.errstate(invalid="ignore"):
        middle = np.expm1((np.log1p(low) + np.log1p(high)) / 2)
        bound = np.where(np.isinf(high), low, high)
        inside = np.where(low == high, low, middle)
        return np.where(np.isinf(high) | (low == 0), bound, inside)

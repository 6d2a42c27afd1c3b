"""A weekly series as the filter reads it: bounds on log(1 + people), and the risk that people saw.

A number of fifty or more is a point; a smaller one is the interval that rounds to it, and a zero lies below one half; a
range is the interval that it is. "More than" reaches to ten times its number and "not over" down to a tenth: who knew
of another order of magnitude would have said so. A week without a report is NaN: nothing is known.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from buttress.arrays import Floats
from buttress.rules.rates import decay
from buttress.rules.turnout.terms import fear_term
from buttress.series.weekly_series import WeeklySeries

ROUNDED_BELOW = 50.0
REACH = 10.0
"""How far a bound reaches, as a factor; studies/scores/results.json tells how others fared."""
DAYS = 7.0
RISK_SCALE = 0.01
RISK_HALF_LIFE_DAYS = 14.0
"""The model's own middles of `risk_scale` and `risk_memory_days` (`world/parameters.yaml`)."""


@dataclass(frozen=True, eq=False)
class SeriesEvidence:
    """`low`, `high`, `risk` (weeks,) from the first reported week on; `risk` is the fear term at a coefficient of 1,
    `next_risk` its value in the week after the last.
    """

    low: Floats
    high: Floats
    risk: Floats
    next_risk: float

    @classmethod
    def of(cls, series: WeeklySeries) -> SeriesEvidence:
        """The evidence of a series; ValueError if no week has a report."""
        reported = np.flatnonzero(series.reported)
        if len(reported) == 0:
            raise ValueError(f"{series.target}: no week with a report")
        low, high = bounds(series.low, series.high)
        first = reported[0]
        risk, next_risk = _risk(series)
        return cls(low[first:], high[first:], risk[first:], next_risk)

    def __len__(self) -> int:
        return len(self.low)


def bounds(low: Floats, high: Floats) -> tuple[Floats, Floats]:
    """Bounds on log(1 + people) of bounds in people."""
    small = (low == high) & (low < ROUNDED_BELOW)
    bottom = np.where(small, low - 0.5, low)
    top = np.where(small, high + 0.5, high)
    top = np.where(np.isposinf(high) & (low > 0.0), REACH * low, top)
    bottom = np.where((low == 0.0) & (high >= ROUNDED_BELOW), high / REACH, bottom)
    open_below = bottom <= 0.0
    with np.errstate(invalid="ignore", divide="ignore"):
        return np.where(open_below, -np.inf, np.log1p(np.maximum(bottom, 0.0))), np.log1p(top)


def _risk(series: WeeklySeries) -> tuple[Floats, float]:
    """Fear of each week by what was seen before it: detained per participant, an average with memory, by week.

    Zero throughout unless the reporter, or another of the same file, gives people detained beside crowds.
    """
    risk = np.zeros(len(series))
    if series.quantity != "crowd":
        return risk, 0.0
    detained = _steadiest(series)
    if detained is None:
        return risk, 0.0
    keep = decay(RISK_HALF_LIFE_DAYS) ** DAYS
    memory, crowds, arrests = 0.0, series.points, detained.points
    for week in range(len(series)):
        risk[week] = fear_term(1.0, memory, RISK_SCALE)
        if crowds[week] > 0.0 and not np.isnan(arrests[week]):
            memory += (1.0 - keep) * (min(arrests[week] / crowds[week], 1.0) - memory)
    return risk, float(fear_term(1.0, memory, RISK_SCALE))


def _steadiest(series: WeeklySeries) -> WeeklySeries | None:
    """The detained series of the same reporter, else the one with most weeks."""
    beside = [other for other in series.beside if other.quantity == "detained" and other.reported.any()]
    return max(beside, key=lambda other: (other.reporter == series.reporter, int(other.reported.sum())), default=None)

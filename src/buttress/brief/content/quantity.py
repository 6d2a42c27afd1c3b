"""Numbers with their intervals and units: estimates, predictive spreads, series over dates."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

LEVELS = (50, 80, 95)


class Unit(StrEnum):
    """How a number is written. `share` is a probability and `percent` a ratio, both shown in %; `points` is a
    difference of probabilities; `log_ratio`, of two counts, is shown as a change in %."""

    SHARE = "share"
    POINTS = "points"
    PEOPLE = "people"
    WEEKS = "weeks"
    DAYS = "days"
    PERCENT = "percent"
    RATIO = "ratio"
    LOG_RATIO = "log_ratio"
    NUMBER = "number"
    MONEY = "money"


@dataclass(frozen=True)
class IntervalEstimate:
    """A mean with its interval. `money` names the currency and scale of a sum (`USD m`), `cap` is a censoring point,
    `signed` writes the plus of a difference."""

    mean: float
    low: float
    high: float
    unit: Unit
    level: int = 95
    money: str = ""
    cap: float | None = None
    signed: bool = False


@dataclass(frozen=True)
class Spread:
    """A median with its central 50, 80 and 95 % intervals (predictive)."""

    median: float
    bands: tuple[tuple[int, float, float], ...]
    unit: Unit

    def band(self, level: int) -> tuple[float, float]:
        """The interval of one level; raises KeyError if the spread lacks it."""
        for known_level, low, high in self.bands:
            if known_level == level:
                return low, high
        raise KeyError(level)

    def estimate(self, level: int = 95) -> IntervalEstimate:
        """The median with one of its intervals."""
        low, high = self.band(level)
        return IntervalEstimate(self.median, low, high, self.unit, level)


@dataclass(frozen=True)
class Band:
    """One interval along a path; `low` and `high` have the path's length."""

    level: int
    low: tuple[float, ...]
    high: tuple[float, ...]


@dataclass(frozen=True)
class BandedSeries:
    """A quantity over dates: its middle and its bands, all of one length."""

    dates: tuple[date, ...]
    middle: tuple[float, ...]
    bands: tuple[Band, ...]
    unit: Unit
    money: str = ""

    def band(self, level: int) -> Band:
        """The band of one level; raises KeyError if the path lacks it."""
        for band in self.bands:
            if band.level == level:
                return band
        raise KeyError(level)

    def at(self, index: int, level: int = 95) -> IntervalEstimate:
        """The path's value at one index, with one of its intervals."""
        band = self.band(level)
        return IntervalEstimate(self.middle[index], band.low[index], band.high[index], self.unit, level, self.money)

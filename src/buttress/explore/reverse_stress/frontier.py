"""A frontier: the smallest size of one shock that is enough, at each size of another."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

import numpy as np

from buttress.arrays import Floats
from buttress.explore.reverse_stress.shock import UNITS, ShockKind

INTERVAL = (0.025, 0.975)


@dataclass(frozen=True)
class FrontierPoint:
    """At `other`, a size of the second shock, the smallest size of the first: median and 95 % points over draws.

    An end is infinite where no size of the grid is enough; `not_enough` is the share of draws of which that is so.
    """

    other: float
    smallest: float
    low_95: float
    high_95: float
    not_enough: float

    @classmethod
    def of(cls, other: float, smallest: Floats) -> FrontierPoint:
        """From the smallest size in each draw, (D,)."""
        low, middle, high = (quantile(smallest, share) for share in (INTERVAL[0], 0.5, INTERVAL[1]))
        return cls(other, middle, low, high, float(np.isinf(smallest).mean()))

    def to_json(self) -> dict[str, Any]:
        """Plain data; what is never enough is None."""
        ends = [_finite(self.low_95), _finite(self.high_95)]
        return {
            "other": self.other,
            "smallest": _finite(self.smallest),
            "interval_95": ends,
            "not_enough": self.not_enough,
        }


@dataclass(frozen=True)
class Frontier:
    """`first` is what is solved for, up to `most`; `second` what it is drawn against."""

    first: ShockKind
    second: ShockKind
    most: float
    points: tuple[FrontierPoint, ...]

    def to_json(self) -> dict[str, Any]:
        """Plain data."""
        return {
            "first": self.first.value,
            "first_unit": UNITS[self.first],
            "second": self.second.value,
            "second_unit": UNITS[self.second],
            "most": self.most,
            "points": [point.to_json() for point in self.points],
        }


def smallest_enough(sizes: Floats, headroom: Floats) -> Floats:
    """The smallest size at which headroom (sizes, D) is at or below 0, (D,), straight between sizes; inf for none."""
    enough = headroom <= 0.0
    first = enough.argmax(axis=0)
    draw = np.arange(headroom.shape[1])
    before = np.maximum(first - 1, 0)
    above, below = headroom[before, draw], headroom[first, draw]
    step = np.divide(above, above - below, out=np.zeros_like(above), where=above > below)
    found = sizes[before] + step * (sizes[first] - sizes[before])
    return np.where(enough.any(axis=0), np.where(first == 0, sizes[0], found), np.inf)


def quantile(values: Floats, share: float) -> float:
    """The value below which a share of the draws lies, without a mean of two: one of them may be infinite."""
    return float(np.quantile(values, share, method="inverted_cdf"))


def _finite(value: float) -> float | None:
    return value if math.isfinite(value) else None

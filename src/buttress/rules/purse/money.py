"""Whole minor units, and moving averages of a month."""

from __future__ import annotations

import math

from numba import njit

from buttress.rules.inlined import inlined

MONTH = 1.0 / 28.0
"""Weight of a day in moving averages of a month."""


@inlined
def month_weight(day: int) -> float:
    """Weight of a day in a moving average that begins with the run: the mean so far until a month has passed."""
    return max(MONTH, 1.0 / (day + 1.0))


@njit(cache=True)
def whole(amount: float) -> int:
    """An amount rounded down to the minor unit."""
    return math.floor(amount)

"""Hazards, half-lives and logits: the one place where rates become probabilities."""

from __future__ import annotations

import math

from numba import njit


@njit(cache=True)
def probability(hazard_per_day: float, days: float = 1.0) -> float:
    """Chance of at least one event in `days`: 1 - exp(-h dt)."""
    return -math.expm1(-hazard_per_day * days)


@njit(cache=True)
def decay(half_life_days: float) -> float:
    """Share of a stock left after one day; 1 for an infinite half-life, 0 for none."""
    if half_life_days <= 0.0:
        return 0.0
    return 2.0 ** (-1.0 / half_life_days)


@njit(cache=True)
def standing(stock: float, half_life_days: float, new: float) -> float:
    """A stock after one day's fading and what is new, new signals counted as log(1 + n)."""
    return decay(half_life_days) * stock + math.log1p(new)


@njit(cache=True)
def bounded(value: float, low: float, high: float) -> float:
    """`value` cut to [low, high]."""
    return min(max(value, low), high)


@njit(cache=True)
def logistic(x: float) -> float:
    """Probability of log-odds `x`, without overflow."""
    if x >= 0.0:
        return 1.0 / (1.0 + math.exp(-x))
    odds = math.exp(x)
    return odds / (1.0 + odds)

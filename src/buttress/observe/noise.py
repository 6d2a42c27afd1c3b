"""The noise of a report: Student's t of 4 degrees on a log scale, with tails that forgive a misprint."""

from __future__ import annotations

import numpy as np
from numba import njit

from buttress.arrays import Floats

#: Log density at 0 of the noise, Student's t of 4 degrees: the usual robust choice (Lange, Little and Taylor 1989).
LOG_PEAK = float(np.log(3.0 / 8.0))
#: Lowest probability that a single report may have.
LEAST = 1e-300


def log_interval(low: Floats | float, high: Floats | float, location: Floats, scale: Floats) -> Floats:
    """Log P(low <= y <= high) for y = location + scale * t; bounds may be infinite; at least log 1e-300."""
    shape = np.broadcast_shapes(*map(np.shape, (low, high, location, scale)))
    bottom, top, out = np.empty(shape), np.empty(shape), np.empty(shape)
    np.divide(low - location, scale, out=bottom)
    np.divide(high - location, scale, out=top)
    _fill_log_intervals(bottom.reshape(-1), top.reshape(-1), out.reshape(-1))
    return out


def below(t: Floats) -> Floats:
    """Distribution function of Student's t of 4 degrees."""
    out = np.empty(np.shape(t))
    _fill_below(np.ascontiguousarray(t, dtype=float).ravel(), out.reshape(-1))
    return out


@njit(cache=True)
def chance_below(t):  # type: ignore[no-untyped-def]
    """Distribution function at one point: (1 + u)^2 (2 - u) / 4 with u = t / sqrt(4 + t^2)."""
    if np.isinf(t):
        return 1.0 if t > 0.0 else 0.0
    root = np.sqrt(4.0 + t * t)
    # 1 + u without loss of digits in the lower tail.
    lift = 4.0 / (root * (root - t)) if t < 0.0 else 1.0 + t / root
    return lift * lift * (2.0 - t / root) / 4.0


@njit(cache=True)
def interval_chance(bottom, top):  # type: ignore[no-untyped-def]
    """P(bottom <= t <= top), the difference taken in the smaller tail, where it keeps its digits."""
    if bottom + top > 0.0:
        bottom, top = -top, -bottom
    return chance_below(top) - chance_below(bottom)


@njit(cache=True)
def _fill_log_intervals(bottom, top, out):  # type: ignore[no-untyped-def]
    for i in range(len(out)):
        out[i] = np.log(max(interval_chance(bottom[i], top[i]), LEAST))


@njit(cache=True)
def _fill_below(t, out):  # type: ignore[no-untyped-def]
    for i in range(len(out)):
        out[i] = chance_below(t[i])


def log_density(at: Floats | float, location: Floats, scale: Floats) -> Floats:
    """Log density at y of location + scale * t."""
    t = (at - location) / scale
    return np.asarray(LOG_PEAK - np.log(scale) - 2.5 * np.log1p(np.square(t) / 4.0))


def noise(rng: np.random.Generator, n: int) -> Floats:
    """n draws of the noise, in spreads."""
    return np.asarray(rng.standard_t(4, size=n))

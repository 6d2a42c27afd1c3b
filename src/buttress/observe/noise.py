"""The noise of a report: Student's t of 4 degrees on a log scale, with tails that forgive a misprint."""

from __future__ import annotations

import numpy as np

from buttress.arrays import Floats

#: Log density at 0 of the noise, Student's t of 4 degrees: the usual robust choice (Lange, Little and Taylor 1989).
LOG_PEAK = float(np.log(3.0 / 8.0))
#: Lowest probability that a single report may have.
LEAST = 1e-300


def log_interval(low: Floats | float, high: Floats | float, location: Floats, scale: Floats) -> Floats:
    """Log P(low <= y <= high) for y = location + scale * t; bounds may be infinite; at least log 1e-300."""
    a, b = (low - location) / scale, (high - location) / scale
    with np.errstate(invalid="ignore"):
        upper = a + b > 0  # both bounds infinite: not a number, not above
    # Take the difference in the smaller tail, where it keeps its digits.
    near, far = np.where(upper, -b, a), np.where(upper, -a, b)
    return np.asarray(np.log(np.maximum(below(far) - below(near), LEAST)))


def below(t: Floats) -> Floats:
    """Distribution function of Student's t of 4 degrees: (1 + u)^2 (2 - u) / 4 with u = t / sqrt(4 + t^2)."""
    root = np.sqrt(4.0 + np.square(t))
    with np.errstate(invalid="ignore"):
        high = np.where(np.isinf(t), np.sign(t), t / root)
        # 1 + u without loss of digits in the lower tail.
        lift = np.where(t < 0, 4.0 / (root * (root - t)), 1.0 + high)
    return np.asarray(np.square(lift) * (2.0 - high) / 4.0)


def log_density(at: Floats | float, location: Floats, scale: Floats) -> Floats:
    """Log density at y of location + scale * t."""
    t = (at - location) / scale
    return np.asarray(LOG_PEAK - np.log(scale) - 2.5 * np.log1p(np.square(t) / 4.0))


def noise(rng: np.random.Generator, n: int) -> Floats:
    """n draws of the noise, in spreads."""
    return np.asarray(rng.standard_t(4, size=n))

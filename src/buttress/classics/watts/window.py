"""Watts 2002, the algebra: when a random graph lets a single vertex set off a global cascade.

Cascade condition: sum over k of k (k - 1) rho_k p_k > z, with p_k the degree distribution of mean z and rho_k the share
of vertices of degree k that one on-neighbour switches on (their threshold is at most 1 / k).
"""

from __future__ import annotations

import math
from collections.abc import Callable

import numpy as np
from scipy.optimize import brentq
from scipy.special import gammaln, ndtr, pdtr

from buttress.arrays import Floats

DEGREES = np.arange(1, 400)

Threshold = Callable[[Floats], Floats]
"""Distribution function of thresholds: share of people whose threshold is at most x."""


def single(num: int, den: int) -> Threshold:
    """Everyone has the threshold num / den; compared in whole numbers at x = 1 / k."""
    return lambda x: (num * np.rint(1.0 / x) <= den).astype(float)


def normal(mean: float, sd: float) -> Threshold:
    """Normal thresholds, cut to [0, 1] and made to sum to one again."""
    low, high = ndtr(-mean / sd), ndtr((1.0 - mean) / sd)
    return lambda x: (ndtr((x - mean) / sd) - low) / (high - low)


def poisson(z: float) -> Floats:
    """p_k of the degrees 1, 2, ... of a random graph."""
    return np.exp(DEGREES * math.log(z) - z - gammaln(DEGREES + 1))


def power_law(z: float, exponent: float = 2.5) -> Floats:
    """p_k proportional to k^-exponent exp(-k / cutoff), the cutoff such that the mean is z. ValueError if none is."""

    def shape(rate: float) -> Floats:
        weight = DEGREES**-exponent * np.exp(-rate * DEGREES)
        return weight / weight.sum()

    if (shape(0.0) * DEGREES).sum() < z:
        raise ValueError(f"no cutoff gives a mean degree of {z}")
    return shape(brentq(lambda rate: (shape(rate) * DEGREES).sum() - z, 0.0, 50.0))


def growth(p: Floats, threshold: Threshold) -> float:
    """Vertices newly switched on by each newly switched on, at the start: the cascade condition is growth > 1."""
    z = (p * DEGREES).sum()
    return float((DEGREES * (DEGREES - 1) * threshold(1.0 / DEGREES) * p).sum() / z)


def window(threshold: Threshold, low: float = 0.5, high: float = 60.0) -> tuple[float, float] | None:
    """The mean degrees between which a Poisson graph lets cascades grow; None if there are none."""
    grid = np.geomspace(low, high, 400)
    grows = np.array([growth(poisson(z), threshold) > 1.0 for z in grid])
    if not grows.any():
        return None
    first = int(grows.argmax())
    last = int(len(grid) - 1 - grows[::-1].argmax())

    def excess(z: float) -> float:
        return growth(poisson(z), threshold) - 1.0

    return brentq(excess, grid[first - 1], grid[first]), brentq(excess, grid[last], grid[last + 1])


def edges(neighbours: int) -> tuple[float, float]:
    """The same for one threshold 1 / `neighbours`, in closed form: roots of z Q(neighbours - 1, z) = 1."""

    def excess(z: float) -> float:
        return z * pdtr(neighbours - 2, z) - 1.0

    peak = max(np.linspace(0.5, 60.0, 2000), key=excess)
    return brentq(excess, 0.5, peak), brentq(excess, peak, 60.0)


def giant_share(z: float) -> float:
    """Share of a Poisson graph in its giant component: S = 1 - exp(-z S)."""
    return brentq(lambda s: 1.0 - math.exp(-z * s) - s, 1e-9, 1.0)


def trigger_chance(z: float, threshold: Threshold) -> float:
    """Chance that a random vertex touches the giant cluster of vertices that one on-neighbour switches on."""
    p = poisson(z)
    rho = threshold(1.0 / DEGREES)
    weight = DEGREES * rho * p / z
    # Chance that an edge leads to no endless chain: its end is not switched on by one neighbour, or all its edges fail.
    miss = 0.0
    for _ in range(10_000):
        after = 1.0 - weight.sum() + (weight * miss ** (DEGREES - 1)).sum()
        if abs(after - miss) < 1e-14:
            break
        miss = after
    return 1.0 - math.exp(z * (miss - 1.0))

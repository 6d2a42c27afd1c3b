"""Granovetter 1978: each joins a riot when enough others have; small differences of threshold, large ones of outcome.

    r(t + 1) = F[r(t)],  r(0) = 0

F: the share of people whose threshold is at most the share r that acts. Nobody stops, so r settles where F first falls
below the 45-degree line. Friends may weigh more: a person sees (rioters + (w - 1) rioting friends) /
(group + (w - 1) friends), and counts himself in the group.
M. Granovetter 1978, "Threshold models of collective behavior", American Journal of Sociology 83(6), 1420-1443,
doi 10.1086/226707.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from fractions import Fraction

import numpy as np
from numba import njit
from numpy.typing import NDArray

from buttress.classics.figure import Figure, Kind

QUESTION = "When does a crowd of people who would each join if enough others did become a riot?"

SECOND_HAND = "seen in an independent replication that quotes the paper"
JUMP = "a jump is looked for: the settled share above one half"


@njit(cache=True)
def rioters(thresholds: NDArray[np.int64]) -> int:
    """How many act in the end; thresholds in percent of the group, compared as whole numbers, without a division."""
    group = len(thresholds)
    acting = 0
    while True:
        willing = 0
        for i in range(group):
            willing += acting * 100 >= thresholds[i] * group
        if willing <= acting:
            return acting
        acting = willing


@njit(cache=True)
def settled(mean: float, sd: float) -> float:
    """Percent that acts in the end in an endless crowd of normal thresholds (mean, sd in percent)."""
    r = 0.0
    for _ in range(10_000_000):
        after = 50.0 * math.erfc((mean - r) / (sd * math.sqrt(2.0)))
        if after - r <= 1e-12:
            return after
        r = after
    return r


def critical_sd(mean: float) -> float:
    """The sd of normal thresholds at which the settled percent jumps, by bisection."""
    low, high = mean / 5.0, mean
    while high - low > 1e-9:
        middle = 0.5 * (low + high)
        low, high = (low, middle) if settled(mean, middle) > 50.0 else (middle, high)
    return 0.5 * (low + high)


def perceived(acting: int, group: int, friends_acting: int, friends: int, weight: int) -> Fraction:
    """The share that a person sees acting whose friends weigh `weight` times a stranger."""
    return Fraction(acting + (weight - 1) * friends_acting, group + (weight - 1) * friends)


def figures(seed: int) -> Iterator[Figure]:
    """The paper's worked examples, and its curve of the settled crowd against the spread of thresholds."""
    crowd = np.arange(100)
    yield _row("uniform crowd, thresholds 0..99: rioters", "printed", "p. 1424", 100, rioters(crowd))
    crowd[1] = 2
    yield _row("the person with threshold 1 replaced by one with 2: rioters", "printed", "p. 1424", 1, rioters(crowd))


def _row(
    figure: str, kind: Kind, where: str, published: float, ours: float, tolerance: float = 0.0, why: str = "",
    mc_se: float = 0.0, unit: str = "",
) -> Figure:  # fmt: skip
    source = f"Granovetter 1978, {where} ({SECOND_HAND})"
    return Figure("granovetter", figure, kind, source, published, ours, tolerance, why or "whole numbers", mc_se, unit)

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
from collections.abc import Callable, Iterator, Sequence
from fractions import Fraction

import numpy as np
from numba import njit
from numpy.typing import NDArray

from buttress.arrays import Floats
from buttress.chance.random import stream_id, uniform
from buttress.classics.figure import Figure, Kind

QUESTION = "When does a crowd of people who would each join if enough others did become a riot?"

CITY = stream_id("classics granovetter crowd of a city")
FRIENDS = stream_id("classics granovetter friends")
CROWD = 100
MEAN = 25.0
"""Mean of the paper's normal thresholds, percent."""
CITY_CROWDS = 100_000
FRIEND_CROWDS = 2_000
KNOWN = (0.05, 0.1, 0.25, 0.5, 0.9)
"""Shares of the crowd that a person knows, tried for the effect of friends."""
WEIGHTS = (2, 5, 10)


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
    return _jump(lambda sd: settled(mean, sd), mean / 5.0, mean)


def critical_sd_of_people(mean: float) -> float:
    """The same for 100 people whose thresholds, the normal's mid-quantiles, are cut down to whole percents."""
    from scipy.special import ndtri

    quantiles = ndtri((np.arange(CROWD) + 0.5) / CROWD)
    return _jump(lambda sd: rioters(np.floor(mean + sd * quantiles).astype(np.int64)), mean / 5.0, mean)


def _jump(acting: Callable[[float], float], low: float, high: float, within: float = 1e-9) -> float:
    while high - low > within:
        middle = 0.5 * (low + high)
        low, high = (low, middle) if acting(middle) > 50.0 else (middle, high)
    return 0.5 * (low + high)


def perceived(acting: int, group: int, friends_acting: int, friends: int, weight: int) -> Fraction:
    """The share that a person sees acting whose friends weigh `weight` times a stranger."""
    return Fraction(acting + (weight - 1) * friends_acting, group + (weight - 1) * friends)


@njit(cache=True)
def city_crowds(seed: int, crowds: int) -> NDArray[np.int64]:
    """Rioters of each crowd of 100 drawn from a city whose thresholds are uniform on 0..99 percent."""
    out = np.empty(crowds, np.int64)
    thresholds = np.empty(100, np.int64)
    for crowd in range(crowds):
        for i in range(100):
            thresholds[i] = int(100.0 * uniform(seed, crowd, CITY, 0, i))
        out[crowd] = rioters(thresholds)
    return out


def with_friends(seed: int, crowds: int, thresholds: NDArray[np.int64], known: float, weight: int) -> NDArray[np.int64]:
    """Rioters of each crowd in which each pair know each other with chance `known`; thresholds in percent."""
    return with_friends_by(seed, crowds, thresholds, [(known, weight)])[0]


def with_friends_by(
    seed: int, crowds: int, thresholds: NDArray[np.int64], settings: Sequence[tuple[float, int]]
) -> NDArray[np.int64]:
    """The same of each setting (known, weight), (setting, crowd): the same pairs are drawn, once for all settings."""
    known, weights = np.array([each[0] for each in settings], float), np.array([each[1] for each in settings], np.int64)
    return _among_friends(seed, crowds, thresholds, known, weights)


@njit(cache=True)
def _among_friends(
    seed: int, crowds: int, thresholds: NDArray[np.int64], known: Floats, weights: NDArray[np.int64]
) -> NDArray[np.int64]:
    group = len(thresholds)
    out = np.empty((len(known), crowds), np.int64)
    friend = np.zeros((group, group), np.bool_)
    drawn = np.empty(group * (group - 1) // 2)
    for crowd in range(crowds):
        for pair in range(len(drawn)):
            drawn[pair] = uniform(seed, crowd, FRIENDS, 0, pair)
        for setting in range(len(known)):
            pair = 0
            for i in range(group):
                for j in range(i):
                    know = drawn[pair] < known[setting]
                    friend[i, j], friend[j, i] = know, know
                    pair += 1
            out[setting, crowd] = _settle_among_friends(thresholds, friend, weights[setting])
    return out


@njit(cache=True)
def _settle_among_friends(thresholds: NDArray[np.int64], friend: NDArray[np.bool_], weight: int) -> int:
    group = len(thresholds)
    acts = np.zeros(group, np.bool_)
    seen = np.zeros(group, np.int64)  # rioters, friends among them weighted
    whole = np.empty(group, np.int64)
    for i in range(group):
        whole[i] = group + (weight - 1) * friend[i].sum()
    grew = True
    while grew:
        grew = False
        for i in range(group):
            if not acts[i] and seen[i] * 100 >= thresholds[i] * whole[i]:
                acts[i] = True
                grew = True
                for j in range(group):
                    seen[j] += weight if friend[i, j] else 1
    return acts.sum()


def uniform_crowd() -> NDArray[np.int64]:
    """Thresholds 0, 1, ..., 99 percent."""
    return np.arange(CROWD)


def perturbed_crowd() -> NDArray[np.int64]:
    """The same, the person of threshold 1 replaced by one of threshold 2."""
    crowd = uniform_crowd()
    crowd[1] = 2
    return crowd


def figures(seed: int) -> Iterator[Figure]:
    """The paper's worked examples, its curve against the spread of thresholds, its crowds of a city, its friends."""
    yield _row("crowd of thresholds 0..99: rioters", "printed", 100, rioters(uniform_crowd()))
    yield _row("threshold 1 replaced by 2: rioters", "printed", 1, rioters(perturbed_crowd()))
    yield from _spread()
    yield from _city(seed)
    share = perceived(48, 100, 15, 20, 2)
    yield _row("48 of 100 riot, 15 of his 20 friends do, friends weigh double: share he sees", "printed", 0.525,
               float(share), 0.0, "a fraction, 63/120; he counts himself among the 100")  # fmt: skip
    yield from _friends(seed)


def _spread() -> Iterator[Figure]:
    critical = critical_sd(MEAN)
    yield _row("normal thresholds, mean 25: sd at which the crowd jumps", "printed", 12.2, critical, 0.05,
               "half of the last printed digit", unit="%")  # fmt: skip
    yield _row("rioters just below that sd", "printed", 6, settled(MEAN, critical - 0.002), 0.5,
               "about 6: half of a whole person", unit="%")  # fmt: skip
    yield _row("rioters just above it", "printed", 100, settled(MEAN, critical + 0.01), 1.0,
               "nearly 100: within one person", unit="%")  # fmt: skip
    yield _row("rioters as the sd grows without end (here 1,000)", "printed", 50, settled(MEAN, 1000.0), 2.0,
               "approached like 25/sd: 51.0 at 1,000", unit="%")  # fmt: skip
    yield _row("100 people at the normal's mid-quantiles, thresholds cut to whole percents: sd of the jump", "rule",
               11.89, critical_sd_of_people(MEAN), 0.005, "half of the replication's last digit", unit="%")  # fmt: skip


def _city(seed: int) -> Iterator[Figure]:
    crowds = city_crowds(seed, CITY_CROWDS)
    why = "half of the last printed digit and three Monte-Carlo errors"
    for figure, published, share in (
        ("crowds of 100 from a city of uniform thresholds: no instigator", 0.37, np.mean(crowds == 0)),
        ("one instigator and nobody at 1 %", 0.14, np.mean(crowds == 1)),
        ("together: no riot", 0.51, np.mean(crowds <= 1)),
    ):
        error = math.sqrt(share * (1.0 - share) / CITY_CROWDS)
        # The paper adds its two rounded shares, so the third may be off by a whole digit.
        tolerance = (0.01 if published == 0.51 else 0.005) + 3.0 * error
        yield _row(figure, "printed", published, float(share), tolerance, why, error)


def _friends(seed: int) -> Iterator[Figure]:
    settings = sorted({(0.25, weight) for weight in WEIGHTS} | {(known, 5) for known in KNOWN})
    riots = dict(zip(settings, with_friends_by(seed, FRIEND_CROWDS, perturbed_crowd(), settings), strict=True))
    more = {known: float(np.mean(riots[known, 5] > 1)) for known in KNOWN}
    yield _row("friends in the crowd with threshold 2: share known at which they do most", "printed", 0.25,
               max(more, key=more.__getitem__), 0.0, "of 5, 10, 25, 50, 90 %: about a quarter")  # fmt: skip
    beyond = float(np.mean(riots[0.25, 10] > 10))
    yield _row("friends weigh 10, a quarter known: share of crowds beyond 10 rioters", "printed", 0.0, beyond, 0.05,
               "seldom beyond 5 to 10 is read as one crowd in twenty", _error(beyond))  # fmt: skip
    every = [(known, weight) for weight in WEIGHTS for known in KNOWN]
    modes = [_mode(riot) for riot in with_friends_by(seed, 500, uniform_crowd(), every)]
    yield _row("crowd 0..99 with friends of weight 2, 5, 10: most frequent riot, median of 15 settings", "printed", 1,
               float(np.median(modes)), 0.0, "one rioter for most settings")  # fmt: skip
    for weight, published in ((2, 0.0), (5, 0.43), (10, 0.52)):
        share = float(np.mean(riots[0.25, weight] > 1))
        error = _error(share)
        yield _row(f"friends weigh {weight}, a quarter known: chance of more than one rioter", "rule", published, share,
                   0.0 if published == 0.0 else 0.05, "the replication draws crowds too, how many is not known",
                   error)  # fmt: skip


def _mode(counts: NDArray[np.int64]) -> int:
    return int(np.bincount(counts).argmax())


def _error(share: float) -> float:
    """Monte-Carlo error of a share of crowds, at least one crowd."""
    return max(math.sqrt(share * (1.0 - share) / FRIEND_CROWDS), 1.0 / FRIEND_CROWDS)


def _row(
    figure: str, kind: Kind, published: float, ours: float, tolerance: float = 0.0, why: str = "whole numbers",
    mc_se: float = 0.0, unit: str = "",
) -> Figure:  # fmt: skip
    seen = "seen in a replication that quotes it" if kind == "printed" else "the rule, as run by a replication"
    return Figure(
        "granovetter", figure, kind, f"Granovetter 1978 ({seen})", published, ours, tolerance, why, mc_se, unit
    )

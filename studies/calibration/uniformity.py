"""Are ranks uniform? For each quantity by its distribution function, for all by how far ranks spread.

A quantity's ranks over N trials give N ECDF(i / (L + 1)), binomial at each i if the fit is right; the statistic is the
least likely of these counts, its distribution found by drawing uniform ranks (Sailynoja, Buerkner and Vehtari 2022,
Statistics and Computing 32). Quantities of one trial go together, so the least chance is held against all of them by
Bonferroni's bound. The spread of a trial, the mean of 12 (u - 1/2)^2 over quantities, is 1 on average in a right fit,
above it where posteriors are too narrow, below it where they are too wide; trials are independent. Dependent draws
spread ranks further, and what is right is then what `dependence.py` finds.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np
from scipy import stats

from buttress.arrays import Floats, Ints
from studies.calibration.trial import RANKED

#: Sets of uniform ranks drawn for the distribution of the statistic: the least chance that can be told is one in these.
SETS = 50_000
SEED = 2022


@dataclass(frozen=True)
class UniformityTest:
    """`chances`: by quantity, of ranks as uneven; `chance`: the least of them, times their number, at most 1.

    `spread` and its standard error; the spread `expected` of a right fit, with its error; the chance of one as far off.
    """

    trials: int
    chances: Mapping[str, float]
    chance: float
    spread: float
    spread_error: float
    expected: float
    expected_error: float
    spread_chance: float


def uniformity_test(ranks: Ints, names: Sequence[str], expected: tuple[float, float] = (1.0, 0.0)) -> UniformityTest:
    """Test ranks (trials, quantities) of 0 to RANKED against the spread `expected` of a right fit and its standard
    error; ValueError for fewer than two trials.
    """
    if len(ranks) < 2:
        raise ValueError("ranks of at least two trials are needed")
    null = null_statistics(len(ranks))
    found = statistics(np.stack([np.bincount(column, minlength=RANKED + 1) for column in ranks.T]))
    chances = (1 + np.searchsorted(null, found, side="right")) / (1 + len(null))
    middle, error = spread(ranks)
    off = abs(middle - expected[0]) / np.hypot(error, expected[1])
    return UniformityTest(
        trials=len(ranks),
        chances=dict(zip(names, chances.tolist(), strict=True)),
        chance=float(min(1.0, chances.min() * len(chances))),
        spread=middle,
        spread_error=error,
        expected=expected[0],
        expected_error=expected[1],
        spread_chance=float(2 * stats.t.sf(off, len(ranks) - 1)),
    )


def spread(ranks: Ints) -> tuple[float, float]:
    """Mean over trials of how far ranks (trials, quantities) spread, 1 if uniform; its standard error."""
    u = (ranks + 0.5) / (RANKED + 1)
    whole = 1.0 - 1.0 / (RANKED + 1) ** 2  # variance of a discrete uniform, times 12
    by_trial = 12 * np.square(u - 0.5).mean(axis=1) / whole
    return float(by_trial.mean()), float(by_trial.std(ddof=1) / np.sqrt(len(by_trial)))


def statistics(counts: Ints) -> Floats:
    """Least tail chance over the points of the distribution function, from counts (sets, RANKED + 1) of ranks."""
    below = np.cumsum(counts, axis=1)[:, :-1]
    least = _smaller_tail(int(counts[0].sum()))
    below += least.shape[1] * np.arange(RANKED)  # places in the table laid flat
    return np.asarray(2 * least.take(below).min(axis=1))


@cache
def null_statistics(trials: int) -> Floats:
    """The statistic of `SETS` sets of uniform ranks, in rising order."""
    rng = np.random.default_rng(SEED)
    drawn = rng.multinomial(trials, np.full(RANKED + 1, 1 / (RANKED + 1)), size=SETS)
    return np.sort(statistics(drawn))


def band(trials: int, level: float) -> tuple[Floats, Floats]:
    """Lowest and highest share of trials (RANKED,) below each rank within the simultaneous band of one quantity."""
    least = float(np.quantile(null_statistics(trials), 1 - level)) / 2
    points = np.arange(1, RANKED + 1) / (RANKED + 1)
    return stats.binom.ppf(least, trials, points) / trials, stats.binom.isf(least, trials, points) / trials


@cache
def _smaller_tail(trials: int) -> Floats:
    """The smaller of P(X <= k) and P(X >= k) for X binomial at each point, (RANKED, trials + 1)."""
    points = (np.arange(1, RANKED + 1) / (RANKED + 1))[:, None]
    k = np.arange(trials + 1)[None]
    return np.minimum(stats.binom.cdf(k, trials, points), stats.binom.sf(k - 1, trials, points))

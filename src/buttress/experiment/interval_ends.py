"""Monte-Carlo errors of an interval's two ends, by a bootstrap over chains.

Chains are drawn with replacement, as many as there are; each resample's interval is that of `two_errors`. The standard
deviation of an end over resamples is its error (Efron and Tibshirani, An Introduction to the Bootstrap, 1993, chapter
6; over clusters: Davison and Hinkley, Bootstrap Methods and their Application, 1997, section 3.8).
"""

from __future__ import annotations

import numpy as np

from buttress.experiment.two_errors import interval_of

RESAMPLES, SEED = 200, 0


def interval_ends_se(
    values: np.ndarray,
    runs_per_draw: int,
    chains: np.ndarray | None = None,
    inflation: float = 1.0,
    resamples: int = RESAMPLES,
) -> tuple[float, float]:
    """Standard errors of both ends of the 95 % interval of `values` (n,), in their unit.

    `inflation` is that of `Draws`. Runs of an incomplete last draw are left out. NaN where there are fewer than two
    complete draws or chains. A pure function of its arguments.
    """
    draws = len(values) // runs_per_draw
    by_draw = np.asarray(values, dtype=float)[: draws * runs_per_draw].reshape(draws, runs_per_draw)
    chain = np.arange(draws) if chains is None else np.unique(chains[:draws], return_inverse=True)[1]
    count = int(chain.max(initial=-1)) + 1
    if count < 2:
        return np.nan, np.nan
    members = [np.flatnonzero(chain == each) for each in range(count)]
    rng = np.random.Generator(np.random.PCG64(SEED))
    means = by_draw.mean(axis=1)
    within = by_draw.var(axis=1, ddof=1) / runs_per_draw if runs_per_draw > 1 else np.zeros(draws)
    chosen = [np.concatenate([members[each] for each in rng.integers(0, count, count)]) for _ in range(resamples)]
    sizes = np.array([len(each) for each in chosen])
    ends = np.empty((resamples, 2))
    for size in np.unique(sizes):  # one, but where chains differ in theirs
        drawn = np.array([each for each in chosen if len(each) == size])
        some = means[drawn]
        ends[sizes == size] = interval_of(some, some.mean(axis=1), some.var(axis=1, ddof=1), within[drawn].mean(axis=1))
    low, high = np.std(ends, axis=0, ddof=1) * np.sqrt(inflation)
    return float(low), float(high)

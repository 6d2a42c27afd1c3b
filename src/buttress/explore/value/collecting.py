"""If evidence came in: simulated from each draw by the likelihood of reports, and all draws weighed by it.

The expected value of sample information by importance weights (Heath et al., Medical Decision Making 40, 2020, review
it). Evidence simulated from a draw weighs the draws of all other chains: a draw that weighed itself would seem to be
found. Few effective draws narrow an interval by themselves; so the width is set against that of the same weights on the
answer shuffled among the chains, which know nothing of it.
"""

from __future__ import annotations

import numpy as np

from buttress.arrays import Floats, Ints
from buttress.explore.value.gain import Gain, Region, Wrong
from buttress.explore.value.interval import chain_shuffles, chain_times, weighted_ends

RESAMPLES, SHUFFLES = 40, 8


def gain_of_collecting(log_likelihood: Floats, y: Floats, chains: Ints, region: Region | None, seed: int) -> Gain:
    """What evidence is worth: (n, n) log-likelihoods, evidence simulated from a draw by row, draws by column; the
    answer y (n,) and the draws' chains (n,).
    """
    weights = _weights(log_likelihood, chains)
    shuffled = [y[order] for order in chain_shuffles(chains, SHUFFLES, seed)]
    now = weighted_ends(y, np.ones((1, len(y))))[0]
    ends = weighted_ends(y, weights)
    idle = np.mean([_width(each, weights, np.ones(len(y))) for each in shuffled])
    ratio = float((ends[:, 1] - ends[:, 0]).mean() / idle)
    times = chain_times(chains, RESAMPLES, seed)
    spans = weighted_ends(y, times)
    drawn = [_width(y, weights * each, each) for each in times] / (spans[:, 1] - spans[:, 0]) * (now[1] - now[0]) / idle
    middle = float(now.mean())
    return Gain(
        interval_now=(float(now[0]), float(now[1])),
        interval_then=(middle + ratio * (float(now[0]) - middle), middle + ratio * (float(now[1]) - middle)),
        shrinks_by=1.0 - ratio,
        mc_se=float(np.std(drawn, ddof=1)),
        wrong=None if region is None else _wrong(weights, region(y), [region(each) for each in shuffled], times),
        effective=float((1.0 / np.square(weights).sum(axis=1)).mean()),
    )


def _weights(log_likelihood: Floats, chains: Ints) -> Floats:
    """Rows that sum to one, without the draws of the row's own chain."""
    other = chains[:, None] != chains
    safe = np.where(np.isfinite(log_likelihood) & other, log_likelihood, -np.inf)
    weights = np.exp(safe - safe.max(axis=1, keepdims=True))
    return np.asarray(weights / weights.sum(axis=1, keepdims=True))


def _width(y: Floats, weights: Floats, rows: Floats) -> float:
    """Mean width over rows, weighted."""
    kept = rows > 0
    ends = weighted_ends(y, weights[kept])
    return float(np.average(ends[:, 1] - ends[:, 0], weights=rows[kept]))


def _wrong(weights: Floats, held: np.ndarray, idle: list[np.ndarray], times: Floats) -> Wrong:
    """The fall is that beyond what the same weights bring about on the shuffled answer."""
    once = np.ones(len(held))
    now = min(float(held.mean()), 1.0 - float(held.mean()))
    fall = float(np.mean([_chance(weights, each, once) for each in idle])) - _chance(weights, held, once)
    p_now = times @ held / times.sum(axis=1)
    drawn = np.minimum(p_now, 1.0 - p_now) - [_chance(weights * each, held, each) for each in times]
    return Wrong(now, min(max(now - fall, 0.0), 1.0), float(np.std(drawn, ddof=1)))


def _chance(weights: Floats, held: np.ndarray, rows: Floats) -> float:
    """Mean over rows of the smaller of p and 1 - p."""
    total = weights.sum(axis=1)
    p = np.divide(weights @ held, total, out=np.full(len(total), 0.5), where=total > 0)
    return float(np.average(np.minimum(p, 1.0 - p), weights=rows))

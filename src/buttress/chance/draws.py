"""Count draws: binomial numbers by inversion of one uniform, and whole numbers shared out by weight.

A draw is a function of (n, p, u) alone and rises with p and with u, so that two scenarios which share their random
addresses differ only where their probabilities do.
"""

from __future__ import annotations

import math

import numpy as np
from numba import njit
from numpy.typing import NDArray

from buttress.chance.random import normal_quantile

EXACT_BELOW_VARIANCE = 100.0
# Width, in variance, of the strip above the limit in which the approximation is held at or above the exact draw.
_SEAM = 6.0
# Mass beyond which a further term can no longer change a sum close to one.
_NEGLIGIBLE = 1e-20
# Reciprocals save a division in every term of the sum; an exact sum rarely runs past 350.
_RECIPROCAL = np.concatenate((np.zeros(1), 1.0 / np.arange(1, 512)))


@njit(cache=True)
def binomial(n: int, p: float, u: float) -> int:
    """The u-quantile of Binomial(n, p): the smallest k with P(X <= k) >= u; n >= 0, u in (0, 1), p clipped to [0, 1].

    Exact where n p (1 - p) < 100. Above, a Cornish-Fisher expansion to the fourth cumulant, with continuity correction,
    clipped to [0, n]: it differs from the exact draw, by one, for about one u in 8,000 at the limit, for fewer above.
    Rises with u and p, across the limit too (there the approximation is held between the exact draws at both sides of
    it); what remains is rounding, for u within about 1e-12 of a step or of an end. ValueError if p is not a number.
    """
    if not p > 0.0:
        if p != p:
            raise ValueError("a probability is not a number")
        return 0
    if n <= 0:
        return 0
    if p >= 1.0:
        return n
    variance = n * p * (1.0 - p)
    if variance < EXACT_BELOW_VARIANCE:
        return _exact(n, p, u)
    k = _expansion(n, p, u)
    if variance < EXACT_BELOW_VARIANCE + _SEAM:
        edge = _edge(n)
        if p < 0.5:
            k = max(k, _exact(n, edge, u))
        if p > 0.5:
            k = min(k, _exact(n, 1.0 - edge, u))
    return k


@njit(cache=True)
def _exact(n: int, p: float, u: float) -> int:
    """Sequential inversion from whichever end, 0 or n, the mean is nearer to."""
    if p <= 0.5:
        return _from_below(n, p, u)
    return n - _from_above(n, 1.0 - p, 1.0 - u)


@njit(cache=True)
def _from_below(n: int, p: float, u: float) -> int:
    """The smallest k with P(X <= k) >= u, adding terms from 0 on; p <= 1/2, so the first term is at least e^-200."""
    odds = p / (1.0 - p)
    term = math.exp(n * math.log1p(-p))
    total = term
    k = 0
    while total < u and k < n:
        k += 1
        term *= odds * (n - k + 1) * (_RECIPROCAL[k] if k < 512 else 1.0 / k)
        total += term
        if term < _NEGLIGIBLE and k > n * p:
            break
    return k


@njit(cache=True)
def _from_above(n: int, q: float, v: float) -> int:
    """The largest j with P(Y <= j - 1) <= v for Y ~ Binomial(n, q): the failures that go with `_from_below`."""
    odds = q / (1.0 - q)
    term = math.exp(n * math.log1p(-q))
    total = term
    j = 0
    while total <= v and j < n:
        j += 1
        term *= odds * (n - j + 1) * (_RECIPROCAL[j] if j < 512 else 1.0 / j)
        total += term
        if term < _NEGLIGIBLE and j > n * q:
            break
    return j


@njit(cache=True)
def _expansion(n: int, p: float, u: float) -> int:
    """Cornish-Fisher quantile with continuity correction, to the fourth cumulant.

    Cornish & Fisher 1938, Revue de l'Institut International de Statistique 5, 307-320, doi 10.2307/1400905. The smooth
    curve through P(X <= k) at k + 1/2 has the cumulants of X less those of a uniform of width 1 (Euler-Maclaurin;
    Sheppard's corrections): variance - 1/12, fourth cumulant + 1/120.
    """
    variance = n * p * (1.0 - p)
    sd = math.sqrt(variance - 1.0 / 12.0)
    skew = variance * (1.0 - 2.0 * p) / sd**3
    kurtosis = (variance * (1.0 - 6.0 * p * (1.0 - p)) + 1.0 / 120.0) / sd**4
    z = normal_quantile(u)
    z2 = z * z
    x = z + skew * (z2 - 1.0) / 6.0 + kurtosis * z * (z2 - 3.0) / 24.0 - skew * skew * z * (2.0 * z2 - 5.0) / 36.0
    k = math.ceil(n * p + sd * x - 0.5)
    if k < 0:
        return 0
    return n if k > n else k


@njit(cache=True)
def _edge(n: int) -> float:
    """The smaller p at which n p (1 - p) reaches the limit of exact draws; n >= 400."""
    root = math.sqrt(max(0.0, 1.0 - 4.0 * EXACT_BELOW_VARIANCE / n))
    return 2.0 * EXACT_BELOW_VARIANCE / n / (1.0 + root)


@njit(cache=True)
def largest_remainder(total: int, weights: NDArray[np.float64], out: NDArray[np.int64]) -> None:
    """Share `total` >= 0 by weight into `out`, which then sums to it exactly (Hamilton's method).

    Ties go to the lower index; a weight of zero gets nothing. ValueError if the total is negative, a weight is negative
    or not finite, or there is something to share and no weight.
    """
    if total < 0:
        raise ValueError("a negative total cannot be shared out")
    size = weights.shape[0]
    weight_sum = 0.0
    for i in range(size):
        if not (0.0 <= weights[i] < np.inf):
            raise ValueError("a weight is negative or not finite")
        weight_sum += weights[i]
        out[i] = 0
    if total == 0:
        return
    if not (0.0 < weight_sum < np.inf):
        raise ValueError("there is something to share and no weight to share it by")
    remainder = np.empty(size)
    left = total
    for i in range(size):
        quota = total * (weights[i] / weight_sum)
        out[i] = np.int64(math.floor(quota))
        remainder[i] = quota - out[i] if weights[i] > 0.0 else -1.0
        left -= out[i]
    while left != 0:
        left -= _give_or_take(left, weights, remainder, out)


@njit(cache=True)
def _give_or_take(
    left: int, weights: NDArray[np.float64], remainder: NDArray[np.float64], out: NDArray[np.int64]
) -> int:
    """Give one unit to the largest remainder (or take one from the smallest, when rounding gave too much)."""
    step = 1 if left > 0 else -1
    best = -1
    for i in range(weights.shape[0]):
        if weights[i] > 0.0 and out[i] + step >= 0 and (best < 0 or step * remainder[i] > step * remainder[best]):
            best = i
    out[best] += step
    remainder[best] -= step
    return step


@njit(cache=True)
def share_out_capped(total: int, weights: NDArray[np.float64], caps: NDArray[np.int64], out: NDArray[np.int64]) -> int:
    """Share `total` by weight into `out`, none above its cap; what a full one can't take goes to the others by weight.

    Returns what found no room. ValueError as `largest_remainder`, or if a cap is negative.
    """
    size = weights.shape[0]
    open_weights = weights.copy()
    left = total
    for i in range(size):
        if caps[i] < 0:
            raise ValueError("a cap is negative")
        out[i] = 0
        if caps[i] == 0:
            open_weights[i] = 0.0
    share = np.zeros(size, np.int64)
    while left > 0 and open_weights.sum() > 0.0:
        largest_remainder(left, open_weights, share)
        filled = 0
        for i in range(size):
            if open_weights[i] > 0.0 and share[i] >= caps[i]:
                out[i] = caps[i]
                open_weights[i] = 0.0
                filled += caps[i]
        if filled == 0:
            for i in range(size):
                if open_weights[i] > 0.0:
                    out[i] = share[i]
            return 0
        left -= filled
    return left

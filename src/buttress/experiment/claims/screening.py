"""What a claim rests on: the parameters that carry its contrast over draws from the priors, found by regression.

A parameter's first-order share is the part of the contrast's variance that the contrast's mean at each value of the
parameter explains (Sobol, 1993). Here a cubic in the parameter's place z on the standard normal scale stands for that
mean, fitted to four fifths of the draws and scored on the fifth left out, so that chance gives no share. The contrast
is cut at its 0.5 and 99.5 % points first: the tails of a product of effects, a few draws in a thousand, would else be
all of its variance. What scales an effect of either sign, as a base rate does, has no first-order share in it: so a
claim rests on what carries the contrast or its size.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from buttress.arrays import Flags, Floats

if TYPE_CHECKING:
    from buttress.case import Claim

LEAST = 0.01  # first-order share above which a claim rests on a parameter
FOLDS = 5
CUT = (0.005, 0.995)


def rests_on(
    claims: Sequence[Claim], contrasts: Sequence[Floats], places: Floats, names: Sequence[str]
) -> list[tuple[str, ...]]:
    """Names of the parameters that each claim rests on, the largest share first.

    `contrasts` (D,), one a claim, and `places` (D, p), each draw's standard normals by `names`. Claims are regressed
    together: a parameter's cubic is the same for each.
    """
    if not claims:
        return []
    cut = [np.clip(contrast, *np.quantile(contrast, CUT)) for contrast in contrasts]
    signed_and_size = np.column_stack([*cut, *map(np.abs, cut)])
    shares = np.array([*first_order_shares(signed_and_size, places, names).values()])
    largest = np.maximum(*np.split(shares, 2, axis=1)).T
    return [_largest_first(claim, each, names) for claim, each in zip(claims, largest, strict=True)]


def _largest_first(claim: Claim, shares: Floats, names: Sequence[str]) -> tuple[str, ...]:
    if claim.parameter is not None:
        return (claim.parameter,)
    share = dict(zip(names, shares, strict=True))
    return tuple(sorted((name for name in names if share[name] > LEAST), key=lambda name: -share[name]))


def first_order_shares(values: Floats, places: Floats, names: Sequence[str]) -> Mapping[str, Any]:
    """First-order share of each parameter in the variance of `values` (D,), or (k,) of them in those of each column of
    (D, k); at or below 0 where it has none.
    """
    fold = np.arange(len(values)) % FOLDS
    folds = [_Fold(out, values[~out], values[out]) for out in (fold == each for each in range(FOLDS))]
    total = np.asarray(sum(np.square(each.left - each.kept.mean(axis=0)).sum(axis=0) for each in folds))
    safe = np.where(total == 0.0, 1.0, total)
    unexplained = (_unexplained(places[:, j], folds) for j in range(len(names)))
    return {name: np.where(total == 0.0, 0.0, 1.0 - u / safe) for name, u in zip(names, unexplained, strict=True)}


class _Fold(NamedTuple):
    """Draws left `out` (D,), the values `kept` and those `left` out."""

    out: Flags
    kept: Floats
    left: Floats


def _unexplained(z: Floats, folds: Sequence[_Fold]) -> Floats:
    """Sum of squares, of each column, left in the folds that a cubic in z was not fitted to."""
    basis = np.column_stack([np.ones_like(z), z, z**2 - 1.0, z**3 - 3.0 * z])
    rest = 0.0
    for out, values, left in folds:
        kept = basis[~out]
        slopes = np.linalg.lstsq(kept.T @ kept, kept.T @ values, rcond=None)[0]
        rest = rest + np.square(left - basis[out] @ slopes).sum(axis=0)
    return np.asarray(rest)

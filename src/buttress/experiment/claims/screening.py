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
from typing import TYPE_CHECKING

import numpy as np

from buttress.arrays import Flags, Floats

if TYPE_CHECKING:
    from buttress.case import Claim

LEAST = 0.01  # first-order share above which a claim rests on a parameter
FOLDS = 5
CUT = (0.005, 0.995)


def rests_on(claim: Claim, contrast: Floats, places: Floats, names: Sequence[str]) -> tuple[str, ...]:
    """Names of the parameters that a claim rests on, the largest share first.

    `contrast` (D,) and `places` (D, p), each draw's standard normals by `names`.
    """
    if claim.parameter is not None:
        return (claim.parameter,)
    cut = np.clip(contrast, *np.quantile(contrast, CUT))
    signed, size = (first_order_shares(values, places, names) for values in (cut, np.abs(cut)))
    largest = {name: max(signed[name], size[name]) for name in names}
    return tuple(sorted((name for name in names if largest[name] > LEAST), key=lambda name: -largest[name]))


def first_order_shares(values: Floats, places: Floats, names: Sequence[str]) -> Mapping[str, float]:
    """First-order share of each parameter in the variance of `values` (D,); at or below 0 where it has none."""
    fold = np.arange(len(values)) % FOLDS
    left = [fold == each for each in range(FOLDS)]
    total = sum(float(np.square(values[out] - values[~out].mean()).sum()) for out in left)
    if total == 0.0:
        return dict.fromkeys(names, 0.0)
    return {name: 1.0 - _unexplained(values, places[:, j], left) / total for j, name in enumerate(names)}


def _unexplained(values: Floats, z: Floats, left: Sequence[Flags]) -> float:
    """Sum of squares left in the folds that a cubic in z was not fitted to."""
    basis = np.column_stack([np.ones_like(z), z, z**2 - 1.0, z**3 - 3.0 * z])
    rest = 0.0
    for out in left:
        kept = basis[~out]
        slopes = np.linalg.lstsq(kept.T @ kept, kept.T @ values[~out], rcond=None)[0]
        rest += float(np.square(values[out] - basis[out] @ slopes).sum())
    return rest

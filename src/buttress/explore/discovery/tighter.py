"""A box made tighter: half of the draws in it, the further out in each of its one-sided conditions."""

from __future__ import annotations

import numpy as np

from buttress.arrays import Floats
from buttress.explore.discovery.tree import Bounds, inside, rounded_to


def tighter(bounds: Bounds, values: Floats) -> Bounds:
    """The bounds that keep about half of the draws `values` (n, p) inside, moved alike in all one-sided columns.

    A column with two ends stays as it is. The bounds themselves where no draw is inside.
    """
    within = values[inside(bounds, values)]
    open_ended = [j for j, ends in bounds.items() if np.isinf(ends).any()]
    if not len(within) or not open_ended:
        return bounds
    kept = 0.5 ** (1.0 / len(open_ended))
    moved = dict(bounds)
    for j in open_ended:
        low, high = bounds[j]
        if np.isinf(high):
            moved[j] = (max(low, rounded_to(float(np.quantile(within[:, j], 1.0 - kept)))), high)
        else:
            moved[j] = (low, min(high, rounded_to(float(np.quantile(within[:, j], kept)))))
    return moved

"""Corners: boxes found on some draws and held to others that took no part in the search."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from buttress.arrays import Flags, Floats
from buttress.explore.discovery.tree import Bounds, best_bounds, inside

MOST_CORNERS = 2
SURE = 1e-3
"""Chance at most by which fresh draws would make a box that tells nothing look as good."""


@dataclass(frozen=True)
class Labelled:
    """Draws `values` (n, p), and whether the answer `crosses` in each, (n,)."""

    values: Floats
    crosses: Flags

    def without(self, held: Flags) -> Labelled:
        """The draws outside."""
        return Labelled(self.values[~held], self.crosses[~held])


@dataclass(frozen=True)
class Corner:
    """`coverage`: the share of all fresh crossing draws inside; `density`: the share of fresh draws inside that cross.

    Both are of draws that no earlier corner holds.
    """

    bounds: Bounds
    coverage: float
    density: float


Tighten = Callable[[Bounds, Floats], Bounds]
"""From bounds and the searched draws (n, p) to tighter bounds, or to the same."""


def corners(searched: Labelled, fresh: Labelled, plausible: Floats, tighten: Tighten | None = None) -> list[Corner]:
    """Boxes found on the `searched` draws that hold on the `fresh` ones, the best first; each outside of the earlier.

    A box holds if the fresh draws in it cross more often than those that were left, beyond chance (one-sided binomial
    test at .001). The search ends with the first box that does not. A box that `tighten` made smaller is told as long
    as it holds, too; else the box as it was found.
    """
    crossing = int(fresh.crosses.sum())
    found: list[Corner] = []
    while len(found) < MOST_CORNERS and len(fresh.crosses):
        bounds = best_bounds(searched.values, searched.crosses, plausible)
        if bounds is None or not holds(inside(bounds, fresh.values), fresh.crosses):
            break
        if tighten is not None:
            smaller = tighten(bounds, searched.values)
            bounds = smaller if holds(inside(smaller, fresh.values), fresh.crosses) else bounds
        held = inside(bounds, fresh.values)
        hits = int((held & fresh.crosses).sum())
        found.append(Corner(bounds, hits / crossing, hits / int(held.sum())))
        fresh, searched = fresh.without(held), searched.without(inside(bounds, searched.values))
    return found


def holds(held: Flags, crosses: Flags) -> bool:
    """Do the draws inside cross more often than all do, beyond chance?"""
    from scipy.stats import binom

    n, hits = int(held.sum()), int((held & crosses).sum())
    return n > 0 and float(binom.sf(hits - 1, n, np.mean(crosses))) < SURE

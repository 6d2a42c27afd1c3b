"""The best box of a shallow classification tree: a node of it is a box of at most three conditions.

Trees of depth three find planted boxes among 141 parameters more often than a patient peeling (PRIM) with the same
draws, at a tenth of its cost (`docs/explanation/decisions.md`). A node is scored by F = 1.25 p r / (.25 p + r), p the
share of its draws that cross (density) and r the share of crossing draws that it holds (coverage): density counts twice
as much, since a box is there to say what makes the answer cross. Source: Bryant and Lempert 2010, Technological
Forecasting and Social Change 77 (scenario discovery, coverage and density); van Rijsbergen 1979 (F).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import numpy as np

from buttress.arrays import Flags, Floats

MOST_CONDITIONS = 3
LEAST_DRAWS = 20
"""Draws that a node holds at least."""
SIMPLER = 0.98
"""Share of its score that a box may lose with a condition that is dropped."""
DIGITS = 3
"""Significant digits of a bound."""
COVERAGE = 0.25
"""Weight of coverage against density in a box's score."""
COMMONPLACE = 0.975
"""Share of plausible draws above which a bound says nothing."""

Bounds = Mapping[int, tuple[float, float]]
"""By column: above the first and at most the second; an open end is infinite."""


def best_bounds(values: Floats, crosses: Flags, plausible: Floats) -> Bounds | None:
    """The bounds (at most three columns) of the best node for draws `values` (n, p) that cross or not (n,).

    Bounds are rounded, those that add little are dropped, and so are ends that nearly all `plausible` draws (m, p)
    keep. None where no bound is left.
    """
    if not crosses.any() or crosses.all():
        return None
    rounded = ({j: (rounded_to(a), rounded_to(b)) for j, (a, b) in each.items()} for each in _nodes(values, crosses))
    told = [each for each in (_telling(bounds, plausible) for bounds in rounded) if each]
    if not told:
        return None
    best = max(told, key=lambda bounds: score(inside(bounds, values), crosses))
    return _simpler(best, values, crosses)


def inside(bounds: Bounds, values: Floats) -> Flags:
    """Does each draw (n, p) lie within the bounds, (n,)?"""
    held = np.ones(len(values), dtype=bool)
    for j, (low, high) in bounds.items():
        held &= (values[:, j] > low) & (values[:, j] <= high)
    return held


def score(held: Flags, crosses: Flags) -> float:
    """F of density and coverage, density counting twice as much; 0 where no draw inside crosses."""
    hits = float((held & crosses).sum())
    if hits == 0.0:
        return 0.0
    density, coverage = hits / held.sum(), hits / crosses.sum()
    return float((1.0 + COVERAGE) * density * coverage / (COVERAGE * density + coverage))


def rounded_to(value: float) -> float:
    """A number with three significant digits."""
    return float(f"{value:.{DIGITS}g}")


def _nodes(values: Floats, crosses: Flags) -> Iterator[dict[int, tuple[float, float]]]:
    """Bounds of every node of the tree but its root."""
    from sklearn.tree import DecisionTreeClassifier

    grown = DecisionTreeClassifier(max_depth=MOST_CONDITIONS, min_samples_leaf=LEAST_DRAWS, random_state=0)
    yield from _below(grown.fit(values, crosses).tree_, 0, {})


def _below(tree: Any, node: int, bounds: dict[int, tuple[float, float]]) -> Iterator[dict[int, tuple[float, float]]]:
    if node:
        yield bounds
    left, right = int(tree.children_left[node]), int(tree.children_right[node])
    if left < 0:
        return
    j, cut = int(tree.feature[node]), float(tree.threshold[node])
    low, high = bounds.get(j, (-np.inf, np.inf))
    yield from _below(tree, left, {**bounds, j: (low, min(high, cut))})
    yield from _below(tree, right, {**bounds, j: (max(low, cut), high)})


def _telling(bounds: Bounds, plausible: Floats) -> dict[int, tuple[float, float]]:
    """The bounds without the ends that nearly all plausible draws keep."""
    kept = {}
    for j, (low, high) in bounds.items():
        above, below = (plausible[:, j] > low).mean(), (plausible[:, j] <= high).mean()
        ends = (-np.inf if above > COMMONPLACE else low, np.inf if below > COMMONPLACE else high)
        if ends != (-np.inf, np.inf):
            kept[j] = ends
    return kept


def _simpler(bounds: Bounds, values: Floats, crosses: Flags) -> Bounds:
    """The bounds without those whose loss costs next to no score, the cheapest first."""
    best = dict(bounds)
    while len(best) > 1:
        whole = score(inside(best, values), crosses)
        without = [{k: ends for k, ends in best.items() if k != j} for j in best]
        cheapest = max(without, key=lambda each: score(inside(each, values), crosses))
        if score(inside(cheapest, values), crosses) < SIMPLER * whole:
            break
        best = cheapest
    return best

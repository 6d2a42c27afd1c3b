"""A simulated number given the level of another forecast of it; which run is high and which is low stays.

Rank by rank: the k-th smallest sample goes towards the k-th smallest of the other forecast (quantile mapping, as in
Schefzik, Thorarinsdottir & Gneiting 2013, Statistical Science 28, 616: margins of one forecast, ranks of another).
"""

from __future__ import annotations

import numpy as np

from buttress.arrays import Floats

WEIGHT = 0.5
"""How far samples go, on logs of people: chosen by rolling origins of three cases (docs/explanation/forecasts.md)."""


TAIL = 0.025
"""Beyond these ranks samples move by as much as there: the other forecast's tails know of no population."""


def move_level(samples: Floats, level: Floats, weight: float = WEIGHT) -> Floats:
    """Samples (n,) moved `weight` of the way, in logs, to the same ranks of the samples `level` (m,); all in people."""
    order = np.argsort(np.argsort(samples, kind="stable"), kind="stable")
    rank = np.clip((order + 0.5) / len(samples), TAIL, 1.0 - TAIL)
    here, there = (np.log1p(np.quantile(each, rank, method="hazen")) for each in (samples, level))
    return np.asarray(np.expm1(np.log1p(samples) + weight * (there - here)))

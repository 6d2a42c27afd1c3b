"""What reporters of one kind get wrong together on one occasion, integrated out.

Newsrooms copy each other and look at one picture: u_k, normal about 0, stands in all levels of a kind on an occasion.
Given u, reports are independent, so that their joint probability is the integral of a product over u, here by the
trapezoid rule at `NODES`: to .001 in the log where a report's noise is no less than u's spread, to .01 where it is .4.
A report's term is the log of its probability given the reports before it; the terms of a group add up to its joint.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numba import njit

from buttress.arrays import Ints
from buttress.observe.noise import LEAST, interval_chance
from buttress.observe.report import Report
from buttress.observe.reporter import Quantity, shares_an_error

#: Points of u in its spreads, and their weights.
NODES = np.linspace(-3.5, 3.5, 15)
WEIGHTS = np.exp(-(NODES**2) / 2) / np.exp(-(NODES**2) / 2).sum()


def groups_of(reports: Sequence[Report], quantity: Quantity) -> Ints:
    """The group of each report, (k,), levels of one kind on one occasion; -1 for a report that shares no error."""
    pairs = [
        (report.kind, report.occasion) if report.role == "level" and shares_an_error(quantity, report.kind) else None
        for report in reports
    ]
    named = {pair: g for g, pair in enumerate(dict.fromkeys(pair for pair in pairs if pair is not None))}
    return np.array([-1 if pair is None else named[pair] for pair in pairs], dtype=np.int64)


@njit(cache=True)
def fill_grouped_terms(low, high, location, scale, shared, group, out):  # type: ignore[no-untyped-def]
    """Set the log probabilities `out` (n, k) of the reports that belong to a group (k,).

    Bounds (k,); location, scale and spread of the shared error (n, k).
    """
    groups = 0
    for j in range(len(group)):
        groups = max(groups, group[j] + 1)
    chance = np.empty(len(NODES))  # element by element: whole-array statements take seconds to compile
    for i in range(len(out)):
        for g in range(groups):
            for q in range(len(NODES)):
                chance[q] = WEIGHTS[q]
            for j in range(len(group)):
                if group[j] != g:
                    continue
                total = 0.0
                for q in range(len(NODES)):
                    at = location[i, j] + shared[i, j] * NODES[q]
                    chance[q] *= max(interval_chance((low[j] - at) / scale[i, j], (high[j] - at) / scale[i, j]), LEAST)
                    total += chance[q]
                total = max(total, LEAST)
                out[i, j] = np.log(total)
                for q in range(len(NODES)):
                    chance[q] /= total

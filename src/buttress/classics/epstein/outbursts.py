"""Outbursts in a series of actives: when they come, how long the calm between them lasts, how many act in all.

An outburst begins with the first cycle above the threshold and is over with the first below it, as Epstein 2002 has
it; its total activation is the sum of actives over its cycles; a wait runs from an end to the next beginning. One that
is not over at the end of the series is left out.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

THRESHOLD = 50
"""Actives; the paper's."""
TRUNCATION = 30
"""Cycles; shorter waits are left out of the paper's log plot."""


@dataclass(frozen=True)
class Outbursts:
    """First cycle of each outburst, the cycle after its last, and its total activation (person-cycles)."""

    begin: NDArray[np.int64]
    end: NDArray[np.int64]
    activation: NDArray[np.int64]

    @property
    def waits(self) -> NDArray[np.int64]:
        """Cycles between one outburst's end and the next one's beginning."""
        return self.begin[1:] - self.end[:-1]


def outbursts(active: NDArray[np.int64], threshold: int = THRESHOLD) -> Outbursts:
    """The outbursts of one series."""
    begin: list[int] = []
    end: list[int] = []
    for cycle in range(len(active)):
        under_way = len(begin) > len(end)
        if not under_way and active[cycle] > threshold:
            begin.append(cycle)
        elif under_way and active[cycle] < threshold:
            end.append(cycle)
    begin = begin[: len(end)]
    sums = [int(active[b:e].sum()) for b, e in zip(begin, end, strict=True)]
    return Outbursts(np.array(begin, dtype=np.int64), np.array(end, dtype=np.int64), np.array(sums, dtype=np.int64))


def log_slope(waits: NDArray[np.int64], truncation: int = TRUNCATION) -> float | None:
    """Slope of the log frequency of waits of at least `truncation`, per cycle, by maximum likelihood.

    Frequencies that fall as q^w have the natural-log slope ln q, and q = m / (1 + m) with m the mean excess of the
    waits over the truncation. It needs no bins, which the paper does not print. None without such waits.
    """
    excess = waits[waits >= truncation] - truncation
    mean = float(excess.mean()) if len(excess) else 0.0
    return float(np.log(mean / (1.0 + mean))) if mean > 0.0 else None

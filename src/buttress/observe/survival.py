"""That the incumbent was still there at `as_of` is evidence too.

The probability of having survived a path is exp(-sum of its hazards), so its log is minus the sum over the days before
the fork, over all causes of exit.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

import numpy as np
from numpy.typing import NDArray

from buttress.observe.past import Past
from buttress.observe.report import EvidenceRow
from buttress.observe.reporter import ReporterParameter
from buttress.observe.seen import Seen, Series

Floats = NDArray[np.float64]


class Survival:
    """Component `survival`."""

    name = "survival"
    series: ClassVar[Series] = "event"

    def __init__(self, case: Any) -> None:
        self.parameters: list[ReporterParameter] = []
        day = case.as_of.isoformat()
        why = "as the chance of having survived to this day"
        self.rows = [
            EvidenceRow("case.yaml", 1, day, "national", "in office", "", self.name, f"in office on {day}", True, why)
        ]

    def see(self, past: Past, values: Mapping[str, Floats]) -> Seen:
        """Log of the hazards summed over the days before the fork and over causes, (n, 1)."""
        del values
        middle = np.log(np.maximum(past.hazard, 1e-300))[:, None]
        return Seen(middle, np.zeros_like(middle))

    def log_terms(self, seen: Seen) -> Floats:
        """Log chance of having survived, (n, 1)."""
        return -np.exp(seen.middle)

    def said(self) -> Floats:
        """Nothing on the scale of hazards, (1, 2)."""
        return np.array([[-np.inf, np.inf]])

    def natural(self, j: int, at: Floats) -> Floats:
        """Chance of having survived."""
        del j
        return np.exp(-np.exp(at))

    def replica(self, seen: Seen, rng: np.random.Generator) -> Survival:
        """Itself: the fact stands, and truths that contradict it are none."""
        del seen, rng
        return self

"""That the incumbent was still there at `as_of` is evidence too.

The probability of having survived a path is exp(-sum of its hazards), so its log is minus the sum over the days before
the fork, over all causes of exit.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

import numpy as np

from buttress.arrays import Flags, Floats, Ints
from buttress.case import Case
from buttress.observe.expected import Expected, SeriesKind
from buttress.observe.past import SimulatedPast
from buttress.observe.report import EvidenceRow
from buttress.observe.reporter import ReporterParameter


class Survival:
    """Component `survival`."""

    name = "survival"
    series: ClassVar[SeriesKind] = "event"

    def __init__(self, case: Case) -> None:
        self.parameters: list[ReporterParameter] = []
        day = case.as_of.isoformat()
        self.rows = [
            EvidenceRow(
                file="case.yaml",
                line=1,
                date=day,
                where="national",
                what="in office",
                reporter="",
                quantity=self.name,
                value=f"in office on {day}",
                used=True,
                why="as the chance of having survived to this day",
            )
        ]

    def expect(self, past: SimulatedPast, values: Mapping[str, Floats]) -> Expected:
        """Log of the hazards summed over the days before the fork and over causes, (n, 1)."""
        del values
        location = np.log(np.maximum(past.hazard, 1e-300))[:, None]
        return Expected(location, np.zeros_like(location))

    def log_terms(self, expected: Expected) -> Floats:
        """Log chance of having survived, (n, 1)."""
        return -np.exp(expected.location)

    def reported(self) -> Floats:
        """Nothing on the scale of hazards, (1, 2)."""
        return np.array([[-np.inf, np.inf]])

    def natural(self, j: int, at: Floats) -> Floats:
        """Chance of having survived."""
        del j
        return np.exp(-np.exp(at))

    def ends(self, occasion_days: Ints) -> Ints:
        """The first day, (1,): a past that ends early holds the hazards until then."""
        del occasion_days
        return np.zeros(1, dtype=np.int64)

    def take(self, kept: Flags) -> Survival:
        """Itself."""
        del kept
        return self

    def replica(self, expected: Expected, rng: np.random.Generator) -> Survival:
        """Itself: the fact stands, and truths that contradict it are none."""
        del expected, rng
        return self

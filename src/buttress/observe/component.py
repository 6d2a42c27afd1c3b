"""What every kind of evidence offers to inference."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Protocol, Self

import numpy as np

from buttress.arrays import Flags, Floats, Ints
from buttress.observe.expected import Expected, SeriesKind
from buttress.observe.past import SimulatedPast
from buttress.observe.report import EvidenceRow
from buttress.observe.reporter import ReporterParameter


class Component(Protocol):
    """One kind of evidence."""

    @property
    def name(self) -> str:
        """Word for it in tables."""

    @property
    def series(self) -> SeriesKind:
        """What its numbers count."""

    @property
    def parameters(self) -> Sequence[ReporterParameter]:
        """Unknowns of the observation model that it needs."""

    @property
    def rows(self) -> Sequence[EvidenceRow]:
        """Rows used and left out."""

    def expect(self, past: SimulatedPast, values: Mapping[str, Floats]) -> Expected:
        """Where each of n runs expects each of k reports."""

    def log_terms(self, expected: Expected) -> Floats:
        """Log probability of each report, (n, k)."""

    def reported(self) -> Floats:
        """Lowest and highest value of each report on the scale of `expect`, (k, 2); infinite both where it has none."""

    def natural(self, j: int, at: Floats) -> Floats:
        """Points on the scale of report j in its own unit."""

    def ends(self, occasion_days: Ints) -> Ints:
        """For each report the day by whose start a past holds all that it speaks of, (k,), given the days (occasions,)
        of occasions.
        """

    def take(self, kept: Flags) -> Self:
        """The component with some of its reports, flags (k,)."""

    def replica(self, expected: Expected, rng: np.random.Generator) -> Self:
        """The component with what would have been reported, had the first run of `expected` been true."""

"""A case's posterior on the way from the rows seen to all rows."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from buttress.arrays import Flags, Floats, Ints
from buttress.infer.layout import Layout
from buttress.infer.simulated_batch import SimulatedBatch
from buttress.infer.target import CaseTarget, Simulate
from buttress.infer.tempering import FLOOR
from buttress.observe.evidence import Evidence


class AnnealedTarget(CaseTarget):
    """A case's posterior in which the reports marked `new` (one array a component) count to the power `phi`."""

    def __init__(
        self, layout: Layout, evidence: Evidence, simulate: Simulate, idle: Ints, new: Sequence[Flags]
    ) -> None:
        super().__init__(layout, evidence, simulate, idle)
        self.phi = 1.0
        self._new = list(new)

    def both(self, z: Floats, batch: SimulatedBatch) -> tuple[Floats, Floats]:
        """Log-likelihood of the old reports and of the new ones, (n,) each."""
        old, late = np.zeros(len(z)), np.zeros(len(z))
        for part, new in zip(self.evidence.log_terms(self.expect(z, batch)), self._new, strict=True):
            old += part[:, ~new].sum(axis=1)
            late += part[:, new].sum(axis=1)
        return np.fmax(old, FLOOR), np.fmax(late, FLOOR)

    def log_likelihood(self, z: Floats, batch: SimulatedBatch) -> Floats:
        old, late = self.both(z, batch)
        return old + self.phi * late

    def sensitivity(self) -> tuple[Floats, Floats]:
        slopes, weight = super().sensitivity()
        return slopes, weight * np.where(np.concatenate(self._new), self.phi, 1.0)

"""The points from which a week is taken in: carried over, with new unknowns drawn, and weighted."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from buttress.arrays import Floats, Ints
from buttress.infer.simulated_batch import SimulatedBatch
from buttress.infer.updating.annealed_target import AnnealedTarget
from buttress.infer.updating.particles import Particles
from buttress.infer.updating.proposal import propose
from buttress.infer.updating.weights import effective, log_mean

#: Temperatures tried for the first.
TRIED = 41


@dataclass(frozen=True)
class InitialPoints:
    """Points z (n, d) of a target, their simulated pasts, the log of their weights (n,) for all but the new reports,
    and the log-likelihoods `late` (n,) of the new ones.
    """

    z: Floats
    batch: SimulatedBatch
    log_weight: Floats
    late: Floats

    @classmethod
    def of(
        cls, target: AnnealedTarget, before: Particles, z: Floats, fresh: Ints, rng: np.random.Generator
    ) -> InitialPoints:
        """The particles before, carried to z (n, layout.dim), their columns `fresh` drawn where new reports point."""
        own = np.flatnonzero(np.isin(target.active, fresh))
        found = propose(target, np.ascontiguousarray(z[:, target.active]), own, rng)
        old, late = target.both(found.z, found.batch)
        start = before.log_weight - log_mean(before.log_weight)
        return cls(found.z, found.batch, start + old - before.log_likelihood + found.log_ratio, late)

    def effective(self, phi: float = 1.0) -> float:
        """Effective sample size once the new reports count to the power phi."""
        return effective(self.log_weight + phi * self.late)

    def first(self, enough: float) -> float:
        """The largest phi at which `enough` points are effective; where none has them, that at which most are."""
        tried = np.linspace(1.0, 0.0, TRIED)
        left = np.array([self.effective(phi) for phi in tried])
        fine = np.flatnonzero(left >= enough)
        return float(tried[fine[0] if len(fine) else np.argmax(left)])

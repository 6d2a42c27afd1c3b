"""The points from which a week is taken in: carried over, with new unknowns drawn, and weighted."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from buttress.infer.target import SimulatedBatch
from buttress.infer.updating.annealed_target import AnnealedTarget
from buttress.infer.updating.proposal import propose
from buttress.infer.updating.state import Particles
from buttress.infer.updating.weights import effective, log_mean

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

#: Temperatures tried for the first.
TRIED = 41


@dataclass(frozen=True)
class InitialPoints:
    """Points z (n, d) of a target, their worlds, the log of their weights (n,) for all but the new reports, and what
    these say of them: log-likelihoods `late` (n,).
    """

    z: Floats
    world: SimulatedBatch
    log_weight: Floats
    late: Floats

    @classmethod
    def of(
        cls, target: AnnealedTarget, held: Particles, z: Floats, fresh: Ints, rng: np.random.Generator
    ) -> InitialPoints:
        """Of the held particles, carried to z (n, layout.dim), their columns `fresh` drawn where new reports point."""
        own = np.flatnonzero(np.isin(target.active, fresh))
        found = propose(target, np.ascontiguousarray(z[:, target.active]), own, rng)
        old, late = target.both(found.z, found.world)
        start = held.log_weight - log_mean(held.log_weight)
        return cls(found.z, found.world, start + old - held.log_likelihood + found.log_ratio, late)

    def effective(self, phi: float = 1.0) -> float:
        """Effective sample size once the new reports count to the power phi."""
        return effective(self.log_weight + phi * self.late)

    def first(self, enough: float) -> float:
        """The largest phi at which `enough` points are effective; where none has them, that at which most are."""
        tried = np.linspace(1.0, 0.0, TRIED)
        left = np.array([self.effective(phi) for phi in tried])
        fine = np.flatnonzero(left >= enough)
        return float(tried[fine[0] if len(fine) else np.argmax(left)])

"""Weighted particles of one fit."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from buttress.arrays import Floats, Ints
from buttress.infer.problem import ReplicateFit
from buttress.infer.updating.weights import effective


@dataclass(frozen=True, eq=False)
class Particles:
    """One fit: standard normals z (n, columns of the layout), log weights (n,) of which the largest is 0, each
    point's log-likelihood of all rows seen, (n,), and the chain that it comes from, (n,).
    """

    z: Floats
    log_weight: Floats
    log_likelihood: Floats
    chain: Ints
    log_evidence: float
    acceptance: float
    temperatures: int

    @classmethod
    def of_fit(cls, fit: ReplicateFit) -> Particles:
        """The points of a fit, of equal weight."""
        sample, zero = fit.sample, np.zeros(len(fit.z))
        levels = len(sample.temperatures)
        return cls(fit.z, zero, sample.log_likelihood, sample.chain, sample.log_evidence, sample.acceptance, levels)

    @property
    def weights(self) -> Floats:
        """Weights that sum to one, (n,)."""
        weights = np.exp(self.log_weight - self.log_weight.max())
        return np.asarray(weights / weights.sum())

    @property
    def effective(self) -> float:
        """Effective sample size of the weights."""
        return effective(self.log_weight)

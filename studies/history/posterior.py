"""Draws of the posterior by `smcpy`, tempered with its own kernel, and the normal at the mode beside."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from buttress.arrays import Floats
from studies.history.model import HazardModel
from studies.random_walk import last_step

PARTICLES, MOVES, TARGET_ESS = 1000, 20, 0.8
"""Size of a fit: particles, Metropolis moves a temperature, share of effective particles that a step keeps."""


@dataclass(frozen=True)
class Coefficients:
    """Equal-weight coefficients `b` (draws, dim), named by `columns`."""

    b: Floats
    columns: tuple[str, ...]

    def of(self, name: str) -> Floats:
        """Coefficients of one coefficient."""
        return self.b[:, self.columns.index(name)]


def sample(model: HazardModel, seed: int, particles: int = PARTICLES, moves: int = MOVES) -> Coefficients:
    """The posterior by `smcpy`'s adaptive sampler and its random-walk Metropolis kernel; same seed, same draws."""
    rng = np.random.default_rng(seed)
    last = last_step(model.log_likelihood, model.dim, (particles, moves, TARGET_ESS), rng)
    weights = np.asarray(last.weights).ravel()
    chosen = rng.choice(len(weights), particles, p=weights / weights.sum())
    return Coefficients(model.coefficients(np.asarray(last.params)[chosen]), model.rows.columns)


def approximate(model: HazardModel, seed: int, draws: int = PARTICLES) -> Coefficients:
    """The normal at the posterior's mode, found by Newton's method; the posterior is log-concave but for campaigns."""
    z = np.zeros(model.dim)
    density = _density(model, z)
    for _ in range(100):
        gradient, hessian = model.curvature(z)
        step, scale = np.linalg.solve(-hessian, gradient), 1.0
        while (new := _density(model, z + scale * step)) < density - 1e-12 and scale > 1e-6:
            scale /= 2.0
        z, gain, density = z + scale * step, new - density, new
        if gain < 1e-10:
            break
    covariance = np.linalg.inv(-model.curvature(z)[1])
    points = np.random.default_rng(seed).multivariate_normal(z, covariance, size=draws, method="cholesky")
    return Coefficients(model.coefficients(points), model.rows.columns)


def _density(model: HazardModel, z: Floats) -> float:
    return float(model.log_likelihood(z[None, :])[0] - 0.5 * z @ z)

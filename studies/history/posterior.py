"""Draws of the posterior by `smcpy`, tempered with its own kernel, and the normal at the mode beside."""

from __future__ import annotations

import warnings
from dataclasses import dataclass
from typing import Any

import numpy as np

from buttress.arrays import Floats
from studies.history.model import HazardModel

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
    from smcpy import AdaptiveSampler, VectorMCMC, VectorMCMCKernel

    rng = np.random.default_rng(seed)
    mcmc = VectorMCMC(model.log_likelihood, None, [_StandardNormals(model.dim)], log_like_func=_ModelIsLikelihood)
    kernel = VectorMCMCKernel(mcmc, param_order=[str(j) for j in range(model.dim)], rng=rng)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        sampler = AdaptiveSampler(kernel, show_progress_bar=False)
        steps, _ = sampler.sample(particles, moves, TARGET_ESS)
    last = steps[-1]
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


class _StandardNormals:
    """The prior of all unknowns, in the form that `smcpy` asks for."""

    def __init__(self, dim: int) -> None:
        self.dim = dim

    def rvs(self, size: int, random_state: np.random.Generator) -> Floats:
        return random_state.standard_normal((size, self.dim))

    def logpdf(self, z: Floats) -> Floats:
        return -0.5 * np.square(z).sum(axis=1, keepdims=True)


class _ModelIsLikelihood:
    """A likelihood that is the model's output itself."""

    def __init__(self, model: Any, data: Any, args: Any) -> None:
        del data, args
        self._model = model

    def __call__(self, inputs: Floats) -> Floats:
        return self._model(inputs).reshape(-1, 1)

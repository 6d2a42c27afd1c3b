"""`smcpy` as it comes: tempered sequential Monte Carlo with its random-walk Metropolis kernel."""

from __future__ import annotations

import warnings
from collections.abc import Callable
from typing import Any

import numpy as np

from buttress.arrays import Floats


def last_step(
    log_likelihood: Callable[[Floats], Floats],
    dim: int,
    size: tuple[int, int, float],
    rng: np.random.Generator,
    **sampling: Any,
) -> Any:
    """The last step of a posterior whose prior is `dim` independent standard normals, with its params and weights.

    `size` is particles, moves a temperature, and the share of particles to keep effective; `sampling` goes to `smcpy`.
    """
    from smcpy import AdaptiveSampler, VectorMCMC, VectorMCMCKernel

    particles, moves, target_ess = size
    mcmc = VectorMCMC(log_likelihood, None, [_StandardNormals(dim)], log_like_func=_ModelIsLikelihood)
    kernel = VectorMCMCKernel(mcmc, param_order=[str(j) for j in range(dim)], rng=rng)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        sampler = AdaptiveSampler(kernel, show_progress_bar=False)
        steps, _ = sampler.sample(particles, moves, target_ess, **sampling)
    return steps[-1]


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

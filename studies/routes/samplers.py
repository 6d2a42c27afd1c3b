"""Samplers of one posterior: the shipped one, smcpy's own random walk, and draws of the prior, weighted."""

from __future__ import annotations

import warnings
from typing import Any, NamedTuple

import numpy as np

from buttress.arrays import Floats
from buttress.case import Case
from buttress.infer.effort import SHIPPED, Effort
from buttress.infer.prior import TRIAL, generator
from buttress.infer.problem import Problem
from buttress.infer.target import CaseTarget
from buttress.infer.tempering import FLOOR, _systematic, temper

SEED = 41
PASTS = 19_456
"""Pasts simulated for the emulator and for importance weights: about as many as a fit simulates."""
POINTS = 512
"""Points that each route ends with."""


class Points(NamedTuple):
    """Points of a posterior, standard normals (n, d), and their log-likelihoods (n,)."""

    z: Floats
    log_likelihood: Floats


def target_of(problem: Problem, case: Case, kind: type[CaseTarget] = CaseTarget) -> CaseTarget:
    """The posterior of all unknowns that shape anything before the fork."""
    return kind.without_idle(
        problem.layout, problem.evidence, problem.simulate, generator(case.facts.seed, SEED, TRIAL)
    )


def tempered(target: CaseTarget, seed: int, effort: Effort = SHIPPED, points: int = POINTS) -> Points:
    """The shipped sampler, with all reports at once."""
    found = temper(target, effort, np.random.default_rng(seed), points)
    return Points(found.z, found.log_likelihood)


class _StandardNormals:
    """The prior of all unknowns, in the form that `smcpy` asks for."""

    def __init__(self, dim: int) -> None:
        self.dim = dim

    def rvs(self, size: int, random_state: np.random.Generator) -> Floats:
        return random_state.standard_normal((size, self.dim))

    def logpdf(self, z: Floats) -> Floats:
        return -0.5 * np.square(z).sum(axis=1, keepdims=True)


class _Direct:
    """A likelihood that is the model's output itself."""

    def __init__(self, model: Any, data: Any, args: Any) -> None:
        del data, args
        self._model = model

    def __call__(self, inputs: Floats) -> Floats:
        out: Floats = self._model(inputs)
        return out


def random_walk(target: CaseTarget, particles: int = 512, samples: int = 5) -> Points:
    """smcpy as it comes: `samples` steps of its Metropolis kernel a temperature."""
    from smcpy import AdaptiveSampler, VectorMCMC, VectorMCMCKernel

    def likelihood(z: Floats) -> Floats:
        found = target.log_likelihood(z, target.simulate(z))
        target._memory.clear()
        return np.where(found > FLOOR, found, FLOOR)

    mcmc = VectorMCMC(likelihood, None, [_StandardNormals(target.dim)], log_like_func=_Direct)
    names = [str(j) for j in range(target.dim)]
    kernel = VectorMCMCKernel(mcmc, param_order=names, rng=np.random.default_rng(SEED))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        sampler = AdaptiveSampler(kernel, show_progress_bar=False)
        steps, _ = sampler.sample(particles, samples, SHIPPED.target_ess, resample_rng=_systematic)
    last = steps[-1]
    weights = np.asarray(last.weights).ravel()
    chosen = np.random.default_rng(SEED).choice(len(last.params), POINTS, p=weights)
    return Points(np.asarray(last.params)[chosen], np.asarray(last.log_likes).ravel()[chosen])


def weighted(target: CaseTarget) -> tuple[Points, float]:
    """Draws of the prior by their likelihood, and to how many of equal weight they come."""
    z = np.random.default_rng(SEED).standard_normal((PASTS, target.dim))
    like = np.concatenate([target.log_likelihood(part, target.simulate(part)) for part in np.array_split(z, 38)])
    weights = np.exp(like - like.max())
    weights /= weights.sum()
    chosen = np.random.default_rng(SEED).choice(len(z), POINTS, p=weights)
    return Points(z[chosen], like[chosen]), float(1.0 / np.square(weights).sum())

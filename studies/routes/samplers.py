"""Samplers of one posterior: the shipped one, smcpy's own random walk, and draws of the prior, weighted."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from buttress.arrays import Floats
from buttress.case import Case
from buttress.infer.effort import SHIPPED, Effort
from buttress.infer.prior import TRIAL, generator
from buttress.infer.problem import Problem
from buttress.infer.target import CaseTarget
from buttress.infer.tempering import FLOOR, _systematic, temper
from studies.random_walk import last_step

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


def random_walk(target: CaseTarget, particles: int = 512, moves: int = 5) -> Points:
    """smcpy as it comes: `moves` steps of its Metropolis kernel a temperature."""

    def likelihood(z: Floats) -> Floats:
        found = target.log_likelihood(z, target.simulate(z))
        target._memory.clear()
        return np.where(found > FLOOR, found, FLOOR)

    size, rng = (particles, moves, SHIPPED.target_ess), np.random.default_rng(SEED)
    last = last_step(likelihood, target.dim, size, rng, resample_rng=_systematic)
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

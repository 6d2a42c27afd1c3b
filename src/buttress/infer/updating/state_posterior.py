"""The posterior that a state of the weekly update stands for."""

from __future__ import annotations

import numpy as np

from buttress.arrays import Floats, Ints
from buttress.case import Case
from buttress.infer.posterior import Posterior
from buttress.infer.prior import SAMPLER, generator
from buttress.infer.problem import Problem, ReplicateFit
from buttress.infer.settings import Settings
from buttress.infer.tempering import Sample
from buttress.infer.updating.state import State
from buttress.infer.updating.weights import resampled

#: Stream of the sampler for the draws that are shown.
SHOWN = 5


def state_posterior(state: State, case: Case, settings: Settings | None = None) -> Posterior:
    """The posterior that a state stands for: draws of equal weight. `case` as of the state's day."""
    settings = Settings() if settings is None else settings
    problem = Problem.of(case, settings)
    active = np.array([state.names.index(name) for name in state.active], dtype=np.int64)
    fits = []
    for replicate, particles in enumerate(state.fits):
        z, chain = equal_draws(state, case.facts.seed, replicate)
        levels = tuple(np.linspace(0.0, 1.0, particles.temperatures))
        sample = Sample(z, particles.log_likelihood, chain, particles.log_evidence, levels, particles.acceptance)
        fits.append(ReplicateFit(z, active, sample, state.simulations if replicate == 0 else 0))
    return Posterior.of_fits(problem, fits[0], fits[1])


def equal_draws(state: State, case_seed: int, replicate: int) -> tuple[Floats, Ints]:
    """Points z (n, d) of equal weight in random order of one of a state's fits, and their chains (n,)."""
    particles = state.fits[replicate]
    if np.ptp(particles.log_weight) == 0.0:
        return particles.z, particles.chain
    rng = generator(case_seed, state.seed, SAMPLER, replicate, SHOWN, len(state.history))
    chosen = rng.permutation(resampled(particles.log_weight, len(particles.z), rng))
    return particles.z[chosen], particles.chain[chosen]

"""A posterior carried over to other prior spreads, for the second look at verdicts.

A draw keeps its place z on the scale on which every prior is standard normal; only the map from z to the parameter
changes. For unknowns that the reports say nothing of, this is the new posterior exactly. For the others the draws are
weighted by the likelihood at the new values over that at the old ones (importance sampling, at the cost of one
simulated past a draw) and resampled. Where that leaves too few effective draws, the case is fitted anew, once.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import repeat

import numpy as np

from buttress.arrays import Floats
from buttress.case import Case
from buttress.experiment.executor import shutdown
from buttress.experiment.worker import WorkerLostError
from buttress.experiment.worker_pool import WorkerPool
from buttress.infer.effort import Effort
from buttress.infer.posterior import Posterior
from buttress.infer.prior import SAMPLER, generator
from buttress.infer.problem import Problem
from buttress.infer.settings import Settings
from buttress.world import Draws

Spread = Mapping[str, float]

#: Effective draws that the second look needs: it uses a hundred.
ENOUGH = 100.0
#: Third of the sampler's streams: the two fits have the first two.
STREAM = 2
#: A fit for the second look: no second one, fewer sweeps at the end than a shipped one.
EFFORT = Effort(particles=128, final_sweeps=8, settling_sweeps=36)


def rescale_priors(case: Case, posterior: Posterior, spreads: Sequence[Spread], workers: int = 1) -> list[Draws]:
    """Draws of equal weight under each of the given factors on prior spreads. A pure function of all but `workers`."""
    carried = [carry(case, posterior, spread) for spread in spreads]
    enough = min(ENOUGH, len(posterior.draws))
    refitted = [spread for spread, (_, effective) in zip(spreads, carried, strict=True) if effective < enough]
    fits = iter(_refits(case, len(posterior.draws), refitted, workers))
    found = []
    for draws, effective in carried:
        if effective < enough:
            found.append(next(fits))
        else:
            found.append(draws)
    return found


def carry(case: Case, posterior: Posterior, spread: Spread) -> tuple[Draws, float]:
    """The posterior's draws under other spreads, weighted and resampled, and how many of them are effective."""
    new = Problem.of(case, Settings(spread=spread))
    values = _remapped(Problem.of(case, Settings()), new, posterior)
    change = _log_likelihood(new, posterior, values) - _log_likelihood(new, posterior, posterior.draws.values)
    weights = _weights(change)
    n = len(posterior.draws)
    rng = generator(case.facts.seed, 0, SAMPLER, STREAM)
    points = (np.arange(n) + rng.random()) / n
    chosen = rng.permutation(np.searchsorted(np.cumsum(weights), points).clip(max=n - 1))
    old = posterior.draws
    draws = replace(old, values=values[chosen], shocks=old.shocks[chosen], chain=old.chains[chosen])
    return draws, float(1.0 / np.square(weights).sum())


def _remapped(old: Problem, new: Problem, posterior: Posterior) -> Floats:
    """The draws' parameters under the new spreads, z as it was; untouched ones keep every bit."""
    values = posterior.draws.values.copy()
    pairs = zip(old.layout.prior.distributions, new.layout.prior.distributions, strict=True)
    for j, (before, after) in enumerate(pairs):
        if before != after:
            values[:, j] = after.value(before.z(values[:, j]))
    return values


def _log_likelihood(problem: Problem, posterior: Posterior, values: Floats) -> Floats:
    past = problem.simulate(values, posterior.draws.shocks)
    named = problem.layout.by_name(values, posterior.reporter_values)
    return np.asarray(problem.evidence.log_likelihood(past, named))


def _weights(log_weights: Floats) -> Floats:
    """Weights that sum to one; a draw whose likelihood is no number gets none."""
    safe = np.where(np.isfinite(log_weights), log_weights, -np.inf)
    weights = np.exp(safe - safe.max())
    return np.asarray(weights / weights.sum())


def _refits(case: Case, draws: int, spreads: Sequence[Spread], workers: int) -> list[Draws]:
    settings = [Settings(draws=draws, effort=EFFORT, spread=dict(spread)) for spread in spreads]
    if len(settings) < 2 or workers < 2:
        return [_refit(case, setting) for setting in settings]
    shutdown()  # the fits take the memory of those who ran the scenarios
    try:
        with WorkerPool(min(workers, len(settings))) as pool:
            return list(pool.map(_refit, repeat(case), settings))
    except WorkerLostError:  # out of memory: one at a time
        return [_refit(case, setting) for setting in settings]


def _refit(case: Case, settings: Settings) -> Draws:
    """Draws of one fit."""
    problem = Problem.of(case, settings)
    found = problem.sample(case.facts.seed, 0, STREAM, settings)
    return problem.draws(found.z, found.sample.chain)

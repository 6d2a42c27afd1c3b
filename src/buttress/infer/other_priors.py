"""A posterior carried over to other priors: wider ones, or those without what other contests say.

Importance sampling, at the cost of one simulated past a draw. The reports have moved some parameters: a draw keeps
their values, and its weight has the ratio of the new prior's density to the old one's. Of the others a draw keeps its
place z on the scale on which every prior is standard normal, and only the map from z to the parameter changes: where
the reports say nothing of a parameter, that is the new posterior exactly. The weight has the likelihood at the new
values over that at the old ones. Where too few draws stay effective, the case is fitted anew, once; draws of that fit
are carried on to the same spreads with history, or without it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import repeat

import numpy as np

from buttress.arrays import Floats
from buttress.case import Case
from buttress.experiment.executor import shutdown
from buttress.experiment.weighted_draws import WeightedDraws
from buttress.experiment.worker import WorkerLostError
from buttress.experiment.worker_pool import WorkerPool
from buttress.infer.effort import Effort
from buttress.infer.posterior import Posterior
from buttress.infer.prior import JointPrior
from buttress.infer.problem import Problem
from buttress.infer.settings import Settings
from buttress.infer.weekly_fit import sample
from buttress.world import Draws

#: Effective draws, at least. A share of .97 is told from .95 by about three hundred independent draws.
ENOUGH = 200.0
#: Posterior over prior spread below which a draw keeps the parameter's value, not its place.
LEARNED = 0.8
#: Third of the sampler's streams: the two fits have the first two.
STREAM = 2
#: A fit for verdicts: no second one, fewer sweeps at the end than a shipped one.
EFFORT = Effort(particles=128, final_sweeps=8, settling_sweeps=36)
Refits = dict[tuple[tuple[tuple[str, float], ...], bool], Posterior]
"""Fits under other priors, by the factors on their spreads and whether they have history."""
Fitted = tuple[Draws, Floats]  # draws, and their reporters' values (D, r)


def under_other_priors(
    case: Case, posterior: Posterior, others: Sequence[Settings], workers: int = 1, refits: Refits | None = None
) -> list[WeightedDraws]:
    """Draws under the priors of each of the given settings. A pure function of all but `workers`.

    Of the settings `spread` and `history` count. `posterior` is that of the plain ones. `refits` are the fits of
    earlier calls for the same posterior; those of this call are added.
    """
    known = refits if refits is not None else {}
    carried = [_carried(case, posterior, settings, known) for settings in others]
    enough = min(ENOUGH, 0.9 * len(posterior.draws))
    worn = [at for at, found in enumerate(carried) if found.effective < enough]
    fits = _refits(case, len(posterior.draws), [others[at] for at in worn], workers)
    for at, (draws, reporter_values) in zip(worn, fits, strict=True):
        known[_key(others[at])] = replace(posterior, draws=draws, reporter_values=reporter_values)
        carried[at] = WeightedDraws.equal(draws)
    return carried


def _carried(case: Case, posterior: Posterior, settings: Settings, refits: Refits) -> WeightedDraws:
    """Draws of the fit of the same spreads that has history where this has none, else of the plain posterior."""
    beside = replace(settings, history=not settings.history)
    known = _key(beside) in refits
    return carry(case, refits[_key(beside)], settings, beside) if known else carry(case, posterior, settings)


def _key(settings: Settings) -> tuple[tuple[tuple[str, float], ...], bool]:
    return tuple(sorted(settings.spread.items())), settings.history


def carry(case: Case, posterior: Posterior, settings: Settings, fitted: Settings | None = None) -> WeightedDraws:
    """The posterior's draws under the priors of other settings than those it was `fitted` with, weighted."""
    old, new = Problem.of(case, fitted or Settings()), Problem.of(case, settings)
    values, log_weights = _mapped(old, new, posterior)
    if np.array_equal(values, posterior.draws.values):
        return WeightedDraws(posterior.draws, _weights(log_weights))
    log_weights += _log_likelihood(new, posterior, values)
    log_weights -= _log_likelihood(old, posterior, posterior.draws.values)
    return WeightedDraws(replace(posterior.draws, values=values), _weights(log_weights))


def weighed(case: Case, given: WeightedDraws, spread: Mapping[str, float], history: bool) -> WeightedDraws | None:
    """Draws under the priors with what other contests say (`history`) or without it, from draws under the other ones.

    `given` have the given factors on spreads, with or without the reports; values stay as they are. None where too few
    draws would stay effective.
    """
    old = JointPrior.of(case, history=not history, spread=spread)
    new = JointPrior.of(case, history=history, spread=spread)
    weighted = _reweighted(given, old, new)
    return weighted if weighted.effective >= min(ENOUGH, 0.9 * len(given.weights)) else None


def with_bias(case: Case, given: WeightedDraws, spread: Mapping[str, float], bias_factor: float) -> WeightedDraws:
    """Draws under what other contests say with the bias of their selection times a factor; values stay as they are."""
    old, new = (JointPrior.of(case, spread=spread, bias_factor=factor) for factor in (1.0, bias_factor))
    return _reweighted(given, old, new)


def _reweighted(given: WeightedDraws, old: JointPrior, new: JointPrior) -> WeightedDraws:
    log_weights, values = np.log(np.maximum(given.weights, 1e-300)), given.draws.values
    for j, (before, after) in enumerate(zip(old.distributions, new.distributions, strict=True)):
        if before != after:
            log_weights += after.logpdf(values[:, j]) - before.logpdf(values[:, j])
    return WeightedDraws(given.draws, _weights(log_weights))


def _mapped(old: Problem, new: Problem, posterior: Posterior) -> tuple[Floats, Floats]:
    """The draws' parameters under the new priors, and the log ratios (n,) of the densities of those kept."""
    values = posterior.draws.values.copy()
    ratio = np.zeros(len(values))
    learned = {row.name for row in posterior.unknowns if row.ratio < LEARNED}
    names = old.layout.prior.names
    pairs = zip(old.layout.prior.distributions, new.layout.prior.distributions, strict=True)
    for j, (before, after) in enumerate(pairs):
        if before == after:
            continue
        if names[j] in learned:
            ratio += after.logpdf(values[:, j]) - before.logpdf(values[:, j])
        else:
            values[:, j] = after.value(before.z(values[:, j]))
    return values, ratio


def _log_likelihood(problem: Problem, posterior: Posterior, values: Floats) -> Floats:
    past = problem.simulate(values, posterior.draws.shocks)
    named = problem.layout.by_name(values, posterior.reporter_values)
    return np.asarray(problem.evidence.log_likelihood(past, named))


def _weights(log_weights: Floats) -> Floats:
    """Weights that sum to one; a draw whose likelihood is no number gets none."""
    safe = np.where(np.isfinite(log_weights), log_weights, -np.inf)
    weights = np.exp(safe - safe.max())
    return np.asarray(weights / weights.sum())


def _refits(case: Case, draws: int, others: Sequence[Settings], workers: int) -> list[Fitted]:
    settings = [Settings(draws=draws, effort=EFFORT, spread=dict(each.spread), history=each.history) for each in others]
    if len(settings) < 2 or workers < 2:
        return [_refit(case, setting) for setting in settings]
    shutdown()  # the fits take the memory of those who ran the scenarios
    try:
        with WorkerPool(min(workers, len(settings))) as pool:
            return list(pool.map(_refit, repeat(case), settings))
    except WorkerLostError:  # out of memory: one at a time
        return [_refit(case, setting) for setting in settings]


def _refit(case: Case, settings: Settings) -> Fitted:
    """One fit."""
    problem = Problem.of(case, settings)
    found = sample(problem, case.facts.seed, 0, STREAM, settings)
    return problem.draws(found.z, found.sample.chain), problem.layout.reporter_values(found.z)

"""The posterior of a case, fitted once and then taken from the cache; parameter draws from it or from the priors."""

from __future__ import annotations

from buttress.case import Case
from buttress.experiment.progress import Progress, silent
from buttress.infer.fit import fit
from buttress.infer.posterior import Posterior
from buttress.infer.prior import prior_draws
from buttress.infer.settings import Settings
from buttress.pipeline.cache import keep_fit, read_fit
from buttress.pipeline.warm_up import compile_kernels
from buttress.pipeline.workers import cores
from buttress.world import Draws
from buttress.world.draws import SEEDS_PER_DRAW

FIT = "fit to the reports"
DRAWS = 512
"""Draws of a fit: enough for 5,120 runs. More runs ask for more draws."""
MOST_WORKERS = 2
"""A fit is two fits that share nothing."""


def posterior_for(
    case: Case,
    *,
    draws: int = DRAWS,
    workers: int | None = None,
    progress: Progress | None = None,
) -> Posterior:
    """The case's posterior, from the cache or fitted now."""
    settings = fit_settings(draws, workers)
    kept = read_fit(case, settings)
    if kept is not None:
        return kept
    report = progress or silent
    report(FIT, 0, 1)
    if settings.workers > 1:
        compile_kernels(case)
    posterior = fit(case, settings)
    keep_fit(case, settings, posterior)
    report(FIT, 1, 1)
    return posterior


def draws_for(
    case: Case,
    runs: int,
    *,
    prior: bool = False,
    workers: int | None = None,
    progress: Progress | None = None,
) -> Draws:
    """Parameter draws for so many runs: from the posterior, or from the priors alone."""
    if prior:
        return prior_draws(case, draws_needed(runs))
    return posterior_for(case, draws=draws_needed(runs), workers=workers, progress=progress).draws


def draws_needed(runs: int) -> int:
    """Draws that so many runs ask for, and never fewer than a fit has by default."""
    return max(DRAWS, -(-runs // SEEDS_PER_DRAW))


def fit_settings(draws: int = DRAWS, workers: int | None = None) -> Settings:
    """Settings of a fit of so many draws."""
    return Settings(draws=draws, workers=min(MOST_WORKERS, workers or cores()))

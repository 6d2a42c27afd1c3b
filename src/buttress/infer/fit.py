"""A fit: a case conditioned on its reports, twice."""

from __future__ import annotations

from buttress.case import Case
from buttress.experiment.replicates import both_replicates
from buttress.infer.posterior import Posterior
from buttress.infer.problem import Problem, ReplicateFit
from buttress.infer.settings import Settings
from buttress.infer.weekly_fit import sample


def fit(case: Case, settings: Settings | None = None, seed: int = 0) -> Posterior:
    """Condition a case on its reports. A pure function of case, settings, seed and code."""
    settings = Settings() if settings is None else settings
    return Posterior.of_fits(Problem.of(case, settings), *replicate_fits(case, settings, seed))


def replicate_fits(case: Case, settings: Settings, seed: int) -> list[ReplicateFit]:
    """Two fits that share nothing but the case and its settings."""
    return both_replicates(replicate_fit, case, settings, seed, workers=settings.workers)


def replicate_fit(case: Case, settings: Settings, seed: int, replicate: int) -> ReplicateFit:
    """One of the two fits, 0 or 1."""
    return sample(Problem.of(case, settings), case.facts.seed, seed, replicate, settings)

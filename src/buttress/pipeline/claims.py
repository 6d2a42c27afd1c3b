"""A verdict on each claim of a case."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from pathlib import Path

from buttress import experiment
from buttress.case import Case
from buttress.experiment import Comparison, Verdict
from buttress.experiment.claims import SCALES
from buttress.experiment.progress import Progress
from buttress.infer.posterior import Posterior
from buttress.infer.rescale_priors import rescale_priors
from buttress.pipeline.compare import compare
from buttress.pipeline.posterior import draws_for, draws_needed, posterior_for
from buttress.pipeline.workers import cores
from buttress.world import Draws

SECOND_RUNS, SECOND_SEEDS = 200, 1
"""Pairs of the second look at a claim, and seeds a draw. One seed, so that the interval is that of the pairs as they
are: with wide priors a few draws vary far more within than the rest, and taking out a common share of that would narrow
the interval of all. What chance adds makes the look the stricter."""


def claims(
    case: Case,
    *,
    runs: int = 1000,
    seed: int | None = None,
    workers: int | None = None,
    out: Path | str | None = None,
    prior: bool = False,
    progress: Progress | None = None,
) -> list[Verdict]:
    """A verdict on each claim of the case. With `prior`, each also has what the priors alone say of its number."""
    names = experiment.scenarios_of(case.claims)
    posterior = posterior_for(case, draws=draws_needed(runs), workers=workers, progress=progress)
    answer = compare(
        case,
        names,
        runs=runs,
        seed=seed,
        workers=workers,
        out=out,
        prior=prior,
        draws=posterior.draws,
        progress=progress,
    )
    verdicts = judge(case, answer, posterior, seed=seed, workers=workers, progress=progress)
    if answer.prior is None:
        return verdicts
    return experiment.with_prior_estimates(case.claims, verdicts, answer.prior, draws_for(case, runs, prior=True))


def judge(
    case: Case,
    answer: Comparison,
    posterior: Posterior,
    *,
    seed: int | None = None,
    workers: int | None = None,
    progress: Progress | None = None,
) -> list[Verdict]:
    """Verdicts from a comparison that is there.

    A claim that would be decided is looked at again with the prior spreads halved and doubled: 200 draws of one seed
    each.
    """
    factors = tuple(factor for factor, _ in SCALES)
    processes = workers or cores()  # the workers are up already

    @cache
    def draws_by_factor(names: tuple[str, ...]) -> dict[float, Draws]:
        spreads = [dict.fromkeys(names, factor) for factor in factors]
        return dict(zip(factors, rescale_priors(case, posterior, spreads, processes), strict=True))

    def refit(factor: float, names: tuple[str, ...]) -> Draws:
        return draws_by_factor(names)[factor]

    def rerun(draws: Draws, scenarios: tuple[str, ...]) -> Comparison:
        few = replace(draws, seeds_per_draw=SECOND_SEEDS)
        return compare(case, scenarios, runs=SECOND_RUNS, seed=seed, workers=processes, draws=few, progress=progress)

    spread = {row.name: row.ratio for row in posterior.unknowns}
    return experiment.judge(case.claims, answer, posterior.draws, spread=spread, refit=refit, rerun=rerun)

"""A verdict on each claim of a case."""

from __future__ import annotations

from pathlib import Path

from buttress import experiment
from buttress.case import Case
from buttress.experiment import Comparison, Verdict
from buttress.experiment.arm import BASELINE
from buttress.experiment.claims import UNOPENED, Judgement, Shares, judgements, refuse_unknown_names, wanted_by
from buttress.experiment.mean_field import MeanField
from buttress.experiment.progress import Progress, silent
from buttress.experiment.provenance import draws_hash
from buttress.infer.posterior import Posterior
from buttress.pipeline.cache import keep_judgements, key, read_judgements
from buttress.pipeline.case_draws import CaseDraws
from buttress.pipeline.check import refuse_claims_on_what_is_off
from buttress.pipeline.compare import compare
from buttress.pipeline.kept_mean_field import kept_measures
from buttress.pipeline.posterior import draws_for, draws_needed, posterior_for
from buttress.pipeline.workers import cores

CLAIMS = "claims"
"""The stage of the judging, in progress."""


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
    refuse_claims_on_what_is_off(case)
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
    verdicts = judge(case, answer, posterior, workers=workers, progress=progress)
    if answer.prior is None:
        return verdicts
    return experiment.with_prior_estimates(case.claims, verdicts, answer.prior, draws_for(case, runs, prior=True))


def judge(
    case: Case,
    answer: Comparison,
    posterior: Posterior,
    *,
    workers: int | None = None,
    progress: Progress | None = None,
) -> list[Verdict]:
    """Verdicts from a comparison that is there. What the evidence makes of a claim does not hang on its runs."""
    scenarios = {BASELINE, *answer.scenarios}
    refuse_unknown_names(case.claims, posterior.draws.names, scenarios)
    judged = judgements_of(case, posterior, workers=workers, progress=progress)
    return experiment.verdicts(case.claims, answer, posterior.draws, judged, case.facts.priors, case.titles)


def judgements_of(
    case: Case, posterior: Posterior, *, workers: int | None = None, progress: Progress | None = None
) -> list[Judgement]:
    """What the evidence makes of each claim: from the cache, or found now."""
    report = progress or silent
    name = key({"case": case.hash, "draws": draws_hash(posterior.draws, 0, len(posterior.draws))})
    kept = read_judgements(name)
    if kept is not None:
        return kept
    report(CLAIMS, 0, 1)
    source = CaseDraws(case, posterior, workers or cores())
    shares = Shares(MeanField(case, workers or cores()))
    draws, wanted = source.prior(UNOPENED, history=False).draws, wanted_by(case.claims)
    # The table of prior draws from which it is found what claims rest on, once a case.
    shares.keep(draws, kept_measures(shares.mean_field, wanted, draws))
    found = judgements(case.claims, source, shares, posterior.draws.names)
    keep_judgements(name, found)
    report(CLAIMS, 1, 1)
    return found

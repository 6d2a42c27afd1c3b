"""What is worth finding out for a claim or a measure: the value of information."""

from __future__ import annotations

from buttress.case import Case
from buttress.experiment.arm import BASELINE
from buttress.experiment.claims.shares import first_of
from buttress.experiment.measures import measure_of
from buttress.experiment.progress import Progress, silent
from buttress.experiment.weighted_draws import WeightedDraws
from buttress.explore.answer import Answer
from buttress.explore.error import ExploreError
from buttress.explore.groups import groups_of
from buttress.explore.measure_table import measure_table
from buttress.explore.refused import claim_named, measure_named, refuse_scenario
from buttress.explore.value.worth import Worth, is_factor, worth
from buttress.infer.posterior import Posterior
from buttress.infer.prior import JointPrior
from buttress.pipeline.kept_mean_field import KeptMeanField
from buttress.pipeline.posterior import DRAWS, posterior_for
from buttress.pipeline.workers import cores
from buttress.world.parameters import parameters_of

STAGE = "what is worth finding out"


def voi(
    case: Case,
    *,
    claim: str | None = None,
    measure: str | None = None,
    scenario: str = BASELINE,
    posterior: Posterior | None = None,
    seed: int | None = None,
    workers: int | None = None,
    progress: Progress | None = None,
) -> Worth:
    """How far an answer would narrow if one knew each uncertainty, or collected each kind of evidence; ranked.

    Ask for a `claim` by its id, or for a `measure`: its level, or with a `scenario` that scenario minus the baseline. A
    claim's draws have the spreads of the priors as they are, which its verdict may have opened. `posterior` None takes
    the case's own. Raises ExploreError for what is not explored or unknown, CaseError for an unknown scenario.
    """
    answer = asked(case, claim=claim, measure=measure, scenario=scenario)
    seed = case.facts.seed if seed is None else seed
    if posterior is None:
        posterior = posterior_for(case, workers=workers, progress=progress)
    report = progress or silent
    report(STAGE, 0, 1)
    draws = WeightedDraws.equal(first_of(posterior.draws, DRAWS))
    processes = workers or cores()
    table = measure_table(KeptMeanField(case, processes), draws, JointPrior.of(case), [answer])
    groups = groups_of(parameters_of(case.facts), table.nation_shocks)
    found = worth(case, table, answer, groups, unit_of(answer), seed, processes)
    report(STAGE, 1, 1)
    return found


def asked(case: Case, *, claim: str | None, measure: str | None, scenario: str) -> Answer:
    """The answer that is asked about. Raises ExploreError for a question that is not answered."""
    if (claim is None) == (measure is None):
        raise ExploreError("give --claim ID, or --measure NAME")
    if claim is not None:
        if scenario != BASELINE:
            raise ExploreError("a claim names its own scenarios: give --claim alone")
        return Answer.of_claim(claim_named(case, claim), case.titles)
    refuse_scenario(case, scenario)
    return Answer(measure_named(case, str(measure)).name, scenario, titles=case.titles)


def unit_of(answer: Answer) -> str:
    """The unit of an answer's interval."""
    if is_factor(answer):
        return "a factor"
    measure = answer.measure if answer.claim is None else answer.claim.measure
    return measure_of(measure).unit

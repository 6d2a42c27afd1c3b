"""What would have to be true for an answer to cross a line."""

from __future__ import annotations

from buttress.case import Case
from buttress.experiment.arm import BASELINE
from buttress.experiment.claims.shares import first_of
from buttress.experiment.progress import Progress
from buttress.explore.answer import Answer
from buttress.explore.discovery import Crossing, Discovery, WhatIf
from buttress.explore.error import ExploreError
from buttress.explore.refused import claim_named, measure_named, refuse_scenario
from buttress.infer.posterior import Posterior
from buttress.pipeline.kept_mean_field import KeptMeanField
from buttress.pipeline.posterior import DRAWS, posterior_for
from buttress.pipeline.workers import cores


def whatif(
    case: Case,
    *,
    claim: str | None = None,
    measure: str | None = None,
    scenario: str = BASELINE,
    crosses: float | None = None,
    posterior: Posterior | None = None,
    workers: int | None = None,
    progress: Progress | None = None,
) -> WhatIf:
    """The corners of the uncertainties in which a claim, or a measure, crosses its line.

    Ask for a `claim` by its id, or for a `measure` and the number that it `crosses`: its level in the baseline, or with
    a `scenario` that scenario minus the baseline (for counts of people their ratio). The side is the one that the
    evidence holds for less likely. `posterior` None takes the case's own. Raises ExploreError for a question that is
    not answered.
    """
    line = crossing_of(case, claim=claim, measure=measure, scenario=scenario, crosses=crosses)
    if posterior is None:
        posterior = posterior_for(case, workers=workers, progress=progress)
    return Discovery(case, first_of(posterior.draws, DRAWS), KeptMeanField(case, workers or cores())).what_if(line)


def crossing_of(
    case: Case, *, claim: str | None, measure: str | None, scenario: str, crosses: float | None
) -> Crossing:
    """The line that is asked about. Raises ExploreError for a question that is not answered."""
    if claim is not None:
        if measure is not None or crosses is not None or scenario != BASELINE:
            raise ExploreError("a claim has its own measure, scenarios and line: give --claim alone")
        return Crossing(Answer.of_claim(claim_named(case, claim), case.titles), None)
    if measure is None or crosses is None:
        raise ExploreError("give --claim ID, or --measure NAME with --crosses NUMBER")
    refuse_scenario(case, scenario)
    return Crossing.at(Answer(measure_named(case, measure).name, scenario, titles=case.titles), crosses)

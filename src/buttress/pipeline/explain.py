"""Why the numbers of a day are what they are."""

from __future__ import annotations

from datetime import date

from buttress.case import Case
from buttress.experiment import BASELINE
from buttress.experiment.progress import Progress
from buttress.findings.explain import explain as explain_result
from buttress.findings.explanation import Explanation
from buttress.pipeline.posterior import draws_for
from buttress.pipeline.simulate import simulate


def explain(
    case: Case,
    day: date,
    *,
    place: str | None = None,
    scenario: str = BASELINE,
    runs: int = 200,
    prior: bool = False,
    progress: Progress | None = None,
) -> Explanation:
    """Why turnout, pay, loyalty and the hazards of a day are what they are; `.accounts` holds the contributions.

    `place` None takes the capital. Raises CaseError for an unknown scenario, ExplainError for a day or a place that the
    case does not have.
    """
    case.scenario(scenario)  # before anything long begins
    draws = draws_for(case, runs, prior=prior, progress=progress)
    return explain_result(case, simulate(case, scenario, draws, runs, explain=True), day, place, scenario)

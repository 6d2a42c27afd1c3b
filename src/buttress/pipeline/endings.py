"""How single runs ended, in sentences."""

from __future__ import annotations

from buttress.case import Case
from buttress.experiment import BASELINE
from buttress.findings.run_ends import run_ends
from buttress.pipeline.posterior import draws_for
from buttress.pipeline.simulate import simulate


def endings(
    case: Case, scenario: str = BASELINE, *, count: int = 3, seed: int | None = None, prior: bool = False
) -> list[str]:
    """How the first `count` runs of a scenario ended, a sentence each. Raises CaseError for an unknown scenario."""
    case.scenario(scenario)  # before anything long begins
    return run_ends(case, simulate(case, scenario, draws_for(case, count, prior=prior), count, seed=seed))

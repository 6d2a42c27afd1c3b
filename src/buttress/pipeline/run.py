"""One scenario, many runs."""

from __future__ import annotations

from pathlib import Path

from buttress import experiment
from buttress.case import Case
from buttress.experiment import BASELINE, Ensemble
from buttress.experiment.progress import Progress
from buttress.pipeline.check import refuse_scenarios
from buttress.pipeline.posterior import draws_for
from buttress.pipeline.workers import workers_for


def run(
    case: Case,
    scenario: str = BASELINE,
    *,
    runs: int = 1000,
    seed: int | None = None,
    workers: int | None = None,
    out: Path | str | None = None,
    prior: bool = False,
    progress: Progress | None = None,
) -> Ensemble:
    """Run one scenario; `.measures`, `.daily`, `.weekly` and `.occasions` are data frames.

    With `prior` the parameters are drawn from the priors. Raises CaseError for an unknown scenario.
    """
    case.scenario(scenario)  # before anything long begins
    refuse_scenarios(case, [scenario])
    return experiment.run(
        case,
        scenario,
        runs,
        draws=draws_for(case, runs, prior=prior, workers=workers, progress=progress),
        seed=seed,
        workers=workers_for(workers, runs),
        out=out,
        progress=progress,
    )

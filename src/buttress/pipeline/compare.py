"""Scenarios against the baseline, in pairs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from buttress import experiment
from buttress.case import Case
from buttress.experiment import READINGS, Comparison
from buttress.experiment.executor import executor_named
from buttress.experiment.progress import Progress
from buttress.pipeline.check import refuse_scenarios
from buttress.pipeline.posterior import draws_for
from buttress.pipeline.prior_runs import PRIOR, on_the_priors
from buttress.pipeline.workers import workers_for
from buttress.world import Draws


def compare(
    case: Case,
    scenarios: str | Sequence[str],
    *,
    runs: int | Mapping[str, int] = 1000,
    seed: int | None = None,
    workers: int | None = None,
    out: Path | str | None = None,
    prior: bool = False,
    reading: str = "scripted",
    draws: Draws | None = None,
    executor: str = "local",
    beside: Path | None = None,
    progress: Progress | None = None,
) -> Comparison:
    """Run scenarios, or one by its name, against the baseline in pairs; `.differences` and `.levels` are data frames.

    `reading`: scripted, responsive or both. `draws` None takes the posterior's. `executor`: local or ray; it changes no
    byte. With `prior`, the answer's `.prior` is the same comparison on draws from the priors: same seeds, same pairs;
    it stands in the folder `prior` inside `out`. Blocks of runs that stand in `beside`, the `out` of an earlier call on
    the same draws and seed, are copied into `out` instead of made. Raises CaseError for an unknown scenario, and what
    `experiment.compare` raises.
    """
    scenarios = [scenarios] if isinstance(scenarios, str) else scenarios
    for name in scenarios:  # before anything long begins
        case.scenario(name)
    refuse_scenarios(case, scenarios)
    executor_named(executor)  # is it installed?
    most = runs if isinstance(runs, int) else max(runs.values())
    if draws is None:
        draws = draws_for(case, most, workers=workers, progress=progress)
    readings = READINGS if reading == "both" else (reading,)
    total = sum(runs if isinstance(runs, int) else runs[name] for name in scenarios) + most

    def on(draws: Draws, out: Path | str | None, progress: Progress | None) -> Comparison:
        return experiment.compare(
            case,
            scenarios,
            runs,
            draws=draws,
            seed=seed,
            workers=workers_for(workers, total * len(readings)),
            out=out,
            readings=readings,
            executor=executor,
            beside=beside,
            progress=progress,
        )

    answer = on(draws, out, progress)
    if not prior:
        return answer
    inside = None if out is None else Path(out) / PRIOR
    return replace(answer, prior=on(draws_for(case, most, prior=True), inside, on_the_priors(progress)))

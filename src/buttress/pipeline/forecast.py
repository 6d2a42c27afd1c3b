"""The coming weeks of a case."""

from __future__ import annotations

from pathlib import Path

from buttress.case import Case
from buttress.experiment.progress import Progress, silent
from buttress.forecasting.belief import PriorOnly
from buttress.forecasting.files import files
from buttress.forecasting.forecast import Forecast
from buttress.forecasting.forecast import forecast as forecast_from
from buttress.forecasting.question import check_question
from buttress.infer.prior import prior_draws
from buttress.pipeline.posterior import DRAWS, posterior_for
from buttress.store.file import write_whole


def forecast(
    case: Case,
    weeks: int = 8,
    *,
    runs: int = 1000,
    seed: int | None = None,
    workers: int | None = None,
    prior: bool = False,
    reporter: str | None = None,
    out: Path | str | None = None,
    progress: Progress | None = None,
) -> Forecast:
    """The coming weeks: `.truth`, `.weekly`, `.office` and `.reports` are data frames.

    `reporter` is only checked: is it one of the case's? With `out`, a folder for forecast.json and the tables. With
    `prior` nothing of the reports is used, so that no reporter's series gives a level.
    """
    check_question(case, weeks, reporter)  # before the fit
    belief = PriorOnly(prior_draws(case, DRAWS)) if prior else posterior_for(case, workers=workers, progress=progress)
    coming = forecast_from(case, belief, weeks, runs=runs, seed=seed, progress=progress or silent)
    coming = coming if prior else coming.at_series_level(seed)
    if out is not None:
        for name, content in files(coming).items():
            write_whole(Path(out) / name, content)
    return coming

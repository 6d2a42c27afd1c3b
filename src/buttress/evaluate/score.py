"""Scores of events files and of cases: what the command and a notebook call."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np

from buttress.arrays import Floats
from buttress.case import Case
from buttress.evaluate import score_table
from buttress.evaluate.case_forecaster import CaseForecaster
from buttress.evaluate.episode_history import ENOUGH, EpisodeHistory
from buttress.evaluate.error import ScoreError
from buttress.evaluate.forecaster import Forecaster
from buttress.evaluate.leave_one_out import leave_one_out_forecasters, training_series
from buttress.evaluate.rivals import rivals
from buttress.evaluate.rolling_origins import (
    FIRST,
    LEADS,
    ORIGINS,
    ForecastPlan,
    Forecasts,
    forecast_histories,
    origins,
    plan_forecasts,
)
from buttress.evaluate.simulator_forecaster import case_at_origin, simulator_forecaster
from buttress.evaluate.target_scores import TargetScores, score_target
from buttress.experiment.progress import Progress, silent
from buttress.experiment.worker_pool import WorkerPool
from buttress.intake.episode import episode_of
from buttress.intake.error import located
from buttress.intake.reader import read_reports
from buttress.mobilisation.forecaster import MobilisationForecaster
from buttress.series.case_reports import case_reports
from buttress.series.weekly_series import WeeklySeries

STAGE, FITS, PRIORS = "forecasts", "fits and simulations", "priors"
MOST_TARGETS, MOST_ORIGINS, FEWEST_ORIGINS = 30, 240, 8
"""Of a file: so many of the steadiest targets, and origins shared among them, but so many a target; a minute's work."""
TOO_LATE = f"no week with {FIRST} weeks of a reporter known before it: too much was published late"
NEAR = 2
"""A case is fitted only where some reporter speaks within so many weeks: a late replay takes a quarter of a minute."""
CHUNK = 6
"""Forecasts of a target that a worker makes at a time."""


@dataclass(frozen=True)
class Scored:
    """`judged` by target and lead; `rows` the table; `notes` what a reader should know of files and origins."""

    judged: tuple[TargetScores, ...]
    rows: tuple[score_table.Row, ...]
    notes: tuple[str, ...]


def score_files(
    paths: Sequence[Path], *, workers: int = 1, progress: Progress = silent, leave_one_out: bool = False
) -> Scored:
    """Score every target of the files; of several files also their pool, in which a file with too few rows is left out.

    With `leave_one_out` the prior of each episode is learned from the other files, in place of the shipped one. Raises
    IntakeError for a file that can't be read, ScoreError if no file has enough rows.
    """
    _distinct(paths)
    readings = [read_reports(path).answered() for path in paths]
    every = [
        EpisodeHistory(episode_of(path), list(reading.reports)) for path, reading in zip(paths, readings, strict=True)
    ]
    episodes = [episode for episode in every if episode.targets()]
    short = [(str(path), too_few(episode)) for path, episode in zip(paths, every, strict=True) if not episode.targets()]
    if not episodes:
        raise ScoreError("\n".join(located(name, None, reason) for name, reason in short))
    ours: dict[str, MobilisationForecaster] = {}
    if leave_one_out:
        ours = leave_one_out_forecasters(
            episodes, training_series(every), workers, lambda done: progress(PRIORS, done, len(episodes))
        )
    plans: list[ForecastPlan] = []
    dropped: list[str] = []
    for episode in episodes:
        targets = episode.targets()
        chosen = sorted(targets, key=lambda one: -np.count_nonzero(one.reported))[:MOST_TARGETS]
        dropped += [
            f"{one.episode}, {one.target}: left out, one of too many targets" for one in targets if one not in chosen
        ]
        models = (ours.get(episode.name, MobilisationForecaster()), *rivals())
        most = min(ORIGINS, max(FEWEST_ORIGINS, MOST_ORIGINS // len(chosen)))
        plans += [plan_forecasts(episode, one.target, models, most=most) for one in targets if one in chosen]
    if not any(plan.weeks for plan in plans):
        raise ScoreError("\n".join(located(str(path), None, TOO_LATE) for path in paths))
    judged = _judge(plans, workers, progress)
    rows = score_table.rows(judged)
    if len(episodes) > 1:
        rows += score_table.pooled_rows(judged)
    left_out = [f"{name}: left out, {reason}" for name, reason in short]
    read = [f"{reading.file}: {reading.account.line()}; `buttress read` tells each" for reading in readings]
    return Scored(tuple(judged), tuple(rows), (*read, *left_out, *dropped, *_thinned(plans)))


def score_case(case: Case, *, workers: int = 1, progress: Progress = silent) -> Scored:
    """Score every target of a case over all its reports, whatever its `as_of`.

    `buttress` is what `forecast` gives: the `simulator`, brought to each origin, at the level of `mobilisation`,
    which is what an events file alone would give. Raises ScoreError if no target has enough rows.
    """
    episode = EpisodeHistory(case.facts.id, case_reports(case))
    targets = [series.target for series in episode.targets()]
    if not targets:
        raise ScoreError(located(str(case.path / "events.csv"), None, too_few(episode)))
    near = {
        series.monday(week)
        for series in episode.targets()
        for week in range(len(series))
        if series.reported[week : week + NEAR].any()
    }
    visible = cache(lambda monday: monday in near and case_at_origin(case, monday) is not None)
    starts = {target: origins(episode, target, allowed=visible)[0] for target in targets}
    start = episode.series[targets[0]]
    mondays = sorted({start.monday(week) for weeks in starts.values() for week in weeks})
    progress(FITS, 0, len(mondays))
    count = itertools.count(1)
    if not mondays:
        raise ScoreError(located(str(case.path / "events.csv"), None, TOO_LATE))
    simulator = simulator_forecaster(case, targets, mondays, workers, lambda: progress(FITS, next(count), len(mondays)))
    series_model = MobilisationForecaster(name="mobilisation")
    models: tuple[Forecaster, ...] = (CaseForecaster(simulator, series_model), simulator, series_model, *rivals())
    plans = [plan_forecasts(episode, target, models, allowed=visible) for target in targets]
    judged = _judge(plans, 1, progress)
    return Scored(tuple(judged), tuple(score_table.rows(judged)), tuple(_thinned(plans)))


def too_few(episode: EpisodeHistory) -> str:
    """What is missing where no target has enough weeks."""
    needed = (
        f"a target needs {ENOUGH} weeks with a report of one reporter "
        f"({FIRST} to learn from, {ENOUGH - FIRST} to be judged by)"
    )
    if not episode.series:
        return f"too few rows: none has a crowd or a number of detained; {needed}"
    best = max(episode.series.values(), key=lambda one: np.count_nonzero(one.reported))
    weeks = np.count_nonzero(best.reported)
    return f"too few rows: the steadiest target, {best.target}, has {weeks} of them; {needed}"


def _distinct(paths: Sequence[Path]) -> None:
    """ScoreError if two files would bear the name of one episode."""
    first: dict[str, Path] = {}
    for path in paths:
        other = first.setdefault(episode_of(path), path)
        if other is not path:
            raise ScoreError(located(str(path), None, f"the same episode's name, {episode_of(path)}, as {other}"))


def _judge(plans: Sequence[ForecastPlan], workers: int, progress: Progress) -> list[TargetScores]:
    # Where all was published late, a target can have weeks enough and no origin with four of them known.
    plans = [plan for plan in plans if plan.weeks]
    total = sum(len(plan.weeks) for plan in plans)
    done = 0
    progress(STAGE, done, total)
    judged: list[TargetScores] = []
    for plan, parts in _made(plans, workers):
        samples: dict[str, list[Floats]] = {model.name: [] for model in plan.models}
        for part in parts:
            for name, values in part.items():
                samples[name].append(values)
            done += len(next(iter(part.values())))
            progress(STAGE, done, total)
        whole = {name: np.concatenate(each) for name, each in samples.items()}
        weeks = np.array(plan.weeks, dtype=np.int64)
        judged += score_target(Forecasts(plan.series, weeks, LEADS, whole, plan.possible))
    return judged


Part = dict[str, Floats]


def _made(plans: Sequence[ForecastPlan], workers: int) -> Iterator[tuple[ForecastPlan, Iterator[Part]]]:
    """Each plan with its forecasts, chunk by chunk, made here or by a pool of workers; the same whichever."""
    if workers == 1 or not plans:
        for plan in plans:
            yield plan, (forecast_histories(plan.models, *chunk) for chunk in _chunks(plan))
        return
    chunks = [(plan.models, *chunk) for plan in plans for chunk in _chunks(plan)]
    with WorkerPool(workers) as pool:
        answers = pool.map(forecast_histories, *zip(*chunks, strict=True))
        for plan in plans:
            yield plan, (next(answers) for _ in _chunks(plan))


def _chunks(plan: ForecastPlan) -> list[tuple[tuple[WeeklySeries, ...], tuple[int, ...]]]:
    return [
        (plan.histories[start : start + CHUNK], plan.seeds[start : start + CHUNK])
        for start in range(0, len(plan.weeks), CHUNK)
    ]


def _thinned(plans: Sequence[ForecastPlan]) -> list[str]:
    return [
        f"{plan.series.episode}, {plan.series.target}: {len(plan.weeks)} of {plan.possible} origins, at even distances"
        for plan in plans
        if len(plan.weeks) < plan.possible
    ]

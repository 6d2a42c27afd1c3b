"""The simulator as a forecaster of a case's targets: fitted at each origin to what was published before it.

Each origin has a full fit of its own. A forecast is that of `forecasting/forecast.py`: what each reporter would print
of each occasion to come, joined to weeks by the reporter's habits (`reporting_habit.py`).
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import repeat

import numpy as np

from buttress.arrays import Floats
from buttress.case import Case, CaseError
from buttress.evaluate.episode_history import EpisodeHistory
from buttress.evaluate.reporting_habit import NATIONAL, ReportingHabit
from buttress.evaluate.rolling_origins import LEADS, SAMPLES, seed_of
from buttress.evaluate.score_table import OURS
from buttress.experiment.worker_pool import WorkerPool
from buttress.forecasting.belief import Belief
from buttress.forecasting.forecast import forecast
from buttress.forecasting.runs import ForecastRuns
from buttress.infer.problem import Problem
from buttress.infer.settings import Settings
from buttress.series.case_reports import case_reports
from buttress.series.weekly_series import WeeklySeries
from buttress.world import Draws, build

DRAWS = 256

Weeks = dict[tuple[str, dt.date], Floats]
"""Samples (samples, leads) by target and origin."""


@dataclass(frozen=True)
class SimulatorForecaster:
    """The forecaster `buttress` of a case: looks up what was simulated from each origin."""

    samples: Mapping[tuple[str, dt.date], Floats]
    name: str = OURS

    def forecast(self, history: WeeklySeries, leads: Sequence[int], samples: int, seed: int) -> Floats:
        """Samples of the coming weeks, (samples, leads). KeyError for an origin that was not simulated."""
        made = self.samples[history.target, history.monday(len(history))]
        return made[:samples, [LEADS.index(lead) for lead in leads]]


def case_at_origin(case: Case, monday: dt.date) -> Case | None:
    """The case as of an origin (the end of a Monday); None if it does not stand then."""
    try:
        return case.with_as_of(monday + dt.timedelta(days=1))
    except CaseError:
        return None


@dataclass(frozen=True)
class SingleFit:
    """One fit's draws, all that a forecast needs; the second one, which shows a fit's own error, is left out here."""

    draws: Draws
    reporter_names: tuple[str, ...]
    reporter_values: Floats


def fit_once(case: Case) -> SingleFit:
    """Draws of the first of the case's two fits, with fewer kept than a brief asks for."""
    settings = Settings(draws=DRAWS)
    problem = Problem.of(case, settings)
    layout = problem.layout
    z = problem.sample(case.facts.seed, 0, 0, settings).z
    return SingleFit(problem.draws(z), tuple(one.name for one in layout.reporters), layout.reporter_values(z))


def simulator_forecaster(
    case: Case, targets: Sequence[str], mondays: Sequence[dt.date], workers: int, tick: Callable[[], None]
) -> SimulatorForecaster:
    """Fit and simulate from every origin, in so many processes. `tick` is called after each."""
    samples: Weeks = {}
    for weeks in _each_origin(case, targets, mondays, workers):
        samples |= weeks
        tick()
    return SimulatorForecaster(samples)


def _each_origin(case: Case, targets: Sequence[str], mondays: Sequence[dt.date], workers: int) -> Iterator[Weeks]:
    if workers == 1:
        for monday in mondays:
            yield at_origin(case, targets, monday)
        return
    with WorkerPool(min(workers, len(mondays))) as pool:
        yield from pool.map(at_origin, repeat(case), repeat(targets), mondays)


def at_origin(case: Case, targets: Sequence[str], monday: dt.date) -> Weeks:
    """A fit at one origin, and the forecasts from it. Raises CaseError where the case does not stand then."""
    from threadpoolctl import threadpool_limits

    with threadpool_limits(1):
        early = case.with_as_of(monday + dt.timedelta(days=1))
        history = EpisodeHistory(case.facts.id, case_reports(case))
        return from_origin(early, fit_once(early), history, targets, monday)


def from_origin(case: Case, belief: Belief, episode: EpisodeHistory, targets: Sequence[str], monday: dt.date) -> Weeks:
    """What each target's reporter would print in the coming weeks, from a case and a belief as of the origin."""
    coming = forecast(case, belief, len(LEADS), runs=SAMPLES)
    past_occasions = [(one.date, one.name) for one in build(case).occasions if one.date < monday]
    origin = monday + dt.timedelta(days=1)
    known = [one for one in episode.reports if one.known < origin and one.date < monday]
    samples: Weeks = {}
    for target in targets:
        series = episode.series[target]
        history = episode.history(target, (monday - series.start).days // 7)
        habit = ReportingHabit.of(history, known, past_occasions)
        random = np.random.default_rng(seed_of(0, episode.name, target, monday))
        samples[target, monday] = _weekly_samples(coming, history, habit, monday, random)
    return samples


def _weekly_samples(
    coming: ForecastRuns, history: WeeklySeries, habit: ReportingHabit, monday: dt.date, random: np.random.Generator
) -> Floats:
    """Samples by lead, (samples, leads); a week without an occasion is like the one before it."""
    by_week: dict[int, list[tuple[str, Floats]]] = defaultdict(list)
    by_scope: dict[str, Floats] = {}
    for index, occasion in enumerate(coming.occasions):
        scope = habit.scope.get(occasion.kind, NATIONAL)
        if scope not in by_scope:
            by_scope[scope] = coming.reported(history.reporter, history.quantity, scope)
        numbers = by_scope[scope][:, index]
        if not np.isnan(numbers).any():
            by_week[(occasion.date - monday).days // 7].append((occasion.kind, numbers))
    columns: list[Floats] = []
    for lead in LEADS:
        occasions = by_week.get(lead - 1)
        if occasions:
            columns.append(habit.weekly_number(history.quantity, occasions, random))
        else:
            columns.append(columns[-1] if columns else np.zeros(coming.runs))
    return np.column_stack(columns)

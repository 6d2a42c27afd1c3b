"""The simulator as a forecaster of a case's targets: fitted at each origin to what was published before it.

Each origin has a full fit of its own. A forecast is that of `forecasting/forecast.py`: what each reporter would print
of each occasion to come, joined to weeks by the reporter's habits (`forecasting/reporting_habit.py`).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import repeat

import numpy as np

from buttress.arrays import Floats
from buttress.case import Case, CaseError
from buttress.evaluate.episode_history import EpisodeHistory
from buttress.evaluate.rolling_origins import LEADS, SAMPLES, seed_of
from buttress.experiment.worker_pool import WorkerPool
from buttress.forecasting.belief import Belief
from buttress.forecasting.forecast import forecast
from buttress.forecasting.reporting_habit import ReportingHabit
from buttress.forecasting.weekly_numbers import weekly_numbers
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
    """The forecaster `simulator` of a case: looks up what was simulated from each origin."""

    samples: Mapping[tuple[str, dt.date], Floats]
    name: str = "simulator"

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
    """What each target's reporter would print in the coming weeks as simulated, from a case as of the origin."""
    coming = forecast(case, belief, len(LEADS), runs=SAMPLES)
    past_occasions = [(one.date, one.name) for one in build(case).occasions if one.date < monday]
    origin = monday + dt.timedelta(days=1)
    fork = (origin - case.facts.trigger.date).days
    known = [one for one in episode.reports if one.known < origin and one.date < monday]
    samples: Weeks = {}
    for target in targets:
        series = episode.series[target]
        history = episode.history(target, (monday - series.start).days // 7)
        habit = ReportingHabit.of(history, known, past_occasions)
        seed = seed_of(0, episode.name, target, monday)
        numbers = weekly_numbers(coming, history, habit, monday, len(LEADS), seed)
        samples[target, monday] = np.column_stack(
            [coming.given_in_office(column, fork + 7 * week) for week, column in enumerate(numbers.T)]
        )
    return samples

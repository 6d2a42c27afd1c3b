"""The simulator as a forecaster of a case's targets: brought at each origin to what was published before it.

One fit goes from origin to origin (`carried_fit.py`). A forecast is that of `forecasting/forecast.py`: what each
reporter would print of each occasion to come, joined to weeks by the reporter's habits
(`forecasting/reporting_habit.py`).
"""

from __future__ import annotations

import datetime as dt
from collections import deque
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import Future
from dataclasses import dataclass
from itertools import repeat

import numpy as np

from buttress.arrays import Floats
from buttress.case import Case, CaseError
from buttress.evaluate.carried_fit import SETTINGS, carried_fits
from buttress.evaluate.episode_history import EpisodeHistory
from buttress.evaluate.rolling_origins import LEADS, seed_of
from buttress.experiment.worker_pool import WorkerPool
from buttress.forecasting.belief import Belief
from buttress.forecasting.forecast import SEEDS, forecast
from buttress.forecasting.reporting_habit import ReportingHabit
from buttress.forecasting.weekly_numbers import weekly_numbers
from buttress.one_thread import one_thread
from buttress.series.case_reports import case_reports
from buttress.series.weekly_series import WeeklySeries
from buttress.world import build

RUNS = SEEDS * SETTINGS.draws
"""As many runs a draw as a forecast of a case has."""
Weeks = dict[tuple[str, dt.date], Floats]
"""Samples (samples, leads) by target and origin."""


@dataclass(frozen=True)
class SimulatorForecaster:
    """The forecaster `simulator` of a case: looks up what was simulated from each origin."""

    samples: Mapping[tuple[str, dt.date], Floats]
    name: str = "simulator"

    def forecast(self, history: WeeklySeries, leads: Sequence[int], samples: int, seed: int) -> Floats:
        """Samples of the coming weeks, (samples or `RUNS`, leads). KeyError for an origin that was not simulated."""
        made = self.samples[history.target, history.monday(len(history))]
        return made[:samples, [LEADS.index(lead) for lead in leads]]


def case_at_origin(case: Case, monday: dt.date) -> Case | None:
    """The case as of an origin (the end of a Monday); None if it does not stand then."""
    try:
        return case.with_as_of(monday + dt.timedelta(days=1))
    except CaseError:
        return None


def simulator_forecaster(
    case: Case, targets: Sequence[str], mondays: Sequence[dt.date], workers: int, tick: Callable[[], None]
) -> SimulatorForecaster:
    """Fit and simulate from every origin, in so many processes. `tick` is called after each."""
    samples: Weeks = {}
    for weeks in at_origins(case, targets, mondays, workers):
        samples |= weeks
        tick()
    return SimulatorForecaster(samples)


def at_origins(case: Case, targets: Sequence[str], mondays: Sequence[dt.date], workers: int = 1) -> Iterator[Weeks]:
    """The forecasts from each origin in turn. Raises CaseError where the case does not stand then.

    The fit goes from origin to origin here; other processes simulate from where it has been.
    """
    cases = [case.with_as_of(monday + dt.timedelta(days=1)) for monday in mondays]
    with one_thread():
        origins = zip(cases, carried_fits(cases), repeat(case), repeat(targets), mondays, strict=False)
        if workers == 1:
            yield from (_simulated(*origin) for origin in origins)
            return
        with WorkerPool(min(workers - 1, len(mondays))) as pool:
            coming: deque[Future[Weeks]] = deque()
            for origin in origins:
                coming.append(pool.submit(_simulated, *origin))
                while coming and coming[0].done():
                    yield coming.popleft().result()
            yield from (each.result() for each in coming)


def _simulated(early: Case, belief: Belief, case: Case, targets: Sequence[str], monday: dt.date) -> Weeks:
    with one_thread():
        return from_origin(early, belief, EpisodeHistory(case.facts.id, case_reports(case)), targets, monday)


def from_origin(case: Case, belief: Belief, episode: EpisodeHistory, targets: Sequence[str], monday: dt.date) -> Weeks:
    """What each target's reporter would print in the coming weeks as simulated, from a case as of the origin."""
    coming = forecast(case, belief, len(LEADS), runs=RUNS)
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

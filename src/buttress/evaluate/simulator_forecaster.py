"""The simulator as a forecaster of a case's targets: fitted at each origin to what was published before it.

Each origin has a full fit of its own. A forecast is that of `infer/forecasting/forecast.py`: what each reporter would
say of each occasion to come, joined to weeks by the reporter's habits (`habit.py`).
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import repeat
from typing import Any

import numpy as np

from buttress.arrays import Floats
from buttress.evaluate import reporting_habit
from buttress.evaluate.rolling_origins import LEADS, SAMPLES, EpisodeHistory, address_of
from buttress.evaluate.score_table import OURS
from buttress.experiment.worker_pool import WorkerPool
from buttress.intake.event_report import EventReport
from buttress.series.case_reports import case_reports
from buttress.series.weekly_series import WeeklySeries

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


def case_at_origin(case: Any, monday: dt.date) -> Any | None:
    """The case as of an origin (the end of a Monday); None if it can't be seen from there."""
    from buttress.case import CaseError

    try:
        return case.with_as_of(monday + dt.timedelta(days=1))
    except CaseError:
        return None


@dataclass(frozen=True)
class SingleFit:
    """One fit's draws, all that a forecast needs; the second one, which shows a fit's own error, is left out here."""

    draws: Any
    reporter_names: tuple[str, ...]
    reporter_values: Floats


def fitted(seen: Any) -> SingleFit:
    """Draws of the first of the case's two fits, with fewer kept than a brief asks for."""
    from buttress.infer.problem import Problem
    from buttress.infer.settings import Settings
    from buttress.world import Draws

    settings = Settings(draws=DRAWS)
    problem = Problem.of(seen, settings)
    layout = problem.layout
    z = problem.sample(seen.facts.seed, 0, 0, settings).z
    draws = Draws(layout.prior.names, layout.parameters(z), layout.shocks, layout.shock_values(z))
    return SingleFit(draws, tuple(one.name for one in layout.reporters), layout.reporter_values(z))


def simulated(
    case: Any, targets: Sequence[str], mondays: Sequence[dt.date], workers: int, tick: Callable[[], None]
) -> SimulatorForecaster:
    """Fit and simulate from every origin, in so many processes. `tick` is called after each."""
    found: Weeks = {}
    for made in _each(case, targets, mondays, workers):
        found |= made
        tick()
    return SimulatorForecaster(found)


def _each(case: Any, targets: Sequence[str], mondays: Sequence[dt.date], workers: int) -> Iterator[Weeks]:
    if workers == 1:
        for monday in mondays:
            yield at_origin(case, targets, monday)
        return
    with WorkerPool(min(workers, len(mondays))) as pool:
        yield from pool.map(at_origin, repeat(case), repeat(targets), mondays)


def at_origin(case: Any, targets: Sequence[str], monday: dt.date) -> Weeks:
    """A fit at one origin, and the forecasts from it. Raises CaseError where the case can't be seen from there."""
    from threadpoolctl import threadpool_limits

    with threadpool_limits(1):
        seen = case.with_as_of(monday + dt.timedelta(days=1))
        return from_origin(seen, fitted(seen), EpisodeHistory(case.facts.id, case_reports(case)), targets, monday)


def from_origin(seen: Any, belief: Any, past: EpisodeHistory, targets: Sequence[str], monday: dt.date) -> Weeks:
    """What each target's reporter would say in the coming weeks, from a belief as of the origin."""
    from buttress.forecasting.forecast import forecast
    from buttress.world import build

    coming = forecast(seen, belief, len(LEADS), runs=SAMPLES)
    held = [(occasion.date, occasion.name) for occasion in build(seen).occasions if occasion.date < monday]
    origin = monday + dt.timedelta(days=1)
    known: list[EventReport] = [one for one in past.reports if one.known < origin and one.date < monday]
    found: Weeks = {}
    for target in targets:
        series = past.series[target]
        history = past.history(target, (monday - series.start).days // 7)
        habits = reporting_habit.learned(history, known, held)
        random = np.random.default_rng(address_of(0, past.episode, target, monday))
        found[target, monday] = _weeks(coming, history, habits, monday, random)
    return found


def _weeks(
    coming: Any,
    history: WeeklySeries,
    habits: reporting_habit.ReportingHabit,
    monday: dt.date,
    random: np.random.Generator,
) -> Floats:
    """Samples by lead, (samples, leads); a week without an occasion is like the one before it."""
    by_week: dict[int, list[tuple[str, Floats]]] = defaultdict(list)
    said: dict[str, Floats] = {}
    for index, ahead in enumerate(coming.occasions):
        scope = habits.scope.get(ahead.kind, reporting_habit.NATIONAL)
        if scope not in said:
            said[scope] = coming.reported(history.reporter, history.quantity, scope)
        numbers = said[scope][:, index]
        if not np.isnan(numbers).any():
            by_week[(ahead.date - monday).days // 7].append((ahead.kind, numbers))
    columns: list[Floats] = []
    for lead in LEADS:
        there = by_week.get(lead - 1)
        if there:
            columns.append(reporting_habit.week(habits, history.quantity, there, random))
        else:
            columns.append(columns[-1] if columns else np.zeros(coming.runs))
    return np.column_stack(columns)

"""The level of a forecast from the series of each reporter.

Knowing places, occasions and pillars adds little to next week's total of a steady reporter, whose own numbers tell as
much. So where a reporter's series is long enough, its weekly number goes towards the forecast of the series model
(`level.py`), and the simulator gives the rest: a run's numbers of a week are all moved by one factor, that of its rank,
whatever the occasion and the place. What happens is moved by the factors of its own rank, their mean over the reporters
in logs.
"""

from __future__ import annotations

from collections import defaultdict

import numpy as np

from buttress.arrays import Floats, Ints
from buttress.forecasting.known_series import first_monday, known_reports, known_series, quantity_of
from buttress.forecasting.level import move_level
from buttress.forecasting.reporter_levels import ReporterLevels
from buttress.forecasting.reporting_habit import ReportingHabit
from buttress.forecasting.runs import ForecastRuns
from buttress.forecasting.weekly_numbers import weekly_numbers
from buttress.mobilisation.forecaster import MobilisationForecaster
from buttress.observe.reporter import Quantity
from buttress.world import build

SAMPLES = 1000
LEAST = 0.5
"""Where nobody is forecast, a number is moved to less than one (people)."""


def series_levels(coming: ForecastRuns, seed: int) -> ReporterLevels:
    """The levels of a simulated forecast, by the series that are known at its `as_of`."""
    case = coming.case
    monday, reports = first_monday(case), known_reports(case)
    week = np.array([(ahead.date - monday).days // 7 for ahead in coming.occasions], dtype=np.int64)
    if not len(week):
        return ReporterLevels()
    weeks = int(week.max()) + 1
    past = [(one.date, one.name) for one in build(case).occasions if one.date < monday]
    factors: dict[tuple[str, Quantity], Floats] = {}
    by_rank: dict[Quantity, list[Floats]] = defaultdict(list)
    for series in known_series(case):
        habit = ReportingHabit.of(series, reports, past)
        simulated = weekly_numbers(coming, series, habit, monday, weeks, seed)
        level = MobilisationForecaster().forecast(series, range(1, weeks + 1), SAMPLES, seed)
        shift = np.column_stack([_shift(*pair) for pair in zip(simulated.T, level.T, strict=True)])
        factors[series.reporter, quantity_of(series)] = np.exp(shift)[:, week]
        by_rank[quantity_of(series)].append(_picked(shift, np.argsort(simulated, axis=0, kind="stable")))
    truth = {
        quantity: np.exp(_picked(np.mean(shifts, axis=0), _true_ranks(coming, quantity, week)))[:, week]
        for quantity, shifts in by_rank.items()
    }
    return ReporterLevels(factors, truth)


def _picked(values: Floats, rows: Ints) -> Floats:
    """Values (runs, weeks) of other rows (runs, weeks), week by week."""
    return np.take_along_axis(values, rows, axis=0)


def _shift(simulated: Floats, level: Floats) -> Floats:
    """Logs of the factors (n,) of a week's numbers (n,); a run in which nobody is counted has nobody to move."""
    moved = np.maximum(move_level(simulated, level), LEAST)
    return np.where(simulated > 0.0, np.log(moved / np.maximum(simulated, 1.0)), 0.0)


def _true_ranks(coming: ForecastRuns, quantity: Quantity, week: Ints) -> Ints:
    """Each run's rank by the week's largest turnout, or by all detained, (runs, weeks)."""
    people = (coming.turnout if quantity == "crowd" else coming.detained).sum(axis=2)
    join = np.max if quantity == "crowd" else np.sum
    totals = np.zeros((coming.runs, int(week.max()) + 1))
    for each in np.unique(week):
        totals[:, each] = join(people[:, week == each], axis=1)
    return np.argsort(np.argsort(totals, axis=0, kind="stable"), axis=0, kind="stable")

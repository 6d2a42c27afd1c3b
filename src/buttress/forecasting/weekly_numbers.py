"""A reporter's numbers of the coming weeks as the simulator gives them: occasions joined by the reporter's habits."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict

import numpy as np

from buttress.arrays import Floats
from buttress.forecasting.known_series import quantity_of
from buttress.forecasting.reporting_habit import NATIONAL, ReportingHabit
from buttress.forecasting.runs import ForecastRuns
from buttress.series.weekly_series import WeeklySeries


def weekly_numbers(
    coming: ForecastRuns, series: WeeklySeries, habit: ReportingHabit, monday: dt.date, weeks: int, seed: int
) -> Floats:
    """What the series' reporter would print of each of the `weeks` from `monday` on, (runs, weeks), in people.

    Weeks run from Monday to Sunday; one without an occasion is like the one before it.
    """
    random = np.random.default_rng(seed)
    by_week: dict[int, list[tuple[str, Floats]]] = defaultdict(list)
    by_scope: dict[str, Floats] = {}
    for index, occasion in enumerate(coming.occasions):
        scope = habit.scope.get(occasion.kind, NATIONAL)
        if scope not in by_scope:
            by_scope[scope] = coming.simulated_reports(series.reporter, quantity_of(series), scope)
        numbers = by_scope[scope][:, index]
        if not np.isnan(numbers).any():
            by_week[(occasion.date - monday).days // 7].append((occasion.kind, numbers))
    columns: list[Floats] = []
    for week in range(weeks):
        if by_week[week]:
            columns.append(habit.weekly_number(series.quantity, by_week[week], random))
        else:
            columns.append(columns[-1] if columns else np.zeros(coming.runs))
    return np.column_stack(columns)

"""`last_like_day`: the last week whose main day was the usual one.

Most movements have a day: marches on Sundays, acts on Saturdays. The weekday on which most of the last weeks had their
largest number is the usual day; the forecast is the last week that had its largest number on it, with the changes seen
from one such week to another. Where every week has the same main day, this is persistence.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from buttress.arrays import Floats
from buttress.evaluate.rivals import spread, steps
from buttress.series.weekly_series import WeeklySeries

LOOK_BACK = 12
"""The usual day is the most frequent one of so many reported weeks; of two, the later one."""


class LastLikeDay:
    """log1p(next) = log1p(last like week) + a past change between like weeks, of either sign."""

    name = "last_like_day"

    def forecast(self, history: WeeklySeries, leads: Sequence[int], samples: int, seed: int) -> Floats:
        like = history.day == usual_day(history)
        values = np.where(like, np.log1p(history.points), np.nan)
        last = int(np.flatnonzero(like)[-1])
        columns = []
        for lead in leads:
            distance = len(history) - 1 + lead - last
            change = steps.changes(values, distance)
            if np.count_nonzero(like) <= steps.FEWEST:
                change = steps.changes(np.log1p(history.points), distance)
            columns.append(spread.people(values[last] + spread.of_values(change, samples)))
        return np.column_stack(columns)


def usual_day(history: WeeklySeries) -> int:
    """The weekday (Monday 0) on which most of the last reported weeks had their largest number."""
    days = history.day[history.reported][-LOOK_BACK:]
    counts = np.bincount(days, minlength=7)
    most = np.flatnonzero(counts == counts.max())
    return int(next(day for day in days[::-1] if day in most))

"""The weekly series of a case's reporters as they were known at its `as_of`."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import numpy as np

from buttress.case import Case
from buttress.intake.event_report import EventReport
from buttress.observe.reporter import Quantity
from buttress.series.aggregate import all_series
from buttress.series.case_reports import case_reports
from buttress.series.weekly_series import WeeklySeries

LONG_ENOUGH = 4
"""Weeks with a report from which on a series has a level of its own to give."""


def first_monday(case: Case) -> dt.date:
    """The Monday of the week of `as_of`: the first week to forecast, and the end of what series know."""
    return case.as_of - dt.timedelta(days=case.as_of.weekday())


def known_reports(case: Case) -> list[EventReport]:
    """The reports published before `as_of` that speak of the weeks before."""
    monday = first_monday(case)
    return [one for one in case_reports(case) if one.known < case.as_of and one.date < monday]


def known_series(case: Case) -> list[WeeklySeries]:
    """The series that give a level, each up to the week before that of `as_of`."""
    found = all_series(case.facts.id, known_reports(case))
    return [_up_to(one, (first_monday(case) - one.start).days // 7) for one in found if gives_level(one)]


def quantity_of(series: WeeklySeries) -> Quantity:
    """The quantity of a series that the model knows."""
    return "crowd" if series.quantity == "crowd" else "detained"


def gives_level(series: WeeklySeries) -> bool:
    """Whether a series is long enough to give the level of its reporter's next weeks."""
    return int(np.count_nonzero(series.reported)) >= LONG_ENOUGH


def _up_to(series: WeeklySeries, weeks: int) -> WeeklySeries:
    """The series over so many weeks: after its last report nothing is known."""
    more = weeks - len(series)
    return replace(
        series,
        low=np.append(series.low, np.full(more, np.nan)),
        high=np.append(series.high, np.full(more, np.nan)),
        day=np.append(series.day, np.full(more, -1, dtype=np.int64)),
        reports=np.append(series.reports, np.zeros(more, dtype=np.int64)),
        beside=tuple(_up_to(other, weeks) for other in series.beside),
    )

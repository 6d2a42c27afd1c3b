"""From reports to weekly series, one for each reporter and quantity.

A week's `crowd` is the largest that the reporter gave for any event and place of the week; with bounds, the largest of
the low ends and of the high ends. Its `detained`, `killed` and `injured` are sums over days, each day at one level of
place: the country's number if the reporter gave one that day, else the sum over places. No two reporters are ever added
up.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

import numpy as np

from buttress.intake.event_report import EventReport
from buttress.series.report_counts import OPEN_REACH, has_number, high_end, is_open, low_end, only, reach
from buttress.series.weekly_series import CASUALTIES, Quantity, WeeklySeries

DAYS = 7
MODELLED: tuple[Quantity, ...] = ("crowd", "detained")
Week = tuple[float, float, int, int]
"""Low end, high end, weekday of the largest report, number of reports."""


class WeekCalendar:
    """The weeks of a file: from the one of its first report to that of its last."""

    def __init__(self, reports: Sequence[EventReport]) -> None:
        days = [report.date for report in reports]
        self.start = min(days) - dt.timedelta(days=min(days).weekday())
        self.weeks = self.week(max(days)) + 1

    def week(self, day: dt.date) -> int:
        return (day - self.start).days // DAYS

    def monday(self, week: int) -> dt.date:
        return self.start + dt.timedelta(weeks=week)


def all_series(episode: str, reports: Sequence[EventReport], known_before: dt.date | None = None) -> list[WeeklySeries]:
    """Every series of the reports, over the calendar of all of them, by target name; of those known before a day."""
    if not reports:
        return []
    calendar = WeekCalendar(reports)
    seen = [report for report in reports if known_before is None or report.known < known_before]
    found = _by_target(standing(seen), MODELLED)
    # Every target of the file has a series at any day, if only an empty one: those beside it keep their places.
    alone = [_series(episode, calendar, key, found.get(key, [])) for key in sorted(_by_target(reports, MODELLED))]
    return [replace(one, beside=tuple(other for other in alone if other is not one)) for one in alone]


def casualty_series(
    episode: str, reports: Sequence[EventReport], known_before: dt.date | None = None
) -> list[WeeklySeries]:
    """The same of people killed and injured. After a reporter's first number a week without one counts as none."""
    if not reports:
        return []
    calendar = WeekCalendar(reports)
    seen = [report for report in reports if known_before is None or report.known < known_before]
    found = _by_target(standing(seen), CASUALTIES)
    return [
        _none_where_silent(_series(episode, calendar, key, found.get(key, [])))
        for key in sorted(_by_target(reports, CASUALTIES))
    ]


def _by_target(
    reports: Iterable[EventReport], quantities: Sequence[Quantity]
) -> dict[tuple[Quantity, str], list[EventReport]]:
    """The reports with a number, by quantity and reporter."""
    found: dict[tuple[Quantity, str], list[EventReport]] = defaultdict(list)
    for report in reports:
        for quantity in quantities:
            if has_number(report, quantity):
                found[quantity, report.reporter].append(report)
    return found


def _none_where_silent(series: WeeklySeries) -> WeeklySeries:
    silent = ~series.reported & (np.cumsum(series.reported) > 0)
    return replace(series, low=np.where(silent, 0.0, series.low), high=np.where(silent, 0.0, series.high))


def standing(reports: Iterable[EventReport]) -> list[EventReport]:
    """The reports without those that stand twice or were replaced by a later one of the same event."""
    latest: dict[tuple[Quantity, str, dt.date, str, str, str, str], EventReport] = {}
    free = []
    twice: set[EventReport] = set()
    for report in reports:
        if report.mark and report in twice:
            continue
        twice.add(report)
        if report.stage is None:
            free.append(report)
            continue
        for quantity in (*MODELLED, *CASUALTIES):
            if not has_number(report, quantity):
                continue
            key = (quantity, report.reporter, report.date, report.level, report.place, report.event, report.event_id)
            old = latest.get(key)
            if old is None or _rank(report, quantity) > _rank(old, quantity):
                latest[key] = report
    kept = [only(report, key[0]) for key, report in latest.items()]
    return free + kept


def _rank(report: EventReport, quantity: Quantity) -> tuple[bool, dt.date, float, float, float, float]:
    """Final before early, then the latest; of two of one day the larger, whatever the order of the rows."""
    crowd = (report.low or 0.0, report.high or 0.0)
    return (report.stage == "final", report.known, *crowd, low_end(report, quantity), high_end(report, quantity))


def _series(
    episode: str, calendar: WeekCalendar, key: tuple[Quantity, str], reports: list[EventReport]
) -> WeeklySeries:
    by_week: dict[int, list[EventReport]] = defaultdict(list)
    for report in reports:
        by_week[calendar.week(report.date)].append(report)
    low, high = np.full(calendar.weeks, np.nan), np.full(calendar.weeks, np.nan)
    day, count = np.full(calendar.weeks, -1, dtype=np.int64), np.zeros(calendar.weeks, dtype=np.int64)
    quantity, reporter = key
    for week, rows in by_week.items():
        low[week], high[week], day[week], count[week] = (
            _largest(rows) if quantity == "crowd" else _added_up(rows, quantity)
        )
    return WeeklySeries(episode, quantity, reporter, calendar.start, low, high, day, count)


def _largest(rows: list[EventReport]) -> Week:
    """Ends of the largest crowd. "12+" beside a larger report may be `OPEN_REACH` times as many, not any number."""
    ends = [(row.low or 0.0, row.high if row.high is not None else np.inf, -row.date.weekday()) for row in rows]
    low = max(end[0] for end in ends)
    high = max(OPEN_REACH * end[0] if np.isinf(end[1]) and end[0] < low else end[1] for end in ends)
    return low, max(low, high), -max(ends)[2], len(rows)


def _added_up(rows: list[EventReport], quantity: Quantity) -> Week:
    def low_of(row: EventReport) -> float:
        return low_end(row, quantity)

    def high_of(row: EventReport) -> float:
        return reach(row, quantity)

    by_day: dict[int, list[EventReport]] = defaultdict(list)
    for row in rows:
        by_day[row.date.weekday()].append(row)
    totals = {day: _of_day(there, low_of) for day, there in by_day.items()}
    low, high = sum(totals.values()), sum(_of_day(there, high_of) for there in by_day.values())
    open_ended = sum(_of_day([row for row in there if is_open(row, quantity)], low_of) for there in by_day.values())
    if 2 * open_ended > low:
        high = np.inf
    return low, max(low, high), max(totals, key=lambda day: (totals[day], -day)), len(rows)


def _of_day(rows: list[EventReport], number: Callable[[EventReport], float]) -> float:
    """A day's number at one level: the country, else places, else the rest of the country with its largest place.

    A region and the places in it are never added up: the larger of the two counts.
    """
    country = [number(row) for row in rows if row.level == "country"]
    if country:
        return sum(country)
    rest = sum(number(row) for row in rows if row.level == "rest")
    places: dict[str, float] = defaultdict(float)
    regions: dict[str, float] = defaultdict(float)
    within: dict[str, float] = defaultdict(float)
    for row in rows:
        if row.level == "place":
            places[row.place] += number(row)
            within[row.region] += number(row)
        elif row.level == "region":
            regions[row.place] += number(row)
    if rest:
        # The rest holds every place but the capital, which is taken to be the one with most.
        return rest + max(places.values(), default=0.0)
    return sum(max(within[name], regions.get(name, 0.0)) for name in sorted({*within, *regions}))

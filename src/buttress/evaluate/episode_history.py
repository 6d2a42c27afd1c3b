"""The reports of an episode: what is known of a target now, and what was known of it at any origin."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence

import numpy as np

from buttress.intake.event_report import EventReport
from buttress.series.aggregate import all_series
from buttress.series.weekly_series import WeeklySeries

ENOUGH = 6
"""Weeks with a report that a target needs: four to learn from, two to be scored by."""
SeriesOf = Callable[[str, Sequence[EventReport], dt.date | None], list[WeeklySeries]]


class EpisodeHistory:
    """All reports of one episode, `series` by target, as `series_of` makes them of the reports."""

    def __init__(self, name: str, reports: Sequence[EventReport], series_of: SeriesOf = all_series) -> None:
        self.name, self._series_of = name, series_of
        self.reports = list(reports)
        self.series = {one.target: one for one in series_of(name, self.reports, None)}
        # Where each row was out by the origin after its week, what was known there is the series up to that week.
        self._prompt = all(report.known <= _next_monday(report.date) for report in self.reports)
        self._known: dict[dt.date, dict[str, WeeklySeries]] = {}

    def targets(self) -> list[WeeklySeries]:
        """The series with enough reported weeks."""
        return [one for one in self.series.values() if np.count_nonzero(one.reported) >= ENOUGH]

    def history(self, target: str, week: int) -> WeeklySeries:
        """What was known of the target by the end of the week's Monday, up to the week before."""
        monday = self.series[target].monday(week)
        if self._prompt:
            return self.series[target].before(week)
        if monday not in self._known:
            known = self._series_of(self.name, self.reports, monday + dt.timedelta(days=1))
            self._known[monday] = {one.target: one for one in known}
        return self._known[monday][target].before(week)


def _next_monday(day: dt.date) -> dt.date:
    return day + dt.timedelta(days=7 - day.weekday())

"""How early counts of past weeks rose: what was known on the Monday after a week against what is known now."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from buttress.intake.event_report import EventReport
from buttress.series.aggregate import all_series, casualty_series
from buttress.series.weekly_series import WeeklySeries

ENOUGH = 4
"""Weeks with an early number that a mean is told of."""


@dataclass(frozen=True)
class EarlyCounts:
    """Of a target's `weeks` with an early number but the last: `ratio`, the mean of the number now to the early one;
    `changed` how many of them changed. `missing` weeks had no number by the Monday after them.
    """

    target: str
    weeks: int
    changed: int
    missing: int
    ratio: float


def early_counts(name: str, reports: Sequence[EventReport]) -> list[EarlyCounts]:
    """Those of each target whose early counts changed, or came late, and that has `ENOUGH` weeks."""
    first = _first_of(reports)
    if len(first) == len(reports):
        return []
    early = {one.target: one for one in _series(name, first)}
    found = [_compared(one, early.get(one.target)) for one in _series(name, reports)]
    return [one for one in found if one is not None and one.weeks >= ENOUGH and (one.changed or one.missing)]


def _series(name: str, reports: Sequence[EventReport]) -> list[WeeklySeries]:
    return [*all_series(name, reports), *casualty_series(name, reports)]


def _first_of(reports: Sequence[EventReport]) -> list[EventReport]:
    """Reports known by the Monday after their week; of stages of one event the first."""
    prompt = [one for one in reports if one.known <= _monday_after(one.date)]
    first: dict[tuple[object, ...], EventReport] = {}
    for one in sorted(prompt, key=lambda one: (one.known, one.stage == "final", one.row)):
        if one.stage is not None:
            first.setdefault((one.reporter, one.date, one.level, one.place, one.event, one.event_id), one)
    kept = set(map(id, first.values()))
    return [one for one in prompt if one.stage is None or id(one) in kept]


def _monday_after(day: dt.date) -> dt.date:
    return day + dt.timedelta(days=7 - day.weekday())


def _reported(series: WeeklySeries) -> list[int]:
    return [int(week) for week in np.flatnonzero(series.reported)]


def _compared(now: WeeklySeries, early: WeeklySeries | None) -> EarlyCounts | None:
    if early is None:
        return None
    before = {early.monday(week): float(early.points[week]) for week in _reported(early)}
    weeks = [week for week in _reported(now) if week < len(now) - 1]
    pairs = [(before[now.monday(week)], float(now.points[week])) for week in weeks if now.monday(week) in before]
    ratios = [after / first for first, after in pairs if first > 0]
    if not ratios:
        return None
    changed = sum(first != after for first, after in pairs)
    return EarlyCounts(now.target, len(ratios), changed, len(weeks) - len(pairs), float(np.mean(ratios)))

"""What a reporter has made a habit of speaking of: which occasions, at which level of place, and how much besides.

A simulated week holds every occasion of the calendar; a reporter speaks of some. Its habits so far are carried on:
an occasion of a kind is spoken of as often as those of its kind were (a half added to either count), at the level
most often given; and what the reporter counts beside the calendar's occasions stands to them as in its past weeks.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from buttress.arrays import Floats
from buttress.intake.event_report import EventReport
from buttress.series.weekly_series import Quantity, WeeklySeries

NATIONAL, REST = "national", "rest"
RECENT = 8
"""Weeks whose share beside the occasions is carried on."""
FEWEST = 3
"""With fewer such weeks nothing is added."""


@dataclass(frozen=True)
class ReportingHabit:
    """`often` and `scope` by kind of occasion; `beside` the past ratios of a week to its occasions, (weeks,)."""

    often: Mapping[str, float]
    scope: Mapping[str, str]
    beside: Floats

    @classmethod
    def of(
        cls, series: WeeklySeries, reports: Sequence[EventReport], occasions: Iterable[tuple[dt.date, str]]
    ) -> ReportingHabit:
        """The habits of a series' reporter from its reports (all known, all before the origin) and past occasions."""
        own = [one for one in reports if one.reporter == series.reporter and _number(one, series.quantity) is not None]
        first = min((one.date for one in own), default=dt.date.max)
        by_occasion: dict[tuple[dt.date, str], list[EventReport]] = defaultdict(list)
        for one in own:
            by_occasion[one.date, one.event].append(one)
        total, reported, scopes = Counter[str](), Counter[str](), defaultdict[str, Counter[str]](Counter)
        by_week: dict[int, float] = defaultdict(float)
        for day, kind in occasions:
            if day < first:
                continue
            total[kind] += 1
            rows = by_occasion.get((day, kind))
            if rows:
                reported[kind] += 1
                top = max(rows, key=_height)
                scopes[kind][_scope(top)] += 1
                week, number = (day - series.start).days // 7, _number(top, series.quantity) or 0.0
                by_week[week] = max(by_week[week], number) if series.quantity == "crowd" else by_week[week] + number
        usual = _most(sum(scopes.values(), Counter()), NATIONAL)
        kinds = set(total)
        return cls(
            often={kind: (reported[kind] + 0.5) / (total[kind] + 1.0) for kind in kinds},
            scope={kind: _most(scopes[kind], usual) for kind in kinds},
            beside=_beside(series, by_week),
        )

    def weekly_number(
        self, quantity: Quantity, occasions: Sequence[tuple[str, Floats]], random: np.random.Generator
    ) -> Floats:
        """The number of a week, (runs,), from each occasion's kind and what would be reported of it, (runs,).

        A week is only scored if it was reported: at least one occasion is reported in every run.
        """
        often = np.array([self.often.get(kind, 0.5) for kind, _ in occasions])
        numbers = np.column_stack([number for _, number in occasions])
        chosen = random.uniform(size=numbers.shape) < often
        # Where none was drawn, one is, in proportion to how often it is reported.
        silent = ~chosen.any(axis=1)
        last = len(occasions) - 1
        one = np.searchsorted(np.cumsum(often / often.sum()), random.uniform(size=len(numbers))).clip(max=last)
        chosen[silent, one[silent]] = True
        reported = np.where(chosen, numbers, 0.0)
        total = reported.max(axis=1) if quantity == "crowd" else reported.sum(axis=1)
        if len(self.beside):
            total = total * random.choice(self.beside, size=len(total))
        return np.rint(total)


def _beside(series: WeeklySeries, by_week: Mapping[int, float]) -> Floats:
    known = [index for index in np.flatnonzero(series.reported) if by_week.get(int(index), 0.0) > 0.0]
    if len(known) < FEWEST:
        return np.empty(0)
    recent = known[-RECENT:]
    return np.array([max(1.0, float(series.points[index]) / by_week[int(index)]) for index in recent])


def _number(report: EventReport, quantity: Quantity) -> float | None:
    if quantity == "detained":
        return None if report.detained is None else float(report.detained)
    if report.low is None or report.high is None:
        return None
    if np.isinf(report.high):
        return report.low
    return report.high if report.low == 0.0 else float(np.sqrt(report.low * report.high))


def _height(report: EventReport) -> tuple[bool, float]:
    """The country before a place; of two places the larger number."""
    return (report.level == "country", float(report.detained or 0) + (report.low or 0.0))


def _scope(report: EventReport) -> str:
    return NATIONAL if report.level == "country" else REST if report.level == "rest" else report.place


def _most(counts: Counter[str], otherwise: str) -> str:
    return max(counts, key=lambda name: (counts[name], name)) if counts else otherwise

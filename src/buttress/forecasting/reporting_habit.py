"""What a reporter has made a habit of speaking of: which occasions, at which level of place, and how much besides.

A simulated week holds every occasion of the calendar; a reporter speaks of some. These hang together: who is silent of
the largest march is mostly silent of the week, and who gives one sum of a week adds nothing to it. A week is only
forecast as one that the reporter speaks of. So each run takes a past week in which the reporter spoke, whole: the
occasions it spoke of, and what it counted beside them. One week more of the urn has no such ties: every occasion as
often as in the weeks spoken of, with a half added to either count (the urn of Blackwell and MacQueen 1973, Annals of
Statistics 1, with the weight of one week).
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
"""Weeks spoken of that are carried on."""
FEWEST = 3
"""With fewer such weeks nothing is added beside the occasions."""


@dataclass(frozen=True)
class SpokenWeek:
    """A past week: the share of a kind's occasions that were spoken of, by kind; the ratio of the week's number to
    theirs, at least 1.
    """

    share: Mapping[str, float]
    beside: float = 1.0


@dataclass(frozen=True)
class ReportingHabit:
    """`often` and `scope` by kind of occasion, of all weeks spoken of; the last of these `weeks` as they were."""

    often: Mapping[str, float]
    scope: Mapping[str, str]
    weeks: Sequence[SpokenWeek] = ()

    @classmethod
    def of(
        cls, series: WeeklySeries, reports: Sequence[EventReport], occasions: Iterable[tuple[dt.date, str]]
    ) -> ReportingHabit:
        """The habits of a series' reporter from its reports (all known, all before the origin) and past occasions."""
        by_occasion: dict[tuple[dt.date, str], list[EventReport]] = defaultdict(list)
        for one in reports:
            if one.reporter == series.reporter and _number(one, series.quantity) is not None:
                by_occasion[one.date, one.event].append(one)
        scopes: dict[str, Counter[str]] = defaultdict(Counter)
        held: dict[int, Counter[str]] = defaultdict(Counter)
        numbers: dict[int, list[tuple[str, float]]] = defaultdict(list)
        for day, kind in occasions:
            week = (day - series.start).days // 7
            held[week][kind] += 1
            rows = by_occasion.get((day, kind))
            if rows:
                top = max(rows, key=_height)
                scopes[kind][_scope(top)] += 1
                numbers[week].append((kind, _number(top, series.quantity) or 0.0))
        usual = _most(sum(scopes.values(), Counter()), NATIONAL)
        return cls(
            often=_often(held, numbers),
            scope={kind: _most(scopes[kind], usual) for kind in {kind for there in held.values() for kind in there}},
            weeks=_recent(series, held, numbers),
        )

    def weekly_number(
        self, quantity: Quantity, occasions: Sequence[tuple[str, Floats]], random: np.random.Generator
    ) -> Floats:
        """The number of a week, (runs,), from each occasion's kind and what would be reported of it, (runs,).

        A week is only scored if it was reported: at least one occasion is reported in every run.
        """
        often = np.array([self.often.get(kind, 0.5) for kind, _ in occasions])
        numbers = np.column_stack([number for _, number in occasions])
        # A week spoken of for what is not held again says nothing of one that is spoken of for what is held.
        weeks = [past for past in self.weeks if any(past.share.get(kind, 0.0) > 0.0 for kind, _ in occasions)]
        # A row a past week; the last row is the week without ties.
        chances = np.array(
            [[past.share.get(kind, self.often.get(kind, 0.5)) for kind, _ in occasions] for past in weeks]
        )
        chances = np.vstack([chances.reshape(-1, len(occasions)), often])
        week = random.integers(0, len(chances), size=len(numbers))
        chosen = random.uniform(size=numbers.shape) < chances[week]
        # Where none was drawn, one is, in proportion to how often it is reported.
        silent = ~chosen.any(axis=1)
        last = len(occasions) - 1
        one = np.searchsorted(np.cumsum(often / often.sum()), random.uniform(size=len(numbers))).clip(max=last)
        chosen[silent, one[silent]] = True
        reported = np.where(chosen, numbers, 0.0)
        total = reported.max(axis=1) if quantity == "crowd" else reported.sum(axis=1)
        if len(weeks) >= FEWEST:
            beside = np.array([past.beside for past in weeks])
            other = random.integers(0, len(beside), size=len(week))
            total = total * beside[np.where(week < len(beside), week, other)]
        return np.rint(total)


Spoken = Mapping[int, Sequence[tuple[str, float]]]
"""Kind and number of each occasion spoken of, by week."""


def _often(held: Mapping[int, Counter[str]], numbers: Spoken) -> dict[str, float]:
    """How often a kind's occasions were spoken of in weeks spoken of, a half added to either count."""
    total = sum((held[week] for week in numbers), Counter[str]())
    spoken = Counter(kind for there in numbers.values() for kind, _ in there)
    return {kind: (spoken[kind] + 0.5) / (total[kind] + 1.0) for kind in {k for there in held.values() for k in there}}


def _recent(series: WeeklySeries, held: Mapping[int, Counter[str]], numbers: Spoken) -> tuple[SpokenWeek, ...]:
    """The last weeks spoken of; one with a number but nobody on its occasions has no ratio to carry on."""
    join = max if series.quantity == "crowd" else sum
    found = []
    for week in sorted(set(numbers) & set(np.flatnonzero(series.reported).tolist())):
        there, whole = join(number for _, number in numbers[week]), float(series.points[week])
        if there > 0.0 or whole == 0.0:
            spoken = Counter(kind for kind, _ in numbers[week])
            share = {kind: spoken[kind] / count for kind, count in held[week].items()}
            found.append(SpokenWeek(share, max(1.0, whole / there) if there > 0.0 else 1.0))
    return tuple(found[-RECENT:])


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

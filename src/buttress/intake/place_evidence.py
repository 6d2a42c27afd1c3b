"""What the numbers say of a place: is it as large as its parts together, on the days when both are reported?"""

from __future__ import annotations

import shlex
from collections import defaultdict
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass

from buttress.intake.event_report import EventReport, Level
from buttress.intake.question import Question

Key = tuple[int, str, str]
"""A measure, a day and a reporter ("" for all of them)."""
MEASURES: tuple[Callable[[EventReport], float | None], ...] = (
    lambda report: report.detained,
    lambda report: report.low,
)
ENOUGH_DAYS = 3
"""Days on which a place and others are reported that say something of the place."""
FEW_BELOW, MANY_BELOW = 0.1, 0.3
"""Shares of days below the sum of the others: up to the first it may be their sum, from the second on it is not."""


@dataclass(frozen=True)
class PlaceEvidence:
    """On so many `days` a place and others are both reported; on `below` of them it is smaller than their sum.

    On `equal` days it is their sum exactly, of two places or more.
    """

    days: int
    below: int
    equal: int
    example: str

    @property
    def share_below(self) -> float:
        """The share of days on which the place is smaller than the others together."""
        return self.below / self.days if self.days else 0.0

    def in_words(self) -> str:
        """The comparison in words."""
        if not self.days:
            return "never reported on a day together with others"
        if not self.below:
            return f"never below the others together on {self.days} days"
        return f"below the others together on {self.below} of {self.days} days ({self.example})"


def level_question(place: str, because: str, levels: Sequence[Level], example: str, count: int) -> Question:
    """What to ask of a place that nothing decides."""
    options = tuple(f"--level {shlex.quote(f'{place}={level}')}" for level in levels)
    return Question(f"level of {place}", because, options, (example,) if example else (), count)


class PlaceNumbers:
    """The numbers of every place by day, to compare one with others. Numbers are low ends.

    A measure is compared with itself alone: detained with detained, crowds with crowds. `same` gives the name under
    which a place counts, for places that are one.
    """

    def __init__(self, reports: Sequence[EventReport], towns: Collection[str], same: Mapping[str, str]) -> None:
        self.towns = frozenset(towns)
        sums: dict[Key, dict[str, float]] = defaultdict(dict)
        for report in reports:
            for measure, number in enumerate(MEASURES):
                value = number(report)
                if value is not None:
                    there = sums[(measure, str(report.date), report.reporter)]
                    name = same.get(report.place, report.place)
                    there[name] = there.get(name, 0.0) + value
        self.by_reporter = _Grid(sums, sums, self.towns)
        # Day by day, the largest number of a place stands against the smallest of each part, as reporters differ.
        largest: dict[Key, dict[str, float]] = defaultdict(dict)
        smallest: dict[Key, dict[str, float]] = defaultdict(dict)
        for (measure, day, _), there in sums.items():
            for place, value in there.items():
                key = (measure, day, "")
                largest[key][place] = max(value, largest[key].get(place, value))
                smallest[key][place] = min(value, smallest[key].get(place, value))
        self.by_day = _Grid(largest, smallest, self.towns)

    def size(self, place: str) -> float:
        """All numbers of a place together, to tell the largest."""
        return sum(self.by_reporter.wholes[key][place] for key in self.by_reporter.keys.get(place, ()))

    def compare(self, place: str, parts: Collection[str] | None = None) -> PlaceEvidence:
        """A place against the sum of its possible parts, all towns but itself if none are given.

        Reporter by reporter where these are three days or more, else day by day where that holds more days.
        """
        by_reporter = self.by_reporter.compare(place, parts)
        if by_reporter.days >= ENOUGH_DAYS:
            return by_reporter
        by_day = self.by_day.compare(place, parts)
        return by_day if by_day.days > by_reporter.days else by_reporter


class _Grid:
    """Numbers by key and place: of a place as a whole, and of places as parts, with the sums of all towns."""

    def __init__(
        self, wholes: dict[Key, dict[str, float]], parts: dict[Key, dict[str, float]], towns: frozenset[str]
    ) -> None:
        self.wholes, self.parts, self.towns = wholes, parts, towns
        self.keys: dict[str, list[Key]] = defaultdict(list)
        for key, there in wholes.items():
            for place in there:
                self.keys[place].append(key)
        self.totals: dict[Key, float] = {}
        self.reported: dict[Key, int] = {}
        for key, there in parts.items():
            values = [value for name, value in there.items() if name in towns]
            self.totals[key] = sum(values)
            self.reported[key] = sum(value > 0 for value in values)

    def compare(self, place: str, parts: Collection[str] | None) -> PlaceEvidence:
        days, equal = set(), set()
        below: dict[tuple[str, str], str] = {}
        for key in self.keys.get(place, ()):
            whole, day = self.wholes[key][place], key[1:]
            others, places = self._others(key, place, parts)
            if others <= 0:
                continue
            days.add(day)
            if whole < others:
                below.setdefault(day, f"{day[0]}: {whole:,.0f}, the others {others:,.0f}")
            elif whole == others and places > 1:
                equal.add(day)
        return PlaceEvidence(len(days), len(below), len(equal - below.keys()), next(iter(below.values()), ""))

    def _others(self, key: Key, place: str, parts: Collection[str] | None) -> tuple[float, int]:
        """The sum of a place's parts under a key, and how many of them are above nought."""
        there = self.parts[key]
        if parts is None:
            own = there.get(place, 0.0) if place in self.towns else 0.0
            return self.totals[key] - own, self.reported[key] - (own > 0)
        held = [there[name] for name in parts if name in there and name != place]
        return sum(held), sum(value > 0 for value in held)

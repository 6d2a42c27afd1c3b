"""The occasions of a run: which kind is held on which day, and where.

A kind on weekdays, on every day or on dates is held wherever the calendar says. An irregular kind happened where and
when it was reported; from the fork on each place goes on at the pace seen, the number of its days with a report over
the days since the kind began. Its days to come are evenly spaced at that pace: a place of three days in 30 has the
fifth, the fifteenth ... day after the fork. A long quiet lowers the pace, for quiet is evidence.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from buttress.case.pace import happened
from buttress.world.clock import Clock, clock

if TYPE_CHECKING:
    from buttress.case import Case
    from buttress.case.rows import Event
    from buttress.case.schema import Calling, Facts


@dataclass(frozen=True)
class Occasion:
    """One kind of occasion on one day, in some places, by index."""

    day: int
    date: date
    kind: int
    name: str
    places: tuple[int, ...]


def occasions(case: Case, at: Clock) -> tuple[Occasion, ...]:
    """All occasions of the run in the order of days, then of the calendar."""
    days = [at.at(day) for day in range(at.days)]
    held = [_held(case, kind, at, days) for kind in case.facts.calendar]
    out: list[Occasion] = []
    for day, when in enumerate(days):
        for k, kind in enumerate(case.facts.calendar):
            places = held[k].get(day)
            if places:
                out.append(Occasion(day, when, k, kind.id, tuple(sorted(places))))
    return tuple(out)


def occasion_columns(held: Sequence[Occasion], places: int) -> dict[str, NDArray[Any]]:
    """Day and kind of each occasion, (occasion,), and where it takes place, (occasion, place), 0 or 1."""
    takes_place = np.zeros((len(held), places))
    for row, occasion in zip(takes_place, held, strict=True):
        row[list(occasion.places)] = 1.0
    return {
        "occasion_day": np.array([occasion.day for occasion in held], dtype=np.int64),
        "occasion_kind": np.array([occasion.kind for occasion in held], dtype=np.int64),
        "takes_place": takes_place,
    }


def _held(case: Case, kind: Calling, at: Clock, days: Sequence[date]) -> dict[int, set[int]]:
    """The places of a kind by day."""
    called = _called(case.facts, kind)
    if not kind.irregular:
        return {day: called for day, when in enumerate(days) if kind.on(when)}
    held: dict[int, set[int]] = {}
    for event in case.events:
        if happened(kind, event, at.start, at.at(at.fork)):
            held.setdefault(at.index(event.date), set()).update(_spoken_of(case.facts, event, called))
    start = max(0, at.index(kind.first))
    seen = {place: sum(place in places for places in held.values()) for place in called}
    for place, count in seen.items():
        for day in coming_days(count / (at.fork - start) if at.fork > start else 0.0, at.fork, at.days):
            if kind.until is None or days[day] <= kind.until:
                held.setdefault(day, set()).add(place)
    return held


def known_late(case: Case, before: date, shocks: Collection[str]) -> list[str]:
    """Occasions before a day, `DATE:KIND`, of which the names of shocks `shock:turnout:DATE:KIND` have none.

    Only an irregular one can be: it was reported after that day.
    """
    past = (each for each in occasions(case, clock(case)) if each.date < before)
    names = (f"{each.date}:{each.name}" for each in past if case.facts.calendar[each.kind].irregular)
    return [name for name in names if f"shock:turnout:{name}" not in shocks]


def coming_days(pace: float, first: int, end: int) -> list[int]:
    """Days first <= day < end, evenly spaced at a pace of so many a day, the first after half a gap."""
    return [first + n for n in range(end - first) if math.floor(pace * (n + 1) + 0.5) > math.floor(pace * n + 0.5)]


def _called(facts: Facts, kind: Calling) -> set[int]:
    """The places in which the calendar holds a kind."""
    return {p for p, place in enumerate(facts.places) if kind.places == "all" or place.id in kind.places}


def _spoken_of(facts: Facts, event: Event, called: set[int]) -> set[int]:
    """The places of which a report speaks, of those in which its kind is held."""
    if event.scope == "place":
        return {p for p in called if facts.places[p].id == event.place}
    return {p for p in called if event.scope == "national" or not facts.places[p].capital}

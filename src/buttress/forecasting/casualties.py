"""People killed and injured, as each reporter counts them: what was counted, and the weeks to come.

They are no outcome of the model. A reporter's weekly numbers of the whole country, from the first that it gave on, a
week without one being none, are taken as counts of one pace that varies from week to week, as those of a file are
(`mobilisation/weekly_counts.py`). Of one day the larger counts: the reporter's number of the country, or the sum of its
places. Where numbers have a low and a high end, any number between is as likely: the samples are of five series, evenly
from all low ends to all high.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

import numpy as np

from buttress.arrays import Floats
from buttress.case import Case, Event
from buttress.mobilisation.weekly_counts import STEPS, draw_week, paces

QUANTITIES = ("killed", "injured")
WEEK = 7
SAMPLES = 20_000
POINTS = {"q025": 0.025, "q10": 0.1, "q25": 0.25, "q50": 0.5, "q75": 0.75, "q90": 0.9, "q975": 0.975}


@dataclass(frozen=True)
class CasualtyForecast:
    """One reporter's count of people killed or injured: so many in so many weeks, and points of any week to come.

    `counted` sums the low ends, `counted_high` the high ones.
    """

    reporter: str
    quantity: str
    counted: int
    counted_high: int
    weeks: int
    points: dict[str, float]

    def as_dict(self) -> dict[str, object]:
        """The row as plain data."""
        numbers = {"counted": self.counted, "counted_high": self.counted_high, "weeks_counted": self.weeks}
        return {"reporter": self.reporter, "quantity": self.quantity, **numbers, **self.points}


def casualties(case: Case, seed: int | None = None) -> list[CasualtyForecast]:
    """A row a reporter and quantity of which it has given a number before `as_of`; the case's seed if none is given."""
    rows: list[CasualtyForecast] = []
    for index, quantity in enumerate(QUANTITIES):
        for reporter, ends in sorted(_weekly(case, quantity).items()):
            rng = np.random.default_rng([case.facts.seed if seed is None else seed, index, len(rows)])
            samples = np.concatenate([draw_week(weeks, paces(weeks, SAMPLES, rng), rng) for weeks in _between(*ends)])
            drawn = np.quantile(samples, list(POINTS.values()), method="inverted_cdf")
            points = dict(zip(POINTS, map(float, drawn), strict=True))
            low, high = (int(weeks.sum()) for weeks in ends)
            rows.append(CasualtyForecast(reporter, quantity, low, high, len(ends[0]), points))
    return rows


def _between(low: Floats, high: Floats) -> list[Floats]:
    """The weeks' numbers, (weeks,), at each of `STEPS` from the low ends to the high ones; one where they are equal."""
    if np.array_equal(low, high):
        return [low]
    return [low + (high - low) * step / (STEPS - 1) for step in range(STEPS)]


def _weekly(case: Case, quantity: str) -> dict[str, tuple[Floats, Floats]]:
    """Low and high ends of weeks up to `as_of` by reporter, the last one whole, (weeks,) each."""
    out: dict[str, tuple[Floats, Floats]] = {}
    for reporter, days in _daily(case, quantity).items():
        ages = {day: (case.as_of - day).days - 1 for day in days}
        weeks = np.zeros((2, max(ages.values()) // WEEK + 1))
        for day, ends in days.items():
            weeks[:, -1 - ages[day] // WEEK] += ends
        out[reporter] = (weeks[0], weeks[1])
    return out


def _daily(case: Case, quantity: str) -> dict[str, dict[date, tuple[int, int]]]:
    """Low and high end by reporter and day: of the country, or of its places where these are more."""
    country: dict[tuple[str, date], list[int]] = defaultdict(lambda: [0, 0])
    places: dict[tuple[str, date], list[int]] = defaultdict(lambda: [0, 0])
    for event in _latest(case, quantity):
        whole = (country if event.scope == "national" else places)[event.reporter, event.date]
        low, high = _ends(event, quantity)
        whole[0] += low
        whole[1] += high
    out: dict[str, dict[date, tuple[int, int]]] = defaultdict(dict)
    for reporter, day in sorted({*country, *places}):
        one, other = country[reporter, day], places[reporter, day]
        out[reporter][day] = (max(one[0], other[0]), max(one[1], other[1]))
    return out


def _ends(event: Event, quantity: str) -> tuple[int, int]:
    """Low and high end of a row's number; `up to 50` begins with nobody."""
    low, high = getattr(event, quantity), getattr(event, f"{quantity}_high")
    return low or 0, (low or 0) if high is None else high


def _latest(case: Case, quantity: str) -> Iterator[Event]:
    """Rows with a number, an early one only where no final one speaks of the same."""
    given = [
        event
        for event in case.events
        if event.side == "protest"
        and (getattr(event, quantity) is not None or getattr(event, f"{quantity}_high") is not None)
    ]
    final = {_subject(event) for event in given if event.stage == "final"}
    for event in given:
        if event.stage == "final" or (event.stage == "early" and _subject(event) not in final):
            yield event


def _subject(event: Event) -> tuple[object, ...]:
    return event.reporter, event.date, event.scope, event.place, event.kind

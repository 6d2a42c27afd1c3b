"""People killed and injured, as each reporter counts them: what was counted, and the weeks to come.

They are no outcome of the model. A reporter's weekly numbers of the whole country, from the first that it gave on, a
week without one being none, are taken as counts of one pace that varies from week to week: gamma-Poisson, with the pace
of a gamma posterior (prior of half an event in no time, Jeffreys') and the weeks' dispersion by the method of moments.
Of one day the larger counts: the reporter's number of the country, or the sum of its places.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

import numpy as np

from buttress.arrays import Floats
from buttress.case import Case, Event

QUANTITIES = ("killed", "injured")
WEEK = 7
SAMPLES = 20_000
POINTS = {"q025": 0.025, "q10": 0.1, "q25": 0.25, "q50": 0.5, "q75": 0.75, "q90": 0.9, "q975": 0.975}


@dataclass(frozen=True)
class CasualtyForecast:
    """One reporter's count of people killed or injured: so many in so many weeks, and points of any week to come."""

    reporter: str
    quantity: str
    counted: int
    weeks: int
    points: dict[str, float]

    def as_dict(self) -> dict[str, object]:
        """The row as plain data."""
        numbers = {"counted": self.counted, "weeks_counted": self.weeks}
        return {"reporter": self.reporter, "quantity": self.quantity, **numbers, **self.points}


def casualties(case: Case, seed: int | None = None) -> list[CasualtyForecast]:
    """A row a reporter and quantity of which it has given a number before `as_of`; the case's seed if none is given."""
    rows: list[CasualtyForecast] = []
    for index, quantity in enumerate(QUANTITIES):
        for reporter, weeks in sorted(_weekly(case, quantity).items()):
            rng = np.random.default_rng([case.facts.seed if seed is None else seed, index, len(rows)])
            drawn = np.quantile(_week_to_come(weeks, rng), list(POINTS.values()), method="inverted_cdf")
            points = dict(zip(POINTS, map(float, drawn), strict=True))
            rows.append(CasualtyForecast(reporter, quantity, int(weeks.sum()), len(weeks), points))
    return rows


def _weekly(case: Case, quantity: str) -> dict[str, Floats]:
    """Weeks up to `as_of` by reporter, the last one whole, (weeks,)."""
    out: dict[str, Floats] = {}
    for reporter, days in _daily(case, quantity).items():
        ages = {day: (case.as_of - day).days - 1 for day in days}
        weeks = np.zeros(max(ages.values()) // WEEK + 1)
        for day, people in days.items():
            weeks[-1 - ages[day] // WEEK] += people
        out[reporter] = weeks
    return out


def _daily(case: Case, quantity: str) -> dict[str, dict[date, int]]:
    """People by reporter and day: of the country, or of its places where these are more."""
    country: dict[tuple[str, date], int] = defaultdict(int)
    places: dict[tuple[str, date], int] = defaultdict(int)
    for event in _latest(case, quantity):
        whole = country if event.scope == "national" else places
        whole[event.reporter, event.date] += getattr(event, quantity)
    out: dict[str, dict[date, int]] = defaultdict(dict)
    for reporter, day in sorted({*country, *places}):
        out[reporter][day] = max(country[reporter, day], places[reporter, day])
    return out


def _latest(case: Case, quantity: str) -> Iterator[Event]:
    """Rows with a number, an early one only where no final one speaks of the same."""
    given = [event for event in case.events if getattr(event, quantity) is not None and event.side == "protest"]
    final = {_subject(event) for event in given if event.stage == "final"}
    for event in given:
        if event.stage == "final" or (event.stage == "early" and _subject(event) not in final):
            yield event


def _subject(event: Event) -> tuple[object, ...]:
    return event.reporter, event.date, event.scope, event.place, event.kind


def _week_to_come(weeks: Floats, rng: np.random.Generator) -> Floats:
    """Samples of one week's count, (samples,)."""
    pace = rng.gamma(weeks.sum() + 0.5, 1.0 / len(weeks), SAMPLES)
    mean, variance = weeks.mean(), weeks.var(ddof=1) if len(weeks) > 1 else 0.0
    if variance > mean > 0.0:
        shape = mean**2 / (variance - mean)
        pace = pace * rng.gamma(shape, 1.0 / shape, SAMPLES)
    return rng.poisson(pace).astype(float)

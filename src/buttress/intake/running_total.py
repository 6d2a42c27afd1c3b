"""Columns that never fall: perhaps running totals, to be asked about before they are added up."""

from __future__ import annotations

import datetime as dt
from collections.abc import Hashable, Mapping, Sequence
from itertools import pairwise

from buttress.intake.question import Question

Series = Sequence[tuple[dt.date, int]]
"""One place's and reporter's numbers of people, by day."""
FEWEST_DAYS = 8
FEWEST_RISES = 6
"""Seven different numbers stand in rising order by chance once in 5,040 times."""
CORRECTIONS = 0.02
"""The share of steps down that corrections may make in a long series."""


def running_total(name: str, series: Mapping[Hashable, Series]) -> Question | None:
    """A question where the series of a column, `name`, never fall though they change; None else.

    Series under eight days or with under six rises decide nothing. Among the others, most of the numbers must stand in
    series that never fall.
    """
    long = {key: _by_day(one) for key, one in series.items()}
    long = {key: one for key, one in long.items() if len(one) >= FEWEST_DAYS}
    rising = {key: one for key, one in long.items() if _never_falls(one)}
    rows = sum(map(len, rising.values()))
    if not rising or 2 * rows <= sum(map(len, long.values())):
        return None
    longest = max(rising.values(), key=len)
    (first, low), (last, high) = longest[0], longest[-1]
    return Question(
        f"numbers of {name}",
        f"they never fall from {low:,} on {first} to {high:,} on {last}, {len(longest)} days: a running total?",
        ("--running-total yes", "--running-total no"),
        tuple(f"{number:,}" for _, number in longest[:3]),
        rows,
    )


def increments(series: Series) -> list[int | None]:
    """What a running total grew by from each number to the next, in the order given.

    None for the first day, since what came before it is not known, and where the total falls.
    """
    order = sorted(range(len(series)), key=lambda at: series[at][0])
    grown: list[int | None] = [None] * len(series)
    for before, after in pairwise(order):
        step = series[after][1] - series[before][1]
        grown[after] = step if step >= 0 else None
    return grown


def _by_day(series: Series) -> list[tuple[dt.date, int]]:
    """One number a day, the largest, in the order of days."""
    days: dict[dt.date, int] = {}
    for day, number in series:
        days[day] = max(number, days.get(day, number))
    return sorted(days.items())


def _never_falls(series: Series) -> bool:
    steps = [after - before for (_, before), (_, after) in pairwise(series)]
    falls = sum(step < 0 for step in steps)
    return sum(step > 0 for step in steps) >= FEWEST_RISES and falls <= CORRECTIONS * len(steps)

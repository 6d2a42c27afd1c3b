"""One wrong year among right ones: 2014 typed for 2024, or January dated with the year that has just ended."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from itertools import pairwise

ENOUGH = 8
"""Other dates that must speak against a year."""
FEW = 20
"""Of so many dates one at most is taken for a slip, or one of fewer; more are history."""
CLOSE = dt.timedelta(days=200)
"""The widest gap among dates of one run."""
FAR = dt.timedelta(days=300)
"""A date so far from all others stands alone, whatever year was meant."""
SLIPS = (-1, 1, -10, 10)
"""Years by which people mistype."""
MARGIN = dt.timedelta(days=30)


def lone_years(days: Mapping[int, dt.date]) -> dict[int, str]:
    """The dates whose year seems to be wrong, by the index of their cells, and what to do about each.

    A year is wrong where the date stands alone while all others lie close together, or where the rows are sorted by day
    but for it and would be with another year.
    """
    found = _alone(days) or _out_of_order(days)
    if not found or len(found) > max(1, len(days) // FEW):
        return {}
    others = [day for at, day in days.items() if at not in found]
    near = f"the other dates are of {min(others)} to {max(others)}"
    return {at: f"its year {why}; {near}; correct the cell, or leave it empty" for at, why in found.items()}


def _alone(days: Mapping[int, dt.date]) -> dict[int, str]:
    """Dates far from the longest run of all, or as near as a slip of a year puts them."""
    ordered = sorted(days.items(), key=lambda item: item[1])
    runs: list[list[int]] = []
    previous: dt.date | None = None
    for at, day in ordered:
        if previous is None or day - previous > CLOSE:
            runs.append([])
        runs[-1].append(at)
        previous = day
    main = max(runs, key=len, default=[])
    if len(main) < ENOUGH:
        return {}
    first, last = days[main[0]], days[main[-1]]
    others = [at for run in runs if run is not main for at in run]
    slips = [
        at
        for at in others
        if not first - FAR < days[at] < last + FAR
        or any(first - MARGIN <= moved <= last + MARGIN for moved in _moved(days[at]))
    ]
    if len(slips) != len(others) or all(_stands_in_order(days, at, first, last) for at in slips):
        return {}
    return dict.fromkeys(slips, "stands alone")


def _stands_in_order(days: Mapping[int, dt.date], at: int, first: dt.date, last: dt.date) -> bool:
    """Whether the rows are sorted by day with a date as it is, and with no year that puts it near the others."""

    def sorted_with(day: dt.date) -> bool:
        ordered = [days[other] if other != at else day for other in sorted(days)]
        return ordered in (sorted(ordered), sorted(ordered, reverse=True))

    near = [moved for moved in _moved(days[at]) if first - MARGIN <= moved <= last + MARGIN]
    return sorted_with(days[at]) and not any(map(sorted_with, near))


def _out_of_order(days: Mapping[int, dt.date]) -> dict[int, str]:
    """Dates that break the order of rows sorted by day, and fit between their neighbours with another year."""
    order = sorted(days)
    if len(order) <= ENOUGH:
        return {}
    for sign in (1, -1):
        found = [
            here
            for before, here, after in zip([None, *order[:-1]], order, [*order[1:], None], strict=True)
            if _breaks(days, before, here, after, sign)
        ]
        kept = [days[at] for at in order if at not in found]
        if found and all(sign * (later - earlier).days >= 0 for earlier, later in pairwise(kept)):
            return dict.fromkeys(found, "breaks the order of the rows")
    return {}


def _breaks(days: Mapping[int, dt.date], before: int | None, here: int, after: int | None, sign: int) -> bool:
    """Whether a date lies outside of its neighbours, over half a year away, and within them with another year."""
    low, high = (days[before] if before is not None else None), (days[after] if after is not None else None)
    if sign < 0:
        low, high = high, low

    def within(day: dt.date) -> bool:
        return (low is None or low <= day) and (high is None or day <= high)

    if within(days[here]):
        return False
    near = [day for day in (low, high) if day is not None]
    far = all(abs(days[here] - day) > CLOSE for day in near)
    moved = [day for day in _moved(days[here]) if all(abs(day - other) < CLOSE for other in near)]
    return far and any(map(within, moved))


def _moved(day: dt.date) -> list[dt.date]:
    """The date with each year that may have been meant."""
    return [
        day.replace(year=day.year + years, day=min(day.day, 28) if day.month == 2 else day.day)
        for years in SLIPS
        if 1 < day.year + years < 9999
    ]

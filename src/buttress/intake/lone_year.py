"""One wrong year among right ones: 2014 typed for 2024."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

ENOUGH = 8
"""Other dates that must lie close together."""
FAR = dt.timedelta(days=300)
"""A date so far from every other one stands alone."""
CLOSE = dt.timedelta(days=200)
"""The widest gap among the others."""


def lone_years(days: Mapping[int, dt.date]) -> dict[int, str]:
    """The dates that stand alone in their year while all others lie close together, and what to do about each.

    Given by the index of their cells. At most one date in fifty, or one, is taken for a slip; more are history.
    """
    ordered = sorted(days.items(), key=lambda item: item[1])
    runs: list[list[int]] = []
    previous: dt.date | None = None
    for at, day in ordered:
        if previous is None or day - previous > CLOSE:
            runs.append([])
        runs[-1].append(at)
        previous = day
    if len(runs) < 2:
        return {}
    main = max(runs, key=len)
    first, last = days[main[0]], days[main[-1]]
    others = [at for run in runs if run is not main for at in run]
    if len(main) < ENOUGH or len(others) > max(1, len(days) // 50):
        return {}
    if any(first - FAR < days[at] < last + FAR for at in others):
        return {}
    near = f"the other dates are of {first} to {last}"
    return dict.fromkeys(others, f"the year stands alone, and {near}; correct the cell, or leave it empty")

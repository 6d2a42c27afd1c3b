"""Survival curves of all scenarios, from the fork on."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from buttress.brief.content import BASELINE, Band, Curve, Path, Unit

if TYPE_CHECKING:
    from buttress.case import Case
    from buttress.experiment import Comparison, Ensemble


def curves(case: Case, comparison: Comparison) -> tuple[Curve, ...]:
    """The baseline first, then the scenarios; a value belongs to the end of its day."""
    named = [(BASELINE, "Baseline"), *((name, case.scenarios[name].title) for name in comparison.scenarios)]
    return tuple(Curve(name, title, _path(comparison.ensemble(name))) for name, title in named)


def _path(held: Ensemble) -> Path:
    table = held.daily
    rows = table[(table["series"] == "survival") & (table["day"] >= held.frame.fork)].sort_values("day")
    dates = (held.frame.date(held.frame.fork), *(held.frame.date(int(day)) + timedelta(days=1) for day in rows["day"]))
    low, high = ((1.0, *(float(value) for value in rows[name])) for name in ("q025", "q975"))
    middle = (1.0, *(float(value) for value in rows["mean"]))
    return Path(dates, middle, (Band(95, low, high),), Unit.SHARE)

"""Chance of being in office by day, a curve a scenario."""

from __future__ import annotations

from datetime import timedelta

from buttress.brief.content import Band, BandedSeries, Curve, Unit
from buttress.experiment import BASELINE
from buttress.findings.results import Results


def survival_curves(results: Results) -> tuple[Curve, ...]:
    """Chance of being in office by day from the fork on, 0 to 1: mean, and 95 % of runs."""
    named = [(BASELINE, "Baseline"), *((name, results.case.scenarios[name].title) for name in results.answer.scenarios)]
    return tuple(Curve(name, label, _survival(results, name)) for name, label in named)


def _survival(results: Results, scenario: str) -> BandedSeries:
    """A value belongs to the end of its day, so the curve starts with certainty at the start of the first."""
    rows = results.daily("survival", scenario=scenario)
    rows = rows[rows["date"] >= results.case.as_of]
    dates = (results.case.as_of, *(day + timedelta(days=1) for day in rows["date"]))
    middle, low, high = ((1.0, *(float(value) for value in rows[column])) for column in ("mean", "q025", "q975"))
    return BandedSeries(dates, middle, (Band(95, low, high),), Unit.SHARE)

"""Courses over time: survival by scenario, and the fan of turnout with its reports."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from buttress.brief.content.quantity import BandedSeries

BASELINE = "baseline"


@dataclass(frozen=True)
class Curve:
    """Share of a scenario's weight still in office, from the fork on."""

    scenario: str
    label: str
    path: BandedSeries


@dataclass(frozen=True)
class ReportRow:
    """A crowd as a reporter gave it, of the country or of its capital: `low` alone is "more than", `high` alone "not
    over"."""

    date: date
    reporter: str
    low: float | None
    high: float | None
    nationwide: bool
    trace: str = ""


@dataclass(frozen=True)
class Fan:
    """Turnout of one kind of occasion, nationwide, before and after the fork, with the reports."""

    occasion: str
    path: BandedSeries
    reports: tuple[ReportRow, ...]

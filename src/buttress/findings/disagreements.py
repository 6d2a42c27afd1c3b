"""Reporters of one occasion whose numbers cannot all be near the truth."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import combinations
from typing import NamedTuple

from buttress.brief.content import Disagreement
from buttress.case.apart import beyond
from buttress.case.rows import Event
from buttress.findings.results import Results


class BoundedReport(NamedTuple):
    """A report with its bounds; None is no bound on that side."""

    row: Event
    low: float | None
    high: float | None


def disagreements(results: Results) -> Iterator[Disagreement]:
    """Occasions of which two reporters gave final counts that can't both be near the truth, and who they are; the
    latest first."""
    names = {call.id: call.name for call in results.case.facts.calendar}
    groups: dict[tuple[date, str], list[Event]] = {}
    for row in results.case.events:
        if row.side == "protest" and row.stage == "final" and row.kind in names:
            groups.setdefault((row.date, row.kind), []).append(row)
    for (day, kind), rows in sorted(groups.items(), key=lambda item: item[0][0], reverse=True):
        for what in ("people", "detained"):
            reports = [BoundedReport(row, *_range(row, what)) for row in rows if _range(row, what) != (None, None)]
            apart = {id(each) for pair in combinations(reports, 2) if _apart(*pair) for each in pair}
            reports = [report for report in reports if id(report) in apart]
            if reports:
                yield Disagreement(
                    day,
                    f"{names[kind]}, {what}",
                    tuple((_who(results, one.row), _words(one)) for one in reports),
                    results.explain(day),
                )


def _range(row: Event, what: str) -> tuple[float | None, float | None]:
    low, high = (row.crowd_low, row.crowd_high) if what == "people" else (row.detained, row.detained)
    return (None if low is None else float(low), None if high is None else float(high))


def _apart(one: BoundedReport, other: BoundedReport) -> bool:
    """Two reporters more than a factor apart on the same people, or a part larger than the whole."""
    if one.row.reporter == other.row.reporter:
        return False
    if (one.row.scope, one.row.place) == (other.row.scope, other.row.place):
        return beyond(one.low, other.high) or beyond(other.low, one.high)
    if one.row.scope == "national":
        return beyond(other.low, one.high, 1.0)
    return other.row.scope == "national" and beyond(one.low, other.high, 1.0)


def _words(report: BoundedReport) -> str:
    if report.low is None:
        return f"not over {report.high:,.0f}"
    if report.high is None:
        return f"more than {report.low:,.0f}"
    return f"{report.low:,.0f}" if report.low == report.high else f"{report.low:,.0f} to {report.high:,.0f}"


def _who(results: Results, row: Event) -> str:
    name = next(reporter.name for reporter in results.case.facts.reporters if reporter.id == row.reporter)
    if row.scope == "national":
        return name
    if row.scope == "rest":
        return f"{name} (outside the capital)"
    return f"{name} ({next(place.name for place in results.case.facts.places if place.id == row.place)})"

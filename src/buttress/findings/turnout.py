"""The fan of turnout, with what reporters said of it before the fork."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from buttress.brief.content import Fan, ReportRow, Unit
from buttress.findings.quantiles import banded_series
from buttress.findings.results import WEEK, Results

if TYPE_CHECKING:
    from buttress.case import Event

AHEAD_WEEKS = 12
MOST_REPORTERS = 7
OTHERS = "others"


def turnout_fan(results: Results) -> Fan:
    """The main occasion nationwide, to twelve weeks after the fork, with what reporters said of it before.

    Of a kind that is held more often than once a week, the largest of each week, counted from the fork.
    """
    rows = results.occasions("", "turnout", results.main_kind)
    rows = rows[rows["day"] < results.baseline.frame.fork + WEEK * AHEAD_WEEKS]
    main, name = results.case.facts.main_kind, results.main_name
    if main.daily or main.irregular:
        weeks = (rows["day"] - results.baseline.frame.fork) // WEEK
        rows, name = rows.loc[rows.groupby(weeks)["q50"].idxmax()], f"{name}, largest of each week"
    return Fan(name, banded_series(rows, Unit.PEOPLE), _reports(results))


def _reports(results: Results) -> tuple[ReportRow, ...]:
    capital = {place.id for place in results.case.facts.places if place.capital}
    rows = [
        row
        for row in results.case.events
        if row.kind == results.main_kind
        and row.side == "protest"
        and row.stage == "final"
        and (row.crowd_low is not None or row.crowd_high is not None)
        and (row.scope == "national" or row.place in capital)
    ]
    names = _names(results, rows)
    return tuple(
        ReportRow(
            row.date,
            names[row.reporter],
            None if row.crowd_low is None else float(row.crowd_low),
            None if row.crowd_high is None else float(row.crowd_high),
            row.scope == "national",
            results.explain(row.date, row.place or ""),
        )
        for row in rows
    )


def _names(results: Results, rows: list[Event]) -> dict[str, str]:
    """Reporters by name; beyond the most frequent ones, they share a mark."""
    often = [name for name, _ in Counter(row.reporter for row in rows).most_common(MOST_REPORTERS)]
    return {reporter.id: reporter.name if reporter.id in often else OTHERS for reporter in results.case.facts.reporters}

"""The reports of a case."""

from __future__ import annotations

from buttress.case import Case
from buttress.intake.event_report import EventReport, Level, crowd_bounds


def case_reports(case: Case) -> list[EventReport]:
    """Every report of a case, published before its `as_of` or not: protest events with a final or an early number."""
    found = []
    for row in (*case.events, *case.hidden_events):
        if row.side != "protest" or row.stage == "cumulative" or row.stage == "part":
            continue
        low, high = crowd_bounds(row.crowd_low, row.crowd_high)
        found.append(
            EventReport(
                date=row.date,
                known=row.published,
                reporter=row.reporter,
                level=_LEVELS[row.scope],
                place=row.place or "",
                event=row.kind,
                low=low,
                high=high,
                detained=row.detained,
                stage=row.stage,
                mark=row.source,
            )
        )
    return found


_LEVELS: dict[str, Level] = {"national": "country", "rest": "rest", "place": "place"}

"""How many rows of events.csv a case's numbers rest on, how many they don't, and why.

The fit takes the rows that `observe.selection` lets in. A row that it leaves out may still count in the weekly series
of its reporter, whose level a forecast takes on; all others change nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from buttress.case import Case, Event
from buttress.case.message import Level, Message, remark
from buttress.case.remarks.numbers import sets_a_pace
from buttress.forecasting.known_series import known_reports, known_series
from buttress.intake.event_report import EventReport
from buttress.observe.selection import select
from buttress.series.aggregate import standing
from buttress.series.case_reports import case_reports
from buttress.world import World, build

NO_NUMBER = "holds no number"
#: Reasons that a person who writes a case can mend.
TO_MEND = (NO_NUMBER, "of no occasion of the calendar", "the calendar has no such occasion on this day")
MAX_NAMED = 3
_LINE = re.compile(r"line \d+")


@dataclass(frozen=True)
class RowUse:
    """Rows known on the day, `used` by the fit; `in_series`, lines of the weekly series alone; `pace`, lines without a
    number that set the pace of an irregular kind; `casualties`, lines of people killed and injured alone; `unused`, by
    reason. Each row stands in one of them."""

    rows: int
    used: int
    in_series: dict[str, tuple[int, ...]]
    pace: tuple[int, ...]
    casualties: tuple[int, ...]
    unused: dict[str, tuple[int, ...]]

    def as_dict(self) -> dict[str, Any]:
        """Numbers of rows, and the lines of those that the fit doesn't use by reason, as plain data."""
        groups = {"in_series": self.in_series, "not_used": self.unused}
        by_reason = {
            name: [{"why": why, "count": len(lines), "lines": list(lines)} for why, lines in group.items()]
            for name, group in groups.items()
        }
        alone = {"for_pace": list(self.pace), "casualties": list(self.casualties)}
        return {"rows": self.rows, "used": self.used, **alone, **by_reason}

    def sentences(self) -> Iterator[str]:
        """What is used, then a sentence a reason for what is not."""
        weekly = sum(map(len, self.in_series.values()))
        unused = sum(map(len, self.unused.values()))
        yield (
            f"of {self.rows} rows of events.csv the fit uses {self.used}; {weekly} more count only in the weekly "
            f"series of their reporters, {self._alone()}and {unused} are not used"
        )
        for group, effect in ((self.in_series, "only in weekly series"), (self.unused, "not used")):
            for why, lines in group.items():
                yield f"{_rows(lines)}, {effect}: {why}"

    def _alone(self) -> str:
        pace = f"{len(self.pace)} only for the pace of an irregular kind, " if self.pace else ""
        return pace + (f"{len(self.casualties)} only for people killed and injured, " if self.casualties else "")


def row_use(case: Case, world: World | None = None) -> RowUse:
    """The use of every row that is known on the day of the case. Raises WorldError where the case can't be run."""
    world = build(case) if world is None else world
    reasons: dict[int, str] = {}
    fitted: set[int] = set()
    for quantity in ("crowd", "detained"):
        for row in select(case, world, quantity)[1]:
            if row.used:
                fitted.add(row.line)
            else:
                reasons.setdefault(row.line, _LINE.sub("another line", row.why))
    weekly = _weekly_numbers(case)
    in_series: dict[str, list[int]] = {}
    unused: dict[str, list[int]] = {}
    pace: list[int] = []
    casualties: list[int] = []
    for event in sorted(case.events, key=lambda event: event.line):
        if event.line in fitted:
            continue
        if _only_casualties(event):
            casualties.append(event.line)
        elif event.counts_nobody and sets_a_pace(case, event):
            pace.append(event.line)
        else:
            reports = case_reports(replace(case, events=[event], hidden_events=[]))
            counts = any(number in weekly for report in reports for number in _each_quantity(report))
            group = in_series if counts else unused
            group.setdefault(reasons.get(event.line, NO_NUMBER), []).append(event.line)
    return RowUse(len(case.events), len(fitted), _ordered(in_series), tuple(pace), tuple(casualties), _ordered(unused))


def remarks(case: Case, world: World) -> Iterator[Message]:
    """The use of the rows as remarks at the first row of each reason; a warning where the case can be mended."""
    use = row_use(case, world)
    yield remark("note", "events.csv", None, next(use.sentences()))
    for group, effect in ((use.in_series, "only in weekly series"), (use.unused, "not used")):
        for why, lines in group.items():
            if why != NO_NUMBER:  # told of the rows themselves
                level: Level = "warning" if why in TO_MEND else "note"
                yield remark(level, "events.csv", lines[0], f"{_rows(lines)}, {effect}: {why}")


def _weekly_numbers(case: Case) -> set[tuple[EventReport, str]]:
    """The numbers that stand in a series long enough to give a level, as reports of one quantity each."""
    long = {(series.quantity, series.reporter) for series in known_series(case)}
    numbers = (number for report in standing(known_reports(case)) for number in _each_quantity(report))
    return {(number, quantity) for number, quantity in numbers if (quantity, number.reporter) in long}


def _each_quantity(report: EventReport) -> Iterator[tuple[EventReport, str]]:
    if report.low is not None:
        yield replace(report, detained=None), "crowd"
    if report.detained is not None:
        yield replace(report, low=None, high=None), "detained"


def _only_casualties(event: Event) -> bool:
    """Whether a row counts people killed or injured alone, which stand apart."""
    return event.crowd_low is event.crowd_high is event.detained is None and not event.counts_nobody


def _ordered(group: dict[str, list[int]]) -> dict[str, tuple[int, ...]]:
    return {why: tuple(lines) for why, lines in sorted(group.items(), key=lambda item: (-len(item[1]), item[0]))}


def _rows(lines: tuple[int, ...]) -> str:
    named = ", ".join(str(line) for line in lines[:MAX_NAMED])
    more = f" and {len(lines) - MAX_NAMED} more" if len(lines) > MAX_NAMED else ""
    return f"{len(lines)} row{'s' if len(lines) > 1 else ''} ({'lines' if len(lines) > 1 else 'line'} {named}{more})"

"""Rows that the user adds by hand to a file that was read."""

from __future__ import annotations

import csv
import datetime as dt
import io
import math
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, fields, replace

from buttress.case.message import shown
from buttress.intake.account import Decision, first
from buttress.intake.amount import Amount, read_amount
from buttress.intake.date_text import FIRST_YEAR, LAST_YEAR
from buttress.intake.error import IntakeError
from buttress.intake.event_report import NO_NAME, EventReport, Level
from buttress.intake.number_marks import decide_marks
from buttress.intake.reading import FileReading

LONGEST = 80


@dataclass(frozen=True)
class AddedRow:
    """A report as it is typed: day, place (empty: the whole country), reporter, and numbers in figures or words."""

    date: dt.date
    place: str
    reporter: str
    crowd: str
    detained: str


NAMES = tuple(one.name for one in fields(AddedRow))


def added_row(typed: Mapping[str, str]) -> AddedRow:
    """The row of texts by the names of its fields. IntakeError says which text can't be taken, and what to write."""
    texts = {name: " ".join(str(typed.get(name, "")).split()) for name in NAMES}
    try:
        date = dt.date.fromisoformat(texts["date"])
    except ValueError:
        raise IntakeError(f"date {shown(texts['date'])}: a day is needed, such as 2024-05-06") from None
    if not FIRST_YEAR <= date.year <= LAST_YEAR:
        raise IntakeError(f"date {date}: a year from {FIRST_YEAR} to {LAST_YEAR} is needed")
    for name, text in texts.items():
        if len(text) > LONGEST:
            raise IntakeError(f"{name}: at most {LONGEST} letters")
    if _amount("crowd", texts["crowd"]) is None and _amount("detained", texts["detained"]) is None:
        raise IntakeError(f"row of {date}: a crowd or people detained are needed")
    return AddedRow(date, texts["place"], texts["reporter"] or NO_NAME, texts["crowd"], texts["detained"])


def _amount(name: str, text: str) -> Amount | None:
    try:
        return read_amount(text, decide_marks([text])[0]) if text else None
    except ValueError as reason:
        raise IntakeError(f"{name}: {reason}") from None


def rows_to_csv(rows: Sequence[AddedRow]) -> str:
    """The rows as CSV with the names of their fields."""
    out = io.StringIO()
    writer = csv.DictWriter(out, NAMES, lineterminator="\n")
    writer.writeheader()
    writer.writerows(asdict(row) for row in rows)
    return out.getvalue()


def rows_of_csv(text: str) -> list[AddedRow]:
    """The rows of such a CSV. IntakeError where it was changed into something else."""
    rows = csv.DictReader(io.StringIO(text))
    return [added_row({name: row.get(name) or "" for name in NAMES}) for row in rows]


def with_added(reading: FileReading, rows: Sequence[AddedRow]) -> FileReading:
    """The reading with the reports of rows added by hand after those of its file; the account counts and tells them.

    A place has the level that the file gives it; one that is new is a place.
    """
    if not rows:
        return reading
    levels: dict[str, tuple[Level, str]] = {one.place: (one.level, one.region) for one in reading.reports}
    last = max((one.row for one in reading.reports), default=0)
    added = tuple(_report(row, last + number, levels) for number, row in enumerate(rows, start=1))
    told = Decision(
        "rows added by hand", "used", "they were typed in", first(f"{row.date} {row.place}" for row in rows), len(rows)
    )
    account = reading.account
    account = replace(
        account,
        rows=account.rows + len(rows),
        used=account.used + len(rows),
        decisions=(*account.decisions, told),
    )
    return replace(reading, reports=(*reading.reports, *added), account=account)


def _report(row: AddedRow, number: int, levels: Mapping[str, tuple[Level, str]]) -> EventReport:
    level, region = levels.get(row.place, ("place" if row.place else "country", ""))
    crowd, detained = _amount("crowd", row.crowd), _amount("detained", row.detained)
    return EventReport(
        date=row.date,
        known=row.date,
        reporter=row.reporter,
        level=level,
        place=row.place,
        low=None if crowd is None else float(crowd.low),
        high=None if crowd is None else _high(crowd),
        detained=None if detained is None else detained.low,
        detained_high=None if detained is None or detained.low == detained.high else _high(detained),
        region=region,
        row=number,
    )


def _high(amount: Amount) -> float:
    return math.inf if amount.high is None else float(amount.high)

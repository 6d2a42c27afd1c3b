"""From a user's file to reports: bytes, sheet, header, columns, cells, reports, each step with its account."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import cast

from buttress.intake.account import AccountDraft, first
from buttress.intake.accumulated import without_running_totals
from buttress.intake.corrections import with_corrections
from buttress.intake.country_rows import country_of
from buttress.intake.counts import NOT_UNDERSTOOD, CountReading, ask_of_codes, leaves_empty, read_counts
from buttress.intake.date_text import Order
from buttress.intake.day_column import days_beside, row_days
from buttress.intake.episode import episode_of
from buttress.intake.event_report import EventReport
from buttress.intake.grouped_places import with_places_below
from buttress.intake.header_language import usual_order
from buttress.intake.mapping import with_kept
from buttress.intake.merged_places import with_merged_places
from buttress.intake.name_footnotes import without_footnotes
from buttress.intake.namesakes import told_apart
from buttress.intake.number_marks import NumberMarks
from buttress.intake.place_sizes import StatedSize, all_stated, place_sizes, tell_sizes
from buttress.intake.read_options import ReadOptions
from buttress.intake.reading import FileReading, ReadColumn
from buttress.intake.report_levels import with_levels
from buttress.intake.reporters import reporter_column
from buttress.intake.row_reports import SCOPES, SIDES, STAGES, RowReader
from buttress.intake.sheet import SheetRow, column_letters
from buttress.intake.sheet_layout import SheetLayout, choose_layout
from buttress.intake.sheets import read_sheets
from buttress.intake.unread_dates import ask_of_unread_dates

SHOWN_ROWS = 40
"""Rows from which a column's examples are taken."""
_WORDS = {"stage": tuple(STAGES), "scope": tuple(SCOPES), "side": SIDES}
"""Columns of a case's own events.csv, that count only where they hold its words."""


def read_reports(path: Path, options: ReadOptions | None = None) -> FileReading:
    """Every report of a file, and the account of what was read, chosen and left out.

    IntakeError: a file that is no table; an option that names what is not there. OSError: one that can't be opened.
    What the file leaves open stands in `account.questions`; `FileReading.answered` refuses such a file.
    """
    options = options or ReadOptions()
    draft = AccountDraft()
    sheets = read_sheets(path, dict(options.answers), draft)
    options = with_kept(path, sheets, options, draft)
    layout = choose_layout(str(path), sheets, options, draft)
    rows = layout.header.rows
    columns = _columns(layout)
    if not layout.columns.counts or draft.questions:
        return FileReading(str(path), (), draft.finished(len(rows), 0), columns=columns)
    details = _with_known_words(layout, rows)
    options = replace(options, country=country_of(rows, details.get("country"), options.country, draft))
    reports = _reports(layout, details, options, episode_of(path))
    used = len({report.row for report in reports})
    sizes = _stated_sizes(layout, details, reports, options)
    tell_sizes(place_sizes(reports, options.country, sizes), options.country, draft)
    return FileReading(str(path), tuple(reports), draft.finished(len(rows), used), options.country, sizes, columns)


def _stated_sizes(
    layout: SheetLayout, details: dict[str, int], reports: Sequence[EventReport], options: ReadOptions
) -> dict[str, StatedSize]:
    """What the file's own column and the user say of the sizes of places."""
    index = details.get("population")
    column = None if index is None else (index, layout.header.shown(index))
    return all_stated(layout.header.rows, reports, column, options)


def _columns(layout: SheetLayout) -> tuple[ReadColumn, ...]:
    """Every column of the sheet with its role."""
    header = layout.header
    roles = {index: role for role, index in layout.columns.details.items()}
    roles |= {one.index: f"{one.role}_{one.end}" if one.end else one.role for one in layout.columns.counts}
    return tuple(
        ReadColumn(
            name if name and header.names.count(name) == 1 else column_letters(index),
            roles.get(index, ""),
            first(cell for row in header.rows[:SHOWN_ROWS] if (cell := row.cell(index))),
        )
        for index, name in enumerate(header.names)
    )


def _reports(layout: SheetLayout, details: dict[str, int], options: ReadOptions, episode: str) -> list[EventReport]:
    draft, rows = layout.draft, layout.header.rows
    order = cast("Order | None", options.answers.get("dates"))
    days = row_days(
        rows, details, layout.sheet.kind, order, draft, usual_order((*layout.header.names, *layout.header.lower))
    )
    if "place" in details:
        rows = tuple(with_places_below(rows, details, days.first, draft))
    rows = tuple(without_footnotes(rows, details, draft))
    decimal = options.answers.get("decimal")
    marks = NumberMarks(decimal, "," if decimal == "." else ".") if decimal else None
    dated = [row for row in rows if row.number in days.first and row.number not in draft.not_used]
    dated = _counted_once(layout, dated)
    how = CountReading(marks, options.answers.get("missing") or _of_publisher(draft))
    columns = [(one, layout.header.shown(one.index)) for one in layout.columns.counts]
    how = replace(how, asked=ask_of_codes(columns, dated, how.missing, draft))
    counts = [read_counts(one, name, dated, how, draft) for one, name in columns]
    reader = RowReader(
        details,
        days,
        days_beside(rows, details["published"], layout.sheet.kind, days.order, draft) if "published" in details else {},
        tuple(counts),
        reporter_column(details, rows, "source" in options.columns, draft),
        draft,
    )
    made = reader.reports(rows)
    ask_of_unread_dates(rows, days.unknown, layout.columns.counts, leaves_empty(how.missing), draft)
    reports = with_merged_places(made, options.country, options.answers, draft)
    reports = told_apart(reports, draft)
    reports = with_levels(reports, options, episode, draft)
    reports = without_running_totals(reports, options.answers.get("running-total"), draft)
    _tell_repeated(reports, draft)
    return with_corrections(reports, "published" in details, options.answers.get("corrections"), draft)


def _of_publisher(draft: AccountDraft) -> str | None:
    """What `missing` is where nobody but the publisher can correct a cell: those not understood are left empty."""
    return NOT_UNDERSTOOD if any(decision.what == "format" for decision in draft.decisions) else None


def _with_known_words(layout: SheetLayout, rows: Sequence[SheetRow]) -> dict[str, int]:
    """The columns of details without those named like a case's own that hold other words."""
    details = dict(layout.columns.details)
    for role, known in _WORDS.items():
        if role not in details:
            continue
        strange = [row.cell(details[role]) for row in rows if row.cell(details[role]).lower() not in ("", *known)]
        if strange:
            name = layout.header.shown(details.pop(role))
            because = f"it holds other words than {', '.join(known)}"
            layout.draft.decide(f"column {name}", "not used", because, strange, len(strange))
    return details


def _counted_once(layout: SheetLayout, rows: Sequence[SheetRow]) -> list[SheetRow]:
    """The rows with a number that is merged over several in the first of them alone."""
    filled = {
        (number, one.index)
        for one in layout.columns.counts
        for number, index in layout.sheet.filled
        if index == one.index
    }
    once = []
    twice = []
    for row in rows:
        cells = tuple("" if (row.number, index) in filled else cell for index, cell in enumerate(row.cells))
        twice += [f"row {row.number}"] * (cells != row.cells)
        once.append(SheetRow(row.number, cells))
    if twice:
        layout.draft.decide(
            "merged numbers", "counted once, in their first row", "one cell spans rows", twice, len(twice)
        )
    return once


def _tell_repeated(reports: Sequence[EventReport], draft: AccountDraft) -> None:
    """Tell of rows that say the same of the same day and place: dropped with an id of their own, else each counts."""
    seen = Counter(reports)
    twice = [report for report in reports if seen[report] > 1]
    for marked in (True, False):
        rows = [report.row for report in twice if bool(report.mark) == marked]
        if rows:
            chosen, because = (
                ("counted once", "they have one id") if marked else ("each counted", "no id says they are one")
            )
            draft.decide("rows that stand twice", chosen, because, (f"row {row}" for row in rows), len(rows))

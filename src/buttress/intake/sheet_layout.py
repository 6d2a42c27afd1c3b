"""Which sheet of a file holds the reports, and where in it what stands."""

from __future__ import annotations

import shlex
from collections.abc import Sequence
from dataclasses import dataclass

from buttress.case.message import nearest, shown
from buttress.intake.account import AccountDraft
from buttress.intake.bare_days import with_bare_days
from buttress.intake.block_tables import (
    ask_of_tables_beside,
    with_indicators,
    with_section_days,
    with_section_places,
    without_blocks,
)
from buttress.intake.cell_kinds import are_dates
from buttress.intake.columns import ColumnReader, Columns
from buttress.intake.count_columns import count_columns
from buttress.intake.counted_places import with_counted_places
from buttress.intake.day_column import date_text
from buttress.intake.days_across import with_days_down
from buttress.intake.ditto_marks import with_dittos
from buttress.intake.error import IntakeError
from buttress.intake.field_format import plain_table
from buttress.intake.header import Header, find_header
from buttress.intake.joined_sheets import ALL, joined_sheet, named_for_places
from buttress.intake.left_columns import ask_of_counts, ask_of_reporters, with_place_by_cells
from buttress.intake.place_columns import with_finer_place
from buttress.intake.read_options import ReadOptions
from buttress.intake.sheet import Sheet
from buttress.intake.split_columns import with_split_columns
from buttress.intake.yearless_days import with_year


@dataclass(frozen=True)
class SheetLayout:
    """A sheet with its header and columns, and what was decided or has to be asked on the way."""

    sheet: Sheet
    header: Header
    columns: Columns
    draft: AccountDraft


def choose_layout(name: str, sheets: Sequence[Sheet], options: ReadOptions, draft: AccountDraft) -> SheetLayout:
    """The layout of the sheet that the user named, or of the only one that can be read; else a question."""
    named = {sheet.name.casefold() for sheet in sheets}
    if options.sheet is not None and not (options.sheet.casefold() == ALL and ALL not in named):
        chosen = [sheet for sheet in sheets if sheet.name.casefold() == options.sheet.casefold()]
        if not chosen:
            raise IntakeError(
                f"{name}: error: no sheet {shown(options.sheet)}{nearest(options.sheet, [s.name for s in sheets])}"
            )
        return _joined(layout_of(name, chosen[0], options), draft)
    layouts = [layout_of(name, sheet, options) for sheet in sheets] if len(sheets) > 1 else []
    clear = [layout for layout in layouts if not layout.draft.questions]
    if not layouts:
        return _joined(layout_of(name, sheets[0], options), draft)
    names = [sheet.name for sheet in sheets]
    because = "you said so" if options.sheet is not None else _why_one_table(clear)
    if len(clear) > 1 and because:
        above = [one.sheet.rows[len(one.sheet.rows) - len(one.header.rows) - 1].number for one in clear]
        one = joined_sheet(name, [layout.sheet for layout in clear], above, because, draft)
        return _joined(layout_of(name, one, options), draft)
    if len(clear) == 1:
        draft.decide("sheet", clear[0].sheet.name, "the only one with a date and people", names, len(sheets))
        return _joined(clear[0], draft)
    if clear:
        names = [layout.sheet.name for layout in clear]
        draft.ask(
            "sheet",
            f"{len(clear)} sheets hold reports",
            [f"--sheet {shlex.quote(one)}" for one in names[:3]] + [f"--sheet {ALL}"] * (ALL not in named),
            names,
            len(names),
        )
        return _joined(clear[0], draft)
    return _joined(max(layouts, key=lambda layout: len(layout.sheet.rows)), draft)


def _why_one_table(layouts: Sequence[SheetLayout]) -> str:
    """Why several sheets are one table: each holds days, or a town, of its own; empty where nothing says so."""
    if len({layout.header.names for layout in layouts}) != 1:
        return ""
    if named_for_places([layout.sheet for layout in layouts], layouts[0].header.names):
        return "they have the same columns, and are named for towns"
    days = [
        {
            text
            for row in layout.header.rows
            if are_dates([text := date_text(row, layout.columns.details, layout.sheet.kind)])
        }
        for layout in layouts
    ]
    apart = sum(map(len, days)) == len(set().union(*days))
    return "they have the same columns, and no day stands in two of them" if apart else ""


def layout_of(file: str, sheet: Sheet, options: ReadOptions) -> SheetLayout:
    """The header and the columns of one sheet."""
    draft = AccountDraft()
    named = list(options.columns.values())
    sheet = with_days_down(sheet, draft)
    header = plain_table(file, find_header(sheet, named, draft), named, draft)
    header = with_split_columns(with_indicators(without_blocks(header, draft), draft), draft)
    header = with_counted_places(header, draft)
    ask_of_tables_beside(header, draft)
    header = with_section_days(header, bool({"date", "year", "week"} & set(options.columns)), draft)
    header = with_section_places(header, "place" in options.columns, draft)
    header = with_bare_days(header, sheet.name, file, draft)
    header = with_year(header, file, options, draft)
    reader = ColumnReader(header, sheet.kind, options, draft)
    details = with_finer_place(reader, reader.details())
    header = with_dittos(header, details, draft)
    counts = count_columns(reader, details)
    details = with_place_by_cells(reader, details, counts)
    ask_of_reporters(reader, details, counts)
    ask_of_counts(reader, details, counts)
    reader.tell_unused([*details.values(), *(one.index for one in counts)])
    return SheetLayout(sheet, header, Columns(details, counts), draft)


def _joined(layout: SheetLayout, draft: AccountDraft) -> SheetLayout:
    draft.decisions += layout.draft.decisions
    draft.questions += layout.draft.questions
    draft.not_used |= layout.draft.not_used
    return SheetLayout(layout.sheet, layout.header, layout.columns, draft)

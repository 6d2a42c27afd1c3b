"""Workbooks (xlsx, xlsb, xls, ods) as sheets: the values that cells show, dates as dates, merged cells filled."""

from __future__ import annotations

import datetime as dt
import io
import math
from typing import TYPE_CHECKING

from buttress.intake.archive_check import check_archive
from buttress.intake.error import IntakeError, located
from buttress.intake.sheet import Sheet, SheetRow, plain_number
from buttress.intake.text_table import MAX_CELLS, MAX_ROWS, tidy

if TYPE_CHECKING:
    from python_calamine import CalamineSheet

Value = int | float | str | bool | dt.time | dt.date | dt.datetime | dt.timedelta


def workbook_sheets(name: str, raw: bytes) -> tuple[Sheet, ...]:
    """Every visible sheet of a workbook. IntakeError where it can't be opened or unpacks to too much."""
    from python_calamine import CalamineError, CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

    if raw.startswith(b"PK"):
        check_archive(name, raw)
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(raw))
        shown = [
            sheet.name
            for sheet in book.sheets_metadata
            if sheet.visible == SheetVisibleEnum.Visible and sheet.typ == SheetTypeEnum.WorkSheet
        ]
        return tuple(_sheet(name, book.get_sheet_by_name(sheet)) for sheet in shown)
    except BaseException as reason:
        # A panic of the library's Rust code is no Exception.
        if not isinstance(reason, CalamineError) and type(reason).__name__ != "PanicException":
            raise
        raise IntakeError(
            located(
                name, None, f"a workbook that can't be opened ({str(reason)[:80]}); save it anew, without a password"
            )
        ) from None


def _sheet(name: str, sheet: CalamineSheet) -> Sheet:
    if sheet.total_height > MAX_ROWS or sheet.total_height * sheet.total_width > MAX_CELLS:
        raise IntakeError(located(name, None, f"more than {MAX_ROWS:,} rows or {MAX_CELLS:,} cells in '{sheet.name}'"))
    table = [[_cell(value) for value in row] for row in sheet.to_python(skip_empty_area=False)]
    filled: set[tuple[int, int]] = set()
    for (top, left), (bottom, right) in sheet.merged_cell_ranges or []:
        if top < len(table) and left < len(table[top]):
            for row in table[top : bottom + 1]:
                row[left : right + 1] = [table[top][left]] * len(row[left : right + 1])
            below = range(top + 1, min(bottom + 1, len(table)))
            filled |= {(row + 1, column) for row in below for column in range(left, min(right + 1, len(table[row])))}
    rows = (SheetRow(number, tuple(cells)) for number, cells in enumerate(table, 1) if any(cells))
    return Sheet(sheet.name, tuple(rows), "workbook", frozenset(filled))


def _cell(value: Value) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, (int, float)):
        return plain_number(value) if math.isfinite(value) and abs(value) < 1e15 else str(value)
    if isinstance(value, dt.datetime):
        return value.date().isoformat()
    return value.isoformat() if isinstance(value, (dt.date, dt.time)) else tidy(str(value))

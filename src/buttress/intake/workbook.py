"""Workbooks (xlsx, xlsb, xls, ods) as sheets: the values that cells show, dates as dates, merged cells filled."""

from __future__ import annotations

import datetime as dt
import io
import math
import re
import zipfile
from typing import TYPE_CHECKING

from buttress.intake.error import IntakeError, located
from buttress.intake.sheet import Sheet, SheetRow, plain_number
from buttress.intake.text_table import MAX_CELLS, MAX_ROWS, tidy

if TYPE_CHECKING:
    from python_calamine import CalamineSheet

MAX_UNPACKED = 300_000_000
CHUNK = 1 << 20
MAX_COLUMNS = 2_000
_ADDRESS = re.compile(rb'<c [^>]*?r="([A-Z]{1,3})([0-9]{1,7})"')

Value = int | float | str | bool | dt.time | dt.date | dt.datetime | dt.timedelta


def workbook_sheets(name: str, raw: bytes) -> tuple[Sheet, ...]:
    """Every visible sheet of a workbook. IntakeError where it can't be opened or unpacks to too much."""
    from python_calamine import CalamineError, CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

    if raw.startswith(b"PK"):
        _check_archive(name, raw)
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(raw))
        shown = [
            sheet.name
            for sheet in book.sheets_metadata
            if sheet.visible == SheetVisibleEnum.Visible and sheet.typ == SheetTypeEnum.WorkSheet
        ]
        return tuple(_sheet(name, book.get_sheet_by_name(sheet)) for sheet in shown)
    except CalamineError as reason:
        raise IntakeError(
            located(
                name, None, f"a workbook that can't be opened ({str(reason)[:80]}); save it anew, without a password"
            )
        ) from None


def _check_archive(name: str, raw: bytes) -> None:
    """Unpack the archive once without keeping it, so that one made to fill the memory is refused."""
    unpacked, row, column = 0, 0, 0
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as archive:
            for member in archive.infolist():
                with archive.open(member) as stream:
                    tail = b""
                    while block := stream.read(CHUNK):
                        unpacked += len(block)
                        if unpacked > MAX_UNPACKED:
                            raise IntakeError(located(name, None, f"unpacks to more than {MAX_UNPACKED // 10**6} MB"))
                        if "sheet" in member.filename:
                            for letters, digits in _ADDRESS.findall(tail + block):
                                row, column = max(row, int(digits)), max(column, _index(letters))
                        tail = block[-200:]
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, OSError, ValueError) as reason:
        if isinstance(reason, IntakeError):
            raise
        raise IntakeError(
            located(name, None, f"a broken workbook ({str(reason)[:80]}); save the workbook anew")
        ) from None
    if row > MAX_ROWS or column > MAX_COLUMNS or row * column > MAX_CELLS:
        raise IntakeError(
            located(name, None, f"a cell stands in row {row:,}, column {column:,}; at most {MAX_ROWS:,} rows are read")
        )


def _index(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = 26 * number + letter - 64
    return number


def _sheet(name: str, sheet: CalamineSheet) -> Sheet:
    if sheet.total_height > MAX_ROWS or sheet.total_height * sheet.total_width > MAX_CELLS:
        raise IntakeError(located(name, None, f"more than {MAX_ROWS:,} rows or {MAX_CELLS:,} cells in '{sheet.name}'"))
    table = [[_cell(value) for value in row] for row in sheet.to_python(skip_empty_area=False)]
    filled: set[tuple[int, int]] = set()
    for (top, left), (bottom, right) in sheet.merged_cell_ranges or []:
        if top < len(table) and left < len(table[top]):
            for row in table[top : bottom + 1]:
                row[left : right + 1] = [table[top][left]] * len(row[left : right + 1])
            filled |= {(row + 1, column) for row in range(top + 1, bottom + 1) for column in range(left, right + 1)}
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

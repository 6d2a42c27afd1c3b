"""A table as its file holds it: rows of text cells, each with the number that a spreadsheet shows beside it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Literal

FileKind = Literal["text", "workbook", "records"]
FIRST_SERIAL, LAST_SERIAL = 20_000, 80_000
"""Numbers that a workbook may mean as days since the end of 1899: the years 1954 to 2119."""
EPOCH = dt.date(1899, 12, 30)


class JoinedRow(int):
    """The number of a row where several sheets are one: it counts on over them, and is told as `4 of April`.

    `shown` is the number that the spreadsheet shows beside the row of `sheet`; a row of it may be several here, and
    `sheet` is empty where there is but one.
    """

    sheet: str
    shown: int

    def __new__(cls, number: int, sheet: str = "", shown: int = 0) -> JoinedRow:
        """The row that is the `number`th of all sheets together."""
        row = super().__new__(cls, number)
        row.sheet, row.shown = sheet, shown
        return row

    def __str__(self) -> str:
        return f"{self.shown} of {self.sheet}" if self.sheet else str(self.shown)


def row_record(row: int) -> dict[str, int | str]:
    """A row's number as the spreadsheet shows it, with its sheet where several were read."""
    if not isinstance(row, JoinedRow):
        return {"row": row}
    return {"row": row.shown, "sheet": row.sheet} if row.sheet else {"row": row.shown}


@dataclass(frozen=True)
class SheetRow:
    """A row that is not blank; `number` counts from 1 and counts blank rows too."""

    number: int
    cells: tuple[str, ...]

    def cell(self, index: int) -> str:
        """The cell of a column, empty where the row ends before it."""
        return self.cells[index] if index < len(self.cells) else ""


@dataclass(frozen=True)
class Sheet:
    """One sheet of a file; a text file is one.

    `kind` says whether a cell of digits was a number or a text. `filled`: row number and column of cells that repeat
    the one above them, since both are one merged cell.
    """

    name: str
    rows: tuple[SheetRow, ...]
    kind: FileKind = "text"
    filled: frozenset[tuple[int, int]] = frozenset()

    @property
    def width(self) -> int:
        """The number of columns of the widest row."""
        return max((len(row.cells) for row in self.rows), default=0)


def column_letters(index: int) -> str:
    """The letters over a column in a spreadsheet: A for 0, AA for 26."""
    letters = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def day_cell(cell: str, kind: FileKind) -> str:
    """The cell of a date: in a workbook, a bare number is the day that it means."""
    if kind == "workbook" and cell.isdecimal() and FIRST_SERIAL <= int(cell) <= LAST_SERIAL:
        return (EPOCH + dt.timedelta(days=int(cell))).isoformat()
    return cell


def plain_number(value: float) -> str:
    """A number cell as text. A fraction gets six decimals, so that no part of it can be taken for thousands."""
    return str(int(value)) if value == int(value) else f"{value:.6f}"

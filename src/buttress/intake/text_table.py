"""A text file as a sheet: cells between commas, semicolons, tabs or bars, whichever makes a table of it."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter

from buttress.intake.account import AccountDraft
from buttress.intake.error import IntakeError, located
from buttress.intake.sheet import Sheet, SheetRow

MARKS = {",": "commas", ";": "semicolons", "\t": "tabs", "|": "bars"}
MAX_ROWS = 250_000
MAX_CELLS = 10_000_000
SAMPLE_ROWS = 60
LONGEST_CELL = 200_000

_UNSEEN = dict.fromkeys(
    map(ord, "\u00ad\u200b\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff")
)
"""Marks of writing direction, and others that show nothing."""
_SEPARATOR_LINE = re.compile(r"sep=(.)\r?\n", re.IGNORECASE)


def text_sheet(name: str, text: str, draft: AccountDraft) -> Sheet:
    """The rows of a text. IntakeError with the row where a quote is left open or there is too much of it."""
    stated = _SEPARATOR_LINE.match(text)
    if stated and stated[1] in MARKS:
        # The line is a word to the spreadsheet and stands in its first row when it is not understood.
        return Sheet("", tuple(row for row in _rows(name, text, stated[1]) if row.number > 1))
    mark = _delimiter(text)
    if mark != ",":
        draft.decide("cells", f"set apart by {MARKS[mark]}", "that makes rows of equal length")
    return Sheet("", tuple(_rows(name, text, mark)))


def _delimiter(text: str) -> str:
    """The mark that gives most of the first rows the same number of cells, above one; else the comma."""
    sample = "".join(text.splitlines(keepends=True)[: SAMPLE_ROWS * 2])
    best, chosen = (0.0, 0), ","
    for mark in MARKS:
        widths: Counter[int] = Counter()
        try:
            for cells in csv.reader(io.StringIO(sample, newline=""), delimiter=mark):
                if any(cell.strip() for cell in cells):
                    widths[len(cells)] += 1
        except csv.Error:
            continue
        if not widths:
            continue
        width, rows = max(widths.items(), key=lambda item: (item[0] > 1, item[1], item[0]))
        if width > 1:
            score = (round(rows / widths.total(), 2), width)
            if score > best:
                best, chosen = score, mark
    return chosen


def _rows(name: str, text: str, mark: str) -> list[SheetRow]:
    """Rows that are not blank. A blank line counts, a line break inside quotes does not, as in a spreadsheet."""
    csv.field_size_limit(LONGEST_CELL)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=mark, strict=True)
    rows: list[SheetRow] = []
    number = cells_seen = 0
    while True:
        number += 1
        try:
            cells = next(reader)
        except StopIteration:
            return rows
        except csv.Error as reason:
            raise IntakeError(located(name, number, f"broken CSV ({reason}); is a quote left open?")) from None
        if not any(cell.strip() for cell in cells):
            continue
        cells_seen += len(cells)
        if len(rows) >= MAX_ROWS or cells_seen > MAX_CELLS:
            raise IntakeError(located(name, number, f"more than {MAX_ROWS:,} rows or {MAX_CELLS:,} cells"))
        rows.append(SheetRow(number, tuple(tidy(cell) for cell in cells)))


def tidy(text: str) -> str:
    """A cell without blanks at its ends and marks that show nothing; other spaces and breaks as one blank."""
    return " ".join(text.translate(_UNSEEN).split())

"""What the cells of a column look like, whatever its name."""

from __future__ import annotations

import re
from collections.abc import Sequence

from buttress.intake.amount import read_amount
from buttress.intake.dates import read_dates
from buttress.intake.number_marks import NumberMarks

HALF, MOST, NEARLY_ALL = 0.5, 0.7, 0.9
"""Shares of a column's cells that make it a column of a kind: of a fitting name, of a likely one, whatever its name."""
SAMPLE = 200
_MARKS = NumberMarks(".", ",")
_BELOW_ZERO = re.compile(r"-\d{1,9}")
"""What codes for not known look like: they are asked about, so their column counts people."""
_YEAR = re.compile(r"(1[89]|20|21)\d\d")


def are_dates(cells: Sequence[str], share: float = MOST) -> bool:
    """Whether so many of the cells are days of the calendar, and, if nearly all have to be, not as bare numbers."""
    cells = cells[:SAMPLE]
    bare = sum(cell.isdecimal() and len(cell) != len("yyyymmdd") for cell in cells)
    if not cells or (share == NEARLY_ALL and bare > len(cells) / 10):
        return False
    dates = read_dates(cells)
    return dates.question is not None or len(cells) - len(dates.faults) >= len(cells) * share


def are_months(cells: Sequence[str]) -> bool:
    """Whether most of the cells are months of a year: `March 2024`, which are days with a number before them."""
    cells = cells[:SAMPLE]
    found = sum(cell.isdecimal() is False and not are_dates([cell]) and are_dates([f"1 {cell}"]) for cell in cells)
    return bool(cells) and found >= len(cells) * MOST


def are_amounts(cells: Sequence[str], share: float = MOST, *, whole: bool = False, role: str = "") -> bool:
    """Whether so many of the cells are numbers of people or words for them; whole: in digits, and no years.

    `role` is whom the column counts by its name, if that says so.
    """
    cells = cells[:SAMPLE]
    if not cells:
        return False
    if whole and (are_years(cells) or sum(any(c.isdigit() for c in cell) for cell in cells) < len(cells) / 2):
        return False
    return sum(is_amount(cell, role) for cell in cells) >= len(cells) * share


def are_years(cells: Sequence[str]) -> bool:
    """Whether each cell is the number of a year."""
    return all(_YEAR.fullmatch(cell) for cell in cells)


def is_amount(cell: str, role: str = "") -> bool:
    """Whether a cell is a number of people, in digits or words, or a word or a code for not known."""
    if _BELOW_ZERO.fullmatch(cell):
        return True
    for marks in (_MARKS, NumberMarks(",", ".")):
        try:
            read_amount(cell, marks, role)
        except ValueError:
            continue
        return True
    return False


def are_repeated_names(cells: Sequence[str]) -> bool:
    """Whether a column holds a few names again and again, and no addresses of pages."""
    if not cells or sum("://" in cell or cell.startswith("www.") for cell in cells) > len(cells) / 10:
        return False
    names = len(set(cells))
    return names <= 12 or names <= len(cells) / 3

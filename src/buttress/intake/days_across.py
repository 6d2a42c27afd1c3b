"""A table with its days side by side in one row, as a row a day."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from buttress.intake.account import AccountDraft
from buttress.intake.cell_kinds import MOST, are_amounts
from buttress.intake.column_names import is_total, name_matches
from buttress.intake.date_text import read_date_text
from buttress.intake.reason import WhyNot
from buttress.intake.sheet import JoinedRow, Sheet, SheetRow

SEARCHED = 40
"""Rows from the top among which the days are looked for."""
FEWEST = 3
"""Days that stand side by side, in such a table."""
WIDEST = 10_000
NUMBER = "number"
"""The name of the column of what stands below the days."""
_MAY_BE_DAY = re.compile(r"(?=.*\d)(?=.*[\W_]).{5,30}")


def with_days_down(sheet: Sheet, draft: AccountDraft) -> Sheet:
    """The sheet with a row a cell below the days, in a column of its own, and its day in another; else as it is.

    So where one row holds three days or more and numbers stand below them. Where something else does, a table is turned
    on its side, and another form is asked for. A row or a column of totals is left out.
    """
    found = [(at, days) for at, row in enumerate(sheet.rows[:SEARCHED]) if (days := _days(row))]
    if len(found) != 1:
        return sheet
    (at, days), head = found[0], sheet.rows[found[0][0]]
    below = sheet.rows[at + 1 :]
    cells = [cell for row in below for index in days if (cell := row.cell(index))]
    if not cells or any(map(_is_day, cells)):
        return sheet  # a report with several days of its own
    if not are_amounts(cells, MOST):
        how = ("nothing here, but put the days below each other: a row a day",)
        draft.ask("header", f"days stand side by side in row {head.number}", how, list(days.values()), len(days))
        return sheet
    kept = [index for index in range(sheet.width) if index not in days and not is_total(head.cell(index))]
    names = tuple("" if _is_of_days(head.cell(index)) else head.cell(index) for index in kept)
    rows = [*sheet.rows[:at], SheetRow(head.number, (*names, "date", NUMBER))]
    for row in below:
        if any(is_total(row.cell(index)) for index in kept):
            draft.leave_out(row.number, WhyNot.TOTALS)
            continue
        rows += _row_a_day(row, kept, days)
    draft.decide("days", "one below the other", f"they stand side by side in row {head.number}", list(days.values()),
                 len(days))  # fmt: skip
    return replace(sheet, rows=tuple(rows), filled=frozenset())


def _row_a_day(row: SheetRow, kept: Sequence[int], days: dict[int, str]) -> list[SheetRow]:
    left = tuple(row.cell(index) for index in kept)
    return [
        SheetRow(JoinedRow(row.number * WIDEST + index, "", row.number), (*left, day, row.cell(index)))
        for index, day in days.items()
        if row.cell(index)
    ]


def _days(row: SheetRow) -> dict[int, str]:
    """The days of a row that holds hardly anything else, by column."""
    cells = {index: cell for index, cell in enumerate(row.cells) if cell}
    needed = max(FEWEST, len(cells) / 2)
    likely = [index for index, cell in cells.items() if _MAY_BE_DAY.fullmatch(cell)]
    days: dict[int, str] = {}
    # Cells without letters come first: the names of months take a second to load.
    for done, index in enumerate(sorted(likely, key=lambda index: any(map(str.isalpha, cells[index])))):
        if len(days) + len(likely) - done < needed:
            return {}
        if _is_day(cells[index]):
            days[index] = cells[index]
    return {index: days[index] for index in sorted(days)} if len(days) >= needed else {}


def _is_day(cell: str) -> bool:
    if not _MAY_BE_DAY.fullmatch(cell):
        return False
    try:
        read_date_text(cell)
    except ValueError:
        return False
    return True


def _is_of_days(name: str) -> bool:
    return any(match.exact and match.role == "date" for match in name_matches(name))

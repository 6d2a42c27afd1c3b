"""Several sheets of one form, such as one a month, as one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from buttress.intake.account import AccountDraft
from buttress.intake.cell_kinds import NEARLY_ALL
from buttress.intake.column_names import name_matches
from buttress.intake.error import IntakeError
from buttress.intake.gazetteer import most_in_one_country
from buttress.intake.sheet import JoinedRow, Sheet, SheetRow

PLACE = "place"
ALL = "all"
"""The answer to `--sheet` that takes every sheet of reports."""


def joined_sheet(
    file: str, sheets: Sequence[Sheet], headers: Sequence[int], because: str, draft: AccountDraft
) -> Sheet:
    """The first sheet with the rows of the others below it, without their headers.

    `headers`: the number of the row below which each sheet's data begin. Sheets that are named for towns, and lack a
    column of places, get one. Rows go on counting from sheet to sheet, and are told with the sheet that they stand in.
    IntakeError if a header differs from the first.
    """
    first = sheets[0]
    head = _header(first, headers[0])
    of_places = named_for_places(sheets, head)
    rows: list[SheetRow] = []
    filled: set[tuple[int, int]] = set()
    last = 0
    for sheet, header in zip(sheets, headers, strict=True):
        if _header(sheet, header) != head:
            raise IntakeError(
                f"{file}: error: sheet '{sheet.name}' has other columns than '{first.name}'; say --sheet NAME"
            )
        kept = [row for row in sheet.rows if row.number > header or sheet is first]
        for row in kept:
            cells = (*row.cells, *[""] * (len(head) - len(row.cells))) if of_places else row.cells
            own = (PLACE if row.number == header else sheet.name,) if of_places and row.number >= header else ()
            rows.append(SheetRow(JoinedRow(row.number + last, sheet.name, row.number), (*cells, *own)))
        filled |= {(number + last, column) for number, column in sheet.filled if number > header or sheet is first}
        last += sheet.rows[-1].number
    told = [f"{sheet.name}: {len(sheet.rows)} rows" for sheet in sheets]
    draft.decide("sheets", "all, one below the other", because, told, len(sheets))
    return replace(first, rows=tuple(rows), filled=frozenset(filled))


def named_for_places(sheets: Sequence[Sheet], head: Sequence[str]) -> bool:
    """Whether sheets without a column of places are named for towns of one country."""
    placed = any(match.role in (PLACE, "region") for name in head for match in name_matches(name)[:1])
    names = {sheet.name for sheet in sheets}
    return not placed and len(names) > 1 and most_in_one_country(names) >= NEARLY_ALL * len(names)


def _header(sheet: Sheet, number: int) -> tuple[str, ...]:
    cells = next((row.cells for row in sheet.rows if row.number == number), ())
    return tuple(cells[: max((index + 1 for index, cell in enumerate(cells) if cell), default=0)])

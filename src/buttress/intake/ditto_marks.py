"""Marks and words that repeat the cell above: `″`, `-//-`, `idem`, `там же`."""

from __future__ import annotations

from collections.abc import Mapping

from buttress.intake.account import AccountDraft
from buttress.intake.header import Header
from buttress.intake.sheet import SheetRow

ROLES = ("date", "place", "region", "country", "reporter", "source", "kind")
"""Columns in which such a mark stands for the cell above; below a number it is asked about."""
_MARKS = frozenset(('"', "″", "〃", "“", "”", "„", "''", "-//-", "--//--", '-"-', "- // -", "-''-"))
_WORDS = frozenset(
    (
        "ditto", "idem", "ibid", "ibidem", "same", "same as above", "as above", "dto", "ebenda", "ebd",
        "lo mismo",
        "igual", "ídem", "o mesmo", "idem.", "то же", "там же", "тот же", "те саме", "там само", "тое ж", "там жа",
        "jw", "j.w", "aynı", "نفسه",
    )
)  # fmt: skip


def with_dittos(header: Header, details: Mapping[str, int], draft: AccountDraft) -> Header:
    """The header and rows with the cell above in place of each such mark in a column of details."""
    columns = [details[role] for role in ROLES if role in details]
    above: dict[int, str] = {}
    rows, told = [], []
    for row in header.rows:
        cells = list(row.cells)
        for index in columns:
            cell = row.cell(index)
            if _is_ditto(cell) and index in above:
                cells[index] = above[index]
                told.append(f"row {row.number}: {cell} = {above[index]}")
            elif cell:
                above[index] = cell
        rows.append(SheetRow(row.number, tuple(cells)))
    if not told:
        return header
    draft.decide("marks for the same", "the cell above", "they repeat it", told, len(told))
    return Header(header.names, header.upper, header.lower, tuple(rows), header.title)


def _is_ditto(cell: str) -> bool:
    return cell in _MARKS or cell.casefold().rstrip(".") in _WORDS

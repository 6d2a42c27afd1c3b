"""The row of a sheet that names its columns: below title rows, perhaps in two rows, perhaps missing."""

from __future__ import annotations

import re
import shlex
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

from buttress.intake.account import AccountDraft
from buttress.intake.column_names import NameMatch, bare, name_matches
from buttress.intake.sheet import Sheet, SheetRow, column_letters

SEARCHED = 40
"""Rows from the top among which the header is looked for."""
_DIGITS = re.compile(r"\d")


@dataclass(frozen=True)
class Header:
    """The names of the columns, by index; `upper` and `lower` are the two rows of a double header.

    `rows`: the sheet's rows below it, that hold data. `title`: what stands above it.
    """

    names: tuple[str, ...]
    upper: tuple[str, ...]
    lower: tuple[str, ...]
    rows: tuple[SheetRow, ...]
    title: str = ""

    def shown(self, index: int) -> str:
        """A column's name as it is told, with its letters where it has none."""
        return self.names[index] or f"column {column_letters(index)}"

    def typed(self, index: int) -> str:
        """A column as it is typed in a shell: its name, or its letters where it has none or shares it."""
        name = self.names[index]
        return shlex.quote(name) if name and self.names.count(name) == 1 else column_letters(index)

    def lower_matches(self, index: int) -> tuple[NameMatch, ...]:
        """What a column's name in the lower row of a double header means most likely; nothing of a single header."""
        return name_matches(self.lower[index])[:1] if self.upper[index] else ()

    def with_column(self, name: str, cells: Sequence[str]) -> Header:
        """The header and rows with one more column, named so, of these cells, one a row."""
        rows = (
            SheetRow(row.number, (*row.cells, *[""] * (len(self.names) - len(row.cells)), cell))
            for row, cell in zip(self.rows, cells, strict=True)
        )
        return replace(
            self,
            names=(*self.names, name),
            upper=(*self.upper, ""),
            lower=(*self.lower, name),
            rows=tuple(rows),
        )


def find_header(sheet: Sheet, named: Collection[str], draft: AccountDraft) -> Header:
    """The header of a sheet; `named` are names of columns that it is known to hold."""
    top = sheet.rows[:SEARCHED]
    best = max(range(len(top)), key=lambda index: (_score(top[index], named), -index))
    if _score(top[best], named) <= 0:
        best = next((index for index, row in enumerate(top) if _is_names(row)), 0)
        if not _is_names(top[best]):
            return _without_names(sheet, draft)
    first, last = _pair(top, best)
    if top[first].number > 1 or last > first:
        rows = "row" if first == last else "rows"
        numbers = str(top[first].number) if first == last else f"{top[first].number} and {top[last].number}"
        above = [" ".join(dict.fromkeys(filter(None, row.cells)))[:60] for row in top[:first]]
        because = "the words for columns stand there" + (f", below {first} title rows" if first else "")
        draft.decide("header", f"{rows} {numbers}", because, above, first)
    width = sheet.width
    lower = tuple(top[last].cell(index) for index in range(width))
    upper = _spread(top[first], lower) if first < last else ("",) * width
    names = tuple(" ".join(dict.fromkeys(filter(None, pair))) for pair in zip(upper, lower, strict=True))
    title = " ".join(cell for row in top[:first] for cell in dict.fromkeys(row.cells) if cell)
    return Header(names, upper, lower, sheet.rows[last + 1 :], title)


def _score(row: SheetRow, named: Collection[str]) -> float:
    """How many roles a row's cells name, and how many of its cells are known; negative for a row of numbers."""
    cells = [cell for cell in row.cells if cell]
    matches = [found[0] for cell in cells if len(cell) <= 60 and (found := name_matches(cell))]
    exact = {match.role for match in matches if match.exact}
    partial = {match.role for match in matches} - exact
    known = 2 * sum(bare(cell) in {bare(name) for name in named} for cell in set(cells))
    digits = sum(bool(re.fullmatch(r"[\W\d]*\d[\W\d]*", cell)) for cell in cells)
    # One cell of many words is a title, however many of them are known.
    alone = len(set(cells)) == 1 and len(cells[0].split()) > 2
    return 0.0 if alone else len(exact) + 0.4 * len(partial) + known - digits


def _is_names(row: SheetRow) -> bool:
    cells = [cell for cell in row.cells if cell]
    return len(set(cells)) > 1 and not any(_DIGITS.search(cell) for cell in cells)


def _without_names(sheet: Sheet, draft: AccountDraft) -> Header:
    draft.decide("header", "none", "the first row holds data; columns go by their letters")
    nameless = ("",) * sheet.width
    return Header(nameless, nameless, nameless, sheet.rows)


def _pair(top: tuple[SheetRow, ...], best: int) -> tuple[int, int]:
    """The first and the last row of the header: the best one, with the one above or below where they are a pair."""
    if best + 1 < len(top) and _groups(top[best], top[best + 1]):
        return best, best + 1
    if best > 0 and _groups(top[best - 1], top[best]):
        return best - 1, best
    return best, best


def _groups(upper: SheetRow, lower: SheetRow) -> bool:
    """Whether the upper row groups the columns that the lower one names."""
    if lower.number != upper.number + 1 or any(_DIGITS.search(cell) for cell in lower.cells):
        return False
    width = max(len(upper.cells), len(lower.cells))
    named = {cell for cell in upper.cells if cell}
    gaps = [
        index
        for index in range(1, width)
        if lower.cell(index)
        and lower.cell(index) != upper.cell(index)
        and upper.cell(index) in ("", upper.cell(index - 1))
    ]
    a_count = any(
        match.role in ("crowd", "detained", "killed", "injured") for cell in named for match in name_matches(cell)[:1]
    )
    return bool(gaps) and any(upper.cells[: gaps[-1] + 1]) and (len(named) > 1 or (a_count and not upper.cell(0)))


def _spread(upper: SheetRow, lower: tuple[str, ...]) -> tuple[str, ...]:
    """The upper row with each group's name over all of its columns."""
    cells: list[str] = []
    for index, below in enumerate(lower):
        own = upper.cell(index)
        before = cells[-1] if cells and lower[index - 1] else ""
        cells.append(own or (before if below else ""))
    return tuple(cells)

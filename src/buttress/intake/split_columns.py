"""Columns that hold two counts in each cell, as `Killed/Injured` over `2/15`, as a column a count."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from buttress.intake.account import AccountDraft
from buttress.intake.cell_kinds import MOST
from buttress.intake.column_names import COUNT_ROLES, name_matches, names_reporter
from buttress.intake.header import Header
from buttress.intake.sheet import SheetRow

_BRACKET = re.compile(r"[(\[]([^)\]]*)[)\]]")
_MARK = re.compile(r"\s*[/|]\s*")


@dataclass(frozen=True)
class _SplitColumn:
    index: int
    names: tuple[str, ...]


def with_split_columns(header: Header, draft: AccountDraft) -> Header:
    """The header and rows with each such column in its parts, where most of its cells have as many as its name."""
    for one in reversed(
        [_SplitColumn(index, names) for index, name in enumerate(header.names) if (names := _roles(name))]
    ):
        cells = [cell for row in header.rows if (cell := row.cell(one.index))]
        parted = [cell for cell in cells if len(_MARK.split(cell)) == len(one.names)]
        if cells and len(parted) >= MOST * len(cells):
            because = "its name and its cells hold several counts"
            draft.decide(f"column {header.names[one.index]}", ", ".join(one.names), because, parted, len(parted))
            header = _split(header, one)
    return header


def _roles(name: str) -> tuple[str, ...]:
    """The parts of a name that mean different counts, or numbers of several reporters; none where it is one."""
    inner = _BRACKET.search(name)
    if inner and len(of := _MARK.split(inner[1])) > 1 and all(names_reporter(part) for part in of):
        base = name.replace(inner[0], "").strip()
        return tuple(f"{base} ({part.strip()})" for part in of)
    parts = tuple(part.strip() for part in _MARK.split(name))
    found = [match[0].role for part in parts if (match := name_matches(part)) and match[0].exact]
    several = len(parts) > 1 and len(found) == len(parts) and len(set(found)) == len(parts)
    return parts if several and set(found) <= set(COUNT_ROLES) else ()


def _split(header: Header, column: _SplitColumn) -> Header:
    at, width = column.index, len(column.names)

    def spread(names: tuple[str, ...], parts: tuple[str, ...]) -> tuple[str, ...]:
        return (*names[:at], *parts, *names[at + 1 :])

    rows = tuple(SheetRow(row.number, spread(_padded(row, at), _parts(row.cell(at), width))) for row in header.rows)
    return replace(
        header,
        names=spread(header.names, column.names),
        upper=spread(header.upper, ("",) * width),
        lower=spread(header.lower, column.names),
        rows=rows,
    )


def _padded(row: SheetRow, at: int) -> tuple[str, ...]:
    return row.cells if len(row.cells) > at else (*row.cells, *[""] * (at + 1 - len(row.cells)))


def _parts(cell: str, width: int) -> tuple[str, ...]:
    """A cell in its parts; one with another number of them stays whole in the first, to be asked about."""
    parts = _MARK.split(cell)
    return tuple(parts) if len(parts) == width else (cell, *[""] * (width - 1))

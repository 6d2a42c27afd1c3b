"""Tables of other shapes as a row a report: blocks, each under its title, and a column of indicators."""

from __future__ import annotations

from dataclasses import replace

from buttress.intake.account import AccountDraft
from buttress.intake.cell_kinds import MOST, NEARLY_ALL, are_amounts, are_dates, are_months
from buttress.intake.column_names import COUNT_ROLES, bare, name_matches
from buttress.intake.header import Header
from buttress.intake.reason import WhyNot
from buttress.intake.sheet import SheetRow

PLACE = "place"
LONGEST_TITLE = 60
SAMPLE = 400
MOST_INDICATORS = 20
"""Names of counts in a column of them: `detained`, `number of injured`."""


def without_blocks(header: Header, draft: AccountDraft) -> Header:
    """The rows without headers that come again; the title above each of them, of one cell, is the place of its rows.

    Titles are no places where the table has a column of places, or where they are days or months.
    """
    names = [bare(name) for name in header.names]
    first = next((at for at, name in enumerate(names) if name), None)
    if first is None:
        return header
    likely = [row for row in header.rows if row.cell(first)[:1].casefold() == header.names[first][:1].casefold()]
    again = {row.number for row in likely if [bare(row.cell(at)) for at in range(len(names))] == names}
    if not again:
        return header
    for number in again:
        draft.leave_out(number, WhyNot.NOTE, "the header again")
    titles = _titles(header, again)
    title_cells = list(titles.values())
    named = any(match.exact and match.role == PLACE for name in header.names for match in name_matches(name))
    if named or not titles or are_dates(title_cells) or are_months(title_cells) or not _short(header.title):
        return header
    block, rows = header.title, []
    for row in header.rows:
        block = titles.get(row.number, block)
        padded = (*row.cells, *[""] * (len(names) - len(row.cells)))
        rows.append(SheetRow(row.number, (*padded, "" if row.number in titles else block)))
    draft.decide("blocks of rows", "one a place", "each stands below a title of its own", [header.title, *title_cells],
                 len(titles) + 1)  # fmt: skip
    return replace(
        header,
        names=(*header.names, PLACE),
        upper=(*header.upper, ""),
        lower=(*header.lower, PLACE),
        rows=tuple(rows),
    )


def _titles(header: Header, again: set[int]) -> dict[int, str]:
    """The one cell of each row above a header that comes again, by row; none if one of them has more."""
    found: dict[int, str] = {}
    for before, row in zip(header.rows, header.rows[1:], strict=False):
        if row.number in again:
            cells = set(filter(None, before.cells))
            if len(cells) != 1 or not _short(next(iter(cells))):
                return {}
            found[before.number] = cells.pop()
    return found if len(found) == len(again) else {}


def _short(title: str) -> bool:
    return 0 < len(title) <= LONGEST_TITLE


def with_indicators(header: Header, draft: AccountDraft) -> Header:
    """A column a count in place of one that names what each row counts and one of its values."""
    cells = {at: [cell for row in header.rows if (cell := row.cell(at))] for at in range(len(header.names))}
    naming = [at for at, some in cells.items() if _name_counts(some)]
    if len(naming) != 1:
        return header
    values = [at for at, some in cells.items() if are_amounts(some, MOST, whole=True) and not _known(header.names[at])]
    if len(values) != 1:
        return header
    first = {_counted(cell): cell for cell in reversed(cells[naming[0]])}
    names = [first[role] for role in COUNT_ROLES if role in first]
    because = f"{header.shown(naming[0])} says what each row of {header.shown(values[0])} counts"
    draft.decide("columns of people", ", ".join(names), because, names, len(cells[naming[0]]))
    rows = []
    for row in header.rows:
        kept = ["" if at == values[0] else row.cell(at) for at in range(len(header.names))]
        said = [row.cell(values[0]) if _counted(row.cell(naming[0])) == _counted(name) else "" for name in names]
        rows.append(SheetRow(row.number, (*kept, *said)))
    old = tuple("" if at in (naming[0], values[0]) else name for at, name in enumerate(header.names))
    blank = ("",) * len(names)
    return replace(
        header,
        names=(*old, *names),
        upper=(*header.upper, *blank),
        lower=(*header.lower, *names),
        rows=tuple(rows),
    )


def _name_counts(cells: list[str]) -> bool:
    """Whether nearly all cells name a count of people, two counts or more among them."""
    some = set(cells[:SAMPLE])
    counts = {cell: role for cell in some if (role := _counted(cell))} if len(some) <= MOST_INDICATORS else {}
    return len(set(counts.values())) > 1 and len(counts) >= NEARLY_ALL * len(some)


def _counted(cell: str) -> str:
    """The count that a cell names; empty where it names none."""
    found = name_matches(cell)
    return found[0].role if found and found[0].exact and found[0].role in COUNT_ROLES else ""


def _known(name: str) -> bool:
    """Whether a name speaks of another column than one of values; `No. of victims` is no number of a row."""
    found = name_matches(name)
    counts = any(match.role in COUNT_ROLES[1:] and match.exact for match in found[:1])
    return counts or any(match.exact and match.role not in (*COUNT_ROLES, "source_id") for match in found)

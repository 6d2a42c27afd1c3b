"""Tables of other shapes as a row a report: blocks, each under its title, and a column of indicators."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import replace

from buttress.intake.account import AccountDraft
from buttress.intake.cell_kinds import HALF, MOST, NEARLY_ALL, are_amounts, are_dates, are_months
from buttress.intake.column_names import COUNT_ROLES, bare, begins_as_total, name_matches
from buttress.intake.gazetteer import most_in_one_country
from buttress.intake.header import Header
from buttress.intake.reason import WhyNot
from buttress.intake.sheet import SheetRow

PLACE = "place"
LONGEST_TITLE = 60
LEAST_TITLES = 2
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
    draft.decide("blocks of rows", "one a place", "each stands below a title of its own", [header.title, *title_cells],
                 len(titles) + 1)  # fmt: skip
    return _with_titles(header, titles, header.title, PLACE)


def with_section_places(header: Header, placed: bool, draft: AccountDraft) -> Header:
    """The rows with the town of one cell that stands above them, where no column is one of places.

    Two such titles or more are needed, the first above all rows. They are asked about where most are no towns of one
    country; days and sums are no titles. `placed`: the user says that there is a column of places, or none.
    """
    placed = placed or any(
        match.exact and match.role in (PLACE, "region") for name in header.names for match in name_matches(name)
    )
    titles = {number: cell for number, cell in _alone(header).items() if _short(cell) and not begins_as_total(cell)}
    names = list(dict.fromkeys(titles.values()))
    if (
        placed
        or len(names) < LEAST_TITLES
        or header.rows[0].number not in titles
        or are_dates(names)
        or are_months(names)
    ):
        return header
    if most_in_one_country(names) < HALF * len(names):
        how = ("--column place=none if they are no places, or write the place of each row in a column",)
        draft.ask("rows of one cell", "they stand above others like titles", how, names, len(titles))
        return header
    draft.decide("rows below a title", "of the town that it names", "no column is one of places", names, len(titles))
    return _with_titles(header, titles, "", PLACE)


def with_section_days(header: Header, dated: bool, draft: AccountDraft) -> Header:
    """The rows with the day of one cell that stands above them, where no column holds days.

    Two such titles or more are needed, the first above all rows. `dated`: the user says which column holds the days.
    """
    days = {number: cell for number, cell in _alone(header).items() if are_dates([cell])}
    if dated or len(days) < LEAST_TITLES or header.rows[0].number not in days or not are_dates(list(days.values()), 1):
        return header
    below = [row for row in header.rows if row.number not in days]
    if any(are_dates([cell for row in below if (cell := row.cell(at))], HALF) for at in range(len(header.names))):
        return header
    draft.decide("rows below a day", "of that day", "no column holds days", list(days.values()), len(days))
    return _with_titles(header, days, "", "date")


def _alone(header: Header) -> dict[int, str]:
    """What stands in rows of one cell, or of one text in several, by their number."""
    return {row.number: cells.pop() for row in header.rows if len(cells := set(filter(None, row.cells))) == 1}


def _with_titles(header: Header, titles: Mapping[int, str], first: str, name: str) -> Header:
    """The header and rows with a column, named so, of the title above each."""
    block, cells = first, []
    for row in header.rows:
        block = titles.get(row.number, block)
        cells.append("" if row.number in titles else block)
    return header.with_column(name, cells)


def ask_of_tables_beside(header: Header, draft: AccountDraft) -> None:
    """Ask for another form where several tables stand side by side, each with days of its own."""
    cells = [[row.cell(index) for row in header.rows] for index in range(len(header.names))]
    days: dict[str, list[int]] = defaultdict(list)
    for index, name in enumerate(header.lower):
        if (
            name
            and any(match.exact and match.role == "date" for match in name_matches(name))
            and are_dates(cells[index])
        ):
            days[bare(name)].append(index)
    for columns in days.values():
        if len({tuple(cells[index]) for index in columns}) > 1:
            how = ("nothing here, but put one below the other",)
            shown = [header.shown(index) for index in columns]
            draft.ask("header", f"{len(columns)} tables stand side by side", how, shown, len(columns))


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
    naming = [at for at, some in cells.items() if name_counts(some)]
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


def name_counts(cells: list[str]) -> bool:
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

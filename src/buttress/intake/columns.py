"""What each column of a sheet holds: by its name, checked against what stands in it, or as the user says."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from buttress.case.message import nearest, shown
from buttress.intake.account import AccountDraft
from buttress.intake.cell_kinds import HALF, MOST, NEARLY_ALL, are_amounts, are_dates, are_months, is_amount
from buttress.intake.column_names import COUNT_ROLES, DETAIL_ROLES, End, NameMatch, bare, counts_something, name_matches
from buttress.intake.error import IntakeError
from buttress.intake.header import Header
from buttress.intake.read_options import ReadOptions
from buttress.intake.sheet import FileKind, column_letters, day_cell

_ETHIOPIC = re.compile("[\u1200-\u137f]")
_NUMBER = re.compile(r"[\d.,\s]+")
ABSENT = "none"
"""What `--column ROLE=` takes where a file has no such column."""
SAMPLE = 400
"""Cells of a column that are looked at."""


@dataclass(frozen=True)
class CountColumn:
    """A column of people counted; in a wide table it belongs to a reporter or a place."""

    index: int
    role: str
    end: End = ""
    reporter: str = ""
    place: str = ""


@dataclass(frozen=True)
class Columns:
    """Where each detail of a report stands, and every column of counts."""

    details: dict[str, int]
    counts: tuple[CountColumn, ...]


@dataclass(frozen=True)
class LikelyColumn:
    """A column that may have a role."""

    index: int
    match: NameMatch


class ColumnReader:
    """Recognises the columns of one sheet, with each choice told."""

    def __init__(self, header: Header, kind: FileKind, options: ReadOptions, draft: AccountDraft) -> None:
        self.header = header
        self.kind = kind
        self.options = options
        self.draft = draft
        self.absent = {role for role, name in options.columns.items() if says_absent(name, header)}
        said = {role: name for role, name in options.columns.items() if role not in self.absent}
        self.stated = {role: stated_index(header, role, name) for role, name in said.items()}
        taken = set(self.stated.values())
        self.matches = {
            index: _matches(header, index) if index not in taken else () for index in range(len(header.names))
        }

    def cells(self, index: int) -> list[str]:
        """The first cells of a column that are not empty."""
        return [cell for row in self.header.rows if (cell := row.cell(index))][:SAMPLE]

    def days(self, index: int) -> list[str]:
        """The first cells of a column that may hold dates, a workbook's numbers as the days that they mean."""
        return [day_cell(cell, self.kind) for cell in self.cells(index)]

    def details(self) -> dict[str, int]:
        """The column of each role that is no count."""
        found = {role: index for role, index in self.stated.items() if role in DETAIL_ROLES}
        for role in DETAIL_ROLES:
            if role in found or role in self.absent:
                continue
            fitting = [
                one for one in self._candidates(role) if one.index not in found.values() and self._fits(role, one)
            ]
            if fitting:
                found[role] = fitting[0].index
                self._tell_choice(role, fitting)
        self._ask_of_ethiopian_days(found)
        if {"year", "month", "day"} <= set(found):
            found.pop("week", None)
        elif "date" not in found and not {"year", "week"} <= set(found):
            self._date_by_cells(found)
        return found

    def _ask_of_ethiopian_days(self, found: dict[str, int]) -> None:
        """Ask of days in numbers under a name in Ethiopic letters, whose years may lie seven or eight behind others."""
        if "date" in found and "date" not in self.stated and _ETHIOPIC.search(self.header.names[found["date"]]):
            typed = self.header.typed(found["date"])
            options = [f"--column date={typed} if they are Gregorian; else write Gregorian days"]
            why = "its years may be of the Ethiopian calendar"
            self.draft.ask(f"column {self.header.shown(found['date'])}", why, options, self.cells(found["date"]))

    def _candidates(self, role: str) -> list[LikelyColumn]:
        """Columns whose name may mean the role, the likeliest first."""
        found = [
            LikelyColumn(index, match) for index, some in self.matches.items() for match in some if match.role == role
        ]
        return sorted(found, key=lambda one: (not one.match.exact, len(one.match.rest), one.match.rank, one.index))

    def _fits(self, role: str, one: LikelyColumn) -> bool:
        first = self.matches[one.index][0]
        if first.role != role and first.exact and not one.match.exact:
            return False
        cells = self.cells(one.index)
        if role in ("date", "date_end", "published"):
            days = self.days(one.index)
            # Below the days of a column named for them, notes may stand.
            return (
                not cells or are_dates(days[:2], HALF) or are_dates(days, HALF) if one.match.exact else are_dates(days)
            )
        if role == "week":
            return one.match.exact and bool(cells) and all(cell.isdecimal() and 0 < int(cell) < 54 for cell in cells)
        if role in ("year", "month", "day"):
            return one.match.exact and _are_parts_of_days(cells, role)
        if role in ("stage", "scope", "side", "source_id"):
            return one.match.exact
        if role == "population":
            return one.match.exact and are_amounts(cells, whole=True)
        if role == "kind":
            return one.match.exact
        numbers = role not in ("source_id", "population") and cells and all(cell.isdecimal() for cell in cells)
        if numbers and counts_something(self.header.names[one.index]):
            return False  # the number of sources is no source
        mine = first.role == role or not first.exact
        return one.match.exact or (len(one.match.rest) <= 2 and mine and not are_amounts(cells))

    def _tell_choice(self, role: str, fitting: list[LikelyColumn]) -> None:
        chosen = self.header.shown(fitting[0].index)
        others = [self.header.shown(one.index) for one in fitting[1:] if one.match.exact]
        because = "its name"
        if others:
            because += f"; could be {', '.join(shown(name, 30) for name in others[:2])} too: --column {role}=NAME"
        cells = self.cells(fitting[0].index)
        self.draft.decide(f"column of {role}", chosen, because, cells, len(cells))

    def _date_by_cells(self, found: dict[str, int]) -> None:
        """Take the one column that holds dates, whatever its name; else ask."""
        free = [index for index in range(len(self.header.names)) if index not in found.values()]
        dated = [index for index in free if are_dates(self.cells(index), NEARLY_ALL)]
        if len(dated) == 1:
            found["date"] = dated[0]
            cells = self.cells(dated[0])
            self.draft.decide("column of date", self.header.shown(dated[0]), "dates stand in it", cells, len(cells))
            return
        likely = [*free, *(found[role] for role in ("month", "year") if role in found)]
        months = [index for index in likely if not dated and are_months(self.cells(index))]
        if months:
            cells = self.cells(months[0])
            how = ["nothing here, but use a file with a row a day or a week"]
            why = "its cells are months, where days or weeks are needed"
            self.draft.ask(f"column {self.header.shown(months[0])}", why, how, cells, len(cells))
            return
        named = [one.index for one in self._candidates("date") if one.match.exact and one.index not in found.values()]
        if not dated and named:
            cells = [cell for cell in self.cells(named[0]) if not are_dates([cell])]
            how = ["--column date=NAME for another column, or write the days like 2024-11-28"]
            self.draft.ask(f"column {self.header.shown(named[0])}", "its cells are no days", how, cells, len(cells))
            return
        if not dated and {"year", "month"} <= set(found):
            names = [self.header.shown(found[role]) for role in ("year", "month")]
            how = ["nothing here, but use a file with a row a day or a week"]
            self.draft.ask("column of date", "a row is a month, where days or weeks are needed", how, names)
            return
        some = dated or free
        names = [self.header.shown(index) for index in some]
        why = f"{len(dated)} columns hold dates" if dated else "no column is named so or holds dates"
        self.draft.ask(
            "column of date", why, [f"--column date={self.header.typed(some[0]) if some else 'NAME'}"], names
        )

    def tell_unused(self, used: Iterable[int]) -> None:
        """Tell of columns that hold something and are not used."""
        taken = {*used, *self.stated.values()}
        left = [index for index in self.matches if index not in taken and self.cells(index)]
        numbers = [index for index in left if are_amounts(self.cells(index), whole=True)]
        for what, some, because in (
            ("columns of numbers not used", numbers, "their names say no count; --column ROLE=NAME if they are one"),
            (
                "columns not used",
                [index for index in left if index not in numbers],
                "no part of a report by their names",
            ),
        ):
            if some:
                names = [self.header.shown(index) for index in some]
                self.draft.decide(what, str(len(some)), because, names, len(some))

    def numbers_of_no_people(self, role: str) -> list[LikelyColumn]:
        """Columns whose name means the count of a role first, with cells in digits that are no whole numbers."""
        found = [
            one for one in self._candidates(role) if self.matches[one.index][0].role == role and not one.match.part
        ]
        return [
            one
            for one in found
            if (cells := self.cells(one.index))
            and not are_amounts(cells, HALF if one.match.exact else MOST, role=role)
            and sum(bool(_NUMBER.fullmatch(cell)) for cell in cells) > len(cells) * HALF
        ]

    def named_exactly(self, role: str) -> list[LikelyColumn]:
        """Columns named for the count of a role, whatever they hold."""
        return [one for one in self._candidates(role) if one.match.exact and self.cells(one.index)]

    def counted(self, role: str) -> list[LikelyColumn]:
        """Columns whose name means the count of a role, with numbers in them, or yet empty and named exactly so.

        Cells with digits below such an exact name are asked about, if they can't be read.
        """
        found = [one for one in self._candidates(role) if self.matches[one.index][0].role == role]
        cells = {one.index: self.cells(one.index) for one in found}
        fitting = [
            one
            for one in found
            if (one.match.exact and _hold_digits(cells[one.index]))
            or are_amounts(cells[one.index], HALF if one.match.exact else MOST, role=role)
        ]
        return fitting or [one for one in found if one.match.exact and _hold_a_number(cells[one.index], role)]


def _matches(header: Header, index: int) -> tuple[NameMatch, ...]:
    """The roles of a column's name; of several counts of hurt or held people, the lower row of the header decides."""
    found = name_matches(header.names[index])
    said = {match.role for match in header.lower_matches(index) if match.exact and match.role in COUNT_ROLES[1:]}
    return tuple(match for match in found if match.role in said or match.role not in COUNT_ROLES) if said else found


def _are_parts_of_days(cells: list[str], role: str) -> bool:
    """Whether most cells may be years, months (by name too) or days: a place is called like a year somewhere."""
    least, most = {"year": (70, 3000), "month": (1, 12), "day": (1, 31)}[role]
    fitting = [cell for cell in cells if cell.isdecimal() and least <= int(cell) <= most]
    names = [cell for cell in cells if role == "month" and not cell.isdecimal()]
    return len(fitting) + len(names) >= len(cells) * HALF


def _hold_a_number(cells: list[str], role: str) -> bool:
    """Whether a cell is a number in digits, among others that can't be read, and no day."""
    numbers = any(is_amount(cell, role) and any(letter.isdigit() for letter in cell) for cell in cells)
    return numbers and not are_dates(cells, HALF)


def _hold_digits(cells: list[str]) -> bool:
    """Whether most cells hold digits among words, and none is a fraction or a day; also where there are none."""
    odd = [cell for cell in cells if not any(letter.isdigit() for letter in cell) or _NUMBER.fullmatch(cell)]
    return len(odd) <= len(cells) * (1 - MOST) and not (cells and are_dates(cells, HALF))


def says_absent(name: str, header: Header | None = None) -> bool:
    """Whether the user says that a file has no column of a role; a column may be called so too."""
    return bare(name) == ABSENT and (header is None or ABSENT not in map(bare, header.names))


def stated_index(header: Header, role: str, name: str) -> int:
    """The column that the user named, by name or by letters. IntakeError if there is none, or two of the name."""
    names = [bare(one) for one in header.names]
    if bare(name) in names:
        if names.count(bare(name)) > 1:
            raise IntakeError(f"--column {role}={name}: two columns are named so; use the letters over the column")
        return names.index(bare(name))
    letters = [column_letters(index) for index in range(len(names))]
    if name.upper() in letters:
        return letters.index(name.upper())
    raise IntakeError(f"--column {role}={name}: no such column{nearest(name, [one for one in header.names if one])}")

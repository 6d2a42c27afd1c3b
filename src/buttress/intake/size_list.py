"""How many people live in places, as the user says: `Lviv=720000`, or a list of places and people in a file."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

from buttress.case.message import shown
from buttress.intake.account import AccountDraft
from buttress.intake.error import IntakeError, located
from buttress.intake.read_options import checked_pairs
from buttress.intake.sheets import read_sheets

OPTION = "--size"
_GROUPS = re.compile(r"\d{1,3}(?:[ ,.'\u00a0\u202f]\d{3})+|\d+")


def people_of(text: str) -> int:
    """The people of `720000`, `720,000` or `720 000`. ValueError for another form."""
    if not _GROUPS.fullmatch(text.strip()):
        raise ValueError(f"{shown(text)} is no whole number of people")
    return int(re.sub(r"\D", "", text))


def stated_sizes(texts: Sequence[str]) -> dict[str, int]:
    """People by place of what `--size` was given. IntakeError for another form than PLACE=PEOPLE."""
    sizes = {}
    for place, text in checked_pairs(OPTION, texts).items():
        try:
            sizes[place] = people_of(text)
        except ValueError as reason:
            raise IntakeError(f"{OPTION} {place}={text}: {reason}") from None
    return sizes


def read_size_list(path: Path) -> dict[str, int]:
    """People by place of a table of two columns, places and people, with or without a header.

    Of a place that stands twice the smaller number counts. IntakeError names a row that is none of both; OSError.
    """
    (sheet, *_) = read_sheets(path, {}, AccountDraft())
    sizes: dict[str, int] = {}
    for at, row in enumerate(sheet.rows):
        cells = [cell.strip() for cell in row.cells if cell.strip()]
        numbers = [cell for cell in cells if _GROUPS.fullmatch(cell)]
        names = [cell for cell in cells if cell not in numbers]
        if len(numbers) == len(names) == 1:
            people = people_of(numbers[0])
            sizes[names[0]] = min(people, sizes.get(names[0], people))
        elif at:
            raise IntakeError(located(str(path), row.number, "a place and the number of its people are needed"))
    if not sizes:
        raise IntakeError(located(str(path), None, "no place with a number of people"))
    return sizes

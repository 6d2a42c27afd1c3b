"""Days written without a year, `24 January`, and the year that they are of."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

from buttress.intake.account import AccountDraft
from buttress.intake.column_names import bare, name_matches
from buttress.intake.date_text import read_date_text
from buttress.intake.error import IntakeError
from buttress.intake.header import Header
from buttress.intake.plain_text import plain
from buttress.intake.read_options import ReadOptions
from buttress.intake.sheet import SheetRow

LEAP = "2000"
"""A year for days while theirs is asked for."""
TURN = dt.timedelta(days=200)
"""Days of one row and the next so far apart may be of two years."""
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")


def with_year(header: Header, file: str, options: ReadOptions, draft: AccountDraft) -> Header:
    """The header with rows whose days have a year: the user's, or the one of the title or the file's name.

    IntakeError: a year of the user's that is none. What none of them says is asked.
    """
    said = options.answers.get("year")
    if said is not None and not _YEAR.fullmatch(said):
        raise IntakeError(f"--year {said}: a year like 2024 is needed")
    for index, name in enumerate(header.names):
        if not _is_of_days(name, options.columns):
            continue
        held = {row.number: row.cell(index) for row in header.rows if row.cell(index)}
        dated = {number: text for number, cell in held.items() if (text := _dated(cell, LEAP))}
        if len(dated) < max(1, len(held) / 2):
            header = _with_years_around(header, index, held, dated, draft)
            continue
        year, because = (said, "you said so") if said else named_year(header.title, file)
        if year and not said and _turns(list(dated.values())):
            year, because = "", "its days have no year, and run over the end of one"
        examples = [held[number] for number in dated]
        if year:
            draft.decide("year", year, because, examples, len(dated))
        else:
            draft.ask(f"column {header.shown(index)}", because, ["--year 2024"], examples, len(dated))
        filled = {number: _dated(held[number], year or LEAP) for number in dated}
        header = replace(header, rows=tuple(_filled(row, index, filled) for row in header.rows))
    return header


def _with_years_around(
    header: Header, index: int, held: Mapping[int, str], dated: Mapping[int, str], draft: AccountDraft
) -> Header:
    """The rows with the year of the rows above and below where a few days lack theirs, and both have the same."""
    years = {number: found[-1] for number, cell in held.items() if (found := _YEAR.findall(plain(cell)))}
    filled = {}
    for number in dated:
        above = years.get(max((one for one in years if one < number), default=0))
        if above and above == years.get(min((one for one in years if one > number), default=0)):
            filled[number] = _dated(held[number], above)
    if not filled:
        return header
    examples = [f"row {number}: {held[number]} = {text}" for number, text in filled.items()]
    draft.decide(
        "days without a year", "of the year around them", "rows above and below have it", examples, len(filled)
    )
    return replace(header, rows=tuple(_filled(row, index, filled) for row in header.rows))


def _is_of_days(name: str, stated: Mapping[str, str]) -> bool:
    if any(bare(stated[role]) == bare(name) for role in ("date", "date_end") if role in stated):
        return True
    return any(match.exact and match.role in ("date", "date_end") for match in name_matches(name))


def named_year(title: str, file: str) -> tuple[str, str]:
    """The one year that the title or the file's name holds, with where it stands; else why there is none."""
    for text, where in ((title, "the title says so"), (Path(file).stem, "the file's name says so")):
        years = set(_YEAR.findall(text))
        if years:
            return (years.pop(), where) if len(years) == 1 else ("", "its days have no year, and the title has several")
    return "", "its days have no year"


def _dated(cell: str, year: str) -> str:
    """A day's text with the year; empty if it has one already or is no day."""
    if re.search(r"\d{4}", cell) or not cell[:20].strip() or _is_date(cell):
        return ""
    texts = (f"{cell} {year}", f"{cell.rstrip('. ')}.{year}", f"{cell}/{year}")
    return next((text for text in texts if _is_date(text)), "")


def _is_date(text: str) -> bool:
    try:
        read_date_text(text.strip())
    except ValueError:
        return False
    return True


def _turns(texts: Sequence[str]) -> bool:
    """Whether the days of a year go from its end to its beginning from row to row, or back."""
    days = [span[0] for text in texts if (span := read_date_text(text).free)]
    return any(abs(later - earlier) > TURN for earlier, later in pairwise(days))


def _filled(row: SheetRow, index: int, filled: Mapping[int, str]) -> SheetRow:
    if row.number not in filled:
        return row
    return replace(row, cells=(*row.cells[:index], filled[row.number], *row.cells[index + 1 :]))

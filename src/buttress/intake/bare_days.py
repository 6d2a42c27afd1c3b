"""Days written as mere numbers: a spreadsheet's serial days, and days of the month that a sheet is named for."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial

from buttress.intake.account import AccountDraft
from buttress.intake.column_names import name_matches
from buttress.intake.date_text import read_date_text
from buttress.intake.header import Header
from buttress.intake.sheet import EPOCH, JoinedRow, SheetRow
from buttress.intake.yearless_days import named_year

SERIALS = range((dt.date(1990, 1, 1) - EPOCH).days, (dt.date(2036, 1, 1) - EPOCH).days)


def with_bare_days(header: Header, sheet: str, file: str, draft: AccountDraft) -> Header:
    """The header with rows whose day is a date, where a column named for days holds numbers that can mean but one."""
    roles = {match.role for name in header.names for match in name_matches(name)[:2] if match.exact}
    for index, name in enumerate(header.names):
        if not any(match.exact and match.role in ("date", "day") for match in name_matches(name)):
            continue
        cells = [cell for row in header.rows if (cell := row.cell(index))]
        numbers = [int(cell) if cell.isdecimal() else 0 for cell in cells]
        if numbers and all(number in SERIALS for number in numbers):
            draft.decide("dates", "days since 1899-12-30", "a spreadsheet wrote them as numbers", cells, len(cells))
            return _with_days(header, index, lambda number, _: EPOCH + dt.timedelta(days=number))
        if "month" in roles or not numbers or not all(0 < number < 32 for number in numbers):
            continue
        sheets = dict.fromkeys(_sheet_of(row, sheet) for row in header.rows)
        months = {one: found for one in sheets if (found := _month_of(one, header.title, file))}
        if len(months) == len(sheets):
            named = ", ".join(f"{month:%Y-%m}" for month in months.values())
            draft.decide("month of the days", named, "the name of the sheet or its title says so", cells, len(cells))
            return _with_days(header, index, partial(_day_of_month, sheet, months))
    return header


def _day_of_month(sheet: str, months: Mapping[str, dt.date], number: int, row: SheetRow) -> dt.date | None:
    try:
        return months[_sheet_of(row, sheet)].replace(day=number)
    except ValueError:
        return None


def _sheet_of(row: SheetRow, sheet: str) -> str:
    return row.number.sheet if isinstance(row.number, JoinedRow) and row.number.sheet else sheet


def _month_of(sheet: str, title: str, file: str) -> dt.date | None:
    """The first day of the month that a sheet or its title names; its year may stand in the title or file's name."""
    for text in (sheet, title):
        for written in (text, f"{text} {named_year(title, file)[0]}"):
            try:
                found = read_date_text(f"1 {written}").free
            except ValueError:
                continue
            if found and found[0] == found[1]:
                return found[0]
    return None


def _with_days(header: Header, index: int, day: Callable[[int, SheetRow], dt.date | None]) -> Header:
    """The header with each number of a column as its day; what is none stays, to be told."""
    rows = []
    for row in header.rows:
        found = day(int(row.cell(index)), row) if row.cell(index) else None
        cells = (*row.cells[:index], found.isoformat(), *row.cells[index + 1 :]) if found else row.cells
        rows.append(SheetRow(row.number, cells))
    return replace(header, rows=tuple(rows))

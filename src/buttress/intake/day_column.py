"""The days of a sheet's rows."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from buttress.intake.account import AccountDraft
from buttress.intake.column_names import sums_places
from buttress.intake.date_text import Order
from buttress.intake.dates import Dates, read_dates
from buttress.intake.reason import Reason, WhyNot
from buttress.intake.sheet import FileKind, SheetRow, day_cell

GROUPED = 0.25
"""The share of empty cells from which on a day is taken to stand once for the rows below it."""


@dataclass(frozen=True)
class RowDays:
    """The first and the last day of each row that has one, by its number, and why others have none.

    `order` is that of day and month, None where the days need none. `unknown` are rows with words
    in their date that are not understood.
    """

    first: dict[int, dt.date]
    last: dict[int, dt.date]
    faults: dict[int, Reason]
    order: Order | None = None
    unknown: frozenset[int] = frozenset()


def row_days(
    rows: Sequence[SheetRow],
    details: dict[str, int],
    kind: FileKind,
    order: Order | None,
    draft: AccountDraft,
    usual: Order | None = None,
) -> RowDays:
    """The days of the column of dates, or of the columns of year, month and day.

    `order` is what the user says, `usual` that of the language of the header.
    """
    texts = [date_text(row, details, kind) for row in rows]
    texts = _filled(rows, texts, [sums_rows(row, details) for row in rows], draft)
    held = [(row.number, text) for row, text in zip(rows, texts, strict=True) if text]
    dates = read_dates([text for _, text in held], order, usual=usual)
    _tell(dates, [text for _, text in held], draft)
    first: dict[int, dt.date] = {}
    last: dict[int, dt.date] = {}
    faults = {row.number: Reason(WhyNot.NO_DATE) for row, text in zip(rows, texts, strict=True) if not text}
    ends = dates.ends or [None] * len(held)
    for index, ((number, _), day) in enumerate(zip(held, dates.days, strict=True)):
        if day is None:
            faults[number] = dates.faults.get(index, Reason(WhyNot.DATE_NOT_READ))
        else:
            first[number], last[number] = day, ends[index] or day
    if "date_end" in details:
        ends_of = days_beside(rows, details["date_end"], kind, dates.order, draft)
        last |= {number: day for number, day in ends_of.items() if number in first and day >= first[number]}
    unknown = frozenset(held[index][0] for index in dates.unknown)
    return RowDays(first, last, faults, dates.order, unknown)


def days_beside(
    rows: Sequence[SheetRow], column: int, kind: FileKind, order: Order | None, draft: AccountDraft
) -> dict[int, dt.date]:
    """The days of another column by row, in the order of the column of dates; asked where that says nothing."""
    held = [(row.number, day_cell(row.cell(column), kind)) for row in rows if row.cell(column)]
    dates = read_dates([text for _, text in held], order)
    if dates.question is not None and dates.question not in draft.questions:
        draft.questions.append(dates.question)
    return {number: day for (number, _), day in zip(held, dates.days, strict=True) if day is not None}


def date_text(row: SheetRow, details: dict[str, int], kind: FileKind) -> str:
    """A row's day as text; a workbook's number is turned into the day that it means."""
    if "date" not in details and "week" in details:
        year, week = row.cell(details["year"]), row.cell(details["week"])
        return f"{year}-W{week.zfill(2)}" if year and week else ""
    if "date" not in details:
        parts = [row.cell(details[part]) for part in ("year", "month", "day")]
        return "-".join(part.zfill(2) for part in parts) if all(parts) else ""
    return day_cell(row.cell(details["date"]), kind)


def sums_rows(row: SheetRow, details: dict[str, int]) -> bool:
    """Whether the place of a row, or its region where no place stands, is a word for the sum of others."""
    named = [row.cell(details[role]) for role in ("place", "region", "country") if role in details]
    return sums_places(next(filter(None, named), ""))


def _filled(rows: Sequence[SheetRow], texts: list[str], sums: list[bool], draft: AccountDraft) -> list[str]:
    """Days that stand once over several rows, in each of them but sums.

    Only where that is how the whole table is written.
    """
    empty = [index for index, text in enumerate(texts) if not text and index > 0 and not sums[index]]
    inner = [index for index in empty if any(texts[:index]) and len(rows[index].cells) > 1]
    if len(inner) < max(2, len(texts) * GROUPED):
        return texts
    filled = list(texts)
    for index in inner:
        filled[index] = next(text for text in reversed(filled[:index]) if text)
    draft.decide("dates", "taken from the row above", "many rows have none, below one that has", count=len(inner))
    return filled


def _tell(dates: Dates, texts: list[str], draft: AccountDraft) -> None:
    chosen = dates.order or "no order needed"
    if dates.question is not None:
        draft.questions.append(dates.question)
    else:
        draft.decide("dates", chosen, dates.why, texts, len(texts) - len(dates.faults))
    if dates.era:
        draft.decide("calendar", f"{dates.era} years", "their years are of no other calendar in use", texts, len(texts))
    if dates.weeks:
        because = "cells name weeks, counted from Monday by ISO 8601"
        draft.decide("weeks", "Monday to Sunday", because, texts, dates.weeks)

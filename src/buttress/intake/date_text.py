"""One cell's date or range of days, under each order of day and month in which it may be written."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from buttress.case.message import shown
from buttress.intake.calendar_eras import PERSIAN_MONTH, Era, day_of, era_of
from buttress.intake.date_tokens import DateToken, UnknownDateError, date_tokens, named_weekday
from buttress.intake.plain_text import plain
from buttress.intake.week_text import week_days

Order = Literal["day-first", "month-first", "year-first"]
ORDERS: tuple[Order, ...] = ("day-first", "month-first", "year-first")
Days = tuple[dt.date, dt.date]
FIRST_YEAR, LAST_YEAR = 1800, 2049
"""Years that are read; later ones are of a calendar that is not known here, such as Nepal's."""
MAX_LETTERS = 100
MAX_RANGE_DAYS = 366
SERIALS = range(20_000, 80_000)
"""Days since 1899-12-30 by which a spreadsheet writes 1954 to 2119."""
_SERIAL_ORIGIN = dt.date(1899, 12, 30)
_PIVOT = 70
"""Two digits below this are years of this century."""
_PIVOT_PERSIAN, PERSIAN_CENTURY = 16, 1400
"""The same in the Persian calendar, and its century."""


@dataclass(frozen=True)
class DateText:
    """First and last day under each order in which the text is a date; `dotted` where full stops part its numbers.

    Where the order changes nothing, `free` holds the days, and `year_first` says that they were written as 2024-11-28.
    `era` is the calendar of a year in four digits, None where none is written; `week`: a week is named.
    """

    free: Days | None
    by_order: dict[Order, Days]
    dotted: bool = False
    year_first: bool = False
    era: Era | None = None
    week: bool = False


@dataclass(frozen=True)
class _Side:
    """One end of a range, or a date alone: its numbers as written and its month's number if named."""

    numbers: tuple[str, ...]
    month: int | None

    @property
    def year_first(self) -> bool:
        return bool(self.numbers) and len(self.numbers[0]) == 4


@lru_cache(maxsize=65_536)
def read_date_text(text: str, serials: bool = False) -> DateText:
    """The days that a cell may mean. ValueError says why it is no date."""
    if len(text) > MAX_LETTERS:
        raise ValueError(f"{shown(text, 30)} is a text of {len(text)} letters, where a date is needed")
    if not any(letter.isdecimal() for letter in text):
        raise _fault(text, None)  # without loading the names of months
    number = re.fullmatch(r"\s*([0-9]{5})(?:\.[0-9]+)?\s*", text)
    if serials and number and int(number[1]) in SERIALS:
        day = _SERIAL_ORIGIN + dt.timedelta(days=int(number[1]))
        return DateText((day, day), {})
    week = week_days(plain(text))
    if week:
        return DateText(week, {}, week=True)
    tokens = date_tokens(plain(text), text)
    single = _side(tokens)
    found = _by_order(None, single) if single else {}
    if single and found:
        return _date_text(_on_weekday(found, named_weekday(plain(text))), [single], text)
    for left, right in _halves(tokens):
        found = _by_order(left, right)
        if found:
            return _date_text(found, [left, right], text)
    raise _fault(text, single)


def _date_text(found: dict[Order, Days], sides: list[_Side], text: str) -> DateText:
    """What was found, with its order taken away where it changes nothing. ValueError on a range that can't be."""
    for first, last in found.values():
        if not FIRST_YEAR <= first.year <= last.year <= LAST_YEAR:
            raise ValueError(
                f"{shown(text)} is outside the years {FIRST_YEAR} to {LAST_YEAR} of the Gregorian calendar"
            )
        if (last - first).days > MAX_RANGE_DAYS:
            raise ValueError(f"{shown(text)} is a range of more than a year")
    years = [number for side in sides for number in side.numbers if len(number) == 4]
    era = era_of(int(years[0])) if years else None
    if sides[0].year_first or (len(found) == len(ORDERS) and len(set(found.values())) == 1):
        return DateText(next(iter(found.values())), {}, year_first=sides[0].year_first, era=era)
    return DateText(None, found, re.search(r"\d\.\s?\d", text) is not None, era=era)


def _on_weekday(found: dict[Order, Days], weekday: int | None) -> dict[Order, Days]:
    """The orders under which a day falls on the day of the week that is named; all where none does."""
    right = {order: days for order, days in found.items() if days[0].weekday() == weekday}
    return right or found


def _side(tokens: list[DateToken]) -> _Side | None:
    """Tokens as one date or part of one; None where they can't be."""
    gaps = {token.gap.strip() for token in tokens[1:]}
    named = [token.month for token in tokens if token.month is not None]
    numbers = tuple(token.number for token in tokens if token.month is None)
    if not tokens or len(named) > 1 or len(numbers) > (2 if named else 3):
        return None
    if not gaps <= {"", ".", ",", "-", "/"} or (not named and len(gaps - {""}) > 1):
        return None
    if "," in gaps and not named and not (len(numbers) == 2 and len(numbers[1]) == 4):
        return None
    if any(len(number) > 4 for number in numbers):
        return None
    return _Side(numbers, named[0] if named else None)


def _halves(tokens: list[DateToken]) -> Iterator[tuple[_Side, _Side]]:
    """Each way to cut the tokens into two ends of a range, the likelier ones first."""
    cuts = [at for at in range(1, len(tokens)) if tokens[at].gap.strip(". ,") in ("~", "-", "/", "+", "&")]
    cuts.sort(key=lambda at: ("~" not in tokens[at].gap, not tokens[at].gap.startswith(" ")))
    for at in cuts:
        left, right = _side(tokens[:at]), _side(tokens[at:])
        if left and right:
            yield left, right


def _by_order(left: _Side | None, right: _Side) -> dict[Order, Days]:
    """First and last day under each order that makes a day of both ends."""
    found: dict[Order, Days] = {}
    for order in ORDERS:
        last, first = _numbers(right, order), _numbers(left, order) if left else None
        if last is None or (left and first is None):
            continue
        if first and left:
            if last[1] is None and left.month is None and not left.year_first and order != "month-first":
                continue
            last = (last[0], first[1] if last[1] is None else last[1], first[2] if last[2] is None else last[2])
        end = _day(last)
        if end is None:
            continue
        begin = end
        if first:
            month = first[1] if first[1] is not None else end.month
            year = first[2] if first[2] is not None else end.year - (month > end.month)
            started = _day((first[0], month, year))
            if started is None or started > end:
                continue
            begin = started
        found[order] = (begin, end)
    return found


Numbers = tuple[int | None, int | None, int | None]
"""Day, month and year; None where not written."""


def _numbers(side: _Side, order: Order) -> Numbers | None:
    """What a side says under an order; None where it can't be written so."""
    values = [int(number) for number in side.numbers]
    years = [len(number) == 4 for number in side.numbers]
    if side.month is not None:
        if len(values) == 1:
            return None if years[0] else (values[0], side.month, None)
        if len(values) != 2:
            return None
        if years[0] or (not years[1] and values[0] > 31):
            return None if years[1] else (values[1], side.month, _year(side.numbers[0], side.month))
        return values[0], side.month, _year(side.numbers[1], side.month)
    if len(values) == 1:
        return None if years[0] else (values[0], None, None)
    if len(values) == 2:
        if years[1]:
            return (values[0], None, values[1]) if not years[0] else None
        if years[0]:
            return None
        return (values[0], values[1], None) if order == "day-first" else (values[1], values[0], None)
    if years[1] or sum(years) > 1 or any(len(number) == 3 for number in side.numbers):
        return None
    if years[0] or (order == "year-first" and not years[2]):
        return values[2], values[1], _year(side.numbers[0])
    if order == "year-first":
        return None
    day, month = values[:2] if order == "day-first" else values[1::-1]
    return day, month, _year(side.numbers[2])


def _year(number: str, month: int = 0) -> int:
    year = int(number)
    if month > PERSIAN_MONTH and len(number) < 4:
        return year + (PERSIAN_CENTURY if year < _PIVOT_PERSIAN else PERSIAN_CENTURY - 100)
    return year if len(number) == 4 else year + (2000 if year < _PIVOT else 1900)


def _day(numbers: Numbers) -> dt.date | None:
    day, month, year = numbers
    if day is None or month is None or year is None:
        return None
    return day_of(year, month, day)


def _fault(text: str, single: _Side | None) -> ValueError:
    """Why a text is no date."""
    if single and (len(single.numbers) == 3 or (single.month is not None and len(single.numbers) == 2)):
        return ValueError(f"{shown(text)} is no day of the calendar")
    if single and any(len(number) == 4 for number in single.numbers):
        return ValueError(f"{shown(text)} names a month or a year, where a day is needed")
    if single and len(single.numbers) == (2 if single.month is None else 1):
        return ValueError(f"{shown(text)} has no year; write it beside day and month")
    return UnknownDateError(f"{shown(text)} is not understood as a date; write it like 2024-11-28")

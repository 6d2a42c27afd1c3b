"""The calendar: kinds of occasion, the days on which each is held, and which kind is the main one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field, model_validator

from buttress.case.quantity import Day, Form, Id, Text

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
Weekday = Literal["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]


def _all_or_list(value: Any) -> Any:
    if value == "all" or isinstance(value, list):
        return value
    raise ValueError("write 'all' or a list of ids")


AllOrIds = Annotated[Literal["all"] | list[Id], BeforeValidator(_all_or_list)]


class Calling(Form):
    """A kind of occasion: on a weekday or daily from a day on, on listed dates, or irregular, when it is reported.

    `main` marks the kind that measures count.
    """

    id: Id
    name: Text
    main: bool = False
    weekday: Weekday | None = None
    daily: bool = False
    irregular: bool = False
    from_: Annotated[Day | None, Field(alias="from")] = None
    until: Day | None = None
    dates: Annotated[list[Day], Field(min_length=1, max_length=1000)] | None = None
    places: AllOrIds
    groups: AllOrIds

    @property
    def first(self) -> date:
        """The day from which on it is held."""
        return self.from_ if self.from_ is not None else min(self.dates or (date.min,))

    def on(self, day: date) -> bool:
        """Whether the calendar holds an occasion of this kind on a day; of an irregular kind it holds none."""
        if self.dates is not None:
            return day in self.dates
        return self.within(day) and (self.daily or WEEKDAYS[day.weekday()] == self.weekday)

    def within(self, day: date) -> bool:
        """Whether a day lies in from..until."""
        return day >= self.first and (self.until is None or day <= self.until)

    def count(self, start: date, end: date) -> int:
        """Occasions on the days start <= day < end."""
        return sum(self.on(day) for day in _days(start, end))

    @model_validator(mode="after")
    def _when(self) -> Calling:
        if sum((self.weekday is not None, self.dates is not None, self.daily, self.irregular)) != 1:
            raise ValueError(
                "give exactly one of 'weekday' (with 'from'), 'daily: true' (with 'from'), 'dates' and "
                "'irregular: true'"
            )
        if (self.weekday is not None or self.daily) and self.from_ is None:
            raise ValueError("'weekday' and 'from' go together" if self.weekday else "'daily' and 'from' go together")
        if self.dates is not None and self.from_ is not None:
            raise ValueError("'weekday' and 'from' go together")
        if self.until is not None and (self.dates is not None or self.until < self.first):
            raise ValueError("'until' must not be before 'from'")
        if self.dates is not None and len(set(self.dates)) != len(self.dates):
            raise ValueError("a date is repeated in 'dates'")
        return self


def main_kind(calendar: Sequence[Calling], start: date, end: date) -> Calling:
    """The kind marked 'main: true', else the one with most occasions on the days start <= day < end, ties by id."""
    marked = [calling for calling in calendar if calling.main]
    return min(marked or calendar, key=lambda calling: (-calling.count(start, end), calling.id))


def _days(start: date, end: date) -> Iterator[date]:
    return (start + timedelta(days=offset) for offset in range((end - start).days))

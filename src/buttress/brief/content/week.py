"""The next seven days, by place and by occasion."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from buttress.brief.content.quantity import Spread


@dataclass(frozen=True)
class PlaceWeek:
    """Next seven days in one place: the largest crowd of the week and all people detained in it.

    `reported`: whether any report of an occasion of the calendar speaks of the place; where none does, no report limits
    the numbers.
    """

    place: str
    name: str
    turnout: Spread
    detained: Spread
    trace: str = ""
    reported: bool = True


@dataclass(frozen=True)
class OccasionWeek:
    """An occasion of the next seven days, nationwide."""

    name: str
    date: date
    where: str
    turnout: Spread
    detained: Spread
    trace: str = ""

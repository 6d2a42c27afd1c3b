"""Years of other calendars than the Gregorian: Thailand's Buddhist era, Iran's solar years, Japan's eras, Taiwan's."""

from __future__ import annotations

import datetime as dt
import re
from typing import Literal

Era = Literal["", "Buddhist", "Persian"]
BUDDHIST = range(2443, 2644)
"""Years 543 above those of 1900 to 2100."""
PERSIAN = range(1300, 1416)
"""Years of 1921 to 2036; later ones may be lunar years."""
ERAS = {"令和": 2018, "平成": 1988, "昭和": 1925, "民國": 1911, "民国": 1911, "r": 2018, "h": 1988}
"""The year before the first of each era; a letter stands for one of Japan's."""
_ERA_YEAR = re.compile(r"^(令和|平成|昭和|民國|民国|[rh](?=\d{1,2}[./-]))\s?(\d{1,3}|元)(?=\s?[年./-])")
PERSIAN_MONTH = 100
"""What the number of a Persian month is raised by where it is named."""
_EPOCH_YEAR, _EPOCH = 1400, dt.date(2021, 3, 21)


def era_of(year: int) -> Era:
    """The calendar that a year of four digits is of."""
    return "Buddhist" if year in BUDDHIST else "Persian" if year in PERSIAN else ""


def without_era(written: str) -> str:
    """Plain text of a date with a year of an era, `令和3年6月23日`, as that of the Gregorian calendar."""
    return _ERA_YEAR.sub(lambda found: str(ERAS[found[1]] + (1 if found[2] == "元" else int(found[2]))), written)


def day_of(year: int, month: int, day: int) -> dt.date | None:
    """The day that is meant, in the Gregorian calendar; None where there is none."""
    named_persian = month > PERSIAN_MONTH
    if named_persian != (era_of(year) == "Persian") and named_persian:
        return None
    try:
        if era_of(year) == "Persian":
            return _of_persian(year, month % PERSIAN_MONTH, day)
        return dt.date(year - 543 if era_of(year) == "Buddhist" else year, month, day)
    except ValueError:
        return None


def _of_persian(year: int, month: int, day: int) -> dt.date | None:
    """A day of the Persian calendar, by its cycle of 33 years with eight leap years."""
    length = 31 if month <= 6 else 30 if month <= 11 else _start(year + 1) - _start(year) - 336
    if not (1 <= month <= 12 and 1 <= day <= length):
        return None
    before = 31 * (month - 1) if month <= 7 else 186 + 30 * (month - 7)
    return _EPOCH + dt.timedelta(days=_start(year) - _start(_EPOCH_YEAR) + before + day - 1)


def _start(year: int) -> int:
    """Days before a year."""
    cycle = year + 1595
    return 365 * cycle + cycle // 33 * 8 + (cycle % 33 + 3) // 4

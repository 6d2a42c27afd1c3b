"""Why a row became no report: one of a few reasons with words in every language, and what a user needs besides."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class WhyNot(StrEnum):
    """Reasons by stable names; the values are their English words."""

    NO_DATE = "no date"
    DATE_NOT_READ = "a date that can't be read"
    LONE_YEAR = "a year far from all others"
    YEAR_OUTSIDE = "a year that can't be"
    PUBLISHED_BEFORE = "published before its day"
    NOTE = "a note of one cell"
    TOTALS = "a row of totals"
    SEVERAL_DAYS = "a total over several days"
    PART = "a part of a larger crowd"
    NO_NUMBER = "no number of people"
    RUNNING_TOTAL = "the first of a running total, or lower than the one before"
    NO_SOURCE = "from memory, with no source"
    FOR_GOVERNMENT = "a crowd for the government"
    OTHER_COUNTRY = "in another country"
    OTHER_KIND = "of a kind that is not counted here"


@dataclass(frozen=True)
class Reason:
    """A reason, and in English what its user needs to mend it: `detail` may hold text of the file."""

    why: WhyNot
    detail: str = ""

    def __str__(self) -> str:
        return self.detail or self.why.value

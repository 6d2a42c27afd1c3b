"""What a file was read into: its reports and the account of them."""

from __future__ import annotations

import math
import shlex
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from buttress.intake.account import Account, question_line
from buttress.intake.error import IntakeError, located
from buttress.intake.event_report import EventReport
from buttress.intake.place_sizes import PlaceSize, StatedSize, place_sizes
from buttress.intake.sheet import row_record

COLUMNS = (
    "row", "date", "place", "level", "reporter", "kind",
    "crowd_low", "crowd_high", "detained_low", "detained_high", "killed", "injured",
    "killed_low", "killed_high", "injured_low", "injured_high",
)  # fmt: skip


@dataclass(frozen=True)
class ReadColumn:
    """A column by its name, or its letters where it has none or shares it; `role` is empty where it is not used."""

    name: str
    role: str
    examples: tuple[str, ...]


@dataclass(frozen=True)
class FileReading:
    """Reports in the order of the file's rows; the country that they are of, where one is known; the file's columns.

    `stated_sizes`: people that the file or its user says to live in places, by bare name.
    """

    file: str
    reports: tuple[EventReport, ...]
    account: Account
    country: str | None = None
    stated_sizes: Mapping[str, StatedSize] = field(default_factory=dict)
    columns: tuple[ReadColumn, ...] = ()

    def sizes(self, country: str | None = None) -> dict[str, PlaceSize]:
        """How many people live in each place, in the country of the reading or another."""
        return place_sizes(self.reports, country or self.country, self.stated_sizes)

    def answered(self) -> FileReading:
        """The reading itself; IntakeError with each question if the file leaves something open."""
        if self.account.questions:
            lines = [located(self.file, None, question_line(question)) for question in self.account.questions]
            how = f"keep the answers with: buttress read {shlex.quote(self.file)} OPTIONS --keep"
            raise IntakeError("\n".join([*lines, how]))
        return self

    def records(self) -> list[dict[str, Any]]:
        """The reports as plain data: an exact number has low == high, None stands for what is not given.

        Where several sheets were read, each has its `sheet` too, and `row` is the number within it.
        """
        return [dict(zip(COLUMNS, _values(report), strict=True)) | row_record(report.row) for report in self.reports]

    def to_json(self) -> dict[str, Any]:
        """Account and reports as plain data."""
        account = self.account.as_dict()
        return {
            "rows": account["rows"],
            "used": account["used"],
            "reports": self.records(),
            "not_used": account["not_used"],
            "decisions": account["decisions"],
            "questions": account["questions"],
        }


def _values(report: EventReport) -> tuple[object, ...]:
    return (
        report.row,
        report.date.isoformat(),
        report.place or None,
        report.level,
        report.reporter,
        report.event or None,
        _whole(report.low),
        _whole(report.high),
        *_ends(report.detained, report.detained_high),
        None if report.killed_high is not None else report.killed,
        None if report.injured_high is not None else report.injured,
        *_ends(report.killed, report.killed_high),
        *_ends(report.injured, report.injured_high),
    )


def _ends(low: int | None, high: float | None) -> tuple[int | None, int | None]:
    return low, low if high is None else _whole(high)


def _whole(value: float | None) -> int | None:
    return None if value is None or math.isinf(value) else int(value)


def inert(value: object) -> object:
    """A cell that a spreadsheet does not take for a formula."""
    return f"'{value}" if isinstance(value, str) and value[:1] in "=+-@\t\r" and value[:1] else value

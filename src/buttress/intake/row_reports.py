"""Rows of a sheet as reports, each row that becomes none with its reason."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from buttress.intake.account import AccountDraft
from buttress.intake.amount import Amount
from buttress.intake.column_names import begins_as_total, is_part_total
from buttress.intake.counts import CountCells
from buttress.intake.date_text import FIRST_YEAR, LAST_YEAR
from buttress.intake.day_column import RowDays, sums_rows
from buttress.intake.event_report import EventReport, Level, Stage
from buttress.intake.reason import Reason, WhyNot
from buttress.intake.reporters import reporter_of
from buttress.intake.sheet import SheetRow

STAGES: dict[str, Stage | None] = {
    **dict.fromkeys(("early", "preliminary", "provisional", "initial"), "early"),
    **dict.fromkeys(("final", "revised", "corrected"), "final"),
    "cumulative": None,
    "part": None,
}
_NOT_COUNTED = {"cumulative": WhyNot.SEVERAL_DAYS, "part": WhyNot.PART}
SCOPES: dict[str, Level] = {"national": "country", "rest": "rest", "place": "place", "region": "region"}
SIDES = ("protest", "pro_government")
REMEMBERED = "MEM"


@dataclass(frozen=True)
class RowReader:
    """What is needed to make reports of a row: where its details stand, its days, and the amounts of its columns."""

    details: dict[str, int]
    days: RowDays
    published: dict[int, dt.date]
    counts: tuple[CountCells, ...]
    reporter: int | None
    draft: AccountDraft

    def cell(self, row: SheetRow, role: str) -> str:
        """The row's cell of a role, empty without such a column."""
        return row.cell(self.details[role]) if role in self.details else ""

    def reports(self, rows: Sequence[SheetRow]) -> list[EventReport]:
        """A report a row, or one for each reporter or place of a wide table."""
        found: list[EventReport] = []
        for row in rows:
            if row.number in self.draft.not_used:
                continue
            reason = self._why_not(row)
            made = [] if reason else list(self._of_row(row))
            if not made:
                reason = reason or Reason(WhyNot.NO_NUMBER)
                self.draft.leave_out(row.number, reason.why, reason.detail)
            found += made
        return found

    def _why_not(self, row: SheetRow) -> Reason | None:
        """Why the row can't be a report; None if it can."""
        if row.number not in self.days.first:
            texts = [cell for cell in row.cells if cell and not cell[0].isdigit()]
            if len(set(filter(None, row.cells))) == 1 and not begins_as_total(texts[0] if texts else ""):
                return Reason(WhyNot.NOTE)
            if (texts and begins_as_total(texts[0])) or sums_rows(row, self.details):
                return Reason(WhyNot.TOTALS)
            return self.days.faults.get(row.number, Reason(WhyNot.NO_DATE))
        if is_part_total(self.cell(row, "place") or self.cell(row, "region")):
            return Reason(WhyNot.TOTALS)
        day = self.days.first[row.number]
        if not FIRST_YEAR <= day.year <= LAST_YEAR:
            return Reason(WhyNot.YEAR_OUTSIDE, f"a year outside {FIRST_YEAR} to {LAST_YEAR}")
        if row.number in self.published and self.published[row.number] < day:
            return Reason(WhyNot.PUBLISHED_BEFORE)
        if self.cell(row, "source_id").upper() == REMEMBERED:
            return Reason(WhyNot.NO_SOURCE)
        if self.cell(row, "side").lower() == "pro_government":
            return Reason(WhyNot.FOR_GOVERNMENT)
        stage = _NOT_COUNTED.get(self.cell(row, "stage").lower())
        return Reason(stage) if stage else None

    def _of_row(self, row: SheetRow) -> Iterator[EventReport]:
        groups: dict[tuple[str, str], list[CountCells]] = {}
        for one in self.counts:
            groups.setdefault((one.column.reporter, one.column.place), []).append(one)
        for (reporter, place), cells in groups.items():
            numbers = _Numbers.of(row.number, cells)
            if numbers is not None:
                yield self._report(row, reporter, place, numbers)

    def _report(self, row: SheetRow, reporter: str, place: str, numbers: _Numbers) -> EventReport:
        first, last = self.days.first[row.number], self.days.last[row.number]
        place = place or self.cell(row, "place")
        # A row that names a region and no place in it speaks of the region.
        level: Level = "region" if not place and self.cell(row, "region") else "place"
        return EventReport(
            date=first,
            known=self.published.get(row.number, last),
            reporter=reporter or reporter_of(row, self.reporter),
            level=SCOPES.get(self.cell(row, "scope").lower(), level),
            place=place or self.cell(row, "region"),
            event=self.cell(row, "kind"),
            low=numbers.low,
            high=numbers.high,
            detained=numbers.detained,
            stage=STAGES.get(self.cell(row, "stage").lower()),
            mark=self.cell(row, "source_id"),
            detained_high=numbers.detained_high,
            killed=numbers.killed,
            injured=numbers.injured,
            killed_high=numbers.killed_high,
            injured_high=numbers.injured_high,
            region=self.cell(row, "region"),
            row=row.number,
        )


@dataclass(frozen=True)
class _Numbers:
    """The numbers of one report."""

    low: float | None
    high: float | None
    detained: int | None
    detained_high: float | None
    killed: int | None
    injured: int | None
    killed_high: float | None
    injured_high: float | None

    @classmethod
    def of(cls, row: int, cells: Sequence[CountCells]) -> _Numbers | None:
        """The numbers that a row's cells hold, None if they hold none."""
        crowd, detained = _ends(row, cells, "crowd"), _ends(row, cells, "detained")
        killed, injured = _ends(row, cells, "killed"), _ends(row, cells, "injured")
        if not any((crowd, detained, killed, injured)):
            return None
        low, high = crowd or (None, None)
        held, dead, hurt = (ends or (None, None) for ends in (detained, killed, injured))
        return cls(
            None if low is None else float(low),
            high,
            *(held[0], None if held[1] == held[0] else held[1]),
            *(dead[0], hurt[0]),
            None if dead[1] == dead[0] else dead[1],
            None if hurt[1] == hurt[0] else hurt[1],
        )


def _ends(row: int, cells: Sequence[CountCells], role: str) -> tuple[int, float] | None:
    """Both ends of a role's number: of one cell, or of a cell for each; the high one infinite where none is given."""
    held: dict[str, Amount] = {}
    for one in cells:
        if one.column.role == role and row in one.amounts:
            # Men and women are two columns of one number.
            end, amount = one.column.end, one.amounts[row]
            held[end] = _sum(held[end], amount) if end in held else amount
    if not held:
        return None
    if "" in held:
        return held[""].low, _high(held[""])
    low = held["low"].low if "low" in held else 0
    high = _high(held["high"]) if "high" in held else math.inf
    # A low end that stands in the column of high ends, or the other way round: both numbers bound the crowd.
    return (low, high) if low <= high else (int(high), float(low))


def _sum(one: Amount, other: Amount) -> Amount:
    high = None if one.high is None or other.high is None else one.high + other.high
    return Amount(one.low + other.low, high, one.words)


def _high(amount: Amount) -> float:
    return math.inf if amount.high is None else float(amount.high)

"""What a used number says, and the table of all rows that speak of the past."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from buttress.case.rows import Event
from buttress.observe.reporter import Quantity

Role = Literal["level", "share", "growth"]


@dataclass(frozen=True)
class Report:
    """A used number: `low`/`high` bound what the reporter saw, None = no bound on that side.

    `occasion` and `places` index the axes of `Result.turnout`. A `share` report is of `places` within `whole`, with
    `of` the reporter's number for the whole; a `growth` report is an early count of the people whose final count is
    `of`. `early`: the number is no final one. `week`: of the occasion, since the trigger.
    """

    line: int
    reporter: str
    kind: str
    quantity: Quantity
    occasion: int
    places: tuple[int, ...]
    low: float | None
    high: float | None
    role: Role = "level"
    whole: tuple[int, ...] = ()
    of: float | None = None
    early: bool = False
    week: int = 0

    @cached_property
    def others(self) -> tuple[int, ...]:
        """Places of the whole that the number is not of."""
        return tuple(sorted(set(self.whole) - set(self.places)))

    @property
    def exact(self) -> bool:
        """Whether it is a figure, neither a range nor a bound."""
        return self.low is not None and self.low == self.high

    @property
    def figure(self) -> float | None:
        """A single number: the figure, or the geometric middle of a range; None for a bound."""
        if self.low is None or self.high is None:
            return None
        return float((max(self.low, 0.5) * max(self.high, 0.5)) ** 0.5) if self.low != self.high else float(self.low)


@dataclass(frozen=True)
class EvidenceRow:
    """A line of the evidence table: what a row says, whether it was used, and as what or why not."""

    file: str
    line: int
    date: str
    where: str
    what: str
    reporter: str
    quantity: str
    value: str
    used: bool
    why: str


def half_unit(number: float) -> float:
    """Half the unit to which a whole number was rounded, read from its trailing zeros; 22,000 -> 500.

    One digit is always taken as known: 100,000 -> 50,000.
    """
    whole = int(number)
    if whole <= 0:
        return 0.5
    unit = 1
    while whole % (unit * 10) == 0 and unit * 10 <= whole:
        unit *= 10
    return unit / 2


def use(report: Report) -> str:
    """As what a report is used, in words."""
    if report.role == "growth":
        return "as an early count beside the reporter's final one: how counts grow"
    if report.role == "share":
        return "as a share of the reporter's number for the whole"
    if report.early:
        return "as an early count that will grow"
    if report.low is None:
        return "as an upper bound"
    if report.high is None:
        return "as a lower bound"
    return "as a figure" if report.low == report.high else "as a range"


def table_row(row: Event, quantity: Quantity, used: bool, why: str) -> EvidenceRow:
    """The line of the evidence table for a row of events.csv."""
    low, high = bounds(row, quantity)
    where = row.place if row.scope == "place" else row.scope
    value = _words(low, high)
    return EvidenceRow(
        file="events.csv",
        line=row.line,
        date=row.date.isoformat(),
        where=str(where),
        what=row.kind,
        reporter=row.reporter,
        quantity=quantity,
        value=value,
        used=used,
        why=why,
    )


def _words(low: float | None, high: float | None) -> str:
    if low is not None and high is not None:
        return f"{low:,.0f}" if low == high else f"{low:,.0f} to {high:,.0f}"
    return f"more than {low:,.0f}" if low is not None else f"not over {high:,.0f}"


def bounds(row: Event, quantity: Quantity) -> tuple[float | None, float | None]:
    """Lower and upper bound that a row gives for a quantity."""
    if quantity == "detained":
        return (None, None) if row.detained is None else (float(row.detained), float(row.detained))
    low = None if row.crowd_low is None else float(row.crowd_low)
    high = None if row.crowd_high is None else float(row.crowd_high)
    return low, high


def reporters_of(reports: Iterable[Report]) -> list[tuple[str, str]]:
    """(reporter, kind) of the used reports."""
    return sorted({(r.reporter, r.kind) for r in reports})


def last_weeks(reports: Iterable[Report]) -> dict[str, int]:
    """The last week of which each reporter gave a level."""
    found: dict[str, int] = {}
    for report in reports:
        if report.role == "level":
            found[report.reporter] = max(report.week, found.get(report.reporter, 0))
    return found


def early_kinds(reports: Iterable[Report]) -> list[str]:
    """Kinds of reporters whose early counts are used."""
    return sorted({r.kind for r in reports if r.early})

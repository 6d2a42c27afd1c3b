"""The evidence ledger: what moved the purse before `as_of`, day by day, in integer minor units.

Between two printed reserve levels the known flows never explain everything. The rest is the *residual*, a line of its
own, so that on every day and over every period

    opening + disbursed + other - debt_service - fx_sale + residual = closing        (exactly)

A level is the stock at the start of its day. After the last level the ledger goes on with the known flows alone
(residual 0, the period is not closed). A rollover is shown and moves nothing: only debt service really paid is a flow.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from buttress.case.message import CaseError, error
from buttress.case.payments import MINOR_PER_MILLION, Payment, minor_units, payments
from buttress.case.rows import Cash

if TYPE_CHECKING:
    from buttress.case.contest import Case

Days = NDArray[np.int64]

FOREIGN = ("disbursed", "debt_service", "rollover", "fx_sale", "other")
DOMESTIC = ("revenue", "payroll", "other_spending", "borrowing", "arrears_payment", "debt_service", "other")
SIGN = {"disbursed": 1, "debt_service": -1, "rollover": 0, "fx_sale": -1, "other": 1}
"""How a line moves the reserves; `other` and `residual` carry their own sign."""

MAX_TOTAL = 2**61
"""So that no sum of days overflows 64 bits."""

_INTO_OTHER = {"revenue": 1, "borrowing": 1, "disbursed": 1}
"""Kinds that bring money in where they have no line of their own; all others take it out."""


@dataclass(frozen=True)
class Period:
    """From one reserve level to the next; all money in foreign minor units."""

    start: date
    end: date
    opening: int
    flows: dict[str, int]
    residual: int
    closing: int
    closed: bool
    line: int

    @property
    def known(self) -> int:
        """Gross known flows that moved the reserves."""
        return sum(abs(amount) for kind, amount in self.flows.items() if SIGN[kind])


@dataclass(frozen=True)
class Ledger:
    """Day flows over `days` (from the first reserve level to the day before `as_of`).

    `foreign`: kind -> int64 by day, for the kinds of `FOREIGN`, `residual` and `level` (stock at the start of a day).
    `domestic`: kind -> int64 by day, for the kinds of `DOMESTIC`. `closing`: foreign stock at the start of `as_of`.
    """

    days: tuple[date, ...]
    foreign: dict[str, Days]
    domestic: dict[str, Days]
    periods: tuple[Period, ...]
    closing: int
    flows: tuple[Payment, ...]
    plans: tuple[Payment, ...]
    as_of: date
    foreign_currency: str

    @classmethod
    def of(cls, case: Case) -> Ledger:
        """Build from the rows visible at the case's `as_of`; raises CaseError, also if nothing is left."""
        ledger = cls.built(case.cash, case.as_of, case.facts.trigger.date, case.facts.purse.foreign_currency)
        if ledger.closing < 0:
            raise CaseError([error("cash.csv", ledger.periods[-1].line, _overdrawn(ledger))])
        return ledger

    @classmethod
    def built(cls, cash: list[Cash], as_of: date, trigger: date, foreign_currency: str) -> Ledger:
        """Build from rows known before `as_of`; raises CaseError on overlaps or if no level opens the ledger."""
        flows, wrong_flows = payments(cash, "flow")
        plans, wrong_plans = payments(cash, "plan")
        if wrong_flows or wrong_plans:
            raise CaseError(wrong_flows + wrong_plans)
        levels = opening_levels(cash, foreign_currency)
        if not levels or levels[0].date > trigger:
            raise CaseError([error("cash.csv", None, _no_level(foreign_currency, trigger, as_of))])
        if sum(abs(each.amount) for each in flows + plans) > MAX_TOTAL:
            raise CaseError([error("cash.csv", None, "the flows add up to more than the ledger can hold")])
        first = levels[0].date
        days = tuple(first + timedelta(days=day) for day in range((as_of - first).days))
        foreign = _lines([each for each in flows if each.row.currency == foreign_currency], FOREIGN, first, as_of)
        domestic = _lines([each for each in flows if each.row.currency != foreign_currency], DOMESTIC, first, as_of)
        foreign["residual"] = np.zeros(len(days), dtype=np.int64)
        periods = _close(levels, foreign, first, as_of)
        moved = _net(foreign) + foreign["residual"]
        after = minor_units(levels[0].amount_m) + np.cumsum(moved)
        foreign["level"] = after - moved
        return cls(
            days=days,
            foreign=foreign,
            domestic=domestic,
            periods=tuple(periods),
            closing=int(after[-1]),
            flows=tuple(flows),
            plans=tuple(plans),
            as_of=as_of,
            foreign_currency=foreign_currency,
        )

    def at(self, day: date) -> int:
        """Foreign stock at the start of a day, minor units; raises ValueError outside of the ledger."""
        if day == self.as_of:
            return self.closing
        return int(self.foreign["level"][self._index(day)])

    def window(self, start: date, end: date) -> dict[str, Days]:
        """The foreign lines of the days start <= day < end; raises ValueError outside of the ledger."""
        low = self._index(start)
        high = low if end <= start else self._index(end - timedelta(days=1)) + 1
        return {kind: values[low:high].copy() for kind, values in self.foreign.items()}

    def plan(self, start: date, end: date) -> dict[str, Days]:
        """Foreign payments planned for start <= day < end, as printed before `as_of`; nothing before `as_of`."""
        found = [each for each in self.plans if each.row.currency == self.foreign_currency]
        lines = _lines(found, FOREIGN, start, end)
        past = max(0, (self.as_of - start).days)
        for values in lines.values():
            values[:past] = 0
        return lines

    def _index(self, day: date) -> int:
        index = (day - self.days[0]).days
        if not 0 <= index < len(self.days):
            raise ValueError(f"{day} is outside of the ledger, {self.days[0]} to {self.days[-1]}")
        return index


def spread(amount: int, days: int) -> Days:
    """An amount over days, evenly to the minor unit: the first days take one unit more where it doesn't divide."""
    each, rest = divmod(abs(amount), days)
    values = np.full(days, each, dtype=np.int64)
    values[:rest] += 1
    return -values if amount < 0 else values


def opening_levels(cash: Iterable[Cash], currency: str) -> list[Cash]:
    """One reserve level a day, the first published, in the order of days; `cash` in canonical order."""
    found: dict[date, Cash] = {}
    for row in cash:
        if row.kind == "reserve_level" and row.basis == "level" and row.currency == currency:
            found.setdefault(row.date, row)
    return sorted(found.values(), key=lambda row: row.date)


def _no_level(currency: str, trigger: date, as_of: date) -> str:
    return (
        f"the ledger needs a 'reserve_level' in {currency} of the trigger {trigger} or an earlier day, "
        f"published before as_of {as_of}"
    )


def _overdrawn(ledger: Ledger) -> str:
    last = ledger.periods[-1]
    there, out = last.opening / MINOR_PER_MILLION, (last.opening - last.closing) / MINOR_PER_MILLION
    return (
        f"from this level of {last.start} on the flows take out {out:,.2f}m, more than the {there:,.2f}m there are: "
        f"a flow is too large, or a later level or an inflow is missing"
    )


def _lines(found: list[Payment], kinds: tuple[str, ...], start: date, end: date) -> dict[str, Days]:
    """Daily amounts by kind for start <= day < end."""
    length = max(0, (end - start).days)
    lines = {kind: np.zeros(length, dtype=np.int64) for kind in kinds}
    for payment in found:
        row = payment.row
        kind = row.kind if row.kind in kinds else "other"
        sign = 1 if kind == row.kind else _INTO_OTHER.get(row.kind, -1)
        offset = (row.date - start).days
        low, high = max(0, offset), min(length, offset + row.days)
        if low < high:
            lines[kind][low:high] += sign * spread(payment.amount, row.days)[low - offset : high - offset]
    return lines


def _net(lines: dict[str, Days]) -> Days:
    net = np.zeros_like(lines["other"])
    for kind, sign in SIGN.items():
        net += sign * lines[kind]
    return net


def _close(levels: list[Cash], foreign: dict[str, Days], first: date, as_of: date) -> list[Period]:
    """Fill the residual of each period between two levels, and list the periods."""
    net = _net(foreign)
    periods: list[Period] = []
    opening = minor_units(levels[0].amount_m)
    for index, level in enumerate(levels):
        following = levels[index + 1] if index + 1 < len(levels) else None
        end = following.date if following is not None else as_of
        low, high = (level.date - first).days, (end - first).days
        expected = opening + int(net[low:high].sum())
        closing = minor_units(following.amount_m) if following is not None else expected
        foreign["residual"][low:high] = spread(closing - expected, high - low)
        periods.append(
            Period(
                start=level.date,
                end=end,
                opening=opening,
                flows={kind: int(foreign[kind][low:high].sum()) for kind in FOREIGN},
                residual=closing - expected,
                closing=closing,
                closed=following is not None,
                line=(following or level).line,
            )
        )
        opening = closing
    return periods

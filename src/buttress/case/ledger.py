"""The evidence ledger: what moved the purse before `as_of`, day by day, in integer minor units.

Between two printed reserve levels the known flows never explain everything. The rest is the *residual*, a line of its
own, so that on every day and over every period

    opening + disbursed + other - debt_service - fx_sale + residual = closing        (exactly)

A level is the stock at the start of its day. After the last level the ledger goes on with the known flows alone
(residual 0, the period is not closed). A rollover is shown and moves nothing: only debt service really paid is a flow.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np

from buttress.case.cash import Cash
from buttress.case.flows import DOMESTIC, FOREIGN, Days, daily_lines, net_flow
from buttress.case.message import CaseError, error
from buttress.case.payments import MINOR_PER_MILLION, Payment, minor_units, payments
from buttress.case.period import Period, close_periods, opening_levels

MAX_TOTAL = 2**61
"""So that no sum of days overflows 64 bits."""


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
    foreign_currency: str | None

    @classmethod
    def of(cls, cash: Sequence[Cash], as_of: date, trigger: date, foreign_currency: str | None) -> Ledger:
        """Build from rows known before `as_of`, in canonical order.

        Without a foreign currency there are no reserves, and the ledger begins with the trigger. Raises CaseError on
        overlaps or if no level opens the ledger by the trigger.
        """
        flows, wrong_flows = payments(cash, "flow")
        plans, wrong_plans = payments(cash, "plan")
        if wrong_flows or wrong_plans:
            raise CaseError(wrong_flows + wrong_plans)
        levels = [] if foreign_currency is None else opening_levels(cash, foreign_currency)
        if foreign_currency is not None and (not levels or levels[0].date > trigger):
            raise CaseError([error("cash.csv", None, _no_level(foreign_currency, trigger, as_of))])
        if sum(abs(each.amount) for each in flows + plans) > MAX_TOTAL:
            raise CaseError([error("cash.csv", None, "the flows add up to more than the ledger can hold")])
        first = levels[0].date if levels else trigger
        days = tuple(first + timedelta(days=day) for day in range((as_of - first).days))
        abroad = [each for each in flows if each.row.currency == foreign_currency]
        at_home = [each for each in flows if each.row.currency != foreign_currency]
        foreign = daily_lines(abroad, FOREIGN, first, as_of)
        domestic = daily_lines(at_home, DOMESTIC, first, as_of)
        foreign["residual"] = np.zeros(len(days), dtype=np.int64)
        periods = close_periods(levels, foreign, first, as_of) if levels else []
        moved = net_flow(foreign) + foreign["residual"]
        after = (minor_units(levels[0].amount_m) if levels else 0) + np.cumsum(moved)
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

    def require_funds(self) -> None:
        """Raise CaseError if the flows leave less than nothing at `as_of`."""
        if self.closing < 0:
            raise CaseError([error("cash.csv", self.periods[-1].line, _overdrawn(self))])

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
        planned = [each for each in self.plans if each.row.currency == self.foreign_currency]
        lines = daily_lines(planned, FOREIGN, start, end)
        past = max(0, (self.as_of - start).days)
        for values in lines.values():
            values[:past] = 0
        return lines

    def _index(self, day: date) -> int:
        index = (day - self.days[0]).days
        if not 0 <= index < len(self.days):
            raise ValueError(f"{day} is outside of the ledger, {self.days[0]} to {self.days[-1]}")
        return index


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

"""Each flow once: rows of `cash.csv` that speak of one payment become one entry.

Two rows are the same payment if they share date, until, basis, kind, currency and counterparty and their amounts agree
within half a percent. Anything else that overlaps would count money twice and is an error; a row without counterparty
speaks of the whole kind and overlaps with every other.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_EVEN, Decimal

from buttress.case.message import Message, error, shown
from buttress.case.rows import Cash

MINOR_PER_MILLION = 100_000_000
"""Minor units (cents, kopecks) in a million of a currency."""

SAME_AMOUNT = Decimal("0.005")


def minor_units(amount_m: Decimal) -> int:
    """Millions of a currency as whole minor units, half to even."""
    return int((amount_m * MINOR_PER_MILLION).to_integral_value(ROUND_HALF_EVEN))


@dataclass(frozen=True)
class Payment:
    """One flow or planned flow, with every row that reports it; `amount` in minor units, as the first row gives it."""

    rows: tuple[Cash, ...]

    @property
    def row(self) -> Cash:
        """The first row that reports it."""
        return self.rows[0]

    @property
    def amount(self) -> int:
        """Minor units, as the first row gives them."""
        return minor_units(self.row.amount_m)

    @property
    def sources(self) -> tuple[str, ...]:
        """Ids of the sources that report it, each once."""
        return tuple(dict.fromkeys(row.source for row in self.rows))


def payments(rows: Iterable[Cash], basis: str) -> tuple[list[Payment], list[Message]]:
    """The payments of one basis in the order of the rows, and the overlaps that forbid adding them up."""
    together: dict[tuple[object, ...], list[Cash]] = {}
    for row in rows:
        if row.basis == basis and row.kind != "pledged":
            key = (row.currency, row.kind, _party(row), row.date, row.last)
            together.setdefault(key, []).append(row)
    messages: list[Message] = []
    listed: list[Payment] = []
    for same in together.values():
        for row in same[1:]:
            if not _agree(row.amount_m, same[0].amount_m):
                messages.append(
                    error(
                        row.file,
                        row.line,
                        f"{row.amount_m}m and {same[0].amount_m}m (line {same[0].line}) for the same '{row.kind}' on "
                        f"{row.date}, {_whose(row)}; mark one as 'claim', or name the counterparties",
                    )
                )
        listed.append(Payment(tuple(same)))
    return listed, messages + _overlaps(listed)


def _party(row: Cash) -> str:
    return (row.counterparty or "").strip().lower()


def _agree(one: Decimal, other: Decimal) -> bool:
    return abs(one - other) <= SAME_AMOUNT * max(abs(one), abs(other))


def _overlaps(listed: list[Payment]) -> list[Message]:
    """Payments of one kind and counterparty whose days overlap; they stay in their order."""
    messages: list[Message] = []
    groups: dict[tuple[str, str], list[Payment]] = {}
    for payment in listed:
        groups.setdefault((payment.row.currency, payment.row.kind), []).append(payment)
    for group in groups.values():
        latest: dict[str, Payment] = {}
        for payment in sorted(group, key=lambda each: each.row.date):
            party = _party(payment.row)
            rivals = latest.values() if not party else [latest[name] for name in ("", party) if name in latest]
            for rival in rivals:
                if payment.row.date <= rival.row.last:
                    messages.append(_overlap(payment.row, rival.row))
                    break
            longest = latest.get(party)
            if longest is None or longest.row.last < payment.row.last:
                latest[party] = payment
    return messages


def _overlap(row: Cash, rival: Cash) -> Message:
    one, other = (row, rival) if row.line > rival.line else (rival, row)
    return error(
        one.file,
        one.line,
        f"the days of this '{one.kind}' ({_span(one.date, one.last)}, {_whose(one)}) overlap with line {other.line} "
        f"({_span(other.date, other.last)}, {_whose(other)}); a total is not another payment: mark it as 'claim'",
    )


def _whose(row: Cash) -> str:
    return shown(row.counterparty) if row.counterparty else "all counterparties"


def _span(first: date, last: date) -> str:
    return str(first) if first == last else f"{first} to {last}"

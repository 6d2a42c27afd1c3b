"""Money that contradicts itself or does not add up."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from buttress.case.cash import Cash
from buttress.case.contest import Case
from buttress.case.message import Message, remark
from buttress.case.payments import MINOR_PER_MILLION, Payment

ROUNDING = 0.0015
"""Printed reserve levels of one day that differ by more than this share are named."""


def levels(case: Case) -> Iterator[Message]:
    """Levels of one day that differ by more than rounding; the first published is used."""
    first: dict[tuple[Any, ...], Cash] = {}
    for row in case.cash:
        if row.basis != "level":
            continue
        party = "" if row.kind == "reserve_level" else (row.counterparty or "")
        used = first.setdefault((row.kind, row.currency, party, row.date), row)
        gap = abs(row.amount_m - used.amount_m)
        if float(gap) > max(0.15, ROUNDING * float(used.amount_m)):
            text = (
                f"'{row.kind}' of {row.date}: '{row.source}' says {row.amount_m}m, "
                f"'{used.source}' on line {used.line} says {used.amount_m}m; the first published is used"
            )
            yield remark("warning", row.file, row.line, text)


def residuals(case: Case) -> Iterator[Message]:
    """Periods whose residual is larger than the known flows together."""
    for period in case.ledger.periods:
        if period.closed and abs(period.residual) > period.gross_flows:
            amounts = (period.closing - period.opening, period.gross_flows, period.residual)
            moved, known, rest = map(_millions, amounts)
            text = (
                f"from {period.start} to {period.end} the reserves moved by {moved}m, the known flows come "
                f"to {known}m: what is left, {rest}m, is more than they are"
            )
            yield remark("warning", "cash.csv", period.line, text)


def stock(case: Case) -> Iterator[Message]:
    """Reserves that fall below zero, and more of them unusable than there are."""
    below = [day for day, level in zip(case.ledger.days, case.ledger.foreign["level"], strict=True) if level < 0]
    if below:
        text = f"the known flows take the reserves below zero on {below[0]}"
        yield remark("warning", "cash.csv", case.ledger.periods[-1].line, text)
    purse = case.facts.purse
    if purse is None or purse.reserves_unusable_m is None:
        return
    if purse.reserves_unusable_m.value * MINOR_PER_MILLION > case.ledger.closing:
        document = case.documents["case.yaml"]
        text = f"more reserves are unusable than there are at as_of ({_millions(case.ledger.closing)}m)"
        yield remark("warning", document.name, document.line(("purse", "reserves_unusable_m")), text)


def due_beyond_reserves(case: Case) -> Iterator[Message]:
    """Service planned in the run that no promise rolls over and that is more than the usable reserves of `as_of`."""
    facts = case.facts
    if facts.foreign is None:
        return
    planned = [payment for payment in case.ledger.plans if payment.row.currency == facts.foreign]
    rolled = {(payment.row.date, payment.row.last): payment.amount for payment in planned if _rolls(payment)}
    usable = usable_reserves(case)
    for payment in planned:
        row = payment.row
        due = payment.amount - rolled.get((row.date, row.last), 0)
        if row.kind == "debt_service" and case.as_of <= row.date < case.horizon and due > usable:
            text = (
                f"{_millions(due)}m are due on {row.date}, and usable reserves are {_millions(usable)}m at as_of: "
                "unless money comes in first, the model takes what is lacking out of gold and encumbered money, or "
                "leaves it unpaid, and no hazard of an end answers to it"
            )
            yield remark("warning", row.file, row.line, text)


def usable_reserves(case: Case) -> int:
    """Reserves at `as_of` less those that the case calls unusable, minor units, never below 0."""
    purse = case.facts.purse
    unusable = 0.0 if purse is None or purse.reserves_unusable_m is None else purse.reserves_unusable_m.value
    return max(case.ledger.closing - round(unusable * MINOR_PER_MILLION), 0)


def _rolls(payment: Payment) -> bool:
    return payment.row.kind == "rollover"


def monthly_payroll(case: Case) -> float:
    """Wages of all pillars a month, million of the domestic currency."""
    paid = [(pillar.headcount.value, pillar.monthly_pay) for pillar in case.facts.pillars]
    return float(sum(heads * pay.value for heads, pay in paid if pay is not None)) / 1e6


def monthly_gap(case: Case) -> float:
    """What a state spends a month beyond what it takes in, million of the domestic currency; 0 without a purse."""
    purse = case.facts.purse
    if purse is None:
        return 0.0
    return monthly_payroll(case) + float(purse.other_spending_month_m.value) - float(purse.revenue_month_m.value)


def payroll(case: Case) -> Iterator[Message]:
    """A state that spends more a month than it takes in."""
    purse = case.facts.purse
    if purse is None:
        return
    gap, payroll = monthly_gap(case), monthly_payroll(case)
    if gap > 0:
        document = case.documents["case.yaml"]
        text = (
            f"each month the state spends {gap:,.1f}m {purse.domestic_currency} more than it takes in "
            f"(payroll {payroll:,.1f}m, other {purse.other_spending_month_m.value:,.1f}m, "
            f"revenue {purse.revenue_month_m.value:,.1f}m)"
        )
        large = gap > 0.25 * purse.revenue_month_m.value
        yield remark("warning" if large else "note", document.name, document.line(("purse", "revenue_month_m")), text)


def _millions(amount: int) -> str:
    """Minor units as millions with one decimal."""
    return f"{amount / 100_000_000:,.1f}"

"""Service due abroad that usable reserves do not cover: in what share of runs, payment by payment."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from buttress.case.payments import MINOR_PER_MILLION

if TYPE_CHECKING:
    from buttress.case import Case
    from buttress.case.payments import Payment
    from buttress.experiment.ensemble import Ensemble

SHOWN = 0.005
"""A smaller share of runs is not told."""
WHAT_THEN = (
    "what is lacking comes out of gold and encumbered money, or stays unpaid, and no hazard of an end answers to it"
)


@dataclass(frozen=True)
class DuePayment:
    """A planned payment of debt service, and the share of runs in which some day of it was not covered.

    Of a payment over several days it is the share on its worst day.
    """

    payment: Payment
    share: float

    def words(self) -> str:
        """`400 USD m due to india on 2022-07-22 (cash.csv, line 6)`."""
        row = self.payment.row
        whom = f" to {row.counterparty}" if row.counterparty else ""
        when = f"on {row.date}" if row.last == row.date else f"from {row.date} to {row.last}"
        amount = f"{self.payment.amount / MINOR_PER_MILLION:,.0f} {row.currency} m"
        return f"{amount} due{whom} {when} ({row.file}, line {row.line})"


def due_payments(case: Case, ensemble: Ensemble) -> list[DuePayment]:
    """Each planned payment of foreign debt service in the run, in order of days."""
    table = ensemble.daily
    shares = table[table["series"] == "uncovered"].set_index("day")["mean"].to_dict()
    frame = ensemble.frame
    found = []
    for payment in case.ledger.plans:
        row = payment.row
        if row.kind != "debt_service" or row.currency != case.facts.foreign:
            continue
        first = max((row.date - frame.trigger).days, frame.fork)
        days = range(first, min((row.last - frame.trigger).days + 1, frame.days))
        if days:
            found.append(DuePayment(payment, max(float(shares.get(day, 0.0)) for day in days)))
    return sorted(found, key=lambda due: (due.payment.row.date, due.payment.row.line))


def uncovered_payments(case: Case, ensemble: Ensemble) -> Iterator[str]:
    """A sentence a payment that usable reserves do not cover in some runs."""
    for due in due_payments(case, ensemble):
        if due.share >= SHOWN:
            yield f"{due.words()} is beyond usable reserves in {due.share:.0%} of runs: {WHAT_THEN}"

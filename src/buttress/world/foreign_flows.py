"""Foreign flows by day: the ledger's, service due, what the patron pays, pledges and promises to roll over."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from buttress.case.flows import spread
from buttress.world.actors import is_patron
from buttress.world.clock import Clock
from buttress.world.codes import Flow
from buttress.world.structure import minor_units

if TYPE_CHECKING:
    from buttress.case import Case

Days = NDArray[np.float64]
Money = NDArray[np.int64]
FLOW_SIGN = {
    "disbursed": 1, "borrowing": 1, "revenue": 1, "arrears_payment": -1, "payroll": -1, "other_spending": -1,
}  # fmt: skip
"""How foreign flows that no rule computes move the reserves."""


def foreign(case: Case, at: Clock, lever: dict[str, Days]) -> dict[str, NDArray[np.float64] | Money]:
    """The ledger's flows while levels cover the day, then service due, rollovers and the pledged loan."""
    ledger = case.ledger
    closed = [period for period in ledger.periods if period.closed]
    covered = at.index(closed[-1].end) if closed else 0
    covered = min(max(covered, 0), at.fork)
    known = np.zeros(at.days)
    known[:covered] = 1.0
    flows = np.zeros((at.days, len(Flow)), dtype=np.int64)
    if covered:
        lines = ledger.window(at.start, at.at(covered))
        flows[:covered, Flow.DISBURSED] = lines["disbursed"]
        flows[:covered, Flow.DEBT_SERVICE] = -lines["debt_service"]
        flows[:covered, Flow.SOLD_TO_PUBLIC] = -lines["fx_sale"]
        flows[:covered, Flow.OTHER] = lines["other"]
        flows[:covered, Flow.RESIDUAL] = lines["residual"]
    service = np.zeros(at.days, dtype=np.int64)
    if covered < at.fork:
        service[covered : at.fork] = ledger.window(at.at(covered), at.at(at.fork))["debt_service"]
    service[at.fork :] = ledger.plan(at.at(at.fork), at.at(at.days))["debt_service"]
    service[covered : at.fork] = _unless_known(case, at, service, covered)
    pledge, rollover, ending = promises_of_money(case, at)
    pledged = bool(pledge.any())
    received, other = _beside_the_model(case, at, covered, pledged)
    flows[covered:, Flow.DISBURSED], flows[covered:, Flow.OTHER] = received, other
    return {
        "known": known,
        "known_flow": flows,
        "debt_service": service,
        "rollover_pledge": rollover,
        "rollover_end": ending,
        "patron_paid": _paid_by_patron(case, at, pledged),
        "loan_pledge": pledge,
        "loan_cash": lever["loan_cash"] if pledged else np.ones(at.days),
        "loan_delay_days": lever["loan_delay_days"] if pledged else np.zeros(at.days),
        "loan_refinance": lever["loan_refinance_share"] if pledged else np.full(at.days, -1.0),
        "rollover_kept": lever["rollover"] if rollover.any() else np.ones(at.days),
    }


def _unless_known(case: Case, at: Clock, service: Money, covered: int) -> Money:
    """Service of the days between the last level and the fork: the plan where no flow is known yet."""
    if covered >= at.fork or service[covered : at.fork].any():
        return service[covered : at.fork]
    out = np.zeros(at.days, dtype=np.int64)
    for payment in case.ledger.plans:
        row = payment.row
        if row.kind == "debt_service" and row.currency == case.facts.foreign:
            first = at.index(row.date)
            for offset, amount in enumerate(spread(payment.amount, row.days)):
                if covered <= first + offset < at.fork:
                    out[first + offset] += amount
    return out[covered : at.fork]


def _beside_the_model(case: Case, at: Clock, covered: int, pledged: bool) -> tuple[Money, Money]:
    """Disbursements and other foreign flows that no rule computes, from the last level on: reported, then planned.

    What the patron plans to pay out is part of its pledge, and enters the purse through the pledge alone.
    """
    reported = [(payment, covered, at.fork) for payment in case.ledger.flows]
    planned = [(payment, at.fork, at.days) for payment in case.ledger.plans]
    received, other = np.zeros(at.days, dtype=np.int64), np.zeros(at.days, dtype=np.int64)
    for payment, start, stop in (*reported, *planned):
        row = payment.row
        sign = FLOW_SIGN.get(row.kind, 0)
        lent = pledged and start == at.fork and is_patron(case, row.counterparty or "")
        if row.currency != case.facts.foreign or not sign or (row.kind == "disbursed" and lent):
            continue
        line = received if row.kind == "disbursed" else other
        first = at.index(row.date)
        for offset, amount in enumerate(spread(payment.amount, row.days)):
            if start <= first + offset < stop:
                line[first + offset] += sign * amount
    return received[covered:], other[covered:]


def _paid_by_patron(case: Case, at: Clock, pledged: bool) -> Money:
    """What the patron paid into the reserves by day, reported to the fork, then planned apart from a pledge."""
    out = np.zeros(at.days, dtype=np.int64)
    planned = () if pledged else case.ledger.plans
    for payments, start, stop in ((case.ledger.flows, 0, at.fork), (planned, at.fork, at.days)):
        for payment in payments:
            row = payment.row
            foreign = row.kind == "disbursed" and row.currency == case.facts.foreign
            if not foreign or not is_patron(case, row.counterparty or ""):
                continue
            first = at.index(row.date)
            for offset, amount in enumerate(spread(payment.amount, row.days)):
                if start <= first + offset < stop:
                    out[first + offset] += amount
    return out


def promises_of_money(case: Case, at: Clock) -> tuple[Money, Money, Money]:
    """Loan pledged by the patron, service it promised to roll over, and such promises that end, by day, minor units.

    Several sources of one promise count once: the largest sum a day. Of a loan pledged before the fork, what the patron
    has not paid out by then is still to come: it stands on the day of the fork.
    """
    loan = np.zeros(at.days, dtype=np.int64)
    rollover = np.zeros(at.days, dtype=np.int64)
    ending = np.zeros(at.days, dtype=np.int64)
    if case.facts.foreign is None:
        return loan, rollover, ending
    for row in [*case.cash, *case.script_cash]:
        mine = row.counterparty is not None and is_patron(case, row.counterparty)
        day = at.index(row.date)
        if not mine or not 0 <= day < at.days or row.basis == "claim":
            continue
        if row.kind == "pledged":
            loan[day] = max(loan[day], minor_units(float(row.amount_m)))
        elif row.kind == "rollover":
            rollover[day] = max(rollover[day], minor_units(float(row.amount_m)))
            after = at.index(row.last) + 1
            if row.until is not None and after < at.days:
                ending[after] = max(ending[after], minor_units(float(row.amount_m)))
    loan[at.fork] += _unpaid(case, at, loan)
    loan[: at.fork] = 0
    return loan, rollover, ending


def _unpaid(case: Case, at: Clock, loan: Money) -> int:
    """What the patron pledged before the fork less what it has paid out since the first such pledge, minor units."""
    pledged = np.flatnonzero(loan[: at.fork])
    if not len(pledged):
        return 0
    paid = sum(
        payment.amount
        for payment in case.ledger.flows
        if payment.row.kind == "disbursed"
        and payment.row.currency == case.facts.foreign
        and is_patron(case, payment.row.counterparty or "")
        and pledged[0] <= at.index(payment.row.date) < at.fork
    )
    return max(int(loan[: at.fork].sum()) - paid, 0)

"""Timeline: what a case and a scenario fix by day: signals, presence, payments due, plans.

Evidence before the fork is replayed; from the fork on the script of the `as_of` day and announced acts run, as the
scenario's levers let them. A signal that several sources print enters once: one a day, actor and kind.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from buttress.case.flows import spread
from buttress.case.scenario import LEVERS
from buttress.world.codes import SIZES, Channel, Flow, Whereabouts
from buttress.world.error import WorldError
from buttress.world.structure import minor_units

if TYPE_CHECKING:
    from buttress.case import Case
    from buttress.case.rows import Signal
    from buttress.case.schema import Change

Days = NDArray[np.float64]
Money = NDArray[np.int64]

CHANNEL_OF = {
    "endorsement": "endorsement", "recognition": "scrutiny", "pledge": "pledge", "exercise": "presence",
    "reserve_force": "presence", "intervention": "presence", "resolve": "resolve", "inauguration": "resolve",
    "weakness": "weakness", "request": "weakness", "refusal": "refusal", "scrutiny": "scrutiny", "sanction": "scrutiny",
    "appeal": "appeal", "ultimatum": "appeal", "agreement_contested": "contest", "blame": "blame",
    "strike_call": "strike_call",
}  # fmt: skip
"""Which channel a kind of signal speaks in. Requests also count as a call on the patron (channel blame). Meetings speak
in none; exile and deportation act on leaders."""
LEVER_CHANNEL = {"endorsement": "endorsement", "scrutiny": "scrutiny"}
PRESENCE_LEVER = {"exercise": "exercises", "reserve_force": "reserve_force", "intervention": "intervention"}
FLOW_SIGN = {
    "disbursed": 1, "borrowing": 1, "revenue": 1, "arrears_payment": -1, "payroll": -1, "other_spending": -1,
}  # fmt: skip
"""How foreign flows that no rule computes move the reserves."""


@dataclass(frozen=True)
class Clock:
    """Day 0 is the trigger; `fork` the index of `as_of`; `days` the number of days."""

    start: date
    fork: int
    days: int

    def index(self, day: date) -> int:
        return (day - self.start).days

    def at(self, index: int) -> date:
        return self.start + timedelta(days=index)

    def span(self, first: date, last: date) -> slice:
        """The days from first to last, both included, cut to the run."""
        return slice(max(0, self.index(first)), max(0, min(self.days, self.index(last) + 1)))


def clock(case: Case) -> Clock:
    """The clock of a case at its `as_of`."""
    fork = (case.as_of - case.facts.trigger.date).days
    return Clock(case.facts.trigger.date, fork, fork + case.facts.horizon_days)


def levers(at: Clock, changes: Iterable[Change]) -> dict[str, Days]:
    """Each lever's value by day; a later change of the same lever takes over from its day on."""
    values = {name: np.full(at.days, baseline) for name, baseline in LEVERS.items()}
    for change in sorted(changes, key=lambda change: change.from_):
        start = at.index(change.from_)
        if not at.fork <= start < at.days:
            raise WorldError(
                f"{change.lever} from {change.from_} lies outside of the run, {at.at(at.fork)} to {at.at(at.days - 1)}"
            )
        values[change.lever][start:] = change.value
    return values


def timeline(case: Case, changes: Sequence[Change] = ()) -> dict[str, NDArray[np.float64] | Money]:
    """The timeline columns of `world.columns` for a case under a scenario's changes; raises WorldError."""
    at = clock(case)
    lever = levers(at, changes)
    signals = once([*case.signals, *case.script_signals])
    out: dict[str, NDArray[np.float64] | Money] = {}
    out["signal"] = channels(case, at, signals, lever)
    out |= presence(at, signals, lever)
    out["police_withheld"] = during(at, signals, "police_withheld")
    out["policing_intensity"] = lever["policing_intensity"]
    out["removals"] = removals(at, signals)
    out |= foreign(case, at, lever)
    out |= domestic(case, at)
    turn = [2.0 * math.pi * (at.at(day).timetuple().tm_yday - 172) / 365.25 for day in range(at.days)]
    out["season"] = -np.cos(np.array(turn))
    return out


def once(signals: Iterable[Signal]) -> list[Signal]:
    """One signal a day, actor and kind of `signals` in canonical order: the first with a quantity, else the first.

    Leaders' fates are kept apart by target, since each concerns other people.
    """
    kept: dict[tuple[object, ...], Signal] = {}
    for row in signals:
        fate = row.kind in ("exile", "deportation", "deportation_attempt", "leader_detained")
        key = (row.date, row.kind, row.actor.split(" (")[0], row.target if fate else None)
        if key not in kept or (kept[key].quantity is None and row.quantity is not None):
            kept[key] = row
    return list(kept.values())


def channels(case: Case, at: Clock, signals: Sequence[Signal], lever: dict[str, Days]) -> Days:
    """Signals by day and channel after the levers, (day, channel)."""
    out = np.zeros((at.days, len(Channel)))
    for row in signals:
        day = at.index(row.date)
        if not 0 <= day < at.days or row.kind not in CHANNEL_OF:
            continue
        from_patron = is_patron(case, row.actor)
        channel = CHANNEL_OF[row.kind]
        if row.kind == "recognition" and from_patron:
            channel = "endorsement"
        if row.kind in ("pledge", "endorsement", "refusal") and not from_patron:
            continue
        scale = lever[LEVER_CHANNEL[channel]][day] if channel in LEVER_CHANNEL else 1.0
        scale *= lever["loan_announced"][day] if channel == "pledge" else 1.0
        if row.kind in PRESENCE_LEVER and row.kind != "intervention":
            scale *= lever[PRESENCE_LEVER[row.kind]][day]
        _hear(out, day, channel, scale)
        if row.kind == "request":
            _hear(out, day, "blame", 1.0)
    refused = _first(lever["refusal"], at.fork)
    entered = _first(lever["intervention"], at.fork)
    if refused is not None:
        _hear(out, refused, "refusal", lever["refusal"][refused])
    if entered is not None:
        _hear(out, entered, "presence", 1.0)
    return out


def _hear(out: Days, day: int, channel: str, size: float) -> None:
    """Add a signal. Up to refusals a day gives one signal of a channel, the largest, however many of one side spoke."""
    column = Channel[channel.upper()]
    one_a_day = column < Channel.SCRUTINY
    out[day, column] = max(out[day, column], size) if one_a_day else out[day, column] + size


def is_patron(case: Case, who: str) -> bool:
    """Whether an actor or counterparty names the patron, by name or id as whole words, as in `Russia (president)`."""
    actor = who.split(" (")[0].casefold()
    words = (re.escape(word.casefold()) for word in (case.facts.patron.name, case.facts.patron.id))
    return any(re.search(rf"(?<!\w){word}(?!\w)", actor) for word in words)


def presence(at: Clock, signals: Sequence[Signal], lever: dict[str, Days]) -> dict[str, Days]:
    """Exercises, a standing reserve, an intervention and reform promises, by day after the levers."""
    reserve = np.zeros(at.days)
    promises = np.zeros(at.days)
    for row in signals:
        day = at.index(row.date)
        if row.kind == "reserve_force" and day < at.days:
            last = at.index(row.until) + 1 if row.until is not None else at.days
            reserve[max(0, day) : max(0, last)] = 1.0
        if row.kind == "reform_promise" and 0 <= day < at.days:
            promises[day] = 1.0
    scripted = during(at, signals, "intervention")
    return {
        "presence": during(at, signals, "exercise") * lever["exercises"],
        "reserve_standing": reserve * lever["reserve_force"],
        "intervention": np.maximum(scripted, lever["intervention"]),
        "reform_promise": promises * lever["reform_promise"],
    }


def during(at: Clock, signals: Iterable[Signal], kind: str) -> Days:
    """1 on the days covered by signals of a kind, by day."""
    out = np.zeros(at.days)
    for row in signals:
        if row.kind == kind:
            out[at.span(row.date, row.until or row.date)] = 1.0
    return out


def removals(at: Clock, signals: Iterable[Signal]) -> Money:
    """Leaders reported exiled and jailed, (day, whereabouts); a failed deportation ends in jail."""
    out = np.zeros((at.days, SIZES["whereabouts"]), dtype=np.int64)
    for row in signals:
        day = at.index(row.date)
        people = int(row.quantity) if row.quantity is not None else 1
        if 0 <= day < at.fork and row.kind in ("exile", "deportation"):
            out[day, Whereabouts.EXILED] += people
        elif 0 <= day < at.fork and row.kind == "leader_detained":
            out[day, Whereabouts.JAILED] += people
    return out


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
        if row.kind == "debt_service" and row.currency == case.facts.purse.foreign_currency:
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
        if row.currency != case.facts.purse.foreign_currency or not sign or (row.kind == "disbursed" and lent):
            continue
        line = received if row.kind == "disbursed" else other
        first = at.index(row.date)
        for offset, amount in enumerate(spread(payment.amount, row.days)):
            if start <= first + offset < stop:
                line[first + offset] += sign * amount
    return received[covered:], other[covered:]


def promises_of_money(case: Case, at: Clock) -> tuple[Money, Money, Money]:
    """Loan pledged by the patron, service it promised to roll over, and such promises that end, by day, minor units.

    Several sources of one promise count once: the largest sum a day. Of a loan pledged before the fork, what the patron
    has not paid out by then is still to come: it stands on the day of the fork.
    """
    loan = np.zeros(at.days, dtype=np.int64)
    rollover = np.zeros(at.days, dtype=np.int64)
    ending = np.zeros(at.days, dtype=np.int64)
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
        and payment.row.currency == case.facts.purse.foreign_currency
        and is_patron(case, payment.row.counterparty or "")
        and pledged[0] <= at.index(payment.row.date) < at.fork
    )
    return max(int(loan[: at.fork].sum()) - paid, 0)


def domestic(case: Case, at: Clock) -> dict[str, Money]:
    """Revenue, pay by pillar and other spending by day, whole minor units; the months' sums come out exactly."""
    purse = case.facts.purse
    monthly = [minor_units(p.headcount.value * p.monthly_pay.value / 1_000_000) for p in case.facts.pillars]
    return {
        "revenue": by_day(minor_units(purse.revenue_month_m.value), at.days),
        "payroll": np.stack([by_day(amount, at.days) for amount in monthly], axis=1),
        "other_spending": by_day(minor_units(purse.other_spending_month_m.value), at.days),
    }


def by_day(month: int, days: int) -> Money:
    """A monthly amount as whole daily amounts: twelve months a 365-day year, cumulative rounding down."""
    due = (month * 12 * np.arange(days + 1, dtype=object)) // 365
    return np.diff(due).astype(np.int64)


def _first(values: Days, start: int) -> int | None:
    found = np.flatnonzero(values[start:] > 0.0)
    return start + int(found[0]) if len(found) else None

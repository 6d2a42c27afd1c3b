"""Timeline: what a case and a scenario fix by day: signals, presence, payments due, plans.

Evidence before the fork is replayed; from the fork on the script of the `as_of` day and announced acts run, as the
scenario's levers let them. A signal that several sources print enters once: one a day, actor and kind.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from datetime import date
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from buttress.case.scenario import LEVERS
from buttress.world.actors import is_patron
from buttress.world.clock import Clock, clock
from buttress.world.codes import SIZES, Channel, Whereabouts
from buttress.world.error import WorldError
from buttress.world.foreign_flows import foreign
from buttress.world.structure import minor_units, pillars_of

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
OF_THE_PATRON = ("endorsement", "pledge", "presence", "refusal", "blame", "contest")
"""Channels that speak of the patron."""
LEVER_CHANNEL = {"endorsement": "endorsement", "scrutiny": "scrutiny"}
PRESENCE_LEVER = {"exercise": "exercises", "reserve_force": "reserve_force", "intervention": "intervention"}


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
    if case.facts.patron is None:  # nobody's force is near
        signals = [row for row in signals if row.kind not in PRESENCE_LEVER]
    out: dict[str, NDArray[np.float64] | Money] = {}
    signal = channels(case, at, signals, lever)
    out["signal"] = signal
    out["words_pace"] = words_pace(at, signal[:, Channel.ENDORSEMENT], lever["endorsement"])
    out |= presence(at, signals, lever)
    out["police_withheld"] = during(at, signals, "police_withheld")
    out["policing_intensity"] = lever["policing_intensity"]
    out["removals"] = removals(at, signals)
    out |= foreign(case, at, lever)
    out |= domestic(case, at)
    out["season"] = season(at)
    return out


def season(at: Clock) -> Days:
    """The turn of the year by day, -1 at the summer solstice of the north."""
    first = at.start.toordinal()
    days = map(date.fromordinal, range(first, first + at.days))
    turn = [2.0 * math.pi * (day.toordinal() - date(day.year, 1, 1).toordinal() - 171) / 365.25 for day in days]
    return -np.cos(np.array(turn))


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
    """Signals by day and channel after the levers, (day, channel). Without a patron nobody hears of one."""
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
        if channel in OF_THE_PATRON and case.facts.patron is None:
            continue
        scale = lever[LEVER_CHANNEL[channel]][day] if channel in LEVER_CHANNEL else 1.0
        scale *= lever["loan_announced"][day] if channel == "pledge" else 1.0
        if row.kind in PRESENCE_LEVER and row.kind != "intervention":
            scale *= lever[PRESENCE_LEVER[row.kind]][day]
        _hear(out, day, channel, scale)
        if row.kind == "request" and case.facts.patron is not None:
            _hear(out, day, "blame", 1.0)
    refused = _first(lever["refusal"], at.fork)
    entered = _first(lever["intervention"], at.fork)
    if refused is not None:
        _hear(out, refused, "refusal", lever["refusal"][refused])
    if entered is not None:
        _hear(out, entered, "presence", 1.0)
    return out


def words_pace(at: Clock, endorsements: Days, lever: Days) -> Days:
    """Endorsements a day from the trigger to the fork, by day from the fork on, times the lever on endorsement."""
    out = np.zeros(at.days)
    if at.fork > 0:
        out[at.fork :] = endorsements[: at.fork].sum() / at.fork * lever[at.fork :]
    return out


def _hear(out: Days, day: int, channel: str, size: float) -> None:
    """Add a signal. Up to refusals a day gives one signal of a channel, the largest, however many of one side spoke."""
    column = Channel[channel.upper()]
    one_a_day = column < Channel.SCRUTINY
    out[day, column] = max(out[day, column], size) if one_a_day else out[day, column] + size


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


def domestic(case: Case, at: Clock) -> dict[str, Money]:
    """Revenue, pay by pillar and other spending by day, whole minor units; the months' sums come out exactly.

    A case without a purse has none of them.
    """
    purse, pillars = case.facts.purse, pillars_of(case.facts)
    if purse is None:
        nothing = np.zeros(at.days, dtype=np.int64)
        return {
            "revenue": nothing,
            "payroll": np.zeros((at.days, len(pillars)), dtype=np.int64),
            "other_spending": nothing.copy(),
        }
    pay = [0.0 if pillar.monthly_pay is None else pillar.monthly_pay.value for pillar in pillars]
    monthly = [minor_units(p.headcount.value * each / 1_000_000) for p, each in zip(pillars, pay, strict=True)]
    return {
        "revenue": by_day(minor_units(purse.revenue_month_m.value), at.days),
        "payroll": np.stack([by_day(amount, at.days) for amount in monthly], axis=1),
        "other_spending": by_day(minor_units(purse.other_spending_month_m.value), at.days),
    }


def by_day(month: int, days: int) -> Money:
    """A monthly amount as whole daily amounts: twelve months a 365-day year, cumulative rounding down."""
    whole, rest = divmod(month * 12, 365)  # apart, so that no product outgrows 64 bits
    day = np.arange(days + 1)
    return np.diff(whole * day + rest * day // 365)


def _first(values: Days, start: int) -> int | None:
    found = np.flatnonzero(values[start:] > 0.0)
    return start + int(found[0]) if len(found) else None

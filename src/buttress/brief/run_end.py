"""How a single run ended, in one sentence."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from buttress.brief import formats

CAUSES = {0: "fell to the crowd", 1: "fell to a palace coup", 2: "left by a negotiated exit"}


@dataclass(frozen=True)
class RunEnd:
    """How one run ended, read off its path. `cause` is -1 in office; `day` counts from the fork, -1 in office;
    `real_pay` is the police's pay ratio on the last day, `paid_share` paid over owed since the fork. What the case
    leaves out is None."""

    cause: int
    day: int
    horizon_days: int
    paid_share: float | None
    real_pay: float | None
    reserves_weeks: float | None
    reserves_cap: float
    last_crowd: float
    last_crowd_date: date
    detained: float
    loyal_share: float | None


def end_state(end: RunEnd) -> str:
    """One run's end in words: `endured: police paid in full, reserves for 41 weeks; ...`."""
    if end.cause < 0:
        start = f"endured {end.horizon_days} days"
    else:
        start = f"{CAUSES[end.cause]} on day {end.day}"
    money = []
    if end.paid_share is not None and end.real_pay is not None:
        money.append(_pay(end.paid_share, end.real_pay))
    if end.reserves_weeks is not None:
        money.append(_reserves(end.reserves_weeks, end.reserves_cap))
    loyalty = [] if end.loyal_share is None else [_loyalty(end.loyal_share)]
    street = (
        f"{formats.people(end.last_crowd)} out at the last main occasion "
        f"({formats.day(end.last_crowd_date)}), {formats.people(end.detained)} detained since the fork"
    )
    return f"{start}: {'; '.join([*([', '.join(money)] if money else []), *loyalty, street])}"


def _pay(paid_share: float, real_pay: float) -> str:
    if paid_share >= 0.9995:
        paid = "police paid in full"
    else:
        paid = f"police paid {formats.share(paid_share)} % of what they are owed"
    if real_pay < 0.995:
        return f"{paid} (worth {formats.share(real_pay)} % of what it was)"
    return paid


def _reserves(weeks: float, cap: float) -> str:
    if weeks >= cap:
        return f"reserves for more than {cap:.0f} weeks"
    if weeks < 0.5:
        return "no usable reserves"
    return f"reserves for {weeks:.0f} weeks"


def _loyalty(share: float) -> str:
    if share >= 0.9995:
        return "no police unit left"
    return f"{formats.share(share)} % of the police still loyal"

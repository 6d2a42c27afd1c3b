"""How single runs ended, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from buttress.brief.run_end import RunEnd, end_state
from buttress.experiment.frame import GONE_TRADE_DAYS
from buttress.rules.attention import LONGEST_WEEKS, runway_weeks
from buttress.world.codes import Flow

if TYPE_CHECKING:
    from buttress.case import Case
    from buttress.engine import Result
    from buttress.world import World

PACE_DAYS = 28


def run_ends(case: Case, result: Result) -> list[str]:
    """One sentence a run: endured or fell, pay, reserves, loyalty, the last crowd, people detained."""
    return [end_state(_end(case, result, index)) for index in range(len(result.runs))]


def _end(case: Case, result: Result, index: int) -> RunEnd:
    world = result.world
    ended = int(result.end_day[index])
    last = world.days - 1 if ended < 0 else world.fork + ended - 1
    police = _police(case)
    paid = case.facts.purse is not None and bool(case.facts.pillars)
    span = slice(world.fork, last + 1)
    owed = float(result.owed[index, span, police].sum())
    ahead = [o for o, occasion in enumerate(world.occasions) if world.fork <= occasion.day <= last]
    marches = [
        o for o, occasion in enumerate(world.occasions) if occasion.kind == _main(world) and occasion.day <= last
    ]
    march = marches[-1] if marches else None
    crowd = 0.0 if march is None else float(result.turnout[index, march].sum())
    return RunEnd(
        cause=int(result.end_cause[index]),
        day=ended,
        horizon_days=world.horizon,
        paid_share=(float(result.paid[index, span, police].sum()) / owed if owed else 1.0) if paid else None,
        real_pay=float(result.real_pay[index, last, police]) if paid else None,
        reserves_weeks=_weeks(result, index, last) if case.facts.foreign is not None else None,
        reserves_cap=LONGEST_WEEKS,
        last_crowd=crowd,
        last_crowd_date=case.as_of if march is None else world.occasions[march].date,
        detained=float(result.detained[index, ahead].sum()),
        loyal_share=float(result.loyal_share[index, last, police]) if case.facts.pillars else None,
    )


def _police(case: Case) -> int:
    roles = [pillar.role for pillar in case.facts.pillars]
    return roles.index("enforcer") if "enforcer" in roles else 0


def _main(world: World) -> int:
    return int(world.structure["main_kind"])


def _weeks(result: Result, index: int, last: int) -> float:
    """Weeks that usable reserves last at the mean pace of the last 28 days, loans received apart; 0 once gone."""
    usable, first = result.usable[index], max(0, last - PACE_DAYS)
    if usable[last] <= GONE_TRADE_DAYS * float(result.world.structure["fx_trade_day"]):
        return 0.0
    lent = result.flow[index, first + 1 : last + 1, Flow.DISBURSED].sum()
    return float(runway_weeks(float(usable[last]), float(usable[first] + lent - usable[last]) / PACE_DAYS))

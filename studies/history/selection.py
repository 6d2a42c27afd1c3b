"""Which contests and which acts enter, with a reason for each that is left out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any

from studies.history.actors import is_named
from studies.history.choices import Choices
from studies.history.panel import PanelAct, PanelContest

KINDS = ("money", "words", "force")
SUPPORT = {"money_paid": "money", "endorsement": "words", "money_pledged": "words", "refusal": "words",
           "reserve_force": "force", "intervention": "force", "exercise": "force"}  # fmt: skip
WITHDRAWAL = {"money_withheld": "money", "sanction": "money", "arms_cut": "money", "distancing": "words",
              "call_to_leave": "words", "refusal": "words", "asylum_offer": "words", "recognition_of_rival": "words",
              "refusal_to_intervene": "force", "intervention": "force", "reserve_force": "force",
              "exercise": "force"}  # fmt: skip


@dataclass(frozen=True)
class RiskSpan:
    """A contest, or an acute phase of one, as time at risk: from `start` to `last`, the day of the fall if `fell`.

    `acts_end` is the last day on which acts count. `bloc` marks what the Soviet bloc's end shook.
    """

    contest: str
    start: date
    last: date
    fell: bool
    acts_end: date
    years: float
    backed: bool
    bloc: bool


@dataclass(frozen=True)
class DatedAct:
    """An act that counts: `side` is `support`, `withdrawal` or `neutral`, `kind` one of `KINDS`."""

    contest: str
    day: date
    side: str
    kind: str


@dataclass(frozen=True)
class Selected:
    """What enters, and how many acts were left out by reason."""

    spans: Sequence[RiskSpan]
    acts: Sequence[DatedAct]
    left_out: Mapping[str, int]


def select(contests: Sequence[PanelContest], acts: Sequence[PanelAct], choices: Choices) -> Selected:
    """Spans at risk and acts under the choices."""
    dropped = {name for group in choices.leave_out for name in groups()["leave_out"][group]}
    used = [contest for contest in contests if contest.name not in dropped and (choices.controls or contest.patrons)]
    spans = [span for contest in used for span in _spans(contest, choices)]
    by_name = {contest.name: contest for contest in used}
    held: list[DatedAct] = []
    reasons: Counter[str] = Counter()
    for act in acts:
        if act.contest not in by_name:
            reasons["contest left out"] += 1
            continue
        contest = by_name[act.contest]
        reason = _reason(act, contest, choices)
        dated = _dated(act, contest, choices) if not reason else None
        if dated is None:
            reasons[reason or "no support and no withdrawal"] += 1
        else:
            held.append(dated)
    return Selected(spans, held, dict(reasons))


def _is_backers(act: PanelAct, contest: PanelContest, choices: Choices) -> bool:
    if choices.backers == "column":
        return act.backer
    return act.actor in contest.patrons if choices.backers == "exact" else is_named(act.actor, contest.patrons)


def _reason(act: PanelAct, contest: PanelContest, choices: Choices) -> str:
    """Why an act is left out; empty if it may enter."""
    named = _is_backers(act, contest, choices)
    if not named and choices.neutral != "others":
        return "not the backer's"
    if not act.seen and not choices.remembered:
        return "remembered, not seen"
    if act.precision == "year" or (act.precision == "month" and not choices.months):
        return "date too vague"
    if act.before_loss == "no" or (act.before_loss == "unclear" and not choices.unclear_control):
        return "after loss of control, or unclear"
    if act.last < contest.trigger - timedelta(choices.before_days) or act.first > contest.end:
        return "outside of the contest"
    return ""


def _dated(act: PanelAct, contest: PanelContest, choices: Choices) -> DatedAct | None:
    """The act with its side and kind, a month at the middle of its part within the contest."""
    first = max(act.first, contest.trigger - timedelta(choices.before_days))
    day = first + (min(act.last, contest.end) - first) / 2
    if not _is_backers(act, contest, choices):
        return DatedAct(act.contest, day, "neutral", "words")
    direction = 1 if act.kind == "exercise" and choices.exercises else act.direction
    if direction > 0 and act.kind in SUPPORT:
        return DatedAct(act.contest, day, "support", SUPPORT[act.kind])
    if direction < 0 and act.kind in WITHDRAWAL:
        return DatedAct(act.contest, day, "withdrawal", WITHDRAWAL[act.kind])
    if direction < 0 and act.kind == "reform_pressure" and choices.reform_pressure:
        return DatedAct(act.contest, day, "withdrawal", "words")
    return DatedAct(act.contest, day, "neutral", "words") if choices.neutral == "own" else None


def _spans(contest: PanelContest, choices: Choices) -> list[RiskSpan]:
    cuts: list[list[Any]] = groups()["phases"].get(contest.name, []) if choices.phases else []
    whole = _whole(contest, choices)
    if not cuts:
        return [whole]
    starts = [cut[0] for cut in cuts[1:]]
    spans = []
    for cut, following in zip(cuts, [*starts, None], strict=True):
        start, end, fell = cut
        stay = end if fell else max(end, start + timedelta(weeks=choices.stay_weeks))
        last = min(stay, following - timedelta(1)) if following else stay
        years = max((start - contest.since).days, 0) / 365.25
        spans.append(replace(whole, start=start, last=last, fell=fell, acts_end=end, years=years))
    return spans


def _whole(contest: PanelContest, choices: Choices) -> RiskSpan:
    counted = {"fell"} if choices.outcome == "regime" else {"fell", "regime_survived_leader_replaced"}
    survived = contest.name in groups()["survived"]
    fell = contest.outcome in counted and not survived
    gone = contest.fell or contest.end
    last = min(gone, contest.end) if choices.fall_day == "loss" else gone
    if not fell:
        last = max(contest.end, contest.trigger + timedelta(weeks=choices.stay_weeks))
        if survived:
            last = min(last, gone)
    return RiskSpan(
        contest=contest.name,
        start=contest.trigger,
        last=max(last, contest.trigger),
        fell=fell,
        acts_end=contest.end,
        years=max((contest.trigger - contest.since).days, 0) / 365.25,
        backed=bool(contest.patrons),
        bloc="USSR" in contest.patrons and contest.trigger.year >= 1987,
    )


@cache
def groups() -> Mapping[str, Any]:
    """`groups.yaml`."""
    from ruamel.yaml import YAML

    held: Mapping[str, Any] = YAML(typ="safe").load(Path(__file__).with_name("groups.yaml"))
    return held

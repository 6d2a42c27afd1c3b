"""Sentences made of a brief's numbers: the headline, and how a single run ended."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from buttress.brief import numbers, words
from buttress.brief.content import BriefData, Effect, IntervalEstimate, Paired

MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
CAUSES = {0: "fell to the crowd", 1: "fell to a palace coup", 2: "left by a negotiated exit"}


def day(value: date) -> str:
    """A date as people write it, the same in every locale: `14 Sep 2020`."""
    return f"{value.day} {MONTHS[value.month - 1]} {value.year}"


def headline(data: BriefData) -> str:
    """One sentence on the case's question, for both outcomes, with intervals and verdict words."""
    effect = lead(data)
    if effect is None:
        return "No scenario was compared: this brief shows the baseline alone."
    if not effect.fired:
        return f"“{effect.title}” changed nothing in any run: what it changes never came up."
    toward = -1.0 if effect.subject else 1.0
    name = sentence_case(effect.subject) if effect.subject else f"“{effect.title}”"
    tenure = words.effect_word(effect.tenure, words.TENURE, effect.settled_tenure, toward)
    turnout = words.effect_word(effect.turnout, words.TURNOUT, effect.settled_turnout, toward)
    return (
        f"{name}: {_tenure_clause(tenure, turned(effect.tenure, toward), effect.tenure.nothing, data)}; "
        f"{_turnout_clause(turnout, turned(effect.turnout, toward), effect.turnout.nothing, data)}."
    )


GROUNDS = {
    "evidence": "reports, which narrowed the parameters concerned",
    "prior": "priors, which the reports did not narrow",
    "structure": "the structure of the model, which contains the claim",
}


def basis(data: BriefData) -> str:
    """On what the headline's two answers rest, as far as claims on them say so; empty where none does."""
    effect = lead(data)
    if effect is None or not effect.fired:
        return ""
    named = [("time in office", effect.basis_tenure), ("turnout", effect.basis_turnout)]
    known = [(what, GROUNDS[word]) for what, word in named if word in GROUNDS]
    if len(known) == 2 and known[0][1] == known[1][1]:
        return f"Both answers rest on {known[0][1]}."
    return " ".join(f"The answer on {what} rests on {ground}." for what, ground in known)


def lead(data: BriefData) -> Effect | None:
    """The effect of which the headline speaks; never one of the fixed what-ifs on policing."""
    known = [effect for effect in data.effects if not effect.fixed]
    named = [effect for effect in known if effect.scenario == data.lead]
    return next(iter(named or known), None)


def turned(paired: Paired, toward: float) -> IntervalEstimate:
    """The difference seen from the other side: what the thing does, rather than what its absence does."""
    difference = paired.difference
    low, high = sorted((toward * difference.low, toward * difference.high))
    return replace(difference, mean=toward * difference.mean, low=low, high=high)


def _tenure_clause(word: str, difference: IntervalEstimate, nothing: float, data: BriefData) -> str:
    number = f"(chance of being in office at {data.tenure_days} days: {numbers.spoken(difference)})"
    what = f"{possessive(data.incumbent)} time in office"
    least = f"by {100 * nothing:.0f} points or more"
    return _clause(word, words.TENURE, what, least, ("it shortens it", "it lengthens it"), number)


def _turnout_clause(word: str, difference: IntervalEstimate, nothing: float, data: BriefData) -> str:
    number = f"(mean crowd, {data.occasion}, next 8 weeks: {numbers.spoken(difference)})"
    least = f"by {numbers.people(nothing)} people or more"
    return _clause(word, words.TURNOUT, "turnout", least, ("it lowers it", "it raises it"), number)


def _clause(word: str, said: words.EffectWords, what: str, least: str, open_side: tuple[str, str], number: str) -> str:
    """One outcome in words; what one bound leaves open is said with it."""
    if word in (said.up, said.down):
        return f"{word} {what} {number}"
    if word in (said.not_up, said.not_down):
        return f"{word} {what} {least}, and whether {open_side[word == said.not_down]} can’t be told {number}"
    if word == words.NO_EFFECT:
        return f"{word} on {what} {number}"
    return f"the effect on {what} {word} {number}"


def possessive(name: str) -> str:
    """`Lukashenko's`, `Torres'`."""
    return f"{name}’" if name.endswith(("s", "x", "z")) else f"{name}’s"


def sentence_case(text: str) -> str:
    """The first letter large, the rest as it stands."""
    return text[:1].upper() + text[1:]


@dataclass(frozen=True)
class RunEnd:
    """How one run ended, read off its path. `cause` is -1 in office; `day` counts from the fork, -1 in office;
    `real_pay` is the police's pay ratio on the last day, `paid_share` paid over owed since the fork."""

    cause: int
    day: int
    horizon_days: int
    paid_share: float
    real_pay: float
    reserves_weeks: float
    reserves_cap: float
    last_crowd: float
    last_crowd_date: date
    detained: float
    loyal_share: float


def end_state(end: RunEnd) -> str:
    """One run's end in words: `endured: police paid in full, reserves for 41 weeks; ...`."""
    if end.cause < 0:
        start = f"endured {end.horizon_days} days"
    else:
        start = f"{CAUSES[end.cause]} on day {end.day}"
    return (
        f"{start}: {_pay(end.paid_share, end.real_pay)}, {_reserves(end.reserves_weeks, end.reserves_cap)}; "
        f"{_loyalty(end.loyal_share)}; {numbers.people(end.last_crowd)} out at the last main occasion "
        f"({day(end.last_crowd_date)}), {numbers.people(end.detained)} detained since the fork"
    )


def _pay(paid_share: float, real_pay: float) -> str:
    if paid_share >= 0.9995:
        paid = "police paid in full"
    else:
        paid = f"police paid {numbers.share(paid_share)} % of what they are owed"
    if real_pay < 0.995:
        return f"{paid} (worth {numbers.share(real_pay)} % of what it was)"
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
    return f"{numbers.share(share)} % of the police still loyal"

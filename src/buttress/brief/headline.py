"""The headline: one sentence on the case's question, and what its answers rest on."""

from __future__ import annotations

import math
from dataclasses import replace

from buttress.brief import formats, phrases
from buttress.brief.content import BriefData, Effect, IntervalEstimate, Paired, Unit


def headline(data: BriefData) -> str:
    """One sentence on the case's question, for both outcomes, with intervals and verdict words."""
    effect = lead(data)
    if effect is None:
        return _of_the_baseline(data)
    if not effect.fired:
        return f"“{effect.title}” changed nothing in any run: what it changes never came up."
    toward = -1.0 if effect.subject else 1.0
    name = sentence_case(effect.subject) if effect.subject else f"“{effect.title}”"
    tenure = phrases.effect_word(effect.tenure, phrases.TENURE, effect.settled_tenure, toward)
    turnout = phrases.effect_word(effect.turnout, phrases.TURNOUT, effect.settled_turnout, toward)
    return (
        f"{name}: {_tenure_clause(tenure, turned(effect.tenure, toward), effect.tenure.nothing, data)}; "
        f"{_turnout_clause(turnout, turned(effect.turnout, toward), effect.turnout.nothing, data)}."
    )


def _of_the_baseline(data: BriefData) -> str:
    """What a brief without a scenario answers: the numbers of its cells, people first."""
    cells = [cell for cell in data.cells if cell.estimate is not None]
    people = [cell for cell in cells if cell.estimate is not None and cell.estimate.unit is Unit.PEOPLE]
    numbers = [
        f"{cell.label}: {formats.spoken(cell.estimate)}"
        for cell in reversed([*[cell for cell in cells if cell not in people], *people])
        if cell.estimate is not None
    ]
    beside = "; what policing changes stands in a table of its own" if data.effects else ""
    return f"{'; '.join(numbers)}. This is the baseline alone{beside}."


GROUNDS = {
    "reports": "the reports, which moved its odds threefold",
    "history": "the history of other contests, which moved its odds threefold",
    "reports and history": "the reports and the history of other contests, each of which moved its odds threefold",
    "assumption": "assumption: neither reports nor other contests moved its odds threefold",
    "structure": "the structure of the model: its rules decide the claim, and no evidence could",
}


def basis(data: BriefData) -> str:
    """On what the headline's two answers rest, as far as claims on them say so; empty where none does."""
    effect = lead(data)
    if effect is None or not effect.fired:
        return ""
    named = [
        ("time in office", effect.basis_tenure, effect.carried_tenure),
        ("turnout", effect.basis_turnout, effect.carried_turnout),
    ]
    grounds = [(what, _ground(word, carried)) for what, word, carried in named if word in GROUNDS]
    if len(grounds) == 2 and grounds[0][1] == grounds[1][1]:
        return f"Both answers rest on {grounds[0][1]}."
    return " ".join(f"The answer on {what} rests on {ground}." for what, ground in grounds)


def _ground(word: str, carried: str) -> str:
    return f"{GROUNDS[word]} (carried by {carried})" if word == "structure" and carried else GROUNDS[word]


def lead(data: BriefData) -> Effect | None:
    """The effect of which the headline speaks; never one of the fixed what-ifs on policing."""
    shown = [effect for effect in data.effects if not effect.fixed]
    named = [effect for effect in shown if effect.scenario == data.lead]
    return next(iter(named or shown), None)


def turned(paired: Paired, toward: float) -> IntervalEstimate:
    """The difference seen from the other side: what the thing does, rather than what its absence does."""
    difference = paired.difference
    low, high = sorted((toward * difference.low, toward * difference.high))
    return replace(difference, mean=toward * difference.mean, low=low, high=high)


def _tenure_clause(word: str, difference: IntervalEstimate, nothing: float, data: BriefData) -> str:
    number = f"(chance of being in office at {data.tenure_days} days: {formats.spoken(difference)})"
    what = f"{possessive(data.incumbent)} time in office"
    least = f"by {100 * nothing:.0f} points or more"
    return _clause(word, phrases.TENURE, what, least, ("it shortens it", "it lengthens it"), number)


def _turnout_clause(word: str, difference: IntervalEstimate, nothing: float, data: BriefData) -> str:
    number = f"(mean crowd, {data.occasion}, next 8 weeks: {formats.spoken(difference)})"
    least = f"by {100 * math.expm1(nothing):.0f} % or more"
    return _clause(word, phrases.TURNOUT, "turnout", least, ("it lowers it", "it raises it"), number)


def _clause(
    word: str, words: phrases.EffectWords, what: str, least: str, open_side: tuple[str, str], number: str
) -> str:
    """One outcome in words; what one bound leaves open is said with it."""
    if word in (words.up, words.down):
        return f"{word} {what} {number}"
    if word in (words.not_up, words.not_down):
        return f"{word} {what} {least}, and whether {open_side[word == words.not_down]} can’t be told {number}"
    if word == phrases.NO_EFFECT:
        return f"{word} on {what} {number}"
    return f"the effect on {what} {word} {number}"


def possessive(name: str) -> str:
    """`Lukashenko's`, `Torres'`."""
    return f"{name}’" if name.endswith(("s", "x", "z")) else f"{name}’s"


def sentence_case(text: str) -> str:
    """The first letter large, the rest as it stands."""
    return text[:1].upper() + text[1:]

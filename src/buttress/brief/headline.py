"""The headline: what can be told, what history says of the patron, what cannot be told; and what answers rest on."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass

from buttress.brief import formats, phrases
from buttress.brief.content import BriefData, Effect, Unit
from buttress.brief.outcome import RESERVES, TENURE, TURNOUT
from buttress.brief.phrases import EffectWords

TOLD, HISTORY, OPEN = "What can be told", "What history says", "What cannot be told"
BRACKETS = "In brackets: where a number lies with a chance of 95 %."
NAMED = 3
"""Scenarios named as changing an outcome, at most."""


@dataclass(frozen=True)
class Said:
    """A paragraph of the headline."""

    label: str
    text: str


def headline(data: BriefData) -> tuple[Said, ...]:
    """Paragraphs that lead with what the evidence decides. Differences are scenario minus baseline, as everywhere."""
    numbers = [*_purse(data), *_coming_weeks(data)]
    paragraphs = {
        TOLD: [*numbers, *([BRACKETS] if numbers else []), *_changed(data), *_ruled_out(data)],
        HISTORY: _history(data),
        OPEN: _open(data),
    }
    return tuple(Said(label, " ".join(sentences)) for label, sentences in paragraphs.items() if sentences)


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


def _purse(data: BriefData) -> Iterator[str]:
    """How long reserves last, and what the lead scenario makes of it."""
    weeks = next((cell.estimate for cell in data.cells if cell.estimate and cell.estimate.unit is Unit.WEEKS), None)
    if weeks is None:
        return
    effect = lead(data)
    beside = ""
    if effect is not None and effect.fired and effect.reserves is not None:
        unsure = ", which way can’t be told" if RESERVES.word(effect) == phrases.CANNOT_TELL else ""
        beside = f"; {_named(effect)}: {formats.estimate(effect.reserves.difference)}{unsure}"
    yield f"Usable reserves last {formats.estimate(weeks)}{beside}."


def _coming_weeks(data: BriefData) -> Iterator[str]:
    """Crowds and detentions, people first."""
    cells = [cell for cell in data.cells if cell.estimate is not None and cell.estimate.unit is Unit.PEOPLE]
    numbers = [
        f"{_lower(cell.label)}: {formats.estimate(cell.estimate)}" for cell in cells if cell.estimate is not None
    ]
    if numbers:
        yield f"{sentence_case('; '.join(numbers))}."


def _changed(data: BriefData) -> Iterator[str]:
    """Scenarios whose difference lies beyond what counts as practically nothing, those on policing apart."""
    for what, outcome in ((f"the chance to be in office at {data.tenure_days} days", TENURE), ("turnout", TURNOUT)):
        found = [
            (effect, paired.difference)
            for effect in data.effects
            if not effect.fixed and outcome.changes(effect) and (paired := outcome.paired(effect)) is not None
        ]
        if found:
            found.sort(key=lambda pair: -abs(pair[1].mean))
            shown = [f"{_named(effect)} {formats.estimate(difference)}" for effect, difference in found[:NAMED]]
            more = f", and {len(found) - NAMED} more" if len(found) > NAMED else ""
            yield f"What changes {what}: {'; '.join(shown)}{more}."


def _ruled_out(data: BriefData) -> Iterator[str]:
    """What the lead scenario is seen not to change, or that it came to nothing."""
    effect = lead(data)
    if effect is None:
        beside = "; what policing changes stands in a table of its own" if data.effects else ""
        yield f"This is the baseline alone{beside}."
        return
    if not effect.fired:
        yield f"“{effect.title}” changed nothing in any run: what it changes never came up."
        return
    for clause in _clauses(data, effect):
        if clause.word == phrases.NO_EFFECT:
            yield f"{sentence_case(_named(effect))}: {phrases.NO_EFFECT} on {clause.what} ({clause.number})."


def _history(data: BriefData) -> list[str]:
    history = data.history
    if history is None:
        return []
    support, withdrawal = history.support, history.withdrawal
    if support.low < 1 < support.high:
        meaning = "this does not say whether support keeps a ruler in office longer"
    else:
        meaning = f"support goes with {'earlier' if support.low >= 1 else 'later'} falls"
    return [
        f"In other contests the incumbent’s danger of falling was, just after a backer’s support, "
        f"{formats.estimate(support)} what it was without ({history.support_acts} acts, {history.support_contests} "
        f"contests): {meaning}; just after a backer’s withdrawal, {formats.estimate(withdrawal)} "
        f"({history.withdrawal_acts} acts, {history.withdrawal_contests} contests)."
    ]


@dataclass(frozen=True)
class _Clause:
    """One outcome of the lead scenario: its word, of what, the bound of practically nothing, the number."""

    word: str
    words: EffectWords
    what: str
    least: str
    number: str


def _clauses(data: BriefData, effect: Effect) -> tuple[_Clause, _Clause]:
    tenure, turnout = effect.tenure, effect.turnout
    return (
        _Clause(
            TENURE.word(effect),
            TENURE.words,
            f"{possessive(data.incumbent)} time in office",
            f"by {100 * tenure.nothing:.0f} points or more",
            f"chance of being in office at {data.tenure_days} days: {formats.estimate(tenure.difference)}",
        ),
        _Clause(
            TURNOUT.word(effect),
            TURNOUT.words,
            "turnout",
            f"by {100 * math.expm1(turnout.nothing):.0f} % or more",
            f"mean crowd, {data.occasion}, next 8 weeks: {formats.estimate(turnout.difference)}",
        ),
    )


def _open(data: BriefData) -> list[str]:
    """What the lead scenario may or may not change."""
    effect = lead(data)
    if effect is None or not effect.fired:
        return []
    said = [text for clause in _clauses(data, effect) if (text := _left_open(clause))]
    return [f"{sentence_case(_named(effect))}: {'; '.join(said)}."] if said else []


def _left_open(clause: _Clause) -> str:
    words = clause.words
    if clause.word == phrases.CANNOT_TELL:
        return f"whether it changes {clause.what} ({clause.number})"
    if clause.word in (words.not_up, words.not_down):
        other = words.down if clause.word == words.not_up else words.up
        return f"it {clause.word} {clause.what} {clause.least}, but whether it {other} it is open ({clause.number})"
    return ""


def _named(effect: Effect) -> str:
    """The title within a sentence."""
    return _lower(effect.title)


def _lower(text: str) -> str:
    """The first letter small, but where the second is large too (`EU`)."""
    return text[:1].lower() + text[1:] if text[1:2].islower() or text[1:2] == " " else text


def sentence_case(text: str) -> str:
    """The first letter large, the rest as it stands."""
    return text[:1].upper() + text[1:]


def possessive(name: str) -> str:
    """`Lukashenko's`, `Torres'`."""
    return f"{name}’" if name.endswith(("s", "x", "z")) else f"{name}’s"

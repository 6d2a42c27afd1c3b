"""The answer to a brief's question: how it stands, what the lead scenario changes of it, and on what that rests."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from buttress.brief import formats, outcome, phrases
from buttress.brief.content import BriefData, Effect, HeadlineCell, JudgedDifference, Paired, Unit
from buttress.brief.phrases import EffectWords

BRACKETS = (
    "In brackets: where a number lies with a chance of 95 %; of a share of runs, where it would lie with many more."
)
GROUNDS = {
    "reports": "the reports",
    "history": "the history of other contests",
    "reports and history": "the reports and the history of other contests, each by itself",
    "assumption": "assumption: neither the reports nor other contests say enough",
    "structure": "the model’s own rules, which no evidence can test",
}
"""What an answer rests on, by the basis of the claims on it."""


def answer(data: BriefData) -> str:
    """The levels of the two headline outcomes, and what the lead scenario changes of them."""
    return " ".join([*_levels(data), *_changes(data)])


def lead(data: BriefData) -> Effect | None:
    """The effect of which the headline speaks; never one of the fixed what-ifs on policing."""
    return outcome.lead(data.effects, data.lead)


def under(effect: Effect) -> str:
    """The scenario in a sentence: `without the loan`, or `under “Half the loan”` where nothing is taken away whole."""
    return f"without {effect.takes_away}" if effect.takes_away else f"under “{effect.title}”"


def whether(effect: Effect, what: str) -> str:
    """`Whether the loan changes that cannot be told; without it:`, to be followed by the difference."""
    subject, without = (effect.takes_away, "; without it") if effect.takes_away else (f"“{effect.title}”", "")
    return f"Whether {subject} changes {what} {phrases.CANNOT_TELL}{without}:"


def cells_of(data: BriefData, unit: Unit) -> list[HeadlineCell]:
    """The headline cells whose number has a unit, in their order."""
    return [cell for cell in data.cells if cell.estimate is not None and cell.estimate.unit is unit]


def basis(data: BriefData) -> str:
    """On what the told part of the answer rests, as far as claims on it say so; empty where none does."""
    told = [part for part in _parts(data) if part.word != phrases.CANNOT_TELL and part.paired.judged is not None]
    grounds = [_ground(part.paired) for part in told]
    if len(grounds) == 2 and grounds[0] == grounds[1]:
        return f"Both answers rest on {grounds[0]}."
    return " ".join(f"The answer on {part.what} rests on {ground}." for part, ground in zip(told, grounds, strict=True))


def left_open(data: BriefData) -> Iterator[str]:
    """Why a part of the answer cannot be told, and what would tell it; then the same of reserves."""
    effect = lead(data)
    for part in (*_parts(data), *_reserves(data)):
        if effect is None or part.word != phrases.CANNOT_TELL:
            continue
        judged = part.paired.judged
        asked = f"Whether {effect.takes_away or f'“{effect.title}”'} changes {part.what}"
        if judged is None:
            yield f"{asked}: {_undecided(effect, part)}."
            continue
        tells = judged.would_change if judged.basis != "structure" else ""
        yield f"{asked}: {_why_open(judged)}.{f' What would tell: {tells}.' if tells else ''}"


def _undecided(effect: Effect, part: _Part) -> str:
    """Why an interval alone tells no change."""
    least = outcome.region(part.paired)
    if least:
        return f"the interval holds changes of {least} and more, and smaller ones"
    sides = " or ".join(part.sides) if len(part.sides) != 1 else f"{part.sides[0]}, or the same"
    return f"{under(effect)} {formats.estimate(part.paired.difference)}, so {part.level} may be {sides}"


def _why_open(judged: JudgedDifference) -> str:
    if judged.basis == "structure":
        mostly = f", mostly {judged.carried}" if judged.carried else ""
        return f"the model’s own rules fix the answer{mostly}, so no evidence can test it"
    if judged.basis == "assumption":
        return "neither the reports nor other contests say enough"
    return f"{GROUNDS[judged.basis]} moved the answer, but not far enough"


@dataclass(frozen=True)
class _Part:
    """One outcome of the lead scenario: its difference, the words for it, and what it is of, in two forms."""

    paired: Paired
    words: EffectWords
    what: str
    level: str

    @property
    def word(self) -> str:
        """The verdict word on it."""
        return phrases.effect_word(self.paired, self.words)

    @property
    def sides(self) -> tuple[str, ...]:
        """The words of those sides on which a change that matters lies within the interval."""
        return phrases.open_sides(self.paired, self.words)


def _parts(data: BriefData) -> list[_Part]:
    """The two headline outcomes, where the lead scenario came up."""
    effect = lead(data)
    if effect is None or not effect.fired:
        return []
    return [
        _Part(effect.tenure, phrases.TENURE, "the time in office", "that chance"),
        _Part(effect.turnout, phrases.TURNOUT, "turnout", "that crowd"),
    ]


def _reserves(data: BriefData) -> list[_Part]:
    """Reserves, where the case has some and the lead scenario came up."""
    effect = lead(data)
    if effect is None or not effect.fired or effect.reserves is None:
        return []
    return [_Part(effect.reserves, phrases.RESERVES, "how long reserves last", "that time")]


def _ground(paired: Paired) -> str:
    judged = paired.judged
    assert judged is not None, "only a difference that a claim is about has a basis"
    return GROUNDS[judged.basis]


def _levels(data: BriefData) -> Iterator[str]:
    for cell in cells_of(data, Unit.SHARE)[:1]:
        chance = formats.estimate(cell.estimate) if cell.estimate is not None else ""
        yield f"The chance that {data.incumbent} is in office after {data.tenure_days} days is {chance}."
    for cell in cells_of(data, Unit.PEOPLE)[:1]:
        yield f"{cell.label}: {formats.estimate(cell.estimate) if cell.estimate is not None else ''}."


def _changes(data: BriefData) -> Iterator[str]:
    """What the lead scenario changes, does not change, or may change."""
    effect = lead(data)
    if effect is None:
        beside = "; what policing changes stands in a table of its own" if data.effects else ""
        yield f"This is the baseline alone{beside}."
        return
    if not effect.fired:
        yield f"“{effect.title}” changed nothing in any run: what it changes {phrases.NOT_FIRED}."
        return
    parts, where = _parts(data), formats.sentence_case(under(effect))
    for part in parts:
        number = formats.estimate(part.paired.difference)
        if part.word == phrases.NO_EFFECT:
            least = outcome.region(part.paired)
            yield f"{where} {part.level} changes by less than {least}, {phrases.NO_EFFECT}: {number}."
        elif part.word != phrases.CANNOT_TELL:
            yield f"{where} {part.level} is {part.word}: {number}."
    opened = [part for part in parts if part.word == phrases.CANNOT_TELL]
    if opened:
        what = " or ".join(f"{part.level} by {outcome.region(part.paired)} or more" for part in opened)
        numbers = ", ".join(formats.estimate(part.paired.difference) for part in opened)
        yield f"{whether(effect, what)} {numbers}."
        yield from (said for part in opened if (said := _sides(effect, part)))


def _sides(effect: Effect, part: _Part) -> str:
    """Of a part that can't be told: that a change that matters is left open on one side alone, or on neither."""
    least, words, sides = outcome.region(part.paired), part.words, part.sides
    if len(sides) == 2:
        return ""
    if not sides:
        return f"A change of {part.level} by {least} lies outside the brackets: why it is open all the same, see below."
    side, other = (words.up, words.down) if sides == (words.up,) else (words.down, words.up)
    end = part.paired.difference.high if side == words.up else -part.paired.difference.low
    doubt = "" if end > part.paired.nothing else ", for so few runs leave the brackets themselves uncertain"
    where = formats.sentence_case(under(effect))
    return (
        f"{where} {part.level} may be {side} by {least} or more{doubt}; {other} by as much lies outside the brackets."
    )

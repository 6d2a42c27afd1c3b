"""The headline's paragraphs: what can be told, what history says of the patron, what cannot be told."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from buttress.brief import formats, phrases
from buttress.brief.answer import cells_of, lead, left_open, under, whether
from buttress.brief.content import BriefData, Unit
from buttress.brief.outcome import RESERVES, TENURE, TURNOUT

TOLD, HISTORY, OPEN = "What can be told", "What history says", "What cannot be told"
NAMED = 3
"""Scenarios named as changing an outcome, at most."""


@dataclass(frozen=True)
class Said:
    """A paragraph of the headline."""

    label: str
    text: str


def headline(data: BriefData) -> tuple[Said, ...]:
    """Paragraphs that lead with what the evidence decides. Differences are scenario minus baseline, as everywhere."""
    paragraphs = {
        TOLD: [*_purse(data), *_coming_week(data), *_changed(data)],
        HISTORY: _history(data),
        OPEN: list(left_open(data)),
    }
    return tuple(Said(label, " ".join(sentences)) for label, sentences in paragraphs.items() if sentences)


def _purse(data: BriefData) -> Iterator[str]:
    """How long reserves last, and what the lead scenario makes of it."""
    for cell in cells_of(data, Unit.WEEKS)[:1]:
        yield f"Usable reserves last {formats.estimate(cell.estimate) if cell.estimate is not None else ''}."
        effect = lead(data)
        if effect is None or not effect.fired or effect.reserves is None:
            continue
        number, word = formats.estimate(effect.reserves.difference), RESERVES.word(effect)
        if word == phrases.CANNOT_TELL:
            yield f"{whether(effect, 'that')} {number}."
        else:
            yield f"{formats.sentence_case(under(effect))}: {word}, {number}."


def _coming_week(data: BriefData) -> Iterator[str]:
    """People detained; the crowds stand in the answer."""
    for cell in cells_of(data, Unit.PEOPLE)[1:]:
        yield f"{cell.label}: {formats.estimate(cell.estimate) if cell.estimate is not None else ''}."


def _changed(data: BriefData) -> Iterator[str]:
    """Other scenarios whose difference lies beyond what counts as practically nothing, those on policing apart."""
    first = lead(data)
    others = [effect for effect in data.effects if not effect.fixed and effect is not first]
    if not others:
        return
    parts, changed = [], False
    for what, outcome in ((f"the chance to be in office after {data.tenure_days} days", TENURE), ("turnout", TURNOUT)):
        found = [
            (effect, paired.difference)
            for effect in others
            if outcome.changes(effect) and (paired := outcome.paired(effect)) is not None
        ]
        changed = changed or bool(found)
        found.sort(key=lambda pair: -abs(pair[1].mean))
        shown = [f"“{effect.title}” {formats.estimate(difference)}" for effect, difference in found[:NAMED]]
        more = f", and {len(found) - NAMED} more" if len(found) > NAMED else ""
        parts.append(f"{what}: {'; '.join(shown) or 'none'}{more}")
    if not changed:
        yield "No other scenario is shown to change the chance to be in office, or turnout."
        return
    yield f"Other scenarios shown to change {parts[0]}; shown to change {parts[1]}."


def _history(data: BriefData) -> list[str]:
    history = data.history
    if history is None:
        return []
    support, withdrawal = history.support, history.withdrawal
    if support.low < 1 < support.high:
        meaning = f"whether support keeps a ruler in office longer {phrases.CANNOT_TELL} from that"
    else:
        meaning = f"support goes with {'earlier' if support.low >= 1 else 'later'} falls"
    return [
        f"In other contests the incumbent’s danger of falling was, just after a backer’s support, "
        f"{formats.estimate(support)} what it was without ({history.support_acts} acts, {history.support_contests} "
        f"contests): {meaning}; just after a backer’s withdrawal, {formats.estimate(withdrawal)} "
        f"({history.withdrawal_acts} acts, {history.withdrawal_contests} contests)."
    ]

"""The headline's paragraphs: what can be told, what history says of the patron, what cannot be told."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from buttress.brief import formats, phrases
from buttress.brief.answer import cells_of, lead, left_open, under
from buttress.brief.content import BriefData, Effect, IntervalEstimate, Unit
from buttress.brief.outcome import RESERVES, TENURE, TURNOUT, Outcome

TOLD, HISTORY, OPEN = "What can be told", "What history says", "What cannot be told"
NAMED = 3
"""Scenarios named as changing an outcome, at most."""


@dataclass(frozen=True)
class Paragraph:
    """A paragraph of the headline."""

    label: str
    text: str


def headline(data: BriefData) -> tuple[Paragraph, ...]:
    """Paragraphs that lead with what the evidence decides. Differences are scenario minus baseline, as everywhere."""
    paragraphs = {
        TOLD: [*_purse(data), *_coming_week(data), *_changed(data)],
        HISTORY: _history(data),
        OPEN: [*left_open(data), *_unchanged(data)],
    }
    return tuple(Paragraph(label, " ".join(sentences)) for label, sentences in paragraphs.items() if sentences)


def _purse(data: BriefData) -> Iterator[str]:
    """How long reserves last, and what the lead scenario makes of it where that is told."""
    for cell in cells_of(data, Unit.WEEKS)[:1]:
        yield f"Usable reserves last {formats.estimate(cell.estimate) if cell.estimate is not None else ''}."
        effect = lead(data)
        if effect is not None and effect.reserves is not None and RESERVES.told(effect):
            number, word = formats.estimate(effect.reserves.difference), RESERVES.word(effect)
            yield f"{formats.sentence_case(under(effect))}: {word}, {number}."


def _coming_week(data: BriefData) -> Iterator[str]:
    """People detained; the crowds stand in the answer."""
    for cell in cells_of(data, Unit.PEOPLE)[1:]:
        yield f"{cell.label}: {formats.estimate(cell.estimate) if cell.estimate is not None else ''}."


def _others(data: BriefData) -> list[Effect]:
    """Scenarios beside the lead one, those on policing apart."""
    first = lead(data)
    return [effect for effect in data.effects if not effect.fixed and effect is not first]


def _named_outcomes(data: BriefData) -> tuple[tuple[str, Outcome], ...]:
    return (f"the chance to be in office after {data.tenure_days} days", TENURE), ("turnout", TURNOUT)


def _changed(data: BriefData) -> Iterator[str]:
    """Other scenarios whose difference lies beyond what counts as practically nothing, the largest first."""
    for what, outcome in _named_outcomes(data):
        found = [
            (effect, paired.difference)
            for effect in _others(data)
            if outcome.changes(effect) and (paired := outcome.paired(effect)) is not None
        ]
        if not found:
            continue
        found.sort(key=lambda pair: -abs(pair[1].mean))
        shown = [f"“{effect.title}” {formats.estimate(difference)}" for effect, difference in found[:NAMED]]
        more = f", and {len(found) - NAMED} more" if len(found) > NAMED else ""
        yield f"Other scenarios shown to change {what}: {'; '.join(shown)}{more}."


def _unchanged(data: BriefData) -> Iterator[str]:
    """The outcomes that no other scenario is shown to change."""
    others = _others(data)
    kept = [what for what, outcome in _named_outcomes(data) if not any(map(outcome.changes, others))]
    if others and kept:
        yield f"No other scenario is shown to change {' or '.join(kept)}."


def _history(data: BriefData) -> list[str]:
    """What was seen after a backer's acts elsewhere; what is told comes first."""
    history = data.history
    if history is None:
        return []
    parts = [
        ("support", history.support, history.support_acts, history.support_contests),
        ("withdrawal", history.withdrawal, history.withdrawal_acts, history.withdrawal_contests),
    ]
    parts.sort(key=lambda part: part[1].low < 1.0 < part[1].high)
    said = "; ".join(
        f"just after a backer’s {act}, {formats.estimate(ratio)} what it was without ({acts} acts, {contests} "
        f"contests): {_meaning(act, ratio)}"
        for act, ratio, acts, contests in parts
    )
    return [f"In other contests the incumbent’s danger of falling was, {said}."]


def _meaning(act: str, ratio: IntervalEstimate) -> str:
    if ratio.low < 1.0 < ratio.high:
        return f"whether {act} goes with earlier or later falls {phrases.CANNOT_TELL} from that"
    return f"{act} goes with {'earlier' if ratio.low >= 1.0 else 'later'} falls"

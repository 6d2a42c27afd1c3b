"""The scenarios that page one leaves to a table: how many there are, and that by best estimate none of them matters."""

from __future__ import annotations

from dataclasses import dataclass

from buttress.brief import outcome, phrases
from buttress.brief.content import BriefData, Effect
from buttress.brief.formats import sentence_case
from buttress.brief.outcome import TENURE, TURNOUT

TITLE = "The other scenarios, against the baseline"


@dataclass(frozen=True)
class OtherScenarios:
    """Their names, a sentence for page one, and a note for their table."""

    scenarios: tuple[str, ...]
    sentence: str
    note: str


def other_scenarios(data: BriefData) -> OtherScenarios | None:
    """Those that page one does not show, the what-ifs on policing apart; None where it shows all."""
    front = {effect.scenario for effect in outcome.in_front(data.effects, data.lead)}
    others = [effect for effect in data.effects if not effect.fixed and effect.scenario not in front]
    if not others:
        return None
    first, alone = others[0], len(others) == 1
    sentence = (
        f"Not shown here: {'one other scenario' if alone else f'{len(others)} other scenarios'}. By best estimate "
        f"{'it changes' if alone else 'they change'} neither the chance to be in office by "
        f"{outcome.region(first.tenure)} nor the crowd by {outcome.region(first.turnout)}; {_counted(others)}."
    )
    return OtherScenarios(tuple(effect.scenario for effect in others), sentence, _named(others))


def _sorted(effects: list[Effect]) -> dict[str, list[str]]:
    """Titles by what the scenario comes to in time in office and turnout together."""
    found: dict[str, list[str]] = {phrases.NO_EFFECT: [], phrases.CANNOT_TELL: [], phrases.NOT_FIRED: []}
    for effect in effects:
        words = {TENURE.word(effect), TURNOUT.word(effect)}
        found[words.pop() if len(words) == 1 else phrases.CANNOT_TELL].append(effect.title)
    return {word: titles for word, titles in found.items() if titles}


def _counted(effects: list[Effect]) -> str:
    """`for 2 so much is ruled out, for 8 it cannot be told of one or both`."""
    said = {
        phrases.NO_EFFECT: "for {} a change of that size is ruled out",
        phrases.CANNOT_TELL: f"for {{}} it {phrases.CANNOT_TELL} of one or both",
        phrases.NOT_FIRED: f"for {{}} what would change {phrases.NOT_FIRED}",
    }
    return ", ".join(said[word].format(len(titles)) for word, titles in _sorted(effects).items())


def _named(effects: list[Effect]) -> str:
    """`No effect that matters: A silent loan. Cannot be told: all others.`"""
    found = _sorted(effects)
    most = max(found, key=lambda word: len(found[word]))
    named = {word: ", ".join(titles) for word, titles in found.items() if word != most}
    named[most] = "all others" if named else "all"
    return " ".join(f"{sentence_case(word)}: {titles}." for word, titles in named.items())

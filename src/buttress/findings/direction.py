"""What the two headline differences of a scenario come to, in the brief's words."""

from __future__ import annotations

import math

from buttress.brief import phrases
from buttress.brief.content import Paired
from buttress.experiment import Comparison
from buttress.experiment.arm import SCRIPTED
from buttress.findings.effects import TENURE_NOTHING, TURNOUT_NOTHING, paired


def directions(answer: Comparison, scenario: str, reading: str = SCRIPTED) -> list[str]:
    """A sentence each on the chance to be in office and on turnout: up, down, no effect that matters, or not told.

    Claims are not judged here: where one on the difference is undetermined, a brief says that it cannot be told.
    """
    tenure = paired(answer, scenario, "tenure_90", TENURE_NOTHING, reading)
    turnout = paired(answer, scenario, "turnout_8w", TURNOUT_NOTHING, reading)
    fired = answer.fired(scenario, reading)
    return [
        f"chance to be in office after 90 days: {_direction(tenure, fired, phrases.TENURE)}",
        f"mean crowd of 8 weeks: {_direction(turnout, fired, phrases.TURNOUT)}",
    ]


def _direction(found: Paired, fired: bool, words: phrases.EffectWords) -> str:
    """The word for a difference."""
    if math.isnan(found.difference.mean):
        return "the case's horizon ends before"
    if not fired:
        return phrases.NOT_FIRED
    if math.isnan(found.difference.low):
        return "too few runs to tell"
    return phrases.effect_word(found, words)

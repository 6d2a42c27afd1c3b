"""Which rules of the model carry a claim."""

from __future__ import annotations

from typing import TYPE_CHECKING

from buttress.explore.groups import words_of
from buttress.world.parameters import parameters_of

if TYPE_CHECKING:
    from buttress.case import Case
    from buttress.experiment import Verdict

MAX_NAMED = 3


def carriers(case: Case, verdict: Verdict) -> str:
    """What the parameters that a claim rests on are about, the largest shares first, three at most.

    `how prices follow the rate, what pay does to loyalty and winter`.
    """
    of = {parameter.name: parameter.mechanism for parameter in parameters_of(case.facts)}
    named = [words_of(each) for each in dict.fromkeys(of[name] for name in verdict.rests_on if name in of)]
    *others, last = named[:MAX_NAMED] or [""]
    return f"{', '.join(others)} and {last}" if others else last

"""Which mechanisms of the model carry a claim."""

from __future__ import annotations

from typing import TYPE_CHECKING

from buttress.world.parameters import parameters_of

if TYPE_CHECKING:
    from buttress.case import Case
    from buttress.experiment import Verdict

MAX_NAMED = 3


def carriers(case: Case, verdict: Verdict) -> str:
    """The mechanisms of the parameters that a claim rests on, the largest share first: `loan, fx demand and prices`."""
    of = {parameter.name: parameter.mechanism for parameter in parameters_of(case.facts)}
    names = list(dict.fromkeys(of[name].replace("_", " ") for name in verdict.rests_on if name in of))
    shown, more = names[:MAX_NAMED], len(names) - MAX_NAMED
    listed = [*shown, f"{more} more"] if more > 0 else shown
    return " and ".join([", ".join(listed[:-1]), listed[-1]]) if len(listed) > 1 else "".join(listed)

"""One fit of a case, taken from origin to origin as the weekly update does it.

The second fit, which shows a fit's own error, is left out here; half as many draws are kept as a brief asks for, and
points that were settled a week before are given half as many sweeps to settle again, more as long as they still rise.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from buttress.arrays import Floats
from buttress.case import Case
from buttress.infer.effort import SHIPPED
from buttress.infer.problem import Problem
from buttress.infer.settings import Settings
from buttress.infer.updating.advance import advance
from buttress.infer.updating.state import State
from buttress.infer.updating.state_posterior import equal_draws
from buttress.infer.updating.update import begin, objection
from buttress.world import Draws

SETTINGS = Settings(draws=256, effort=replace(SHIPPED, replay_sweeps=SHIPPED.replay_sweeps // 2))


@dataclass(frozen=True)
class SingleFit:
    """One fit's draws and the reporters' values: all that a forecast needs."""

    draws: Draws
    reporter_names: tuple[str, ...]
    reporter_values: Floats


def carried_fits(cases: Iterable[Case]) -> Iterator[SingleFit]:
    """The fit of a case as of each of its days, in the order of days: the first from the prior, each other from the
    one before it, or from the prior where a row has gone since.
    """
    state: State | None = None
    for case in cases:
        if state is None or objection(state, case, SETTINGS) is not None:
            state = begin(case, SETTINGS, both=False)
        else:
            state = advance(state, case, SETTINGS)
        problem = Problem.of(case, SETTINGS)
        z, chain = equal_draws(state, case.facts.seed, 0)
        names = tuple(one.name for one in problem.layout.reporters)
        yield SingleFit(problem.draws(z, chain), names, problem.layout.reporter_values(z))

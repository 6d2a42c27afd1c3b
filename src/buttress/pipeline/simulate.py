"""A few runs of one scenario in this process, kept whole."""

from __future__ import annotations

import numpy as np

from buttress import engine, world
from buttress.case import Case
from buttress.engine import Result
from buttress.world import Draws


def simulate(
    case: Case, scenario: str, draws: Draws, runs: int, *, seed: int | None = None, explain: bool = False
) -> Result:
    """The first `runs` runs of a scenario; with `explain`, their contributions too. `seed` None takes the case's.

    Raises CaseError for an unknown scenario.
    """
    built = world.build(case, scenario)
    ids = np.arange(runs, dtype=np.int64)
    return engine.run(built, draws, ids, seed=case.facts.seed if seed is None else seed, explain=explain)

"""How later crowds answer to a nudge of one."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from buttress.arrays import Floats
from buttress.engine import run
from buttress.world import Draws, World
from studies.prior_prediction.run_blocks import run_blocks

NUDGE_LOG_ODDS = 0.1


@dataclass(frozen=True)
class PriorElasticity:
    """Response of later like crowds to a nudge of one, in logs: `g` (D,) the next, `echo` (D, k) the next k."""

    kind: str
    g: Floats
    echo: Floats

    @property
    def stable(self) -> float:
        """Share of draws with |g| < 1."""
        return float(np.mean(np.abs(self.g) < 1.0))


def elasticity(world: World, draws: Draws, seed: int, echoes: int = 4) -> PriorElasticity:
    """Nudge the log-odds of one main occasion before the fork and follow later ones, by expectation (no chance).

    Averages over every main occasion from the second to the last before the fork: the first is the reference of the
    crowd term. All channels count: crowd, belief, ties, habit, fatigue, fear, anger, custody. ValueError if the case
    has fewer than two main occasions before the fork.
    """
    kind = int(world.structure["main_kind"])
    like = [index for index, occasion in enumerate(world.occasions) if occasion.kind == kind]
    before = [index for index in like if world.occasions[index].day < world.fork]
    if len(before) < 2:
        raise ValueError("the case has fewer than two main occasions before the fork: no elasticity can be measured")
    sd = draws.column("turnout_shock_nation_sd")
    # A nudge must end with its day: a shock that persists is no answer of the next crowd to this one.
    draws = draws.with_column("turnout_shock_persistence", 0.0)
    plain = _log_crowds(world, draws, seed)
    first, echo = [], []
    for index in before[1:]:
        occasion = world.occasions[index]
        column = draws.shock_names.index(f"turnout:{occasion.date}:{occasion.name}")
        shocks = draws.shocks.copy()
        shocks[:, column] += NUDGE_LOG_ODDS / sd
        moved = _log_crowds(world, replace(draws, shocks=shocks), seed) - plain
        later = [other for other in like if other > index][:echoes]
        response = moved[:, later] / moved[:, [index]]
        first.append(response[:, 0])
        echo.append(response)
    return PriorElasticity(world.occasions[before[0]].name, np.mean(first, axis=0), np.mean(echo, axis=0))


def _log_crowds(world: World, draws: Draws, seed: int) -> Floats:
    """Log of the expected nationwide crowd, (draws, occasions)."""
    blocks = [
        run(world, draws, block, seed=seed, crowd="mean").turnout.sum(axis=2, dtype=float)
        for block in run_blocks(draws)
    ]
    return np.log(np.concatenate(blocks) + 1e-9)

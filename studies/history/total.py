"""How much of a patron's act reaches the hazard of an end by other paths than its own term.

    python -m studies.history.total [CASE ...] [--draws 1024]

Other contests tell the *total* log hazard ratio of an act. In the simulator an act has a term of its own in every
hazard, and reaches them by loyalty, beliefs and turnout besides. Of a case without any act of its patron, and of the
same case with one act on the day of the fork, the total is the log ratio of all hazards added up over 90 days, over the
mean of what stands of the act on these days. Over draws from the priors it is regressed on the term's coefficient:
total = base + slope x coefficient + a rest. These three numbers stand beside `learned` in `world/parameters.yaml`,
where the coefficient's prior is solved from them, so that the total has the learned distribution.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from buttress.arrays import Floats
from buttress.case import Case, load
from buttress.engine import run
from buttress.infer.prior import prior_draws
from buttress.rules.rates import decay
from buttress.world import Draws, World, build
from buttress.world.codes import Channel

DAYS = 90
ACTS = {"support": Channel.ENDORSEMENT, "withdrawal": Channel.REFUSAL}
COEFFICIENTS = {"support": ("support_effect", "support_words"), "withdrawal": ("withdrawal_effect",)}
HALF_LIVES = {"support": "support_words_half_life_days", "withdrawal": "withdrawal_half_life_days"}
SAID = (Channel.ENDORSEMENT, Channel.PLEDGE, Channel.PRESENCE, Channel.REFUSAL)
DONE = ("presence", "reserve_standing", "intervention", "words_pace", "loan_pledge", "patron_paid")


@dataclass(frozen=True)
class Totals:
    """Total log hazard ratios `total` (D,) of an act, and the coefficients `own` (D,) of its own term."""

    total: Floats
    own: Floats

    @property
    def regression(self) -> tuple[float, float, float]:
        """Base, slope and sd of the rest of total = base + slope x own + rest."""
        slope, base = np.polyfit(self.own, self.total, 1)
        return float(base), float(slope), float((self.total - base - slope * self.own).std())


def total_log_ratios(case: Case, draws: Draws) -> dict[str, Totals]:
    """Of one act of each side (support: an endorsement, withdrawal: a refusal) in the mean field of a case."""
    world = _without_patron(build(case))
    plain = _hazard(world, draws)
    found = {}
    for side, act in ACTS.items():
        signal = world.timeline["signal"].copy()
        signal[world.fork, act] = 1.0
        acted = replace(world, timeline=world.timeline | {"signal": signal})
        left = np.array([decay(days) for days in draws.column(HALF_LIVES[side])])
        stands = np.mean(left[:, None] ** np.arange(DAYS), axis=1)
        own = sum((draws.column(name) for name in COEFFICIENTS[side]), np.zeros(len(draws)))
        found[side] = Totals(np.log(_hazard(acted, draws) / plain) / stands, own)
    return found


def main(arguments: Sequence[str] | None = None) -> int:
    """Print base, slope and rest for each case and side."""
    parser = argparse.ArgumentParser(prog="python -m studies.history.total")
    parser.add_argument("cases", nargs="*", default=["cases/belarus-2020", "src/buttress/case/exampleland"])
    parser.add_argument("--draws", type=int, default=1024)
    given = parser.parse_args(arguments)
    for path in given.cases:
        case = load(path)
        for side, totals in total_log_ratios(case, prior_draws(case, given.draws)).items():
            base, slope, rest = totals.regression
            moments = f"total {totals.total.mean():+.3f} +- {totals.total.std():.3f}"
            print(f"{case.facts.id} {side}: {moments}; base {base:+.3f}, slope {slope:.3f}, rest {rest:.3f}")
    return 0


def _without_patron(world: World) -> World:
    signal = world.timeline["signal"].copy()
    signal[:, SAID] = 0.0
    nothing = {name: np.zeros_like(world.timeline[name]) for name in DONE}
    return replace(world, timeline=world.timeline | nothing | {"signal": signal})


def _hazard(world: World, draws: Draws) -> Floats:
    """All hazards of the days after the fork added up, (D,)."""
    runs = np.arange(len(draws), dtype=np.int64)
    found = []
    for part in np.array_split(runs, -(-len(runs) // 128)):
        result = run(world, replace(draws, seeds_per_draw=1), part, seed=0, crowd="mean", stop=world.fork + DAYS)
        found.append(result.columns["record_hazard"][:, world.fork :].sum(axis=(1, 2)))
    return np.concatenate(found)


if __name__ == "__main__":
    sys.exit(main())

"""The reverse stress test: which shocks, alone and two together, are enough for usable reserves to be gone by a day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from itertools import chain, combinations
from typing import TYPE_CHECKING, Any

import numpy as np

from buttress.experiment.arm import Arm
from buttress.experiment.frame import Frame
from buttress.experiment.simulate import world_of
from buttress.explore.error import ExploreError
from buttress.explore.refused import refuse_scenario
from buttress.explore.reverse_stress.frontier import Frontier, FrontierPoint, smallest_enough
from buttress.explore.reverse_stress.headroom import headrooms
from buttress.explore.reverse_stress.shock import NEVER_DAYS, UNITS, Shock, ShockKind, awaits_a_loan
from buttress.world.structure import minor_units

if TYPE_CHECKING:
    from buttress.case import Case
    from buttress.world import Draws, World

REVENUE_FALLS = (0.0, 0.2, 0.4, 0.6, 0.8, 1.0)
RUN_SHARES = (0.0, 0.2, 0.4, 0.6, 0.8, 1.0)
"""Runs as shares of usable reserves at the fork."""
DELAYS = (0.0, 30.0, 90.0, 180.0, float(NEVER_DAYS))
DRAWS = 128


@dataclass(frozen=True)
class ReverseStress:
    """`frontiers` for usable reserves that are gone, under `gone_m` millions of `currency`, at the end of the day `by`.

    `unshocked` is the share of draws in which they are gone without any shock; `alone` what each shock has to be by
    itself.
    """

    scenario: str
    by: date
    currency: str
    gone_m: float
    draws: int
    unshocked: float
    alone: tuple[tuple[ShockKind, FrontierPoint], ...]
    frontiers: tuple[Frontier, ...]

    def to_json(self) -> dict[str, Any]:
        """Plain data for `--json`."""
        return {
            "scenario": self.scenario,
            "by": self.by.isoformat(),
            "currency": self.currency,
            "gone_m": self.gone_m,
            "draws": self.draws,
            "gone_unshocked": self.unshocked,
            "alone": [{"shock": kind.value, "unit": UNITS[kind], **point.to_json()} for kind, point in self.alone],
            "frontiers": [each.to_json() for each in self.frontiers],
        }


def reverse_stress(case: Case, draws: Draws, by: date, scenario: str, workers: int = 1) -> ReverseStress:
    """The smallest shocks, over draws of the uncertainties, at which usable reserves are gone by the end of a day.

    Raises ExploreError for a case without reserves, for a day outside of the runs, and for a scenario on policing.
    """
    refuse_scenario(case, scenario)
    if "reserves" in case.facts.off:
        raise ExploreError("the case has no reserves, which a reverse stress test of the purse needs")
    world = world_of(case, Arm(scenario))
    first, last = world.clock.at(world.fork), world.clock.at(world.days - 1)
    if not first <= by <= last:
        raise ExploreError(f"{by} lies outside of the runs, {first} to {last}")
    gone = Frame.of(case, world).reserves_gone
    stop = world.clock.index(by) + 1
    grids = _grids(world, draws, gone, stop)
    frontiers: list[Frontier] = []
    alone: dict[ShockKind, FrontierPoint] = {}
    unshocked = 0.0
    pairs = list(combinations(grids, 2))
    asked = [[Shock.of({one: a, other: b}) for b in grids[other] for a in grids[one]] for one, other in pairs]
    headroom = headrooms(world, draws, gone, stop, list(chain.from_iterable(asked)), workers)
    parts = np.split(headroom, np.cumsum([len(shocks) for shocks in asked])[:-1])
    for (one, other), part in zip(pairs, parts, strict=True):
        found = part.reshape(len(grids[other]), len(grids[one]), -1)
        unshocked = float((found[0, 0] <= 0.0).mean())
        sizes = np.array(grids[one])
        alone.setdefault(one, FrontierPoint.of(0.0, smallest_enough(sizes, found[0])))
        alone.setdefault(other, FrontierPoint.of(0.0, smallest_enough(np.array(grids[other]), found[:, 0])))
        points = [FrontierPoint.of(b, smallest_enough(sizes, row)) for b, row in zip(grids[other], found, strict=True)]
        frontiers.append(Frontier(one, other, float(sizes[-1]), tuple(points)))
    return ReverseStress(
        scenario=scenario,
        by=by,
        currency=case.facts.foreign or "",
        gone_m=gone / minor_units(1.0),
        draws=len(draws),
        unshocked=unshocked,
        alone=tuple(alone.items()),
        frontiers=tuple(frontiers),
    )


def _grids(world: World, draws: Draws, gone: float, stop: int) -> dict[ShockKind, tuple[float, ...]]:
    """Sizes of each shock that the case can have."""
    usable = float(np.mean(headrooms(world, draws, gone, world.fork + 1, [Shock()], 1))) + gone
    millions = usable / minor_units(1.0)
    most = float(f"{max(millions, 1.0):.2g}")
    grids = {
        ShockKind.REVENUE: REVENUE_FALLS,
        ShockKind.RUN: tuple(share * most for share in RUN_SHARES),
    }
    return grids | ({ShockKind.DELAY: DELAYS} if awaits_a_loan(world) else {})

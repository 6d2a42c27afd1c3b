"""The simulator on a contest of which nothing is known but that a campaign has begun.

The world is the shipped blank case seen from the first day on which it can be, with everything off that needs a purse
or a patron of its own. Its crowds, fear, beliefs, loyalty and exits are the model's, its parameters prior draws.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta

import numpy as np

from buttress.case.blank import BLANK
from buttress.case.contest import Case
from buttress.case.load import load
from buttress.case.message import CaseError
from buttress.engine import run
from buttress.infer.prior import prior_draws
from buttress.world import build

OFF = frozenset(
    {
        "purse", "fx_demand", "prices", "loan", "revenue", "financing", "signals", "reform", "attention", "leverage",
        "patron", "patron_attitude", "patron_force", "support", "withdrawal", "loyalty_pay", "loyalty_patron",
        "resolution_pay",
    }
)  # fmt: skip
"""Mechanisms whose facts (payments, pledges, visits) a campaign of the past does not bring along."""


@dataclass(frozen=True)
class SimulatedCampaigns:
    """Simulated campaigns, one a prior draw: total hazard of an exit to the last day; peak crowd as a share of the
    people, in log; share of the army's and police's force that left. All (draws,)."""

    hazard: np.ndarray
    log_peak: np.ndarray
    lost: np.ndarray


def simulate(draws: int, within_days: int, seed: int = 0) -> SimulatedCampaigns:
    """So many campaigns over so many days."""
    case = _seen_early(within_days)
    built = build(case, off=OFF)
    parameters = replace(prior_draws(case, draws, world=built), seeds_per_draw=1)
    result = run(built, parameters, np.arange(draws, dtype=np.int64), seed=seed, crowd="counts")
    people = sum(place.population.value for place in case.facts.places)
    peak = result.turnout.sum(axis=2).max(axis=1) / people
    force = [index for index, pillar in enumerate(case.facts.pillars) if pillar.role in ("enforcer", "army")]
    return SimulatedCampaigns(
        hazard=-np.log(result.survival[:, within_days]),
        log_peak=np.log(np.maximum(peak, 1.0 / people)),
        lost=1.0 - result.loyal_share[:, -1, force].min(axis=1),
    )


def _seen_early(horizon: int) -> Case:
    """The blank case on the first day after its trigger on which its ledger stands."""
    case = load(BLANK)
    for days in range(1, (case.as_of - case.facts.trigger.date).days + 1):
        try:
            case = case.with_as_of(case.facts.trigger.date + timedelta(days=days))
            break
        except CaseError:
            continue
    return replace(case, facts=case.facts.model_copy(update={"horizon_days": horizon}))

"""Three shocks to the purse, from the fork on, and a world that bears them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum

import numpy as np

from buttress.world import World
from buttress.world.codes import Flow
from buttress.world.structure import minor_units

RUN_DAYS = 30
"""Days over which depositors take out what they take."""
NEVER_DAYS = 3650
"""A delay that no horizon reaches the end of."""


class ShockKind(StrEnum):
    """What is shocked; the order is that of every table."""

    REVENUE = "revenue_fall"
    RUN = "deposit_run"
    DELAY = "loan_delay"


UNITS = {ShockKind.REVENUE: "share", ShockKind.RUN: "million", ShockKind.DELAY: "days"}
"""Unit of a size."""


@dataclass(frozen=True)
class Shock:
    """A fall of revenue (share), currency deposits that run (millions of foreign currency), a delay of loans (days)."""

    revenue_fall: float = 0.0
    deposit_run: float = 0.0
    loan_delay: float = 0.0

    @classmethod
    def of(cls, sizes: dict[ShockKind, float]) -> Shock:
        """From sizes by kind; what is not named is 0."""
        return cls(**{kind.value: size for kind, size in sizes.items()})


def shocked(world: World, shock: Shock) -> World:
    """The same world, with the shock from the fork on.

    The run is taken out evenly over 30 days and paid from reserves in full. A delay adds to that of the scenario.
    """
    fork, line = world.fork, dict(world.timeline)
    revenue = line["revenue"].copy()
    revenue[fork:] = np.floor(revenue[fork:] * (1.0 - shock.revenue_fall)).astype(np.int64)
    flows = line["known_flow"].copy()
    until = min(fork + RUN_DAYS, world.days)
    flows[fork:until, Flow.OTHER] -= minor_units(shock.deposit_run) // RUN_DAYS
    delay = line["loan_delay_days"].copy()
    delay[fork:] += shock.loan_delay
    return replace(world, timeline=line | {"revenue": revenue, "known_flow": flows, "loan_delay_days": delay})


def awaits_a_loan(world: World) -> bool:
    """Is a pledged loan still to be paid after the fork?"""
    line = world.timeline
    return bool((line["loan_pledge"] * line["loan_cash"])[world.fork :].any())

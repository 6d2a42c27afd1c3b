"""Units of a pillar: how many there are, and what share is lost or on strike."""

from __future__ import annotations

from numba import njit

from buttress.arrays import Floats
from buttress.rules.inlined import inlined
from buttress.world.axes import IntPillars
from buttress.world.codes import Level, Role

SHIRKING_WORTH = 0.5
"""A shirking unit does half its work."""


@inlined
def everyone(units: Floats, pillar: int, zone: int) -> float:
    """Units of all levels in one zone; `units` (pillar, zone, level)."""
    return units[pillar, zone, Level.LOYAL] + units[pillar, zone, Level.SHIRKING] + units[pillar, zone, Level.GONE]


@inlined
def pillar_units(units: Floats, pillar: int) -> float:
    """Units of a pillar; `units` (pillar, zone, level)."""
    total = 0.0
    for z in range(units.shape[1]):
        total += everyone(units, pillar, z)
    return total


@inlined
def units_at(units: Floats, pillar: int, level: int) -> float:
    """Units of a pillar that are at a level; `units` (pillar, zone, level)."""
    total = 0.0
    for z in range(units.shape[1]):
        total += units[pillar, z, level]
    return total


@inlined
def strike_share(units: Floats, role: IntPillars) -> float:
    """Share of the workers' units on strike; 0 without workers. `units` (pillar, zone, level)."""
    out = 0.0
    all_units = 0.0
    for p in range(len(role)):
        if role[p] == Role.WORKERS:
            for z in range(units.shape[1]):
                out += units[p, z, Level.GONE]
                all_units += everyone(units, p, z)
    return out / all_units if all_units > 0.0 else 0.0


@njit(cache=True)
def lost_share(units: Floats, role: IntPillars, enforcers: bool) -> float:
    """Share of force lost among enforcers, or among army and officials: gone, and half of those shirking.

    `units` (pillar, zone, level). Workers are no force.
    """
    lost = 0.0
    all_units = 0.0
    for p in range(len(role)):
        if (role[p] == Role.ENFORCER) != enforcers or role[p] == Role.WORKERS:
            continue
        for z in range(units.shape[1]):
            lost += units[p, z, Level.GONE] + SHIRKING_WORTH * units[p, z, Level.SHIRKING]
            all_units += everyone(units, p, z)
    return lost / all_units if all_units > 0.0 else 0.0

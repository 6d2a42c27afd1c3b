"""The occasions of the coming weeks."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import numpy as np

from buttress.world import World
from buttress.world.occasions import Occasion

WEEK = 7


@dataclass(frozen=True)
class ComingOccasion:
    """An occasion to come: its week (0 begins on the day of the fork), and the places (indices) where it is held."""

    week: int
    day: int
    date: date
    kind: str
    places: tuple[int, ...]


def is_within(world: World, occasion: Occasion, weeks: int) -> bool:
    """Whether an occasion is held between the fork and the end of the last week."""
    return bool(world.fork <= occasion.day < world.fork + WEEK * weeks)


def coming_occasions(world: World, weeks: int) -> tuple[ComingOccasion, ...]:
    """The occasions of the coming weeks, each with the places where anybody is called."""
    calls = world.structure["calls"].any(axis=2)
    return tuple(
        ComingOccasion(
            (each.day - world.fork) // WEEK,
            each.day,
            each.date,
            each.name,
            tuple(int(place) for place in np.flatnonzero(calls[each.kind]) if place in each.places),
        )
        for each in world.occasions
        if is_within(world, each, weeks)
    )

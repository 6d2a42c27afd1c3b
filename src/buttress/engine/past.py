"""The past of a block of runs: what it leaves at the fork, from which every world with the same past goes on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from buttress.world import World
from buttress.world.columns import RECORD, STATE

FIXED = ("clock", "occasions", "parameters", "lacking", "pillars", "reading", "off")
"""Fields of a world that its past hangs on, beside columns."""


@dataclass(frozen=True)
class Past:
    """`columns` of state and records at the start of the fork, as some runs of `world` left them."""

    world: World
    columns: Mapping[str, NDArray[Any]]

    def serves(self, other: World) -> bool:
        """Would these runs of the other world leave the same? A kernel reads of the timeline its own day alone."""
        mine = self.world
        if any(getattr(mine, name) != getattr(other, name) for name in FIXED):
            return False
        early, others = ({name: days[: mine.fork] for name, days in each.timeline.items()} for each in (mine, other))
        return _equal(early, others) and _equal(mine.structure, other.structure) and _equal(mine.start, other.start)

    def copy_into(self, columns: Mapping[str, NDArray[Any]]) -> None:
        """Write it over the columns of as many runs, whose records end on any day from the fork on."""
        for column in (*STATE, *RECORD):
            kept = self.columns[column.name]
            columns[column.name][tuple(map(slice, kept.shape))] = kept


def _equal(one: Mapping[str, Any], other: Mapping[str, Any]) -> bool:
    return one.keys() == other.keys() and all(np.array_equal(one[name], other[name]) for name in one)

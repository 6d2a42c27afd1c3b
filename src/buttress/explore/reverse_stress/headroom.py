"""How far usable reserves stay above what counts as gone, in each draw."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import chain, repeat
from typing import TYPE_CHECKING

import numpy as np

from buttress import engine
from buttress.arrays import Floats
from buttress.experiment.executor import spread_out
from buttress.explore.reverse_stress.shock import Shock, shocked

if TYPE_CHECKING:
    from buttress.world import Draws, World


TOGETHER = 8
"""Shocks of one call to a worker, which go on from one past."""


def headrooms(world: World, draws: Draws, gone: float, stop: int, shocks: Sequence[Shock], workers: int) -> Floats:
    """Least headroom of each draw under each shock, (shocks, D), minor units: at or below 0 reserves are gone.

    It is the least of usable reserves, less `gone` minor units, at the end of any day from the fork to the day before
    `stop`. It goes on below 0 as gold and encumbered reserves are spent. A shock that comes again is run once, and
    `workers` changes no byte.
    """
    one, each = replace(draws, seeds_per_draw=1), list(dict.fromkeys(shocks))
    batches = [each[first : first + TOGETHER] for first in range(0, len(each), TOGETHER)]
    arguments = (repeat(world), repeat(one), repeat(gone), repeat(stop), batches)
    rows = spread_out(workers if len(batches) > 1 else 1, _headroom, *arguments)
    found = dict(zip(each, chain.from_iterable(rows), strict=True))
    return np.stack([found[shock] for shock in shocks])


def _headroom(world: World, draws: Draws, gone: float, stop: int, shocks: Sequence[Shock]) -> list[Floats]:
    runs = np.arange(len(draws), dtype=np.int64)
    past = engine.run_past(world, draws, runs, seed=0, crowd="mean")
    unusable = world.structure["unusable_reserves"] * draws.column("reserves_unusable_scale")
    rows = []
    for shock in shocks:
        result = engine.run(shocked(world, shock), draws, runs, seed=0, crowd="mean", stop=stop, past=past)
        stock = result.reserves[:, world.fork : stop].astype(float) - unusable[:, None]
        rows.append(np.asarray(stock.min(axis=1) - gone))
    return rows

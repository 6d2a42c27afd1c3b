"""How far usable reserves stay above what counts as gone, in each draw."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import repeat
from typing import TYPE_CHECKING

import numpy as np

from buttress import engine
from buttress.arrays import Floats
from buttress.experiment.executor import start_workers
from buttress.explore.reverse_stress.shock import Shock, shocked

if TYPE_CHECKING:
    from buttress.world import Draws, World


def headrooms(world: World, draws: Draws, gone: float, stop: int, shocks: Sequence[Shock], workers: int) -> Floats:
    """Least headroom of each draw under each shock, (shocks, D), minor units: at or below 0 reserves are gone.

    It is the least of usable reserves, less `gone` minor units, at the end of any day from the fork to the day before
    `stop`. It goes on below 0 as gold and encumbered reserves are spent. `workers` changes no byte.
    """
    one = replace(draws, seeds_per_draw=1)
    if workers > 1 and len(shocks) > 1:
        arguments = (repeat(world), repeat(one), repeat(gone), repeat(stop), shocks)
        return np.stack(list(start_workers(workers).map(_headroom, *arguments)))
    return np.stack([_headroom(world, one, gone, stop, shock) for shock in shocks])


def _headroom(world: World, draws: Draws, gone: float, stop: int, shock: Shock) -> Floats:
    runs = np.arange(len(draws), dtype=np.int64)
    result = engine.run(shocked(world, shock), draws, runs, seed=0, crowd="mean", stop=stop)
    unusable = world.structure["unusable_reserves"] * draws.column("reserves_unusable_scale")
    stock = result.reserves[:, world.fork : stop].astype(float) - unusable[:, None]
    return np.asarray(stock.min(axis=1) - gone)

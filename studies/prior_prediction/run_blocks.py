"""Runs of prior draws, block by block."""

from __future__ import annotations

import numpy as np

from buttress.arrays import Ints
from buttress.world import Draws

BLOCK = 250


def run_blocks(draws: Draws) -> list[Ints]:
    """Run ids, one a draw, in blocks."""
    runs = np.arange(len(draws), dtype=np.int64) * draws.seeds_per_draw
    return [runs[start : start + BLOCK] for start in range(0, len(runs), BLOCK)]

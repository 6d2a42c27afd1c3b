"""Draws with weights."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from buttress.arrays import Floats
from buttress.world import Draws


@dataclass(frozen=True)
class WeightedDraws:
    """`draws` with `weights` (D,) that sum to one."""

    draws: Draws
    weights: Floats

    @classmethod
    def equal(cls, draws: Draws) -> WeightedDraws:
        """Draws of equal weight."""
        return cls(draws, np.full(len(draws), 1.0 / len(draws)))

    @property
    def effective(self) -> float:
        """Effective number of draws, 1 / sum of squared weights (Kish)."""
        return float(1.0 / np.square(self.weights).sum())

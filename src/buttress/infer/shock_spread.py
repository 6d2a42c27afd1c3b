"""A spread and the shocks that it scales."""

from __future__ import annotations

from dataclasses import dataclass

from buttress.arrays import Ints
from buttress.infer.distribution import PriorDistribution


@dataclass(frozen=True)
class ShockSpread:
    """A spread (column `spread`) times standard normals (columns `shocks`): `simulate` reads the products alone."""

    spread: int
    shocks: Ints
    distribution: PriorDistribution

"""Draws: parameter sets of equal weight, with the shocks of the days before the fork."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

SEEDS_PER_DRAW = 10
"""R: run k uses draw k // R and seed k % R."""


def at_place(shock: str, place: str) -> str:
    """Name of the part of a shock that is one place's own."""
    return f"{shock}@{place}"


@dataclass(frozen=True)
class Draws:
    """`values` (D, n) by `names`; `shocks` (D, m) standard normals by `shock_names`, for days before the fork.

    `chain` (D,) names the sampler's chain that each draw comes from: draws of one chain are dependent, chains are not.
    None where every draw is independent of the others, as draws from a prior are. `inflation` is by what factor the
    variance of a mean exceeds what chains say, which share ancestors: two fits show it.

    A shock here is what is fresh on its day, in spreads; what persists of those before is added by `rules/shocks.py`.
    After the nation's may stand those of single places (`at_place`), all of them or none: where they are missing, runs
    of counts draw them at their address.
    """

    names: tuple[str, ...]
    values: NDArray[np.float64]
    shock_names: tuple[str, ...]
    shocks: NDArray[np.float64]
    seeds_per_draw: int = SEEDS_PER_DRAW
    chain: NDArray[np.int64] | None = None
    inflation: float = 1.0

    def __post_init__(self) -> None:
        if self.values.ndim != 2 or self.values.shape[1] != len(self.names):
            raise ValueError(f"values have shape {self.values.shape}, expected (D, {len(self.names)})")
        if self.shocks.shape != (len(self.values), len(self.shock_names)):
            raise ValueError(
                f"shocks have shape {self.shocks.shape}, expected ({len(self.values)}, {len(self.shock_names)})"
            )
        if self.chain is not None and self.chain.shape != (len(self.values),):
            raise ValueError(f"chains have shape {self.chain.shape}, expected ({len(self.values)},)")

    def __len__(self) -> int:
        return len(self.values)

    @property
    def chains(self) -> NDArray[np.int64]:
        """The chain of each draw, (D,); a chain each where the draws are independent."""
        return np.arange(len(self), dtype=np.int64) if self.chain is None else self.chain

    def of(self, runs: NDArray[np.int64]) -> NDArray[np.int64]:
        """Index of the draw of each run, shape of `runs`; raises ValueError past the last draw."""
        index = runs // self.seeds_per_draw
        if len(index) and int(index.max()) >= len(self):
            raise ValueError(f"run {int(runs.max())} needs draw {int(index.max())}, there are {len(self)}")
        return index

    def column(self, name: str) -> NDArray[np.float64]:
        """Values of one parameter, (D,)."""
        return self.values[:, self.names.index(name)]

    def with_column(self, name: str, value: float) -> Draws:
        """The same draws with one parameter set to a value in all of them."""
        values = self.values.copy()
        values[:, self.names.index(name)] = value
        return replace(self, values=values)

"""What the sampler asks of a posterior that it draws from."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Protocol

from buttress.arrays import Floats, Ints
from buttress.infer.shock_spread import ShockSpread


class SamplerTarget(Protocol):
    """A posterior: `dim` standard normals times a likelihood of what was simulated from them.

    The batch that `simulate` returns is opaque; it has `take(index)` and `replaced(keep, new)` over points.
    """

    @property
    def dim(self) -> int:
        """d, the number of unknowns."""

    @property
    def free(self) -> Ints:
        """Columns that `simulate` does not read."""

    @property
    def shock_spreads(self) -> Sequence[ShockSpread]:
        """Spreads of which `simulate` reads only their products with other columns."""

    def simulate(self, z: Floats) -> Any:
        """Simulated pasts of n points (n, d)."""

    def log_likelihood(self, z: Floats, batch: Any) -> Floats:
        """Log-likelihood, (n,)."""

    def sensitivity(self) -> tuple[Floats, Floats]:
        """J (k, d), observables' expectations by unknowns near the last points, and their curvatures (k,)."""

"""Which unknown stands in which column: model parameters, reporters, shocks; all standard normal, independent."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from buttress.infer.distribution import Distribution
from buttress.infer.prior import Prior
from buttress.observe.reporter import ReporterParameter

Floats = NDArray[np.float64]


class Layout:
    """Columns: the prior's parameters, the kinds that reporters share, the reporters' own, the shocks.

    A reporter's own value is a mix of what its kind shares and of itself, so that two of a kind are correlated by
    their kinship and each alone has the published prior.
    """

    def __init__(self, prior: Prior, reporters: Sequence[ReporterParameter], shocks: Sequence[str]) -> None:
        self.prior = prior
        self.reporters = tuple(reporters)
        self.shocks = tuple(shocks)
        self.kin = tuple(sorted({p.kin for p in reporters if p.kin is not None}))
        self._distributions = [Distribution.of(p.prior) for p in reporters]

    @property
    def dim(self) -> int:
        """Number of columns."""
        return len(self.prior) + len(self.kin) + len(self.reporters) + len(self.shocks)

    @cached_property
    def _ends(self) -> tuple[int, int, int]:
        first = len(self.prior)
        second = first + len(self.kin)
        return first, second, second + len(self.reporters)

    @property
    def reporter_columns(self) -> NDArray[np.int64]:
        """Columns of the reporters and their kinds."""
        return np.arange(self._ends[0], self._ends[2])

    @property
    def simulated_columns(self) -> NDArray[np.int64]:
        """Columns of parameters and shocks."""
        return np.concatenate([np.arange(self._ends[0]), np.arange(self._ends[2], self.dim)])

    def parameters(self, z: Floats, of: NDArray[np.int64] | None = None) -> Floats:
        """Model parameters (n, p) in natural units; those outside of the columns `of` at the prior's median."""
        first = self._ends[0]
        if of is None:
            return self.prior.values(z[:, :first])
        out = np.repeat(self._medians, len(z), axis=0)
        for j in of[of < first]:
            out[:, j] = self.prior.distributions[j].value(z[:, j])
        return out

    @cached_property
    def _medians(self) -> Floats:
        return self.prior.values(np.zeros((1, len(self.prior))))

    def shock_values(self, z: Floats) -> Floats:
        """Shocks (n, m), standard normal."""
        return np.ascontiguousarray(z[:, self._ends[2] :])

    def reporter_z(self, z: Floats) -> Floats:
        """Reporters' parameters (n, r) on the scale on which each prior is standard normal."""
        first, second, third = self._ends
        shared, own = z[:, first:second], z[:, second:third]
        out = own.copy()
        for j, parameter in enumerate(self.reporters):
            if parameter.kin is not None:
                group = shared[:, self.kin.index(parameter.kin)]
                out[:, j] = np.sqrt(parameter.kinship) * group + np.sqrt(1 - parameter.kinship) * own[:, j]
        return out

    def reporter_values(self, z: Floats) -> Floats:
        """Reporters' parameters (n, r) in natural units."""
        latent = self.reporter_z(z)
        if not self.reporters:
            return latent
        return np.column_stack([d.value(latent[:, j]) for j, d in enumerate(self._distributions)])

    def by_name(self, parameters: Floats, reporters: Floats) -> dict[str, Floats]:
        """Columns of both by name, (n,) each."""
        out = {name: parameters[:, j] for j, name in enumerate(self.prior.names)}
        out.update({p.name: reporters[:, j] for j, p in enumerate(self.reporters)})
        return out

    def reporter_prior(self, name: str) -> Distribution:
        """The prior of a reporter's parameter by itself."""
        return self._distributions[[p.name for p in self.reporters].index(name)]

"""Which unknown stands in which column: model parameters, reporters, shocks; all standard normal, independent."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property

import numpy as np

from buttress.arrays import Floats, Ints
from buttress.infer.distribution import DistributionColumns, PriorDistribution
from buttress.infer.prior import JointPrior
from buttress.observe.reporter import ReporterParameter


class Layout:
    """Columns: the prior's parameters, the kinds that reporters share, the reporters' own, the shocks.

    A reporter's own value is a mix of what its kind shares and of itself, so that two of a kind are correlated by
    their kinship and each alone has the published prior.
    """

    def __init__(self, prior: JointPrior, reporters: Sequence[ReporterParameter], shocks: Sequence[str]) -> None:
        self.prior = prior
        self.reporters = tuple(reporters)
        self.shocks = tuple(shocks)
        self.kin = tuple(sorted({p.kin for p in reporters if p.kin is not None}))
        self._distributions = [PriorDistribution.of(p.prior) for p in reporters]
        self._reporters = DistributionColumns(self._distributions)

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
    def reporter_columns(self) -> Ints:
        """Columns of the reporters and their kinds."""
        return np.arange(self._ends[0], self._ends[2])

    @property
    def simulated_columns(self) -> Ints:
        """Columns of parameters and shocks."""
        return np.concatenate([np.arange(self._ends[0]), np.arange(self._ends[2], self.dim)])

    def parameters(self, z: Floats) -> Floats:
        """Model parameters (n, p) in natural units."""
        return self.prior.values(z[:, : self._ends[0]])

    def shock_values(self, z: Floats) -> Floats:
        """Shocks (n, m), standard normal."""
        return np.ascontiguousarray(z[:, self._ends[2] :])

    def reporter_z(self, z: Floats) -> Floats:
        """Reporters' parameters (n, r) on the scale on which each prior is standard normal."""
        first, second, third = self._ends
        shared, own = z[:, first:second], z[:, second:third]
        at, kin, kinship = self._related
        out = own.copy()
        out[:, at] = np.sqrt(kinship) * shared[:, kin] + np.sqrt(1 - kinship) * own[:, at]
        return out

    @cached_property
    def _related(self) -> tuple[Ints, Ints, Floats]:
        """Reporters' parameters that share a kind: their positions, the kind's, and how much is the kind's."""
        related = [(j, p) for j, p in enumerate(self.reporters) if p.kin is not None]
        kin = [self.kin.index(p.kin) for _, p in related if p.kin is not None]
        at = np.array([j for j, _ in related], dtype=np.int64)
        return at, np.array(kin, dtype=np.int64), np.array([p.kinship for _, p in related], dtype=float)

    def reporter_values(self, z: Floats) -> Floats:
        """Reporters' parameters (n, r) in natural units."""
        return self._reporters.values(self.reporter_z(z))

    def by_name(self, parameters: Floats, reporters: Floats) -> dict[str, Floats]:
        """Columns of both by name, (n,) each."""
        out = {name: parameters[:, j] for j, name in enumerate(self.prior.names)}
        out.update({p.name: reporters[:, j] for j, p in enumerate(self.reporters)})
        return out

    def reporter_prior(self, name: str) -> PriorDistribution:
        """The prior of a reporter's parameter by itself."""
        return self._distributions[[p.name for p in self.reporters].index(name)]

"""A linear regression by sums, so that batches of points can be added and dropped."""

from __future__ import annotations

from dataclasses import dataclass, fields

import numpy as np

from buttress.arrays import Floats
from buttress.infer.algebra import cross, solve

#: Ridge, as a share of the unknowns' own unit variance: for columns that did not vary.
RIDGE = 1e-6


@dataclass(frozen=True)
class RegressionSums:
    """Sums over n points: of z (d), of what reporters expect y (k), their products, and the curvatures (k)."""

    n: int
    z: Floats
    y: Floats
    zz: Floats
    zy: Floats
    yy: Floats
    curvature: Floats

    @classmethod
    def of(cls, z: Floats, y: Floats, curvature: Floats) -> RegressionSums:
        """Of a batch of n points, with the curvatures (m, k) at some of them."""
        squares, curved = np.square(y).sum(axis=0), len(z) * curvature.mean(axis=0)
        return cls(len(z), z.sum(axis=0), y.sum(axis=0), cross(z, z), cross(z, y), squares, curved)

    def plus(self, other: RegressionSums) -> RegressionSums:
        """Of both batches."""
        return RegressionSums(*(getattr(self, f.name) + getattr(other, f.name) for f in fields(self)))

    def regression(self) -> tuple[Floats, Floats]:
        """Slopes (d, k) of y on z, and the mean square (k,) of what they leave."""
        zz = self.zz - np.outer(self.z, self.z) / self.n
        zy = self.zy - np.outer(self.z, self.y) / self.n
        yy = self.yy - np.square(self.y) / self.n
        slopes = solve(zz + RIDGE * self.n * np.eye(len(zz)), zy)
        return slopes, np.maximum(yy - (slopes * zy).sum(axis=0), 0.0) / self.n

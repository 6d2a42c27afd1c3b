"""A linear regression by sums, so that batches of points can be added and dropped."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields

import numpy as np

from buttress.arrays import Floats
from buttress.infer.algebra import cholesky, cross, inverse_diagonal, lower, solve_factored, squares

#: Ridge, as a share of the unknowns' own unit variance: for columns that did not vary.
RIDGE = 1e-6
#: Standard errors that a slope must be away from nought: most unknowns move few of the reports.
CLEAR = 2.0


@dataclass(frozen=True)
class RegressionSums:
    """Sums over n points: of z (d), of what reporters expect y (k), their products (of z with z the lower half), and
    the curvatures (k).
    """

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
        yy, curved = np.square(y).sum(axis=0), len(z) * curvature.mean(axis=0)
        return cls(len(z), z.sum(axis=0), y.sum(axis=0), squares(z), cross(z, y), yy, curved)

    @classmethod
    def total(cls, batches: Sequence[RegressionSums]) -> RegressionSums:
        """Of several batches together."""
        first, *others = (tuple(getattr(batch, f.name) for f in fields(batch)) for batch in batches)
        n, *sums = first[0], *(part.copy() for part in first[1:])
        for more, *parts in others:
            n += more
            for whole, part in zip(sums, parts, strict=True):
                whole += part
        return cls(n, *sums)

    def regression(self) -> tuple[Floats, Floats]:
        """Slopes (d, k) of y on z, nought where they can't be told from it; the mean square (k,) of what they leave."""
        d = len(self.z)
        zz = lower(self.zz, d) - np.outer(self.z, self.z) / self.n
        zy = self.zy - np.outer(self.z, self.y) / self.n
        yy = self.yy - np.square(self.y) / self.n
        factor = cholesky(zz + RIDGE * self.n * np.eye(d))
        slopes, inverse = solve_factored(factor, zy), inverse_diagonal(factor)
        left = np.maximum(yy - (slopes * zy).sum(axis=0), 0.0)
        error = np.sqrt(inverse[:, None] * left / max(self.n - d, 1))
        return np.where(np.abs(slopes) > CLEAR * error, slopes, 0.0), left / self.n

"""A linear regression by sums, so that batches of points can be added and dropped."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from buttress.arrays import Floats
from buttress.infer.algebra import cholesky, cross, inverse_diagonal, lower, solve_factored, squares

#: Ridge, as a share of the unknowns' own unit variance: for columns that did not vary.
RIDGE = 1e-6
#: Standard errors that a slope must be away from nought: most unknowns move few of the reports.
CLEAR = 2.0


@dataclass(frozen=True)
class RegressionSums:
    """Sums over n points, one after another in `sums`: of d unknowns z, of what k reporters expect y, their products
    (of z with z the lower half, of z with y, of y with itself) and the curvatures.
    """

    n: int
    d: int
    k: int
    sums: Floats

    @classmethod
    def of(cls, z: Floats, y: Floats, curvature: Floats) -> RegressionSums:
        """Of a batch of points z (n, d) and y (n, k), with the curvatures (m, k) at some of them."""
        own = z.sum(axis=0), y.sum(axis=0)
        products = squares(z), cross(z, y).ravel(), np.square(y).sum(axis=0)
        return cls(len(z), z.shape[1], y.shape[1], np.concatenate([*own, *products, len(z) * curvature.mean(axis=0)]))

    @classmethod
    def total(cls, batches: Sequence[RegressionSums]) -> RegressionSums:
        """Of several batches together."""
        whole = batches[0].sums.copy()
        for batch in batches[1:]:
            whole += batch.sums
        return replace(batches[0], n=sum(batch.n for batch in batches), sums=whole)

    @property
    def curvature(self) -> Floats:
        """The mean curvatures (k,)."""
        return self.sums[-self.k :] / self.n

    def regression(self) -> tuple[Floats, Floats]:
        """Slopes (d, k) of y on z, nought where they can't be told from it; the mean square (k,) of what they leave."""
        d, k = self.d, self.k
        z, y, zz, zy, yy, _ = np.split(self.sums, np.cumsum([d, k, d * (d + 1) // 2, d * k, k]))
        zz = lower(zz, d) - np.outer(z, z) / self.n
        zy = zy.reshape(d, k) - np.outer(z, y) / self.n
        yy = yy - np.square(y) / self.n
        factor = cholesky(zz + RIDGE * self.n * np.eye(d))
        slopes, inverse = solve_factored(factor, zy), inverse_diagonal(factor)
        left = np.maximum(yy - (slopes * zy).sum(axis=0), 0.0)
        error = np.sqrt(inverse[:, None] * left / max(self.n - d, 1))
        return np.where(np.abs(slopes) > CLEAR * error, slopes, 0.0), left / self.n

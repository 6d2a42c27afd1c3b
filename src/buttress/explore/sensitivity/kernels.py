"""Smooth functions of one unknown, and of several together: smoothing splines by analysis of variance.

An unknown enters by its ranks u among the draws, in (0, 1), and by their normal scores z. Its kernel is

    k(u, v) = (z_u z_v + 360 (B2(u) B2(v) / 4 - B4(|u - v|) / 24)) / 2

with Bernoulli polynomials B: a straight line in z and a cubic smoothing spline in u, each of mean square one (Wahba,
Spline Models for Observational Data, 1990, chapter 10). Several unknowns together have the product of 1 + theta_j k_j,
less 1: all main effects and all interactions among them (Gu, Smoothing Spline ANOVA Models, 2013; Durrande et al.,
Journal of Multivariate Analysis 115, 2013).
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property

import numpy as np
from scipy.special import ndtri

from buttress.arrays import Floats

TERMS = 8
"""Functions that stand for the smooth ones of one unknown, where it stands alone."""


class UnknownColumns:
    """Unknowns (n, p) of n draws, as kernels and as basis functions."""

    def __init__(self, values: Floats) -> None:
        self.ranks = (np.argsort(np.argsort(values, axis=0, kind="stable"), axis=0) + 0.5) / len(values)
        self._scores = ndtri(self.ranks)
        self._kernels: dict[int, Floats] = {}

    def __len__(self) -> int:
        return int(self.ranks.shape[1])

    def kernel(self, column: int) -> Floats:
        """The kernel (n, n) of one unknown."""
        if column not in self._kernels:
            u, z = self.ranks[:, column], self._scores[:, column]
            second = u**2 - u + 1 / 6
            apart = np.abs(u[:, None] - u)
            fourth = apart**4 - 2 * apart**3 + apart**2 - 1 / 30
            self._kernels[column] = (np.outer(z, z) + 360 * (np.outer(second, second) / 4 - fourth / 24)) / 2
        return self._kernels[column]

    def together(self, theta: Mapping[int, float]) -> Floats:
        """The kernel (n, n) of some unknowns with all their interactions, by column and weight."""
        product = np.ones((len(self.ranks),) * 2)
        for column, weight in theta.items():
            product *= 1.0 + weight * self.kernel(column)
        return product - 1.0

    @cached_property
    def basis(self) -> list[Floats]:
        """For each unknown functions (n, 8) whose products sum to about its kernel: Legendre's, less the rougher."""
        return [self._basis(column) for column in range(len(self))]

    def _basis(self, column: int) -> Floats:
        x = 2.0 * self.ranks[:, column] - 1.0
        grade = np.arange(2, TERMS + 1)
        legendre = np.polynomial.legendre.legvander(x, TERMS)[:, 2:] * np.sqrt(2 * grade + 1)
        rough = (2.0 / grade) ** 2 / np.sqrt(2.0)
        return np.column_stack([self._scores[:, column] / np.sqrt(2.0), legendre * rough])

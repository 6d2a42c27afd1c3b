"""What a regression leaves of draws that it has not seen: each chain of the sampler is left out in turn.

Draws of one chain are alike, so that a fit to some of them would seem to foretell the others. For a ridge regression
with hat matrix H the residuals of a chain left out are (I - H_cc)^-1 (y - H y)_c, with no second fit (Cook and
Weisberg, Residuals and Influence in Regression, 1982).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from buttress.arrays import Floats, Ints

RIDGES = np.logspace(-6.0, 1.0, 15)
"""Shares of a kernel's trace that are tried as the ridge; none at all, which leaves the mean, is tried too."""


@dataclass(frozen=True)
class ChainFolds:
    """Draws by chain: arrays (chains, draws a chain) of indices, one for each size that chains have."""

    blocks: tuple[Ints, ...]

    @classmethod
    def of(cls, chains: Ints) -> ChainFolds:
        """The folds of the chain of each draw, (n,)."""
        _, chain, sizes = np.unique(chains, return_inverse=True, return_counts=True)
        order = np.argsort(chain, kind="stable")
        rows = np.split(order, np.cumsum(sizes)[:-1])
        return cls(tuple(np.array([row for row in rows if len(row) == size]) for size in np.unique(sizes)))


def left_out_of_kernel(kernel: Floats, y: Floats, folds: ChainFolds) -> Floats:
    """Residuals (n, t) of columns y (n, t), centred, under kernel regression."""
    weights, vectors = np.linalg.eigh(kernel)
    kept = weights > weights[-1] * 1e-12
    return _left_out(vectors[:, kept], weights[kept], y, folds)


def left_out_of_basis(basis: Floats, y: Floats, folds: ChainFolds) -> Floats:
    """Residuals (n, t) of columns y (n, t), centred, under ridge regression on functions (n, k)."""
    vectors, singular, _ = np.linalg.svd(basis, full_matrices=False)
    return _left_out(vectors, singular**2, y, folds)


def _left_out(vectors: Floats, weights: Floats, y: Floats, folds: ChainFolds) -> Floats:
    """At the ridge that leaves least, column by column."""
    total, projected = weights.sum(), vectors.T @ y
    best, least = y.copy(), np.square(y).sum(axis=0)
    by_chain = [(block, vectors[block], np.eye(block.shape[1])) for block in folds.blocks]
    for ridge in RIDGES:
        shrunk = weights / (weights + ridge * total)
        rest = y - vectors @ (shrunk[:, None] * projected)
        left = np.empty_like(y)
        for block, of_chain, unit in by_chain:
            hat = (of_chain * shrunk) @ of_chain.transpose(0, 2, 1)
            left[block] = np.linalg.solve(unit - hat, rest[block])
        loss = np.square(left).sum(axis=0)
        better = loss < least
        best[:, better], least = left[:, better], np.minimum(loss, least)
    return best

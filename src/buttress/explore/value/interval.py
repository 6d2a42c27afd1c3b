"""Weighted points of draws, many sets of weights at once."""

from __future__ import annotations

import numpy as np

from buttress.arrays import Floats, Ints

ENDS = (0.025, 0.975)


def weighted_ends(values: Floats, weights: Floats) -> Floats:
    """The 2.5 and 97.5 % points (m, 2) of values (n,), or of rows of ordered values (m, n), under rows of weights
    (m, n), which need no sum of one.

    A point is the first value up to which lies at least its share of the weight.
    """
    if values.ndim == 1:
        order = np.argsort(values, kind="stable")
        values, weights = np.broadcast_to(values[order], weights.shape), weights[:, order]
    below = np.cumsum(weights, axis=1)
    rows, last = np.arange(len(below)), below.shape[1] - 1
    at = [np.minimum((below < p * below[:, -1:]).sum(axis=1), last) for p in ENDS]
    return np.column_stack([values[rows, each] for each in at])


def chain_times(chains: Ints, resamples: int, seed: int) -> Floats:
    """How often each draw (n,) stands in each resample of whole chains, (resamples, n)."""
    _, chain = np.unique(chains, return_inverse=True)
    count = int(chain.max()) + 1
    rng = np.random.Generator(np.random.PCG64(seed))
    return rng.multinomial(count, np.full(count, 1.0 / count), size=resamples)[:, chain].astype(float)


def chain_shuffles(chains: Ints, shuffles: int, seed: int) -> Ints:
    """Draws (shuffles, n) in another order, whole chains changing place; single draws where chains differ in size.

    An answer read in such an order is as dependent within chains as before, and knows nothing of what its draws knew.
    """
    rng = np.random.Generator(np.random.PCG64(seed))
    _, chain, sizes = np.unique(chains, return_inverse=True, return_counts=True)
    if len(set(sizes)) > 1:
        return np.array([rng.permutation(len(chains)) for _ in range(shuffles)])
    members = np.argsort(chain, kind="stable").reshape(len(sizes), -1)
    out = np.empty((shuffles, len(chains)), dtype=np.int64)
    for row in out:
        row[members.ravel()] = members[rng.permutation(len(sizes))].ravel()
    return out

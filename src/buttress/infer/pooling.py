"""Two fits made one: their draws, and the error that one fit's chains cannot show.

Particles are resampled from week to week, and within some weeks all chains of a fit descend from a handful of
particles; what the moves since have not forgotten, the chains have in common. So the errors of a fit are larger than
the spread of its chains says, and only another fit, which shares nothing with it, tells by how much.
"""

from __future__ import annotations

import numpy as np

from buttress.arrays import Floats, Ints
from buttress.infer.problem import ReplicateFit


def pooled(a: ReplicateFit, b: ReplicateFit) -> tuple[Floats, Ints]:
    """As many points z (n, d) as the first fit has, in turn of the first and of the second, and their chains (n,)."""
    odd = np.arange(len(a.z)) % 2 == 1
    chain = np.where(odd, a.sample.chain.max(initial=0) + 1 + b.sample.chain, a.sample.chain)
    return np.where(odd[:, None], b.z, a.z), chain


def inflation(a: ReplicateFit, b: ReplicateFit) -> float:
    """How much larger the variance of a pooled mean is than the chains say, at least 1.

    A quarter of the squared difference of the fits' means is that variance in expectation; it is held against that of
    the chains, in posterior spreads, over all unknowns that both sampled: measures inherit the errors of unknowns.
    """
    z, chain = pooled(a, b)
    active = np.intersect1d(a.active, b.active)
    spread2, stated = z[:, active].var(axis=0), _of_chains(z[:, active], chain)
    found = np.square(a.z[:, active].mean(axis=0) - b.z[:, active].mean(axis=0)) / 4
    known = (spread2 > 0.0) & (stated > 0.0)
    if not known.any():
        return 1.0
    return max(1.0, float((found[known] / spread2[known]).sum() / (stated[known] / spread2[known]).sum()))


def _of_chains(z: Floats, chain: Ints) -> Floats:
    """Variance of the mean of each column of z (n, d) by the spread of its chains (n,)."""
    _, index = np.unique(chain, return_inverse=True)
    count = int(index.max()) + 1
    sums = np.zeros((count, z.shape[1]))
    np.add.at(sums, index, z - z.mean(axis=0))
    return np.asarray(np.square(sums).sum(axis=0) * count / max(1, count - 1) / len(z) ** 2)

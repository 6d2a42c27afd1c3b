"""Two fits made one: their draws, and the error that one fit's chains cannot show.

Particles are resampled from week to week, and within some weeks all chains of a fit descend from a handful of them.
What moves have not forgotten since, chains have in common; only a fit that shares nothing with it tells how much.
"""

from __future__ import annotations

import numpy as np

from buttress.arrays import Floats, Ints
from buttress.experiment.two_errors import two_errors
from buttress.infer.problem import ReplicateFit


def pooled(a: ReplicateFit, b: ReplicateFit) -> tuple[Floats, Ints]:
    """As many points z (n, d) as the first fit has, in turn of the first and of the second, and their chains (n,)."""
    odd = np.arange(len(a.z)) % 2 == 1
    chain = np.where(odd, a.sample.chain.max(initial=0) + 1 + b.sample.chain, a.sample.chain)
    return np.where(odd[:, None], b.z, a.z), chain


def inflation(a: ReplicateFit, b: ReplicateFit) -> float:
    """How much larger the variance of a pooled mean is than the chains say, at least 1.

    A quarter of the squared difference of the fits' means is that variance in expectation, where the means are of the
    draws that are pooled; it is held against that of the chains, in posterior spreads, over all unknowns that both
    sampled: measures inherit the errors of unknowns.
    """
    z, chain = pooled(a, b)
    active = [j for j in np.intersect1d(a.active, b.active) if np.ptp(z[:, j]) > 0.0]
    spread2 = z[:, active].var(axis=0)
    stated = np.array([two_errors(z[:, j], 1, chain).mc_se ** 2 for j in active]) / spread2
    found = np.square(z[::2, active].mean(axis=0) - z[1::2, active].mean(axis=0)) / 4 / spread2
    return max(1.0, float(found.sum() / stated.sum())) if stated.sum() > 0.0 else 1.0

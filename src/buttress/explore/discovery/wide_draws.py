"""Draws from wide priors to search in, and draws that are set into a box."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
from scipy.special import ndtr, ndtri

from buttress.arrays import Floats
from buttress.explore.discovery.box import Box, places
from buttress.infer.prior import PARAMETERS, JointPrior, generator, prior_draws

if TYPE_CHECKING:
    from buttress.case import Case
    from buttress.world import Draws

SPREAD = 4.0
"""Factor on the spread of every prior."""
SEARCHED, FRESH, MORE, SET = 101, 102, 103, 104
"""Seeds: draws of the search, draws that its boxes are held to, more of the former, draws set into a box."""
_NEVER_ZERO = 1e-300


def plain_prior(case: Case) -> JointPrior:
    """The prior that has seen neither reports nor other contests."""
    return JointPrior.of(case, history=False)


def wide_draws(case: Case, count: int, seed: int) -> Draws:
    """Independent draws with every spread times four, round the centres of the plain prior."""
    plain = plain_prior(case)
    return prior_draws(case, count, seed=seed, prior=plain.scale_spread(plain.names, SPREAD))


def set_into(box: Box, draws: Draws, prior: JointPrior, seed: int) -> Draws:
    """The draws with the box's parameters drawn anew from the prior within the box; all others stay as they are."""
    rng, values = generator(seed, SET, PARAMETERS), draws.values.copy()
    for each in box.conditions:
        share = (rng.permutation(len(draws)) + 0.5) / len(draws)
        z = _between(*places(each, prior), share)
        values[:, draws.names.index(each.parameter)] = prior[each.parameter].value(z)
    return replace(draws, values=values)


def _between(low: float, high: float, share: Floats) -> Floats:
    """Standard normals between two ends, at these shares of the probability between them; exact in either tail."""
    if low > 0.0:
        return -_between(-high, -low, 1.0 - share)
    below, above = ndtr(low), ndtr(high)
    return np.asarray(ndtri(np.maximum(below + share * (above - below), _NEVER_ZERO)))

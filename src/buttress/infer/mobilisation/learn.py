"""The prior learned from a folder of episodes, by expectation and maximisation.

Each turn finds every series' posterior under the present prior, then the means and spreads between series that explain
them best (the maximum a posteriori of a hierarchical model: Dempster, Laird & Rubin 1977), an episode weighing as one
whatever number of series it has. The spreads start from, and are held by, `OPEN` with the weight of `HELD` series:
what the least data would otherwise draw to zero. Half-life, fear and the chance of a wide noise stay as they are.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from buttress.infer.mobilisation.evidence import Evidence
from buttress.infer.mobilisation.posterior import Posterior, posterior
from buttress.infer.mobilisation.prior import GROUPS, OPEN, SAMPLED, Prior

Floats = NDArray[np.float64]
FEWEST = 4
"""Weeks with a report that a series needs to teach anything."""
HELD = 4.0
TURNS = 12
LEARNED = SAMPLED.index("half_life_days")
"""Sampled parameters before this one are learned."""


@dataclass(frozen=True)
class Lesson:
    """A series to learn from."""

    episode: str
    group: str
    evidence: Evidence


def learn(
    lessons: Sequence[Lesson], leave_out: Collection[str] = (), groups: Collection[str] = GROUPS
) -> dict[str, Prior]:
    """The prior of each group, from the episodes not left out; `OPEN` where none is left."""
    found = {}
    for group in groups:
        chosen = [one for one in lessons if one.group == group and one.episode not in leave_out]
        found[group] = OPEN
        for _ in range(TURNS if chosen else 0):
            found[group] = _turn(found[group], chosen)
    return found


def _turn(prior: Prior, lessons: Sequence[Lesson]) -> Prior:
    number = Counter(one.episode for one in lessons)
    weights = [1.0 / number[one.episode] for one in lessons]
    found = [_moments(prior, posterior(prior, one.evidence)) for one in lessons]
    sampled = prior.sampled.copy()
    sampled[:LEARNED] = _between([each[0] for each in found], weights, OPEN.sampled[:LEARNED, 1])
    linear = prior.linear.copy()
    linear[:2] = _between([each[1] for each in found], weights, OPEN.linear[:2, 1])
    return replace(prior, sampled=sampled, linear=linear)


def _moments(prior: Prior, found: Posterior) -> tuple[Floats, Floats]:
    """First and second moments (k, 2) of the learned sampled parameters, and of base and depth."""
    at = (prior.sampled[:, 0] + prior.sampled[:, 1] * found.z)[:, :LEARNED]
    state, spread = found.mean[:, 1:3], np.diagonal(found.cov, axis1=1, axis2=2)[:, 1:3]
    return (
        np.column_stack((found.weight @ at, found.weight @ at**2)),
        np.column_stack((found.weight @ state, found.weight @ (state**2 + spread))),
    )


def _between(moments: Iterable[Floats], weights: Sequence[float], held: Floats) -> Floats:
    """Means and spreads (k, 2) between series; the spread's variance is held to `held` with the weight of `HELD`."""
    total = sum(weights)
    first, second = np.tensordot(np.array(weights) / total, np.stack(list(moments)), 1).T
    variance = (total * (second - first**2) + HELD * held**2) / (total + HELD)
    return np.column_stack((first, np.sqrt(variance)))

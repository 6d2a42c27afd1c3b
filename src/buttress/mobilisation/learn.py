"""The prior learned from a folder of episodes, by expectation and maximisation.

Each turn finds every series' posterior under the present prior, then the means and spreads between series that explain
them best (the maximum a posteriori of a hierarchical model: Dempster, Laird & Rubin 1977; Student's t between series by
its weights, Lange, Little & Taylor 1989), an episode weighing as one whatever number of series it has. A quantity's
series are learned from together first, and spreads held to `OPEN` with the weight of `HELD` series: what the least
data would otherwise draw to zero. A group's means and spreads are then held to its quantity's with the same weight.
Half-life, fear and the chance of a wide noise stay as they are. A few turns stop short of the top, along the
ridge between shock and noise that short series leave open; more turns moved no score (studies/scores/results.json).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from buttress.mobilisation.evidence import Evidence
from buttress.mobilisation.posterior import Posterior, posterior
from buttress.mobilisation.prior import DEGREES, GROUPS, OPEN, TAILED, Prior, heavy

Floats = NDArray[np.float64]
FEWEST = 4
"""Weeks with a report that a series needs to teach anything."""
HELD = 4.0
TURNS = 6
POINTS = 64


@dataclass(frozen=True)
class Lesson:
    """A series to learn from."""

    episode: str
    group: str
    evidence: Evidence


def learn(
    lessons: Sequence[Lesson], leave_out: Collection[str] = (), groups: Collection[str] = GROUPS
) -> dict[str, Prior]:
    """The prior of each group, from the episodes not left out; `OPEN` where its quantity has none left."""
    chosen = [one for one in lessons if one.episode not in leave_out]
    common: dict[str, Prior] = {}
    found = {}
    for group in groups:
        quantity = group.partition("_")[0]
        if quantity not in common:
            alike = [one for one in chosen if one.group.partition("_")[0] == quantity]
            common[quantity] = _learned(alike, OPEN, 0.0)
        found[group] = _learned([one for one in chosen if one.group == group], common[quantity], HELD)
    return found


def _learned(lessons: Sequence[Lesson], start: Prior, held: float) -> Prior:
    """The prior of the series, starting from and held to another: its spreads by `HELD`, its means by `held`."""
    prior = start
    for _ in range(TURNS if lessons else 0):
        prior = _turn(prior, lessons, start, held)
    return prior


def _turn(prior: Prior, lessons: Sequence[Lesson], start: Prior, held: float) -> Prior:
    number = Counter(one.episode for one in lessons)
    weights = np.array([1.0 / number[one.episode] for one in lessons])
    found = [_moments(prior, posterior(prior, one.evidence, POINTS)) for one in lessons]
    sampled, linear = (np.tensordot(weights, np.stack([each[k] for each in found]), 1) for k in (0, 1))
    total = float(weights.sum())
    return replace(
        prior,
        sampled=np.concatenate([_between(sampled, total, start.sampled[:TAILED], held), prior.sampled[TAILED:]]),
        linear=np.concatenate([_between(linear, total, start.linear[:2], held), prior.linear[2:]]),
    )


def _moments(prior: Prior, found: Posterior) -> tuple[Floats, Floats]:
    """Weight, weighted first and second moments (k, 3) of the learned sampled parameters, and of base and depth."""
    t = heavy(found.z[:, :TAILED])
    at = prior.sampled[:TAILED, 0] + prior.sampled[:TAILED, 1] * t
    near = (DEGREES + 1.0) / (DEGREES + t**2)
    state, spread = found.mean[:, 1:3], np.diagonal(found.cov, axis1=1, axis2=2)[:, 1:3]
    ones = np.ones(2)
    return (
        np.column_stack([found.weight @ each for each in (near, near * at, near * at**2)]),
        np.column_stack([ones, found.weight @ state, found.weight @ (state**2 + spread)]),
    )


def _between(moments: Floats, total: float, start: Floats, held: float) -> Floats:
    """Means and spreads (k, 2) between series from summed moments (k, 3) of `total` series."""
    weight, first, second = moments.T
    mean = (first + held * start[:, 0]) / (weight + held)
    apart = second - 2.0 * mean * first + mean**2 * weight
    return np.column_stack((mean, np.sqrt((apart + HELD * start[:, 1] ** 2) / (total + HELD))))

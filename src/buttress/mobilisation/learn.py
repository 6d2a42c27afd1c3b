"""The prior learned from a folder of episodes, by expectation and maximisation.

Each turn finds every series' posterior under the present prior, then the means and spreads between series that explain
them best (the maximum a posteriori of a hierarchical model: Dempster, Laird & Rubin 1977; Student's t between series by
its weights, Lange, Little & Taylor 1989), an episode weighing as one whatever number of series it has. A quantity's
series are learned from together first, and spreads held to `OPEN` with the weight of `PRIOR_SERIES` series: what the
least data would otherwise draw to zero. A group's means and spreads are then held to its quantity's with the same
weight. Half-life, fear and the chance of a wide noise stay as they are. A few turns stop short of the top, along the
ridge between shock and noise that short series leave open; more turns moved no score (studies/scores/results.json).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

import numpy as np

from buttress.arrays import Floats
from buttress.mobilisation.course_posterior import CoursePosterior, course_posterior
from buttress.mobilisation.course_prior import DEGREES, GROUPS, OPEN, TAILED, CoursePrior, heavy
from buttress.mobilisation.series_evidence import SeriesEvidence

FEWEST = 4
"""Weeks with a report that a series needs to teach anything."""
PRIOR_SERIES = 4.0
TURNS = 6
POINTS = 64


@dataclass(frozen=True)
class TrainingSeries:
    """A series to learn from."""

    episode: str
    group: str
    evidence: SeriesEvidence


def learn(
    training: Sequence[TrainingSeries], leave_out: Collection[str] = (), groups: Collection[str] = GROUPS
) -> dict[str, CoursePrior]:
    """The prior of each group, from the episodes not left out; `OPEN` where its quantity has none left."""
    chosen = [one for one in training if one.episode not in leave_out]
    common: dict[str, CoursePrior] = {}
    found = {}
    for group in groups:
        quantity = group.partition("_")[0]
        if quantity not in common:
            alike = [one for one in chosen if one.group.partition("_")[0] == quantity]
            common[quantity] = _learned(alike, OPEN, 0.0)
        found[group] = _learned([one for one in chosen if one.group == group], common[quantity], PRIOR_SERIES)
    return found


def _learned(training: Sequence[TrainingSeries], start: CoursePrior, mean_weight: float) -> CoursePrior:
    """The prior of the series, held to its start: spreads with weight `PRIOR_SERIES`, means with `mean_weight`."""
    prior = start
    for _ in range(TURNS if training else 0):
        prior = _turn(prior, training, start, mean_weight)
    return prior


def _turn(
    prior: CoursePrior, training: Sequence[TrainingSeries], start: CoursePrior, mean_weight: float
) -> CoursePrior:
    number = Counter(one.episode for one in training)
    weights = np.array([1.0 / number[one.episode] for one in training])
    found = [_moments(prior, course_posterior(prior, one.evidence, POINTS)) for one in training]
    sampled, linear = (np.tensordot(weights, np.stack([each[k] for each in found]), 1) for k in (0, 1))
    total = float(weights.sum())
    return replace(
        prior,
        sampled=np.concatenate([_between(sampled, total, start.sampled[:TAILED], mean_weight), prior.sampled[TAILED:]]),
        linear=np.concatenate([_between(linear, total, start.linear[:2], mean_weight), prior.linear[2:]]),
    )


def _moments(prior: CoursePrior, posterior: CoursePosterior) -> tuple[Floats, Floats]:
    """Weight, weighted first and second moments (k, 3) of the learned sampled parameters, and of base and depth."""
    t = heavy(posterior.z[:, :TAILED])
    at = prior.sampled[:TAILED, 0] + prior.sampled[:TAILED, 1] * t
    near = (DEGREES + 1.0) / (DEGREES + t**2)
    state, spread = posterior.mean[:, 1:3], np.diagonal(posterior.cov, axis1=1, axis2=2)[:, 1:3]
    ones = np.ones(2)
    return (
        np.column_stack([posterior.weight @ each for each in (near, near * at, near * at**2)]),
        np.column_stack([ones, posterior.weight @ state, posterior.weight @ (state**2 + spread)]),
    )


def _between(moments: Floats, total: float, start: Floats, mean_weight: float) -> Floats:
    """Means and spreads (k, 2) between series from summed moments (k, 3) of `total` series."""
    weight, first, second = moments.T
    mean = (first + mean_weight * start[:, 0]) / (weight + mean_weight)
    apart = second - 2.0 * mean * first + mean**2 * weight
    return np.column_stack((mean, np.sqrt((apart + PRIOR_SERIES * start[:, 1] ** 2) / (total + PRIOR_SERIES))))

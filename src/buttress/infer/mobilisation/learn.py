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
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from buttress.infer.mobilisation import evidence as reports
from buttress.infer.mobilisation.evidence import Evidence
from buttress.infer.mobilisation.posterior import Posterior, posterior
from buttress.infer.mobilisation.prior import OPEN, SAMPLED, Prior
from buttress.infer.scoring.error import ScoreError
from buttress.infer.scoring.events_file import episode_of, read_events
from buttress.infer.scoring.weekly import all_series

Floats = NDArray[np.float64]
FEWEST = 4
"""Weeks with a report that a series needs to teach anything."""
HELD = 4.0
TURNS = 15
TURNS_LEFT_OUT = 5
LEARNED = SAMPLED.index("half_life_days")
"""Sampled parameters before this one are learned."""


@dataclass(frozen=True)
class Lesson:
    """A series to learn from."""

    episode: str
    quantity: str
    reporter: str
    evidence: Evidence


def read(folder: Path) -> list[Lesson]:
    """The series of all episodes `folder/NAME/events.csv`. ScoreError if there is none."""
    found = []
    for path in sorted(folder.glob("*/events.csv")):
        episode = episode_of(path)
        for series in all_series(episode, read_events(path)):
            if np.count_nonzero(series.reported) >= FEWEST:
                found.append(Lesson(episode, series.quantity, series.reporter, reports.of(series)))
    if not found:
        raise ScoreError(f"{folder}: error: no */events.csv with a series of {FEWEST} reported weeks")
    return found


def learn(
    lessons: Sequence[Lesson],
    quantity: str,
    start: Prior = OPEN,
    turns: int = TURNS,
    leave_out: Collection[str] = (),
) -> Prior:
    """The prior of a quantity, from the episodes not left out; `start` itself if none is left."""
    chosen = [one for one in lessons if one.quantity == quantity and one.episode not in leave_out]
    prior = start
    for _ in range(turns if chosen else 0):
        prior = _turn(prior, chosen)
    return prior


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

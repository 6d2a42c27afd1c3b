"""How a gap between organisers and officials moves: a random walk by week, learned from the crowds that both counted.

gap_t = level_t + e_t with level a random walk whose step of a week has spread q, and e normal of spread s. The
likelihood is a normal's with a flat start (variance `START`); q has a half-normal prior of `STEP_SD`, log s a flat one,
both on a grid. An episode's level is its own; q and s are common.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from buttress.arrays import Floats
from buttress.mobilisation.reporter_kind import COUNTING
from studies.reporters.crowds import Counts

STEP_SD, START, FEWEST = 0.3, 4.0, 3
STEPS = np.exp(np.linspace(np.log(0.005), np.log(1.0), 80))
NOISES = np.exp(np.linspace(np.log(0.05), np.log(1.5), 60))


@dataclass(frozen=True)
class Gaps:
    """An episode's gaps, log of organisers' over officials' numbers: `week` (n,) of each crowd and `gap` (n,)."""

    episode: str
    week: Floats
    gap: Floats


@dataclass(frozen=True)
class Drift:
    """Posterior of q: its geometric mean, the spread of its log, and the ends of its 80 % interval."""

    step: float
    log_sd: float
    low: float
    high: float


def gaps(counts: Counts) -> list[Gaps]:
    """Of each episode with at least `FEWEST` crowds that an official and an organiser gave a figure or a range for."""
    middle = (counts.low + counts.high) / 2
    kinds = counts.kinds[counts.reporter]
    found: dict[str, list[tuple[float, float]]] = {}
    for crowd in range(int(counts.crowd.max()) + 1):
        told = (counts.crowd == crowd) & np.isfinite(middle)
        means = [middle[told & (kinds == COUNTING.index(kind))] for kind in ("organiser", "official")]
        if all(len(each) for each in means):
            episode = counts.reporters[int(counts.reporter[told][0])][0]
            found.setdefault(episode, []).append((counts.week[crowd], float(means[0].mean() - means[1].mean())))
    return [
        Gaps(episode, *np.array(sorted(pairs)).T) for episode, pairs in sorted(found.items()) if len(pairs) >= FEWEST
    ]


def drift(episodes: Sequence[Gaps]) -> Drift:
    """The posterior of the week's step."""
    log = np.array([sum(_log_likelihoods(one, q) for one in episodes) for q in STEPS])
    weight = (np.exp(log - log.max()) * (np.exp(-(STEPS**2) / (2 * STEP_SD**2)) * STEPS)[:, None]).sum(axis=1)
    weight /= weight.sum()
    mean = float((weight * np.log(STEPS)).sum())
    sd = float(np.sqrt((weight * (np.log(STEPS) - mean) ** 2).sum()))
    low, high = (float(STEPS[np.searchsorted(np.cumsum(weight), p)]) for p in (0.1, 0.9))
    return Drift(float(np.exp(mean)), sd, low, high)


def _log_likelihoods(one: Gaps, step: float) -> Floats:
    """With each of the noises, (k,)."""
    since = one.week - one.week[0]
    noise = np.square(NOISES)[:, None, None] * np.eye(len(since))
    factor = np.linalg.cholesky(step**2 * np.minimum.outer(since, since) + noise + START)
    left = np.linalg.solve(factor, (one.gap - one.gap.mean())[:, None])[..., 0]
    return np.asarray(-np.log(np.diagonal(factor, axis1=1, axis2=2)).sum(axis=1) - np.square(left).sum(axis=1) / 2)

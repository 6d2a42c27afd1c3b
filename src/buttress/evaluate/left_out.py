"""Forecasters for an honest pool: what each has learned of other episodes leaves out the one that it forecasts."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import repeat

import numpy as np

from buttress.evaluate.rolling import Past
from buttress.evaluate.widening import Miss, misses, widening
from buttress.experiment.worker_pool import WorkerPool
from buttress.mobilisation import evidence
from buttress.mobilisation.forecast import Mobilisation
from buttress.mobilisation.learn import FEWEST, Lesson, learn
from buttress.mobilisation.prior import Prior, group_of

LeftOut = tuple[Mapping[str, Prior], list[Miss]]
"""Priors by group, learned from the other episodes, and where the episode's numbers lay in their forecasts."""


def forecasters(
    pasts: Sequence[Past], taught: Sequence[Lesson], workers: int = 1, tick: Callable[[int], None] = lambda done: None
) -> dict[str, Mobilisation]:
    """Each episode's forecaster `buttress`, its priors learned from no row of it; `tick` is told how many are made.

    The factor by which its forecasts are widened comes from the misses of the others, whose priors did learn from it:
    one figure, moved a little (to learn it without would take every pair of episodes).
    """
    priors: dict[str, Mapping[str, Prior]] = {}
    found: list[Miss] = []
    each = zip(pasts, each_left_out(pasts, taught, workers), strict=True)
    for done, (past, (learned, missed)) in enumerate(each, start=1):
        priors[past.episode] = learned
        found += missed
        tick(done)
    return {
        episode: Mobilisation({group: prior.widen(factor) for group, prior in learned.items()})
        for episode, learned in priors.items()
        for factor in (widening(found, without=(episode,)),)
    }


def lessons(pasts: Sequence[Past]) -> list[Lesson]:
    """Every series with enough weeks to teach anything."""
    return [
        Lesson(past.episode, group_of(series.quantity, series.reporter), evidence.of(series))
        for past in pasts
        for series in past.series.values()
        if np.count_nonzero(series.reported) >= FEWEST
    ]


def each_left_out(pasts: Sequence[Past], taught: Sequence[Lesson], workers: int = 1) -> Iterator[LeftOut]:
    """Every episode left out in turn, in their order; the same for any number of processes."""
    if workers == 1:
        yield from map(_left_out, pasts, repeat(taught))
        return
    with WorkerPool(min(workers, len(pasts))) as pool:
        yield from pool.map(_left_out, pasts, repeat(taught))


def _left_out(past: Past, taught: Sequence[Lesson]) -> LeftOut:
    groups = {group_of(series.quantity, series.reporter) for series in past.targets()}
    priors = learn(taught, leave_out=(past.episode,), groups=groups)
    return priors, misses(past, priors)

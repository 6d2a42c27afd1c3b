"""Forecasters for an honest pool: what each has learned of other episodes leaves out the one that it forecasts."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import repeat

import numpy as np

from buttress.evaluate.rolling_origins import EpisodeHistory
from buttress.evaluate.widening import Miss, misses, widening
from buttress.experiment.worker_pool import WorkerPool
from buttress.mobilisation import series_evidence
from buttress.mobilisation.course_prior import CoursePrior, group_of
from buttress.mobilisation.forecaster import MobilisationForecaster
from buttress.mobilisation.learn import FEWEST, TrainingSeries, learn

LeftOut = tuple[Mapping[str, CoursePrior], list[Miss]]
"""Priors by group, learned from the other episodes, and where the episode's numbers lay in their forecasts."""


def forecasters(
    pasts: Sequence[EpisodeHistory],
    taught: Sequence[TrainingSeries],
    workers: int = 1,
    tick: Callable[[int], None] = lambda done: None,
) -> dict[str, MobilisationForecaster]:
    """Each episode's forecaster `buttress`, its priors learned from no row of it; `tick` is told how many are made.

    The factor by which its forecasts are widened comes from the misses of the others, whose priors did learn from it:
    one figure, moved a little (to learn it without would take every pair of episodes).
    """
    priors: dict[str, Mapping[str, CoursePrior]] = {}
    found: list[Miss] = []
    each = zip(pasts, each_left_out(pasts, taught, workers), strict=True)
    for done, (past, (learned, missed)) in enumerate(each, start=1):
        priors[past.episode] = learned
        found += missed
        tick(done)
    return {
        episode: MobilisationForecaster({group: prior.widen(factor) for group, prior in learned.items()})
        for episode, learned in priors.items()
        for factor in (widening(found, without=(episode,)),)
    }


def lessons(pasts: Sequence[EpisodeHistory]) -> list[TrainingSeries]:
    """Every series with enough weeks to teach anything."""
    return [
        TrainingSeries(past.episode, group_of(series.quantity, series.reporter), series_evidence.of(series))
        for past in pasts
        for series in past.series.values()
        if np.count_nonzero(series.reported) >= FEWEST
    ]


def each_left_out(
    pasts: Sequence[EpisodeHistory], taught: Sequence[TrainingSeries], workers: int = 1
) -> Iterator[LeftOut]:
    """Every episode left out in turn, in their order; the same for any number of processes."""
    if workers == 1:
        yield from map(_left_out, pasts, repeat(taught))
        return
    with WorkerPool(min(workers, len(pasts))) as pool:
        yield from pool.map(_left_out, pasts, repeat(taught))


def _left_out(past: EpisodeHistory, taught: Sequence[TrainingSeries]) -> LeftOut:
    groups = {group_of(series.quantity, series.reporter) for series in past.targets()}
    priors = learn(taught, leave_out=(past.episode,), groups=groups)
    return priors, misses(past, priors)

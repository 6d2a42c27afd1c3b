"""Forecasters for an honest pool: what each has learned of other episodes leaves out the one that it forecasts."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import repeat

import numpy as np

from buttress.evaluate.episode_history import EpisodeHistory
from buttress.evaluate.widening import Miss, misses, widening
from buttress.experiment.worker_pool import WorkerPool
from buttress.mobilisation.course_prior import CoursePrior, group_of
from buttress.mobilisation.forecaster import MobilisationForecaster
from buttress.mobilisation.learn import FEWEST, TrainingSeries, learn
from buttress.mobilisation.series_evidence import SeriesEvidence

LeftOut = tuple[Mapping[str, CoursePrior], list[Miss]]
"""Priors by group, learned from the other episodes, and where the episode's numbers lay in their forecasts."""


def leave_one_out_forecasters(
    episodes: Sequence[EpisodeHistory],
    training: Sequence[TrainingSeries],
    workers: int = 1,
    tick: Callable[[int], None] = lambda done: None,
) -> dict[str, MobilisationForecaster]:
    """Each episode's forecaster `buttress`, its priors learned from no row of it; `tick` is told how many are made.

    The factor by which its forecasts are widened comes from the misses of the others, whose priors did learn from it:
    one figure, moved a little (to learn it without would take every pair of episodes).
    """
    priors: dict[str, Mapping[str, CoursePrior]] = {}
    all_misses: list[Miss] = []
    each = zip(episodes, each_left_out(episodes, training, workers), strict=True)
    for done, (episode, (learned, missed)) in enumerate(each, start=1):
        priors[episode.name] = learned
        all_misses += missed
        tick(done)
    return {
        name: MobilisationForecaster({group: prior.widen(factor) for group, prior in learned.items()})
        for name, learned in priors.items()
        for factor in (widening(all_misses, without=(name,)),)
    }


def training_series(episodes: Sequence[EpisodeHistory]) -> list[TrainingSeries]:
    """Every series with enough weeks to teach anything."""
    return [
        TrainingSeries(episode.name, group_of(series.quantity, series.reporter), SeriesEvidence.of(series))
        for episode in episodes
        for series in episode.series.values()
        if np.count_nonzero(series.reported) >= FEWEST
    ]


def each_left_out(
    episodes: Sequence[EpisodeHistory], training: Sequence[TrainingSeries], workers: int = 1
) -> Iterator[LeftOut]:
    """Every episode left out in turn, in their order; the same for any number of processes."""
    if workers == 1:
        yield from map(_left_out, episodes, repeat(training))
        return
    with WorkerPool(min(workers, len(episodes))) as pool:
        yield from pool.map(_left_out, episodes, repeat(training))


def _left_out(episode: EpisodeHistory, training: Sequence[TrainingSeries]) -> LeftOut:
    groups = {group_of(series.quantity, series.reporter) for series in episode.targets()}
    priors = learn(training, leave_out=(episode.name,), groups=groups)
    return priors, misses(episode, priors)

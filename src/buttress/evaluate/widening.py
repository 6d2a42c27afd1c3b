"""By how much forecasts must be widened: what made four in five intervals hold in episodes that taught nothing.

Episodes differ in more ways than a prior of a few figures says, so intervals are a little too narrow for a new one. The
factor is learned from forecasts of left-out episodes, with equal weight an episode.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from buttress.arrays import Floats
from buttress.evaluate.episode_history import EpisodeHistory
from buttress.evaluate.rolling_origins import LEADS, SAMPLES, ForecastPlan, plan_forecasts
from buttress.mobilisation.course_prior import CoursePrior
from buttress.mobilisation.forecaster import MobilisationForecaster
from buttress.series.weekly_series import WeeklySeries

COVERAGE = 0.8
"""The share of numbers that an 80 % interval should hold."""


@dataclass(frozen=True)
class Miss:
    """A number against its forecast: how far from the middle, in distances to the end of the 80 % interval."""

    episode: str
    target: str
    lead: int
    distance: float


def misses(episode: EpisodeHistory, priors: Mapping[str, CoursePrior]) -> list[Miss]:
    """Where each number of an episode lay in its forecast under priors by group."""
    model = MobilisationForecaster(priors)
    plans = [plan_forecasts(episode, series.target, ()) for series in episode.targets()]
    return [miss for plan in plans for miss in _of_plan(episode.name, plan, model)]


def widening(all_misses: Sequence[Miss], without: Collection[str] = ()) -> float:
    """The factor that makes 80 % intervals hold 80 % over all episodes but some; at least 1.

    Episodes weigh equally, within one its targets and leads.
    """
    chosen = [miss for miss in all_misses if miss.episode not in without]
    if not chosen:
        return 1.0
    distance, weight = np.array([miss.distance for miss in chosen]), _weights(chosen)
    order = np.argsort(distance)
    share = np.cumsum(weight[order])
    at = int(np.searchsorted(share, COVERAGE * share[-1]))
    return max(1.0, float(distance[order][min(at, len(order) - 1)]))


def _of_plan(episode: str, plan: ForecastPlan, model: MobilisationForecaster) -> Iterator[Miss]:
    for week, history, seed in zip(plan.weeks, plan.histories, plan.seeds, strict=True):
        leads = [lead for lead in LEADS if _has_figure(plan.series, week + lead - 1)]
        if not leads:
            continue
        samples = np.log1p(model.forecast(history, leads, SAMPLES, seed))
        figures = np.log1p(plan.series.figures[[week + lead - 1 for lead in leads]])
        for lead, number, column in zip(leads, figures, samples.T, strict=True):
            yield Miss(episode, plan.series.target, lead, _distance(float(number), column))


def _has_figure(series: WeeklySeries, week: int) -> bool:
    return week < len(series) and not np.isnan(series.figures[week])


def _distance(figure: float, samples: Floats) -> float:
    low, middle, high = np.quantile(samples, [(1 - COVERAGE) / 2, 0.5, (1 + COVERAGE) / 2])
    reach = high - middle if figure >= middle else middle - low
    if reach <= 0.0:
        return 0.0 if figure == middle else float("inf")
    return float(abs(figure - middle) / reach)


def _weights(chosen: Sequence[Miss]) -> Floats:
    cells = Counter((miss.episode, miss.target, miss.lead) for miss in chosen)
    number = Counter(episode for episode, _, _ in cells)
    return np.array([1.0 / (number[m.episode] * cells[m.episode, m.target, m.lead]) for m in chosen])

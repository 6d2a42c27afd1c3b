"""By how much forecasts must be widened: what made intervals hold their share in episodes that taught nothing.

Episodes differ in more ways than a prior of a few figures says, so the 80 % interval is a little too narrow for a new
one, and the tails, which allow for an episode like no other, are too long. Both factors are learned from forecasts of
left-out episodes, with equal weight an episode.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from buttress.arrays import Floats
from buttress.evaluate.episode_history import EpisodeHistory
from buttress.evaluate.rolling_origins import LEADS, SAMPLES, ForecastPlan, plan_forecasts
from buttress.mobilisation.course_prior import CoursePrior, Widening
from buttress.mobilisation.forecaster import MobilisationForecaster
from buttress.series.weekly_series import WeeklySeries

COVERAGE, TAILS = 0.8, 0.95
"""The shares of numbers that intervals should hold."""


@dataclass(frozen=True)
class Miss:
    """A number against its forecast: how far from the middle, in distances to the end of the 80 % interval; and how far
    in these the end of the 95 % interval lies on its side.
    """

    episode: str
    target: str
    lead: int
    distance: float
    far: float


def misses(episode: EpisodeHistory, priors: Mapping[str, CoursePrior]) -> list[Miss]:
    """Where each number of an episode lay in its forecast under priors by group."""
    model = MobilisationForecaster(priors)
    plans = [plan_forecasts(episode, series.target, ()) for series in episode.targets()]
    return [miss for plan in plans for miss in _of_plan(episode.name, plan, model)]


def widening(all_misses: Sequence[Miss], without: Collection[str] = ()) -> Widening:
    """The factors that make intervals hold 80 % and 95 % over all episodes but some; the first at least 1, the second,
    of what lies beyond the 80 % interval, at most 1.

    Episodes weigh equally, within one its targets and leads.
    """
    chosen = [miss for miss in all_misses if miss.episode not in without]
    if not chosen:
        return Widening()
    distance, far = (np.array(column) for column in zip(*((miss.distance, miss.far) for miss in chosen), strict=True))
    weight = _weights(chosen)
    factor = max(1.0, _quantile(distance, weight, COVERAGE))
    # The least factor of the tail by which the 95 % interval would have held each number.
    tail = (distance / factor - 1.0) / np.maximum(far - 1.0, 1e-9)
    return Widening(factor, min(1.0, max(0.0, _quantile(tail, weight, TAILS))))


def _quantile(values: Floats, weight: Floats, share: float) -> float:
    order = np.argsort(values, kind="stable")
    held = np.cumsum(weight[order])
    at = int(np.searchsorted(held, share * held[-1]))
    return float(values[order][min(at, len(order) - 1)])


def _of_plan(episode: str, plan: ForecastPlan, model: MobilisationForecaster) -> Iterator[Miss]:
    for week, history, seed in zip(plan.weeks, plan.histories, plan.seeds, strict=True):
        leads = [lead for lead in LEADS if _has_figure(plan.series, week + lead - 1)]
        if not leads:
            continue
        samples = np.log1p(model.forecast(history, leads, SAMPLES, seed))
        figures = np.log1p(plan.series.figures[[week + lead - 1 for lead in leads]])
        for lead, number, column in zip(leads, figures, samples.T, strict=True):
            yield Miss(episode, plan.series.target, lead, *_distances(float(number), column))


def _has_figure(series: WeeklySeries, week: int) -> bool:
    return week < len(series) and not np.isnan(series.figures[week])


def _distances(figure: float, samples: Floats) -> tuple[float, float]:
    """Distance of a figure from the middle, and of the far end of the 95 % interval on its side; infinite if the 80 %
    interval has no extent there.
    """
    above = figure >= np.median(samples)
    ends = [(1 + share if above else 1 - share) / 2 for share in (0.0, COVERAGE, TAILS)]
    middle, end, far = np.quantile(samples, ends)
    reach = abs(end - middle)
    if reach <= 0.0:
        return (0.0 if figure == middle else float("inf")), 1.0
    return float(abs(figure - middle) / reach), float(abs(far - middle) / reach)


def _weights(chosen: Sequence[Miss]) -> Floats:
    cells = Counter((miss.episode, miss.target, miss.lead) for miss in chosen)
    number = Counter(episode for episode, _, _ in cells)
    return np.array([1.0 / (number[m.episode] * cells[m.episode, m.target, m.lead]) for m in chosen])

"""A target's forecasts at one lead, scored: every model's scores of the same figures, side by side."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from buttress.arrays import Floats, Ints
from buttress.evaluate.rolling_origins import Forecasts
from buttress.evaluate.sample_scores import SampleScores, score_bounds, score_figures


@dataclass(frozen=True)
class TargetScores:
    """`scores` and `censored` by model: scores of the n figures, and log scores (k,) of what is only bounded.

    `weeks` are the weeks scored, (n,), in order; `origins` how many forecasts were made, `possible` how many there
    could have been.
    """

    episode: str
    target: str
    lead: int
    weeks: Ints
    scores: dict[str, SampleScores]
    censored: dict[str, Floats]
    origins: int
    possible: int

    @property
    def models(self) -> tuple[str, ...]:
        return tuple(self.scores)

    @property
    def quantity(self) -> str:
        return self.target.partition("/")[0]


def score_target(forecasts: Forecasts) -> list[TargetScores]:
    """The scores of a target, a TargetScores a lead."""
    return [_of_lead(forecasts, column) for column in range(len(forecasts.leads))]


def _of_lead(forecasts: Forecasts, column: int) -> TargetScores:
    series, lead = forecasts.series, forecasts.leads[column]
    week = forecasts.weeks + lead - 1
    inside = week < len(series)
    reported = np.full(len(week), np.nan)
    reported[inside] = series.figures[week[inside]]
    figure = ~np.isnan(reported)
    bounded = inside & ~figure
    bounded[inside] &= series.reported[week[inside]]
    low, high = series.low[week[bounded]], series.high[week[bounded]]
    drawn = {name: samples[:, column, :] for name, samples in forecasts.samples.items()}
    return TargetScores(
        episode=series.episode,
        target=series.target,
        lead=lead,
        weeks=week[figure],
        scores={name: score_figures(reported[figure], samples[figure]) for name, samples in drawn.items()},
        censored={name: score_bounds(low, high, samples[bounded]) for name, samples in drawn.items()},
        origins=len(week),
        possible=forecasts.possible,
    )


def by_episode(scores: Sequence[TargetScores]) -> list[list[TargetScores]]:
    """The same, in one list an episode, in the order in which episodes come."""
    found: dict[str, list[TargetScores]] = {}
    for one in scores:
        found.setdefault(one.episode, []).append(one)
    return list(found.values())

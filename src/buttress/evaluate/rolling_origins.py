"""Rolling origins: forecasts of a target from week after week, each from what was known before its origin.

A week runs from Monday to Sunday, and most reports of a Sunday come out on the Monday. So the origin of a week's
forecast is the end of its Monday: whatever is used was published by then and speaks of the weeks before.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from buttress.arrays import Floats, Ints
from buttress.evaluate.episode_history import EpisodeHistory
from buttress.evaluate.forecaster import Forecaster
from buttress.one_thread import one_thread
from buttress.series.weekly_series import WeeklySeries

LEADS = tuple(range(1, 9))
FIRST = 4
"""Weeks with a report that a forecast needs to learn from."""
ORIGINS = 60
"""Most origins of a target; of more weeks, so many are taken at even distances."""
SAMPLES = 1000


@dataclass(frozen=True)
class ForecastPlan:
    """A target's forecasts to make: from each week of `weeks` its history and its seed; `possible` weeks there were."""

    series: WeeklySeries
    weeks: tuple[int, ...]
    possible: int
    models: tuple[Forecaster, ...]
    histories: tuple[WeeklySeries, ...]
    seeds: tuple[int, ...]


@dataclass(frozen=True)
class Forecasts:
    """A target's forecasts: `weeks` (n,) the origins, `samples` by model (n, leads, samples), in people.

    `possible` is how many origins there were before some were left out.
    """

    series: WeeklySeries
    weeks: Ints
    leads: tuple[int, ...]
    samples: dict[str, Floats]
    possible: int


def anywhere(monday: dt.date) -> bool:
    """Every week may be forecast from."""
    return True


def origins(
    episode: EpisodeHistory, target: str, most: int = ORIGINS, allowed: Callable[[dt.date], bool] = anywhere
) -> tuple[list[int], int]:
    """The weeks to forecast from, and how many there were; each with `FIRST` reported weeks known before it."""
    series = episode.series[target]
    possible = []
    for week in range(FIRST, len(series)):
        # What was known is never more than what is: a cheap look first.
        if np.count_nonzero(series.reported[:week]) < FIRST or not series.reported[week : week + LEADS[-1]].any():
            continue
        if np.count_nonzero(episode.history(target, week).reported) >= FIRST and allowed(series.monday(week)):
            possible.append(week)
    if len(possible) <= most:
        return possible, len(possible)
    chosen = np.unique(np.linspace(0, len(possible) - 1, most).round().astype(int))
    return [possible[index] for index in chosen], len(possible)


def plan_forecasts(
    episode: EpisodeHistory,
    target: str,
    models: Sequence[Forecaster],
    *,
    seed: int = 0,
    most: int = ORIGINS,
    allowed: Callable[[dt.date], bool] = anywhere,
) -> ForecastPlan:
    """Which forecasts of a target are to be made, and from what."""
    weeks, possible = origins(episode, target, most, allowed)
    series = episode.series[target]
    histories = tuple(episode.history(target, week) for week in weeks)
    seeds = tuple(seed_of(seed, episode.name, target, series.monday(week)) for week in weeks)
    return ForecastPlan(series, tuple(weeks), possible, tuple(models), histories, seeds)


def forecast_histories(
    models: Sequence[Forecaster],
    histories: Sequence[WeeklySeries],
    seeds: Sequence[int],
    leads: tuple[int, ...] = LEADS,
) -> dict[str, Floats]:
    """Every model's samples from each history, (histories, leads, samples)."""
    # On matrices so small threads of linear algebra only wait for each other, and their number could move a last digit.
    with one_thread():
        return {
            model.name: np.stack(
                [
                    np.minimum(model.forecast(one, leads, SAMPLES, seed).T, one.farthest)  # rivals have no end either
                    for one, seed in zip(histories, seeds, strict=True)
                ]
            )
            for model in models
        }


def seed_of(seed: int, episode: str, target: str, day: dt.date) -> int:
    """The 64-bit seed of one forecast, from its names alone: no other forecast moves it."""
    text = f"{seed}\x1f{episode}\x1f{target}\x1f{day.isoformat()}"
    return int.from_bytes(hashlib.blake2b(text.encode(), digest_size=8).digest(), "little")

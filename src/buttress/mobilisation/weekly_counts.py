"""Weekly counts of people killed or injured: a pace that is learned, and weeks that vary round it.

Gamma-Poisson: the pace has a gamma posterior (prior of half an event in no time, Jeffreys') in which old weeks count
less (a power discount: Smith 1979, Journal of the Royal Statistical Society B 41, 375); a week's own pace varies round
it, its dispersion by the method of moments. Where weeks have a low and a high end, any number between is as likely; "at
least 3" counts as 3.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from buttress.arrays import Floats
from buttress.series.weekly_series import WeeklySeries

HALF_LIFE_WEEKS = 13.0
"""A week so long ago counts half as much as the last: assumed, as for shares of places."""
STEPS = 5
"""Numbers from the low ends of all weeks to their high ends that samples are taken of."""


@dataclass(frozen=True)
class CountForecaster:
    """The forecaster of people killed and injured, under the name that the record of forecasts calls ours."""

    name: str = "buttress"

    def forecast(self, history: WeeklySeries, leads: Sequence[int], samples: int, seed: int) -> Floats:
        """Samples of each coming week, (samples, leads), in people; a sample has one pace in all its weeks."""
        first = int(np.flatnonzero(history.reported)[0])
        low, high = np.nan_to_num(history.low[first:]), np.nan_to_num(history.high[first:], posinf=np.nan)
        high = np.where(np.isnan(high), low, high)
        random = [np.random.Generator(np.random.Philox(key=[seed, each])) for each in (0, *leads)]
        sizes = [len(part) for part in np.array_split(np.arange(samples), STEPS)]
        columns: list[list[Floats]] = [[] for _ in leads]
        for step, size in enumerate(sizes):
            weeks = low + (high - low) * step / (STEPS - 1)
            pace = paces(weeks, size, random[0])
            for column, each in zip(columns, random[1:], strict=True):
                column.append(draw_week(weeks, pace, each))
        return np.column_stack([np.concatenate(column) for column in columns])


def paces(weeks: Floats, samples: int, random: np.random.Generator) -> Floats:
    """Samples of the pace, people a week, given the counts of past weeks (weeks,)."""
    told = _told(weeks)
    return random.gamma(told @ weeks + 0.5, 1.0 / told.sum(), samples)


def draw_week(weeks: Floats, pace: Floats, random: np.random.Generator) -> Floats:
    """One week's count for each sampled pace (samples,), as much apart from it as past weeks (weeks,) were."""
    told = _told(weeks)
    mean = float(told @ weeks / told.sum())
    free = told.sum() - np.square(told).sum() / told.sum()  # n - 1 of equal weights
    variance = float(told @ np.square(weeks - mean) / free) if len(weeks) > 1 else 0.0
    if variance > mean > 0.0:
        shape = mean**2 / (variance - mean)
        pace = pace * random.gamma(shape, 1.0 / shape, len(pace))
    return random.poisson(pace).astype(float)


def _told(weeks: Floats) -> Floats:
    """How much each past week tells, (weeks,), the last one 1."""
    return np.asarray(0.5 ** (np.arange(len(weeks))[::-1] / HALF_LIFE_WEEKS))

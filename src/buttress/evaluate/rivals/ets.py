"""`ets`: exponential smoothing on the log1p scale, by statsmodels' state-space form, which takes missing weeks.

Simple (ETS(A,N,N)) or with a damped trend (ETS(A,Ad,N)), whichever has the lower AICc (Hyndman, Koehler, Ord & Snyder
2008, "Forecasting with Exponential Smoothing"). The state is that of the whole history; the parameters are fitted on
all of it but its last weeks, an eighth at most, so that a long series is not fitted anew every week.
"""

from __future__ import annotations

import math
import warnings
from collections.abc import Sequence
from functools import lru_cache
from typing import Any

import numpy as np
from scipy.special import ndtri

from buttress.arrays import Floats
from buttress.evaluate.rivals import spread
from buttress.series.weekly_series import WeeklySeries

MOST_WEEKS, FEWEST = 260, 8
"""Of a longer history the last five years are used, or eight reports where these hold fewer."""
TREND_FROM = 10
"""Reports from which on a trend is tried."""
ITERATIONS = 30


class Ets:
    """Gaussian on the log1p scale, with the errors' variance and no parameter uncertainty, as the library gives it."""

    name = "ets"

    def forecast(self, history: WeeklySeries, leads: Sequence[int], samples: int, seed: int) -> Floats:
        values = np.where(history.reported, np.log1p(history.points), np.nan)
        reported = np.flatnonzero(history.reported)
        values = values[max(int(reported[0]), min(len(values) - MOST_WEEKS, int(reported[-FEWEST:][0]))) :]
        mean, sd = _predict(values, max(leads))
        normal = ndtri(spread.levels(samples))
        return np.column_stack([spread.people(mean[lead - 1] + sd[lead - 1] * normal) for lead in leads])


def _predict(values: Floats, weeks: int) -> tuple[Floats, Floats]:
    """Mean and standard deviation of each of the coming weeks."""
    known = values[~np.isnan(values)]
    if np.ptp(known) == 0.0:
        return np.full(weeks, known[-1]), np.zeros(weeks)
    fitted_on = len(values) - len(values) % _refit_every(len(values))
    if np.ptp(values[:fitted_on][~np.isnan(values[:fitted_on])]) == 0.0:
        fitted_on = len(values)
    chosen = _fit(values[:fitted_on].tobytes())
    if chosen is not None:
        trend, parameters = chosen
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            result = _model(values, trend).filter(np.array(parameters)).get_forecast(weeks)
        mean, variance = np.asarray(result.predicted_mean), np.asarray(result.var_pred_mean)
        if np.isfinite(mean).all() and np.isfinite(variance).all() and (variance >= 0).all():
            return mean, np.sqrt(variance)
    return _walk(known, weeks)


def _refit_every(weeks: int) -> int:
    """A power of two, between a sixteenth and an eighth of the history; every week below sixteen weeks."""
    return 1 << max(0, weeks.bit_length() - 4)


def _walk(known: Floats, weeks: int) -> tuple[Floats, Floats]:
    """Where no fit converges: a random walk with the spread of the steps seen, smoothing with weight 1."""
    sd = float(np.sqrt(np.mean(np.diff(known) ** 2)))
    return np.full(weeks, known[-1]), sd * np.sqrt(np.arange(1, weeks + 1))


@lru_cache(maxsize=64)
def _fit(raw: bytes) -> tuple[bool, tuple[float, ...]] | None:
    """The better model's trend and parameters; None if neither can be fitted."""
    values: Floats = np.frombuffer(raw, dtype=np.float64)
    best: tuple[float, bool, tuple[float, ...]] | None = None
    trends = (False, True) if np.count_nonzero(~np.isnan(values)) >= TREND_FROM else (False,)
    for trend in trends:
        with warnings.catch_warnings():
            # Short or level series make the optimiser complain; the likelihood reached is judged below.
            warnings.simplefilter("ignore")
            try:
                result = _model(values, trend).fit(disp=False, maxiter=ITERATIONS, cov_type="none")
            except (np.linalg.LinAlgError, ValueError, FloatingPointError):
                continue
        score = float(result.aicc)
        if not math.isfinite(score):
            score = float(result.aic)
        if math.isfinite(score) and (best is None or score < best[0]):
            best = (score, trend, tuple(float(value) for value in result.params))
    return None if best is None else (best[1], best[2])


def _model(values: Floats, trend: bool) -> Any:
    from statsmodels.tsa.statespace.exponential_smoothing import ExponentialSmoothing

    return ExponentialSmoothing(values, trend=trend, damped_trend=trend, initialization_method="concentrated")

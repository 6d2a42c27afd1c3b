"""`count`: a log-linear autoregression of counts with negative-binomial errors, fitted by statsmodels.

log E[y_t] = a + b log(1 + y_s), s the report before (log-linear INGARCH of order 1, Fokianos & Tjøstheim 2011, Journal
of Multivariate Analysis 102, 563-578, doi 10.1016/j.jmva.2010.11.002, without its feedback term); Var y = mu + c mu^2.
Weeks further ahead are simulated one by one.
"""

from __future__ import annotations

import warnings
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from buttress.arrays import Floats
from buttress.series.weekly_series import WeeklySeries

FEWEST = 6
"""Pairs of reports that a slope needs; with fewer, counts vary round their mean."""
ITERATIONS = 100
CEILING = 30.0
"""A simulated mean stays below so many times the largest number seen: a slope near one would let it run away."""
NO_SPREAD = 1e-6


@dataclass(frozen=True)
class _Fit:
    constant: float
    slope: float
    dispersion: float


class CountRegression:
    """Negative-binomial counts given the report before."""

    name = "count"

    def forecast(self, history: WeeklySeries, leads: Sequence[int], samples: int, seed: int) -> Floats:
        values = np.rint(history.points[history.reported])
        fit = _fitted(values)
        most = max(1.0, float(values.max()) * CEILING)
        last = np.full(samples, values[-1])
        weeks: dict[int, Floats] = {}
        for lead in range(1, max(leads) + 1):
            # A generator a week, so that no week depends on how many are asked for.
            random = np.random.Generator(np.random.Philox(key=np.array([seed, lead], dtype=np.uint64)))
            mean = np.minimum(np.exp(np.minimum(fit.constant + fit.slope * np.log1p(last), 25.0)), most)
            last = _draw(random, mean, fit.dispersion)
            weeks[lead] = last
        return np.column_stack([weeks[lead] for lead in leads])


def _draw(random: np.random.Generator, mean: Floats, dispersion: float) -> Floats:
    """Negative-binomial counts as a Poisson of a gamma mean."""
    if dispersion > NO_SPREAD:
        mean = mean * random.gamma(1.0 / dispersion, dispersion, len(mean))
    return random.poisson(mean).astype(np.float64)


def _fitted(values: Floats) -> _Fit:
    if len(values) > FEWEST and np.ptp(values[:-1]) > 0 and np.ptp(values[1:]) > 0:
        found = _regression(values)
        if found is not None:
            return found
    return _level(values)


def _regression(values: Floats) -> _Fit | None:
    from statsmodels.discrete.discrete_model import NegativeBinomial

    design = np.column_stack((np.ones(len(values) - 1), np.log1p(values[:-1])))
    with warnings.catch_warnings(), np.errstate(all="ignore"):
        # Overflow on the way and a Hessian that can't be inverted are no news; what is reached is judged below.
        warnings.simplefilter("ignore")
        try:
            result = NegativeBinomial(values[1:], design).fit(disp=False, maxiter=ITERATIONS)
        except (np.linalg.LinAlgError, ValueError, FloatingPointError):
            return None
    constant, slope, dispersion = (float(number) for number in result.params)
    sound = np.isfinite([constant, slope, dispersion]).all() and result.mle_retvals["converged"]
    if not sound or abs(slope) >= 1.0 or not 0.0 < dispersion < 100.0:
        return None
    return _Fit(constant, slope, dispersion)


def _level(values: Floats) -> _Fit:
    """Counts round their mean, dispersion by moments; a Poisson where they vary less than one."""
    mean = float(values.mean())
    if mean == 0.0:
        return _Fit(-25.0, 0.0, 0.0)
    spread = float(values.var(ddof=1)) - mean if len(values) > 1 else 0.0
    return _Fit(float(np.log(mean)), 0.0, max(0.0, spread / mean**2))

"""Priors that base rates advise: of the daily hazard of an exit, its spread, and the causes' weights."""

from __future__ import annotations

import numpy as np
import pandas as pd
from scipy import optimize
from scipy.special import digamma, polygamma

from buttress.arrays import Floats
from buttress.evaluate.hindcast.archigos import CAUSES
from studies.base_rates.share import CaseShare


def lognormal_hazard(share: CaseShare, days: int, sigma: float) -> float:
    """Median daily hazard h with E[1 - exp(-h days)] = the share, h log-normal of that sigma (Gauss-Hermite)."""
    nodes, weights = np.polynomial.hermite_e.hermegauss(60)
    weights = weights / weights.sum()

    def excess(log_median: float) -> float:
        return float(weights @ -np.expm1(-np.exp(log_median + sigma * nodes) * days)) - share.value

    low, high = -20.0, 5.0
    while high - low > 1e-10:
        middle = (low + high) / 2
        low, high = (low, middle) if excess(middle) > 0 else (middle, high)
    return float(np.exp(low))


def frailty(campaigns: pd.DataFrame, from_day: int, to_day: float = np.inf) -> tuple[float, float]:
    """Daily hazard and shape of a Pareto (gamma-mixed exponential) time to success after a day, by maximum likelihood.

    1 / sqrt(shape) is the spread of the hazard between campaigns that a falling hazard would show, an upper bound if
    hazards fall within a campaign too. Other ends are censored, and all that is later than `to_day`.
    """
    time = campaigns["duration"].to_numpy(float) - from_day
    success = (campaigns["success"] == 1).to_numpy() & (time <= to_day - from_day)
    success, time = success[time > 0], np.minimum(time[time > 0], to_day - from_day)

    def loss(theta: Floats) -> float:
        hazard, variance = np.exp(theta)
        log_survival = -np.log1p(variance * hazard * time) / variance
        return -float(log_survival.sum() + (np.log(hazard) - np.log1p(variance * hazard * time))[success].sum())

    start = np.array([np.log(max(success.sum(), 1) / time.sum()), 0.0])
    found = optimize.minimize(loss, start, method="Nelder-Mead", options={"xatol": 1e-6, "fatol": 1e-8})
    hazard, variance = np.exp(found.x)
    return float(hazard), float(1.0 / variance)


def cause_log_weights(counts: dict[str, int]) -> dict[str, tuple[float, float]]:
    """Mean and sd of each cause's log weight, centred, after one pseudo-count a cause (a flat Dirichlet)."""
    filled = np.array([counts[cause] + 1.0 for cause in CAUSES])
    means = digamma(filled) - digamma(filled).mean()
    return {
        cause: (float(mean), float(np.sqrt(polygamma(1, count))))
        for cause, mean, count in zip(CAUSES, means, filled, strict=True)
    }

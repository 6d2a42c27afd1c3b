"""Forecasts of a reporter's next numbers: the posterior's course carried on, with shocks and the reporter's noise."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from scipy import special

from buttress.arrays import Floats
from buttress.mobilisation.course_posterior import CoursePosterior, course_posterior
from buttress.mobilisation.course_prior import CoursePrior, group_of, shipped_priors
from buttress.mobilisation.filter import STATE
from buttress.mobilisation.series_evidence import DAYS, ROUNDED_BELOW, SeriesEvidence
from buttress.series.weekly_series import WeeklySeries

USUAL = 4.0
"""Weeks that the usual width of forecasts weighs against a series' own misses."""
HALF_LIFE = 8.0
"""A miss so many reports ago says half as much of how steady a series is as the last one."""
MOST = 23.0
"""No forecast goes above ten thousand million people (log)."""


@dataclass(frozen=True)
class MobilisationForecaster:
    """The forecaster `buttress` of an episode whose structure is unknown; `priors` by group, or the shipped ones."""

    priors: Mapping[str, CoursePrior] | None = None
    name: str = "buttress"

    def forecast(self, history: WeeklySeries, leads: Sequence[int], samples: int, seed: int) -> Floats:
        """Samples of the number that the reporter will give in each coming week, (samples, leads), in people."""
        prior = (self.priors or shipped_priors())[group_of(history.quantity, history.reporter)]
        evidence = SeriesEvidence.of(history)
        posterior = course_posterior(prior, evidence)
        columns = [sample_ahead(prior, evidence, posterior, lead, samples, seed) for lead in leads]
        return np.minimum(np.column_stack(columns), history.farthest)


def sample_ahead(
    prior: CoursePrior, evidence: SeriesEvidence, posterior: CoursePosterior, lead: int, samples: int, seed: int
) -> Floats:
    """Samples (samples,) of the number of the week `lead` weeks after the last, in people."""
    random = np.random.Generator(np.random.Philox(key=[seed, lead]))
    mean, variance, noise = _course(prior, evidence, posterior, lead)
    # One sample in each slice of the weights, and of the normal: little is left to chance but their pairing.
    total = np.cumsum(posterior.weight)
    slices = (np.arange(samples) + random.uniform(size=samples)) / samples
    point = np.minimum(np.searchsorted(total, slices * total[-1]), len(total) - 1)
    wide = random.uniform(size=samples) < prior.wide_chance
    spread = np.sqrt(variance[point] + (noise[point] * np.where(wide, prior.wide_factor, 1.0)) ** 2)
    normal = special.ndtri((random.permutation(samples) + random.uniform(size=samples)) / samples)
    crowd = _widened(prior, mean[point] + spread * normal, steadiness(posterior.misses) ** (1.0 / lead))
    people = np.expm1(np.clip(crowd, 0.0, MOST))
    people[random.uniform(size=samples) < posterior.quiet] = 0.0
    return np.where(people < ROUNDED_BELOW, np.rint(people), people)


def steadiness(misses: Floats) -> float:
    """How wide the next week's forecast is to be, given the misses (k,) of the weeks so far; 1 if as expected.

    The root of the mean of a scaled inverse chi-squared variance that is 1 with the weight of `USUAL` weeks (Gelman et
    al. 2013, Bayesian Data Analysis, section 2.6), old misses discounted (West & Harrison 1997, Bayesian Forecasting
    and Dynamic Models, section 10.8): a series that was wild once may be steady now. Misses one week ahead say less of
    `lead` weeks: its root is taken.
    """
    told = 0.5 ** (np.arange(len(misses))[::-1] / HALF_LIFE)
    return float(np.sqrt((USUAL + told @ np.square(misses)) / (USUAL + told.sum())))


def _widened(prior: CoursePrior, crowd: Floats, steady: float) -> Floats:
    """Samples (n,) of the crowd (log) drawn out from their middle, and beyond the 80 % interval by `tails` besides."""
    low, middle, high = np.quantile(crowd, (0.1, 0.5, 0.9))
    inside = np.clip(crowd, low, high)
    return np.asarray(middle + prior.widened * steady * (inside - middle + prior.tails * (crowd - inside)))


def _course(
    prior: CoursePrior, evidence: SeriesEvidence, posterior: CoursePosterior, lead: int
) -> tuple[Floats, Floats, Floats]:
    """Of each point: mean and variance of the crowd (log) `lead` weeks on, and the reporter's noise."""
    at = prior.parameters(posterior.z)
    far = at.elasticity**lead
    look = np.empty((len(far), STATE))
    look[:, 0] = far
    look[:, 1] = 1.0
    days = DAYS * (len(evidence) - 1 + lead)
    look[:, 2] = -(1.0 - 2.0 ** (-days / at.half_life_days))
    look[:, 3] = evidence.next_risk
    mean = (look * posterior.mean).sum(1)
    state = np.einsum("ij,ijk,ik->i", look, posterior.cov, look)
    shocks = at.shock**2 * (1.0 - far**2) / np.maximum(1.0 - at.elasticity**2, 1e-3)
    return mean, np.maximum(state, 0.0) + shocks, at.noise

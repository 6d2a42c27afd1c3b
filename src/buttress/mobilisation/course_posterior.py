"""The posterior of a course's parameters given its reports, by adaptive multiple importance sampling.

First a low-discrepancy set of the prior, then one of the normal that fits the first set's weights; all points are
weighed against the mixture of both (Cornuet, Marin, Mira & Robert 2012, Scandinavian Journal of Statistics 39, 798).
Base, depth, fear and the crowd's state are integrated out in each point by the filter. Nothing is random.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import numpy as np
from scipy import special

from buttress.arrays import Floats
from buttress.mobilisation.course_prior import LINEAR, SAMPLED, CoursePrior
from buttress.mobilisation.filter import NONE, Filtered, NoiseMixture, ParameterSets, ReportedWeeks, filter_reports
from buttress.mobilisation.series_evidence import DAYS, SeriesEvidence

POINTS = 256
ROUNDS = 2
WIDER = 1.3
"""Each fitted normal is made so much wider in variance: tails too thin make weights that no sample shows."""
FLOOR = 0.02


@dataclass(frozen=True)
class CoursePosterior:
    """Points (n,) with weights that sum to one: standard normals `z` (n, 4), and the state's mean and covariance after
    the last week, (n, 4) and (n, 4, 4). `log_evidence` is the log probability of the reports; `quiet` the chance of a
    quiet week.
    """

    z: Floats
    weight: Floats
    mean: Floats
    cov: Floats
    log_evidence: float
    quiet: float

    @property
    def effective(self) -> float:
        """Effective number of points."""
        return float(1.0 / np.square(self.weight).sum())


def course_posterior(prior: CoursePrior, evidence: SeriesEvidence, points: int = POINTS) -> CoursePosterior:
    """The posterior; the same evidence gives the same bytes."""
    quiet = quiet_chance(prior, evidence)
    z, normals = _normals(0, points), [(np.zeros(len(SAMPLED)), np.eye(len(SAMPLED)))]
    mean, cov, log_p = _filtered(prior, evidence, quiet, z)
    weight, log_evidence = _weigh(z, log_p, normals, points)
    for turn in range(1, ROUNDS):
        middle = weight @ z
        apart = z - middle
        fitted = WIDER * (weight[:, None] * apart).T @ apart + FLOOR * np.eye(len(SAMPLED))
        new = middle + _normals(turn, points) @ np.linalg.cholesky(fitted).T
        normals.append((middle, fitted))
        more = _filtered(prior, evidence, quiet, new)
        z, mean = np.concatenate([z, new]), np.concatenate([mean, more[0]])
        cov, log_p = np.concatenate([cov, more[1]]), np.concatenate([log_p, more[2]])
        weight, log_evidence = _weigh(z, log_p, normals, points)
    return CoursePosterior(z, weight, mean, cov, log_evidence, quiet)


def quiet_chance(prior: CoursePrior, evidence: SeriesEvidence) -> float:
    """Chance of a quiet week: none for a reporter that never gave a zero, else the mean of beta by its weeks."""
    reported = ~np.isnan(evidence.high)
    zeros = int(np.count_nonzero(evidence.high[reported] <= NONE))
    if zeros == 0:
        return 0.0
    return float((prior.quiet[0] + zeros) / (prior.quiet.sum() + np.count_nonzero(reported)))


def _filtered(prior: CoursePrior, evidence: SeriesEvidence, quiet: float, z: Floats) -> Filtered:
    n = len(z)
    at = prior.parameters(z)
    first_mean, first_sd = (np.tile(prior.linear[:, side], (n, 1)) for side in (0, 1))
    assert first_mean.shape == (n, len(LINEAR))
    weeks = ReportedWeeks(evidence.low, evidence.high, evidence.risk, DAYS)
    sets = ParameterSets(at.elasticity, at.shock, at.noise, at.half_life_days, first_mean, first_sd)
    out = Filtered.empty(n)
    filter_reports(weeks, sets, NoiseMixture(prior.wide_chance, prior.wide_factor, quiet), out)
    return out


def _weigh(z: Floats, log_p: Floats, normals: list[tuple[Floats, Floats]], points: int) -> tuple[Floats, float]:
    """Weights against the mixture of the proposals, and the log of their mean; `points` came from each normal."""
    densities = np.stack([_log_normal(z, middle, cov) for middle, cov in normals])
    mixture = special.logsumexp(densities, axis=0) - np.log(len(normals))
    log_weight = log_p + densities[0] - mixture
    total = special.logsumexp(log_weight)
    return np.exp(log_weight - total), float(total - np.log(len(z)))


def _log_normal(z: Floats, middle: Floats, cov: Floats) -> Floats:
    """Log density of a normal, less a constant that all share."""
    root = np.linalg.cholesky(cov)
    standard = np.linalg.solve(root, (z - middle).T)
    return -0.5 * np.square(standard).sum(0) - np.log(np.diagonal(root)).sum()


@cache
def _normals(turn: int, points: int) -> Floats:
    """A fixed scrambled Sobol set as standard normals, (points, 4)."""
    from scipy import stats

    sobol = stats.qmc.Sobol(len(SAMPLED), seed=turn + 1)
    return np.asarray(special.ndtri(np.clip(sobol.random(points), 1e-6, 1 - 1e-6)))

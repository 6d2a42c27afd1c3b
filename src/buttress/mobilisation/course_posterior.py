"""The posterior of a course's parameters given its reports, by adaptive multiple importance sampling.

First a low-discrepancy set of the prior, then one of the normal that fits the first set's weights; all points are
weighed against the mixture of both (Cornuet, Marin, Mira & Robert 2012, Scandinavian Journal of Statistics 39, 798).
Base, depth, fear and the crowd's state are integrated out in each point by the filter. Nothing is random.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
from scipy import special

from buttress.arrays import Floats
from buttress.mobilisation.course_prior import LINEAR, SAMPLED, CoursePrior
from buttress.mobilisation.filter import NONE, Filtered, NoiseMixture, ParameterSets, ReportedWeeks, filter_reports
from buttress.mobilisation.series_evidence import DAYS, SeriesEvidence

POINTS = 256
ROUNDS = 2
SETS = Path(__file__).with_name("sobol.npy")
"""A scrambled Sobol set of POINTS for each round, (2, 256, 4), as scipy.stats.qmc.Sobol gives them for seeds 1 and 2.
They are kept, for that module takes half a second to import, a fifth of a file's forecast.
"""
WIDER = 1.3
"""Each fitted normal is made so much wider in variance: tails too thin make weights that no sample shows."""
FLOOR = 0.02
EDGE = 0.002
"""No miss counts for more than that of this rank."""


@dataclass(frozen=True)
class CoursePosterior:
    """Points (n,) with weights that sum to one: standard normals `z` (n, 4), and the state's mean and covariance after
    the last week, (n, 4) and (n, 4, 4). `log_evidence` is the log probability of the reports; `quiet` the chance of a
    quiet week. `misses` (k,) tell where each figure after the first report lay in what was to be expected before it, as
    standard normals.
    """

    z: Floats
    weight: Floats
    mean: Floats
    cov: Floats
    log_evidence: float
    quiet: float
    misses: Floats

    @property
    def effective(self) -> float:
        """Effective number of points."""
        return float(1.0 / np.square(self.weight).sum())


def course_posterior(prior: CoursePrior, evidence: SeriesEvidence, points: int = POINTS) -> CoursePosterior:
    """The posterior; the same evidence gives the same bytes."""
    quiet = quiet_chance(prior, evidence)
    z, normals = _normals(0, points), [(np.zeros(len(SAMPLED)), np.eye(len(SAMPLED)))]
    found = _filtered(prior, evidence, quiet, z)
    weight, log_evidence = _weigh(z, found.log_p.sum(1), normals, points)
    for turn in range(1, ROUNDS):
        middle = weight @ z
        apart = z - middle
        fitted = WIDER * (weight[:, None] * apart).T @ apart + FLOOR * np.eye(len(SAMPLED))
        new = middle + _normals(turn, points) @ np.linalg.cholesky(fitted).T
        normals.append((middle, fitted))
        more = _filtered(prior, evidence, quiet, new)
        z, found = np.concatenate([z, new]), Filtered(*map(np.concatenate, zip(found, more, strict=True)))
        weight, log_evidence = _weigh(z, found.log_p.sum(1), normals, points)
    misses = _misses(found, _log_share(z, normals))
    return CoursePosterior(z, weight, found.mean, found.cov, log_evidence, quiet, misses)


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
    out = Filtered.empty(n, len(evidence))
    filter_reports(weeks, sets, NoiseMixture(prior.wide_chance, prior.wide_factor, quiet), out)
    return out


def _weigh(z: Floats, log_p: Floats, normals: list[tuple[Floats, Floats]], points: int) -> tuple[Floats, float]:
    """Weights against the mixture of the proposals, and the log of their mean; `points` came from each normal."""
    log_weight = log_p + _log_share(z, normals)
    total = special.logsumexp(log_weight)
    return np.exp(log_weight - total), float(total - np.log(len(z)))


def _log_share(z: Floats, normals: list[tuple[Floats, Floats]]) -> Floats:
    """Log of the prior's density over the mixture's, (n,); the prior is the first normal."""
    densities = np.stack([_log_normal(z, middle, cov) for middle, cov in normals])
    return np.asarray(densities[0] - special.logsumexp(densities, axis=0) + np.log(len(normals)))


def _misses(found: Filtered, log_share: Floats) -> Floats:
    """Each figure's rank under the points as they weighed before its week, as standard normals; the first left out."""
    before = np.cumsum(found.log_p, axis=1) - found.log_p + log_share[:, None]
    weight = np.exp(before - special.logsumexp(before, axis=0))
    later = np.flatnonzero(~np.isnan(found.rank[0]))
    later = later[later > 0]
    rank = (weight[:, later] * found.rank[:, later]).sum(0)
    return np.asarray(special.ndtri(np.clip(rank, EDGE, 1.0 - EDGE)))


def _log_normal(z: Floats, middle: Floats, cov: Floats) -> Floats:
    """Log density of a normal, less a constant that all share."""
    root = np.linalg.cholesky(cov)
    standard = np.linalg.solve(root, (z - middle).T)
    return -0.5 * np.square(standard).sum(0) - np.log(np.diagonal(root)).sum()


def _normals(turn: int, points: int) -> Floats:
    """The first points of a turn's set as standard normals, (points, 4)."""
    return _all_normals()[turn, :points]


@cache
def _all_normals() -> Floats:
    return np.asarray(special.ndtri(np.clip(np.load(SETS), 1e-6, 1 - 1e-6)))

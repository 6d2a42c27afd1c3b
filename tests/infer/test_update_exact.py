"""Reweighting and bridging against a posterior known exactly: numbers that are linear in normal unknowns."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pytest

from buttress.infer.distribution import PriorDistribution
from buttress.infer.effort import Effort
from buttress.infer.layout import Layout
from buttress.infer.prior import JointPrior
from buttress.infer.updating.annealed_target import AnnealedTarget
from buttress.infer.updating.annealing import anneal
from buttress.infer.updating.initial_points import InitialPoints
from buttress.infer.updating.particles import Particles
from buttress.infer.updating.weights import effective, log_mean, resampled
from buttress.observe.evidence import Evidence
from buttress.observe.expected import Expected
from tests.infer.exact import linear_posterior

NOISE, DIM, FRESH = 0.5, 12, 3
NEW = np.arange(DIM - FRESH, DIM)
#: As many particles as are held, and a quarter of them with batches of which four are kept.
WHOLE = Effort(particles=600, target_ess=0.5, sweeps=2, final_sweeps=12)
FEW = Effort(particles=150, target_ess=0.5, sweeps=2, final_sweeps=8, settling_sweeps=8, replay_sweeps=8)


@dataclass(frozen=True)
class Points:
    """A simulated past that is its unknowns."""

    z: np.ndarray

    def __len__(self):
        return len(self.z)

    def take(self, index):
        return Points(self.z[index])

    def replaced(self, keep, new):
        return Points(np.where(keep[:, None], new.z, self.z))


class Numbers:
    """Reported numbers y = A z + noise. The last FRESH unknowns shape the last numbers only."""

    name, parameters, rows = "numbers", (), ()

    def __init__(self, slopes, values):
        self.slopes, self.values = slopes, values

    def expect(self, past, values):
        middle = past.z @ self.slopes.T
        return Expected(middle, np.full_like(middle, NOISE))

    def log_terms(self, expected):
        return -0.5 * np.square((self.values - expected.location) / expected.scale)

    def edges(self, j):
        return self.values[j], self.values[j]

    def first(self, count):
        return Numbers(self.slopes[:count], self.values[:count])


def exact_of(numbers):
    return linear_posterior(numbers.slopes, numbers.values, NOISE)


@pytest.fixture(scope="module")
def numbers():
    rng = np.random.default_rng(3)
    slopes = rng.standard_normal((9, DIM)) / 2
    slopes[:5, DIM - FRESH :] = 0.0
    truth = rng.standard_normal(DIM)
    return Numbers(slopes, slopes @ truth + NOISE * rng.standard_normal(9))


def target_of(numbers, idle=()):
    unit = PriorDistribution("normal", (0.0, 1.0))
    layout = Layout(JointPrior(tuple(f"p{j}" for j in range(DIM)), (unit,) * DIM), (), ())
    new = np.arange(len(numbers.values)) >= 5
    return AnnealedTarget(
        layout, Evidence([numbers]), lambda parameters, _: Points(parameters), np.array(idle, dtype=np.int64), [new]
    )


def held_of(numbers, n, rng):
    """Exact draws of the posterior of the first five numbers; the fresh unknowns from the prior."""
    mean, covariance, evidence = exact_of(numbers.first(5))
    z = mean + rng.standard_normal((n, DIM)) @ np.linalg.cholesky(covariance).T
    like = numbers.first(5).log_terms(numbers.first(5).expect(Points(z), {})).sum(axis=1)
    return Particles(z, np.zeros(n), like, np.arange(n), evidence, 0.0, 1)


def test_guided_draws_with_their_weights_are_the_exact_posterior(numbers):
    n, rng = 40_000, np.random.default_rng(1)
    held, target = held_of(numbers, n, rng), target_of(numbers)
    found = InitialPoints.of(target, held, held.z, NEW, rng)
    log_weight = found.log_weight + found.late
    weights = np.exp(log_weight - log_weight.max())
    weights /= weights.sum()
    mean, covariance, evidence = exact_of(numbers)
    sd = np.sqrt(np.diag(covariance))
    at = weights @ found.z
    assert np.abs((at - mean) / sd).max() < 4 / np.sqrt(found.effective())
    spread = np.sqrt(weights @ np.square(found.z - at))
    assert np.abs(spread / sd - 1).max() < 4 / np.sqrt(2 * found.effective())
    assert held.log_evidence + log_mean(log_weight) == pytest.approx(evidence, abs=4 / np.sqrt(found.effective()))
    blind = target.log_likelihood(held.z, target.simulate(held.z)) - held.log_likelihood
    assert found.effective() > 2 * effective(blind)  # what the guide is for


def test_the_first_temperature_leaves_enough_points(numbers):
    rng = np.random.default_rng(2)
    held = held_of(numbers, 600, rng)
    start = InitialPoints.of(target_of(numbers), held, held.z, NEW, rng)
    tried = np.linspace(0, 1, 41)
    left = np.array([start.effective(phi) for phi in tried])
    assert start.first(1.0) == 1.0
    for enough in (0.5 * left.max(), 0.9 * left.max()):
        at = int(np.argmin(np.abs(tried - start.first(enough))))
        assert left[at] >= enough > left[at + 1 :].max()
    assert start.effective(start.first(601.0)) == left.max()  # none has so many


@pytest.mark.parametrize(("idle", "effort"), [((), WHOLE), ((0,), WHOLE), ((), FEW)])
def test_the_bridge_ends_at_the_exact_posterior(numbers, idle, effort):
    if idle:
        slopes = numbers.slopes.copy()
        slopes[:, list(idle)] = 0.0
        numbers = Numbers(slopes, numbers.values)
    means, spreads, evidences = [], [], []
    mean, covariance, evidence = exact_of(numbers)
    sd = np.sqrt(np.diag(covariance))
    for seed in range(4):
        rng = np.random.default_rng(seed)
        held, target = held_of(numbers, 600, rng), target_of(numbers, idle)
        found = anneal(target, held, InitialPoints.of(target, held, held.z, NEW, rng), effort, rng)
        assert found.effective == pytest.approx(600)
        means.append((found.z.mean(axis=0) - mean) / sd)
        spreads.append(found.z.std(axis=0) / sd)
        evidences.append(found.log_evidence)
        again = target.log_likelihood(found.z[:, target.active], target.simulate(found.z[:, target.active]))
        assert found.log_likelihood == pytest.approx(again)
    error = np.std(means, axis=0, ddof=1) / 2
    assert np.abs(np.mean(means, axis=0)).max() < 4 * max(error.mean(), 0.02)
    assert np.mean(spreads) == pytest.approx(1.0, abs=0.03)
    assert np.mean(evidences) == pytest.approx(evidence, abs=0.5)


def test_the_bridge_pays_for_what_old_reports_say_otherwise(numbers):
    """Points weighted for another likelihood of the old reports still end at the new one's posterior."""
    rng = np.random.default_rng(8)
    held = held_of(numbers, 3000, rng)
    shifted = Numbers(numbers.slopes, numbers.values + np.where(np.arange(9) == 0, 0.4, 0.0))
    target = target_of(shifted)
    found = anneal(target, held, InitialPoints.of(target, held, held.z, NEW, rng), WHOLE, rng)
    mean, covariance, _ = exact_of(shifted)
    assert np.abs((found.z.mean(axis=0) - mean) / np.sqrt(np.diag(covariance))).max() < 0.2


@pytest.mark.parametrize("n", [200, 800])
def test_systematic_resampling_keeps_shares(n):
    log_weight = np.log(np.array([0.5, 0.25, 0.125, 0.125]))
    chosen = resampled(np.repeat(log_weight, 200), n, np.random.default_rng(0))
    shares = np.bincount(chosen // 200, minlength=4) / n
    assert np.abs(shares - [0.5, 0.25, 0.125, 0.125]).max() <= 1 / n

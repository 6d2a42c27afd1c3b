"""A fit by weeks: the posterior of all reports, however the weeks are cut."""

from __future__ import annotations

from dataclasses import dataclass, replace
from types import SimpleNamespace

import numpy as np
import pytest

from buttress.case import load
from buttress.infer import weekly_fit
from buttress.infer.distribution import PriorDistribution
from buttress.infer.effort import Effort
from buttress.infer.layout import Layout
from buttress.infer.prior import TRIAL, JointPrior, generator
from buttress.infer.problem import Problem
from buttress.infer.settings import Settings
from buttress.infer.target import CaseTarget
from buttress.infer.tempering import temper
from buttress.infer.weekly_fit import sample, stages
from buttress.observe.evidence import Evidence
from buttress.observe.expected import Expected
from tests.infer.exact import linear_posterior

NOISE, DIM = 0.5, 10
SMALL = Settings(draws=64, effort=Effort(particles=64, sweeps=1, final_sweeps=2))


@dataclass(frozen=True)
class Points:
    """A simulated past that is its unknowns, to a day."""

    z: np.ndarray
    stop: int | None

    def __len__(self):
        return len(self.z)

    def take(self, index):
        return Points(self.z[index], self.stop)

    def replaced(self, keep, new):
        return Points(np.where(keep[:, None], new.z, self.z), self.stop)


class Numbers:
    """Reported numbers y = A z + noise, each known by the start of a day."""

    name, parameters, rows = "numbers", (), ()

    def __init__(self, slopes, values, days):
        self.slopes, self.values, self.days = slopes, values, days

    def expect(self, past, values):
        assert past.stop is None or (self.days <= past.stop).all()
        middle = past.z @ self.slopes.T
        return Expected(middle, np.full_like(middle, NOISE))

    def log_terms(self, expected):
        return -0.5 * np.square((self.values - expected.location) / expected.scale)

    def ends(self, occasion_days):
        return self.days

    def take(self, kept):
        return Numbers(self.slopes[kept], self.values[kept], self.days[kept])


def exact_of(numbers):
    return linear_posterior(numbers.slopes, numbers.values, NOISE)


def linear_problem(days):
    rng = np.random.default_rng(3)
    slopes = rng.standard_normal((len(days), DIM)) / 2
    numbers = Numbers(slopes, slopes @ rng.standard_normal(DIM) + NOISE * rng.standard_normal(len(days)), days)
    unit = PriorDistribution("normal", (0.0, 1.0))
    layout = Layout(JointPrior(tuple(f"p{j}" for j in range(DIM)), (unit,) * DIM), (), ())
    world = SimpleNamespace(fork=22, occasions=(), shocks_before=lambda day: ())
    return SimpleNamespace(
        layout=layout,
        evidence=Evidence([numbers]),
        world=world,
        simulate=lambda parameters, _, stop=None: Points(parameters, stop),
    )


@pytest.mark.parametrize("days", [[1, 1, 8, 8, 15, 15, 22, 22], [3, 9, 10, 11, 12, 13, 21, 22], [22] * 8])
def test_numbers_that_come_by_weeks_give_the_exact_posterior(days):
    problem = linear_problem(np.array(days))
    effort = Effort(particles=400, chains=400, sweeps=2, final_sweeps=10, settling_sweeps=12)
    found = sample(problem, 1, 2, 0, Settings(draws=2000, effort=effort))
    mean, covariance, evidence = exact_of(problem.evidence.components[0])
    sd = np.sqrt(np.diag(covariance))
    assert np.abs((found.z.mean(axis=0) - mean) / sd).max() < 4 / np.sqrt(400)
    assert np.abs(found.z.std(axis=0) / sd - 1).max() < 4 / np.sqrt(2 * 400)
    assert found.sample.log_evidence == pytest.approx(evidence, abs=0.5)
    assert found.sample.chain.max() == 399


def test_reports_of_one_week_are_tempered_at_once():
    problem = linear_problem(np.array([22] * 8))
    settings = Settings(draws=64, effort=Effort(particles=64, sweeps=1, final_sweeps=4))
    found = sample(problem, 1, 2, 0, settings)
    target = CaseTarget.without_idle(problem.layout, problem.evidence, problem.simulate, generator(1, 2, TRIAL))
    whole = temper(target, settings.effort, generator(1, 2, 3, 0), 64)
    assert np.array_equal(found.z[:, found.active], whole.z)


@pytest.fixture(scope="module")
def problem(belarus):
    return Problem.of(load(belarus), SMALL)


def test_every_report_is_new_once_and_the_last_stage_is_the_whole_posterior(problem):
    found = list(stages(problem, np.arange(problem.layout.dim)))
    world, last = problem.world, found[-1]
    assert last.day == world.fork
    assert [stage.day for stage in found] == sorted({stage.day for stage in found})
    assert all((world.fork - stage.day) % weekly_fit.WEEK == 0 for stage in found)
    new = sum(sum(int(flags.sum()) for flags in stage.new) for stage in found)
    assert new == sum(len(each.reported()) for each in problem.evidence.components) - 1  # survival is never new
    assert len(last.active) == problem.layout.dim
    z = np.random.default_rng(1).standard_normal((4, problem.layout.dim))
    whole, target = CaseTarget(problem.layout, problem.evidence, problem.simulate), last.target(problem)
    assert target.log_likelihood(z, target.simulate(z)) == pytest.approx(whole.log_likelihood(z, whole.simulate(z)))


def test_an_early_stage_expects_what_the_whole_past_does_of_its_reports(problem):
    early = list(stages(problem, np.arange(problem.layout.dim)))[1]
    z = np.random.default_rng(1).standard_normal((4, problem.layout.dim))
    z[:, np.setdiff1d(np.arange(problem.layout.dim), early.active)] = 0.0
    target = early.target(problem)
    cut = target.expect(z[:, early.active], target.simulate(z[:, early.active]))
    whole = CaseTarget(problem.layout, problem.evidence, problem.simulate)
    kept = [end <= early.day for end in problem.evidence.ends(problem.world)]
    full = whole.expect(z, whole.simulate(z))
    for component, part, flags, one in zip(problem.evidence.components, cut, kept, full, strict=True):
        if component.name != "survival":
            assert part.location == pytest.approx(one.location[:, flags])
            assert part.scale == pytest.approx(one.scale[:, flags])
    assert 0 < sum(flags.sum() for flags in kept) < sum(len(flags) for flags in kept)


def test_what_a_replica_said_goes_from_stage_to_stage(problem):
    rng = np.random.default_rng(2)
    z = rng.standard_normal((1, problem.layout.dim))
    target = CaseTarget(problem.layout, problem.evidence, problem.simulate)
    told = replace(problem, evidence=problem.evidence.replica(target.expect(z, target.simulate(z)), rng))
    last = list(stages(told, np.arange(problem.layout.dim)))[-1]
    for component, whole in zip(last.evidence.components, told.evidence.components, strict=True):
        assert np.array_equal(component.reported(), whole.reported())

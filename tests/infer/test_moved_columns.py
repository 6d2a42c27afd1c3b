"""Columns that move by themselves, given the others."""

from __future__ import annotations

import numpy as np
import pytest
from scipy import stats

from buttress.infer.move import FAINT_EVERY, FARTHEST, Mover
from buttress.infer.moved_columns import MovedColumns
from buttress.infer.reference import DEGREES_OF_FREEDOM, Reference
from buttress.infer.step_size import StepSize
from buttress.infer.tempering import FLOOR


def moved_of(target, flags):
    mean, covariance = target.moments()
    reference = Reference.of(np.tile(mean, (3, 1)), *target.sensitivity(), phi=1.0)
    return MovedColumns.of(reference, np.array(flags), StepSize(0.6, 0.2)), mean, covariance


def test_some_columns_have_the_normal_that_is_theirs_given_the_others(linear):
    moved, mean, covariance = moved_of(linear(dim=6, numbers=3), [True, False, True, True, False, False])
    z = np.random.default_rng(1).standard_normal((4, 6))
    own, others = moved.columns, moved.others
    weights = np.linalg.solve(covariance[np.ix_(others, others)], covariance[np.ix_(others, own)])
    about = moved.shape.given(moved.reference.pull(z, others))
    assert about.centre == pytest.approx(mean[own] + (z[:, others] - mean[others]) @ weights)
    left = covariance[np.ix_(own, own)] - covariance[np.ix_(own, others)] @ weights
    assert about.narrowed(np.eye(3)) == pytest.approx(left)


def test_the_others_stay_and_the_correction_is_the_ratio_of_densities(linear):
    moved, _, _ = moved_of(linear(dim=6, numbers=3), [True, False, True, True, False, False])
    z = np.random.default_rng(1).standard_normal((4, 6))
    new, correction = moved.propose(z, np.full(4, 0.6), np.random.default_rng(2))
    assert (new[:, moved.others] == z[:, moved.others]).all()
    assert (new[:, moved.columns] != z[:, moved.columns]).all()
    about = moved.shape.given(moved.reference.pull(z, moved.others))
    for i in range(4):
        student = stats.multivariate_t(about.centre[i], about.narrowed(np.eye(3)), df=DEGREES_OF_FREEDOM)
        ratio = student.logpdf(z[i, moved.columns]) - student.logpdf(new[i, moved.columns])
        assert correction[i] == pytest.approx(ratio)


def test_columns_that_no_report_moves_are_renewed_whatever_the_others_bear(linear):
    """A rough likelihood lets the informed columns take short steps alone; half of the others move no number at all."""
    target = linear(dim=40, numbers=8, noise=0.05)
    plain = target.log_likelihood
    target.log_likelihood = lambda z, line: plain(z, line) - 4.0 * np.square(np.sin(9.0 * line.at)).sum(axis=1)
    mover = Mover(target, FLOOR, np.random.default_rng(3))
    z = mover.rng.standard_normal((64, 40))
    z, like = mover.smc_metropolis(z, 120, None)
    later, _ = mover.smc_metropolis(z, 30, None, like)
    alike = [np.corrcoef(z[:, j], later[:, j])[0, 1] for j in range(40)]
    assert np.mean(alike[20:]) < 0.4 < np.mean(alike[:20])


def test_the_faint_have_their_turn_and_a_step_of_their_own(linear):
    target = linear(dim=12, numbers=3)
    mover = Mover(target, FLOOR, np.random.default_rng(4))
    z = mover.rng.standard_normal((32, 12))
    mover.smc_metropolis(z, 4 * FAINT_EVERY, None)
    assert len(mover.faint_step.accepted) == 4
    assert len(mover.step.accepted) == 4 * (FAINT_EVERY - 1)


def test_a_point_far_outside_of_the_prior_is_not_simulated(linear):
    target = linear(dim=6, numbers=2)
    target.sensitivity = lambda: (np.zeros((2, 6)), np.ones(2))
    simulate, farthest = target.simulate, []
    target.simulate = lambda z: farthest.append(np.abs(z).max()) or simulate(z)
    mover = Mover(target, FLOOR, np.random.default_rng(5))
    z = np.full((200, 6), FARTHEST - 0.1)
    mover.smc_metropolis(z, 5, None)
    assert FARTHEST - 0.2 < max(farthest) <= FARTHEST

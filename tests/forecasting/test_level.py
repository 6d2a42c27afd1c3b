"""Samples moved to the level of another forecast, rank by rank."""

import numpy as np
import pytest

from buttress.forecasting.level import TAIL, WEIGHT, move_level, moved_by, series_weight

SAMPLES = np.random.default_rng(1).lognormal(5.0, 1.0, 400)
LEVEL = np.random.default_rng(2).lognormal(7.0, 0.3, 400)
RANK = (np.arange(400) + 0.5) / 400
MIDDLE = (RANK > TAIL) & (RANK < 1 - TAIL)


def test_all_the_way_a_number_has_the_other_distribution_and_its_own_rank():
    moved = moved_by(1.0, SAMPLES, LEVEL)
    assert np.sort(moved)[MIDDLE] == pytest.approx(np.sort(LEVEL)[MIDDLE])
    assert np.array_equal(np.argsort(moved), np.argsort(SAMPLES))


def test_half_way_is_the_geometric_mean_of_both():
    moved = np.log1p(np.sort(moved_by(0.5, SAMPLES, LEVEL)))[MIDDLE]
    assert moved == pytest.approx(((np.log1p(np.sort(SAMPLES)) + np.log1p(np.sort(LEVEL))) / 2)[MIDDLE])
    assert moved_by(0.0, SAMPLES, LEVEL) == pytest.approx(SAMPLES)


def test_tails_move_as_far_as_the_last_rank_that_counts():
    wild = np.where(LEVEL.max() == LEVEL, 1e12, LEVEL)
    shift = np.log1p(moved_by(1.0, SAMPLES, wild)) - np.log1p(SAMPLES)
    top = shift[np.argsort(SAMPLES)][-10:]
    assert top == pytest.approx(np.full(10, top[0]), abs=0.1)


def test_numbers_of_nobody_and_fewer_samples_are_taken():
    assert moved_by(1.0, np.zeros(50), np.full(7, 12.0)) == pytest.approx(np.full(50, 12.0))


def test_forecasts_that_agree_meet_half_way_and_those_far_apart_at_the_series():
    same, near, far = (np.random.default_rng(3).lognormal(5.0 + shift, 1.0, 4000) for shift in (0.0, 1.0, 12.0))
    assert series_weight(same, same) == WEIGHT
    # Middles one standard deviation apart, of two that are each as wide: 1 / sqrt(2) of their joint spread.
    assert series_weight(same, near) == pytest.approx(1.0 - 0.5 * np.exp(-0.25), abs=0.01)
    assert series_weight(same, far) == pytest.approx(1.0)
    assert np.median(np.log1p(move_level(same, far))) == pytest.approx(np.median(np.log1p(far)))


def test_a_weight_is_told_of_numbers_that_do_not_vary():
    assert series_weight(np.full(9, 4.0), np.full(5, 4.0)) == WEIGHT
    assert series_weight(np.zeros(9), np.full(5, 4.0)) == 1.0

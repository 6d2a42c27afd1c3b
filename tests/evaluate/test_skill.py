"""Skill and its paired block bootstrap: exact cases, and coverage on series made to a known skill."""

from __future__ import annotations

import numpy as np
import pytest

from buttress.evaluate.skill import FEWEST, block_length, blocks, pooled_skill, skill


def test_skill_is_one_minus_the_ratio_of_means() -> None:
    found = skill(np.arange(1.0, 11.0), 2 * np.arange(1.0, 11.0), lead=1, seed=1)
    assert found.value == pytest.approx(0.5)
    assert found.interval_95 == pytest.approx((0.5, 0.5))  # paired: the ratio is the same in every resample


def test_a_model_against_itself_has_no_skill() -> None:
    scores = np.random.default_rng(1).exponential(1, 30)
    assert skill(scores, scores, 2, 1).interval_95 == pytest.approx((0, 0))


def test_few_forecasts_have_a_skill_and_no_interval() -> None:
    found = skill(np.ones(FEWEST - 1), np.full(FEWEST - 1, 2.0), 1, 1)
    assert found.value == 0.5
    assert np.isnan(found.interval_95).all()


def test_a_rival_without_error_leaves_nothing_to_say() -> None:
    found = skill(np.ones(20), np.zeros(20), 1, 1)
    assert np.isnan(found.value)
    assert np.isnan(found.interval_95).all()


def test_no_forecasts_at_all() -> None:
    assert np.isnan(skill(np.empty(0), np.empty(0), 1, 1).value)
    assert np.isnan(pooled_skill([], [], 1).value)


def test_blocks_are_runs_of_neighbours_round_a_circle() -> None:
    drawn = blocks(10, 4, 500, np.random.default_rng(1))
    assert drawn.shape == (500, 10)
    steps = np.diff(drawn, axis=1) % 10
    assert (steps[:, [0, 1, 2, 4, 5, 6, 8]] == 1).all()
    assert np.bincount(drawn.ravel(), minlength=10) == pytest.approx(500, rel=0.15)


def test_blocks_are_as_long_as_forecasts_overlap() -> None:
    assert block_length(60, 1) == 5
    assert block_length(60, 8) == 12
    assert block_length(5, 8) == 1


def overlapping(random: np.random.Generator, n: int, lead: int) -> np.ndarray:
    return np.convolve(random.normal(size=n + lead - 1), np.ones(lead) / np.sqrt(lead), "valid")


@pytest.mark.parametrize(("forecasts", "lead"), [(60, 1), (12, 1), (25, 4)])
def test_the_interval_holds_the_true_skill_about_as_often_as_it_says(forecasts: int, lead: int) -> None:
    # Scores exp(normal) with common weeks and own noise, both moving averages as long as forecasts overlap.
    random, hits, trials = np.random.default_rng(7), 0, 150
    for trial in range(trials):
        week, own, other = (overlapping(random, forecasts, lead) for _ in range(3))
        rival, model = np.exp(0.5 * week + 0.3 * own), 0.8 * np.exp(0.5 * week + 0.3 * other)
        low, high = skill(model, rival, lead, trial).interval_95
        hits += low <= 0.2 <= high
    assert 0.89 <= hits / trials <= 1.0


def test_the_pools_interval_holds_the_true_skill() -> None:
    random, hits, trials = np.random.default_rng(9), 0, 200
    for trial in range(trials):
        models, rivals = [], []
        for _ in range(25):
            of_episode = np.exp(random.normal(0, 0.4))
            rival = [of_episode * random.exponential(1, 12) for _ in range(2)]
            models.append([0.9 * of_episode * random.exponential(1, 12) for _ in range(2)])
            rivals.append(rival)
        low, high = pooled_skill(models, rivals, trial).interval_95
        hits += low <= 0.1 <= high
    assert 0.89 <= hits / trials <= 0.985


def test_episodes_weigh_equally_whatever_their_length() -> None:
    models = [[np.full(100, 1.0)], [np.full(2, 3.0)]]
    rivals = [[np.full(100, 2.0)], [np.full(2, 2.0)]]
    assert pooled_skill(models, rivals, 1).value == pytest.approx(0.0)


def test_the_targets_of_an_episode_share_its_weight() -> None:
    models = [[np.full(5, 1.0), np.full(50, 3.0)], [np.full(5, 2.0)]]
    rivals = [[np.full(5, 4.0), np.full(50, 4.0)], [np.full(5, 4.0)]]
    assert pooled_skill(models, rivals, 1).value == pytest.approx(0.5)


def test_the_same_seed_gives_the_same_interval() -> None:
    random = np.random.default_rng(2)
    model, rival = random.exponential(1, 40), random.exponential(1, 40)
    assert skill(model, rival, 2, 5) == skill(model, rival, 2, 5)

"""A regression by sums: slopes that are there are found, others are nought."""

from __future__ import annotations

import numpy as np
import pytest

from buttress.infer.regression import RegressionSums


def sums_of(n: int, seed: int = 1, noise: float = 1.0) -> RegressionSums:
    """One number that the first of thirty unknowns moves by 2, and one that none moves."""
    rng = np.random.default_rng(seed)
    z = rng.standard_normal((n, 30))
    y = np.column_stack([2.0 * z[:, 0], np.zeros(n)]) + noise * rng.standard_normal((n, 2))
    return RegressionSums.of(z, y, np.ones((n, 2)))


def test_slopes_that_cannot_be_told_from_nought_are_nought() -> None:
    slopes, left = sums_of(1000).regression()
    assert slopes[0, 0] == pytest.approx(2.0, abs=0.15)
    others = np.concatenate([slopes[1:, 0], slopes[:, 1]])
    assert 0.85 < np.mean(others == 0.0) < 1.0  # two standard errors let one in twenty pass
    assert left == pytest.approx(np.ones(2), abs=0.15)


def test_small_slopes_count_once_they_are_clear_of_their_error() -> None:
    slopes, _ = sums_of(1000, noise=1e-3).regression()
    assert slopes[0] == pytest.approx([2.0, 0.0], abs=1e-3)


def test_batches_add_up_to_the_regression_of_all() -> None:
    first, second = sums_of(300, seed=1), sums_of(500, seed=2)
    before = first.sums.copy()
    whole = RegressionSums.total([first, second])
    assert whole.n == 800
    assert whole.sums == pytest.approx(first.sums + second.sums)
    assert whole.regression()[0][0, 0] == pytest.approx(2.0, abs=0.2)
    assert (first.sums == before).all()


def test_fewer_points_than_unknowns_tell_no_slope() -> None:
    slopes, _ = sums_of(20).regression()
    assert (slopes == 0.0).all()

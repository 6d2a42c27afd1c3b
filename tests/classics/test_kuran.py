"""Kuran 1991: the four sequences round by round, and which single changes matter."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from buttress.classics import kuran as model


def test_every_row_passes_and_none_is_called_printed():
    rows = list(model.figures(1))
    assert [row.ours for row in rows] == [1, 9, 1, 2]
    assert all(row.passed for row in rows)
    assert {row.kind for row in rows} == {"rule"}, "the sequences are remembered, so no row is printed"


def test_only_the_two_at_twenty_can_start_it_in_a():
    assert list(model.after_each_change(model.SEQUENCES["A"], 10)) == [1, 9, 9, 1, 1, 1, 1, 1, 1, 1]
    assert list(model.after_each_change(model.SEQUENCES["B"], 10)) == [1, 2, 1, 1, 1, 1, 1, 1, 1, 1]


@pytest.mark.parametrize("name", model.SEQUENCES)
def test_the_dash_is_one_persons_ten_points(name):
    plain, dashed = model.SEQUENCES[name[0]], model.SEQUENCES[name[0] + "'"]
    assert [p - d for p, d in zip(plain, dashed, strict=True)] == [0, 10, *[0] * 8]


@given(st.lists(st.integers(0, 10).map(lambda t: 10 * t), min_size=10, max_size=10))
def test_less_fear_never_shrinks_the_opposition(thresholds):
    before = model.opposition(tuple(thresholds))
    assert (model.after_each_change(tuple(thresholds), 10) >= before).all()
    assert before == model.opposition(tuple(sorted(thresholds, reverse=True))), "the order of people is without effect"


def test_a_threshold_cannot_fall_below_nobody():
    assert (model.after_each_change((0,) * 10, 10) == 10).all()
    assert np.array_equal(model.after_each_change((10,) * 10, 10), np.full(10, 10))

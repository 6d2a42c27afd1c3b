"""Coupled folds: Runge-Kutta against roots of the cubic, folds by calculus, chains in both orders."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from buttress.classics import brummitt as model


def test_every_row_passes():
    rows = list(model.figures(1))
    assert all(row.passed for row in rows)
    assert len(rows) == 4


@settings(max_examples=20)
@given(st.floats(-0.6, 0.3))
def test_calm_rests_at_the_lowest_root(a):
    root = min(np.roots([-1.0, 0.0, 1.0, a]).real)
    assert model.run(np.array([-1.0]), np.array([a]), 0.0, 200.0)[0] == pytest.approx(root, abs=1e-6)


def test_the_fold_is_where_two_roots_meet():
    """At x = -1 / sqrt 3 the slope 1 - 3 x^2 is 0 and x^3 - x = 2 / (3 sqrt 3)."""
    x = -(3.0**-0.5)
    assert x**3 - x == pytest.approx(model.FOLD, rel=1e-12)
    assert model.run(np.array([-1.0]), np.array([model.FOLD - 0.002]), 0.0, 2_000.0)[0] < 0.0
    assert model.run(np.array([-1.0]), np.array([model.FOLD + 0.002]), 0.0, 2_000.0)[0] > 0.0


def test_a_chain_breaks_where_its_second_is_far_from_the_fold():
    assert model.tipped(model.CASCADE) == [True, True, True]
    assert model.tipped((0.0, -0.3, model.FOLD - 0.05)) == [True, False, False]
    assert model.tipped(model.HOP) == [True, False, True]


def test_without_coupling_only_the_pushed_one_tips():
    assert (model.after_push(model.CASCADE, 0.0) > 0.0).tolist() == [True, False, False]


def test_a_chain_in_protest_from_the_start_is_refused():
    with pytest.raises(ValueError, match="before the push"):
        model.tipped((0.0, 0.9, 0.0))

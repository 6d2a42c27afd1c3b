"""Granovetter 1978: worked examples by hand, the jump by calculus, friends by a slower rule, and which rows pass."""

from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from buttress.classics import granovetter as model

thresholds = st.lists(st.integers(0, 101), min_size=1, max_size=60).map(lambda found: np.array(found, np.int64))


def test_every_row_passes():
    rows = list(model.figures(1))
    assert [row.figure for row in rows if not row.passed] == []
    assert len(rows) == 17
    assert sum(row.kind == "printed" for row in rows) == 13


def test_rows_do_not_hang_on_the_seed():
    for seed in (2, 3):
        assert all(row.passed for row in model._city(seed))


@pytest.mark.parametrize(
    ("crowd", "riot"),
    [([0, 1, 2, 3], 4), ([0, 25, 50, 75], 4), ([0, 26, 50, 75], 1), ([1, 1, 1], 0), ([0, 0, 67, 100], 2), ([0], 1)],
)
def test_small_crowds_by_hand(crowd, riot):
    """Thresholds in percent: one of four is 25 percent, two of three 66.7."""
    assert model.rioters(np.array(crowd)) == riot


@given(thresholds)
def test_the_riot_is_the_first_point_where_nobody_more_would_join(crowd):
    """By definition: the least k with exactly k people whose threshold is at most k of the group."""
    group = len(crowd)
    least = next(k for k in range(group + 1) if sum(k * 100 >= t * group for t in crowd) <= k)
    assert model.rioters(crowd) == least


@given(thresholds, st.integers(0, 59), st.integers(0, 20))
def test_a_higher_threshold_never_adds_a_rioter(crowd, who, more):
    harder = crowd.copy()
    harder[who % len(crowd)] += more
    assert model.rioters(harder) <= model.rioters(crowd)


def test_the_jump_stands_where_the_curve_touches_the_line():
    """At the tangency 100 phi(z) = sd and r = 100 Phi(z), z = (r - 25) / sd: solved here for z, by scipy."""
    from scipy.optimize import brentq
    from scipy.stats import norm

    z = brentq(lambda z: 25.0 + 100.0 * norm.pdf(z) * z - 100.0 * norm.cdf(z), -3.0, -0.5)
    assert model.critical_sd(25.0) == pytest.approx(100.0 * norm.pdf(z), abs=1e-5)
    assert 100.0 * norm.pdf(z) == pytest.approx(12.2221, abs=1e-4)


def test_the_settled_share_declines_after_the_jump():
    levels = [model.settled(25.0, sd) for sd in (12.23, 20.0, 30.0, 40.0, 50.0, 100.0, 1000.0)]
    assert levels == sorted(levels, reverse=True)
    assert levels[1:6] == pytest.approx([99.99, 99.34, 96.26, 90.48, 65.86], abs=0.01)


def test_a_citys_crowds_have_the_binomial_chances():
    """0.99^100 without an instigator; exactly one person at 0 and none at 1 %: 100 x .01 x .98^99."""
    crowds = model.city_crowds(5, 20_000)
    assert np.mean(crowds == 0) == pytest.approx(0.99**100, abs=0.014)
    assert np.mean(crowds == 1) == pytest.approx(100 * 0.01 * 0.98**99, abs=0.010)


def test_crowds_have_addresses():
    assert np.array_equal(model.city_crowds(5, 100), model.city_crowds(5, 200)[:100])


def test_friends_weigh_as_in_the_papers_example():
    assert model.perceived(48, 100, 15, 20, 2) == Fraction(63, 120)
    assert model.perceived(48, 100, 15, 20, 1) == Fraction(48, 100)


def test_friends_follow_the_definition():
    """A slower rule in fractions, on the same ties."""
    crowd = np.array([0, 2, 2, 3, 8, 9, 20, 30, 40, 60])
    rng = np.random.default_rng(3)
    for _ in range(50):
        friend = np.triu(rng.random((10, 10)) < 0.4, 1)
        friend = friend | friend.T
        weight = int(rng.integers(1, 9))
        acts = np.zeros(10, bool)
        while True:
            seen = [
                model.perceived(acts.sum(), 10, (acts & friend[i]).sum(), friend[i].sum(), weight) for i in range(10)
            ]
            after = acts | np.array([share * 100 >= t for share, t in zip(seen, crowd, strict=True)])
            if (after == acts).all():
                break
            acts = after
        assert model._settle_among_friends(crowd, friend, weight) == acts.sum()


def test_friends_of_weight_one_are_strangers():
    for crowd in (model.uniform_crowd(), model.perturbed_crowd()):
        assert (model.with_friends(1, 20, crowd, 0.25, 1) == model.rioters(crowd)).all()

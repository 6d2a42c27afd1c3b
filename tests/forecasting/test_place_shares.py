"""Shares of places: what is split adds up, and shares are learned from weeks that were drawn with known ones."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from buttress.forecasting.place_shares import CONCENTRATIONS, PlaceShares


@given(
    st.lists(st.lists(st.integers(0, 500), min_size=3, max_size=3), min_size=1, max_size=12),
    st.lists(st.integers(0, 10**7), min_size=1, max_size=20),
)
def test_parts_add_up(weeks, totals):
    parts = PlaceShares.of(np.array(weeks, float)).split(np.array(totals), np.random.default_rng(0))
    assert parts.shape == (len(totals), 3)
    assert (parts >= 0).all()
    assert parts.sum(axis=1).tolist() == totals


def test_a_known_concentration_and_shares_are_found():
    chance = np.random.default_rng(3)
    usual = np.array([0.6, 0.3, 0.1])
    weeks = np.array([chance.multinomial(200, chance.dirichlet(12.0 * usual)) for _ in range(60)], float)
    found = PlaceShares.of(weeks)
    middle = np.exp((found.weight * np.log(CONCENTRATIONS)).sum())
    assert 5.0 < middle < 30.0
    parts = found.split(np.full(4000, 200), chance) / 200
    assert np.allclose(parts.mean(axis=0), usual, atol=0.06)


def test_weeks_without_numbers_say_nothing():
    weeks = np.array([[5.0, 1.0], [np.nan, np.nan], [0.0, 0.0]])
    shorter = np.array([[5.0, 1.0]])
    drawn = [PlaceShares.of(each).split(np.full(50, 30), np.random.default_rng(0)) for each in (weeks, shorter)]
    assert (drawn[0].mean(axis=0) > 0).all()
    assert drawn[0].sum() == drawn[1].sum() == 1500

"""A regime that hides its weakness: the algebra against a search without it, limits, the abstract's signs."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.special import ndtr

from buttress.classics import edmond
from buttress.classics.edmond import (
    LEAST_PEAK,
    Media,
    equilibrium,
    from_first_principles,
    hidden_shift,
)
from buttress.classics.global_game import Game, equilibria

attacks = st.floats(0.1, 0.9)


@pytest.mark.parametrize(("p", "k"), [(0.3, 0.38), (0.7, 0.34), (0.7, 0.37)])
def test_a_search_without_the_algebra_finds_the_same(p: float, k: float) -> None:
    """Among them both sides of the point from which the weakest regime that stands no longer hides."""
    media = Media(p, k, 1.0)
    algebra, search = equilibrium(media), from_first_principles(media)
    assert search.theta == pytest.approx(algebra.theta, abs=1e-7)
    assert search.x == pytest.approx(algebra.x, abs=1e-6)
    assert search.shown == pytest.approx(algebra.shown, abs=1e-4)


@given(attacks, st.floats(0.001, 0.39), st.floats(0.1, 100.0))
def test_only_the_dearness_of_hiding_counts(p: float, k: float, precision: float) -> None:
    one = equilibrium(Media(p, k * math.sqrt(precision), precision))
    assert one.theta == pytest.approx(equilibrium(Media(p, k, 1.0)).theta, abs=1e-9)


@given(attacks, st.floats(0.001, 0.6))
def test_the_three_conditions(p: float, k: float) -> None:
    at = equilibrium(Media(p, k, 1.0))
    assert 0.0 < at.theta <= 1.0 - p + 1e-12, "hiding never makes more regimes fall"
    assert ndtr(at.theta - at.x) * (1.0 - p) == pytest.approx(p * at.theta, abs=1e-9), "the person at x*"
    shift, loss = hidden_shift(Media(p, k, 1.0), at.theta, at.x)
    assert loss == pytest.approx(at.theta, abs=1e-6), "the regime at theta*"
    assert at.theta + shift == pytest.approx(at.shown, abs=1e-3)


@given(attacks, st.floats(0.002, 0.35), st.floats(1.01, 1.1))
def test_dearer_hiding_lets_more_regimes_fall(p: float, k: float, factor: float) -> None:
    assert equilibrium(Media(p, k * factor, 1.0)).theta >= equilibrium(Media(p, k, 1.0)).theta - 1e-12


@given(attacks, st.floats(0.1, 20.0))
def test_where_nobody_hides_it_is_the_global_game(p: float, precision: float) -> None:
    media = Media(p, 1.01 * math.sqrt(precision) / LEAST_PEAK, precision)
    (game,) = equilibria(Game(p, precision))
    assert equilibrium(media).theta == pytest.approx(game.theta, abs=1e-9)
    assert equilibrium(media).x == pytest.approx(game.x, abs=1e-7)


def test_the_best_shift_by_hand() -> None:
    """c = sqrt(alpha) phi(sqrt(alpha) gamma) at gamma beyond x; nothing for who is far beyond, or already above."""
    media = Media(0.5, 0.2, 1.0)
    gamma = math.sqrt(-2.0 * math.log(0.2 * LEAST_PEAK))
    assert hidden_shift(media, 0.3, 0.5)[0] == pytest.approx(0.2 + gamma, abs=1e-5)
    assert hidden_shift(media, 0.5 + gamma + 0.01, 0.5)[0] == 0.0
    assert hidden_shift(media, -9.0, 0.5)[0] == 0.0


@pytest.mark.parametrize("wrong", [{"attack": 1.0}, {"shift": 0.0}, {"precision": 0.0}])
def test_impossible_media_are_refused(wrong: dict[str, float]) -> None:
    with pytest.raises(ValueError, match="0 < attack < 1"):
        Media(**{"attack": 0.5, "shift": 1.0, "precision": 1.0} | wrong)


def test_every_row_passes() -> None:
    rows = list(edmond.figures(1))
    assert [row.figure for row in rows if not row.passed] == []
    assert sum(row.kind == "printed" for row in rows) == 4

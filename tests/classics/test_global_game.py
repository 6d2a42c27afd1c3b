"""The static global game: algebra, limits, uniqueness, people drawn one by one."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from scipy.special import ndtr, ndtri
from scipy.stats import norm

from buttress.chance.random import normal
from buttress.classics import global_game
from buttress.classics.global_game import (
    BOUND,
    Equilibrium,
    Game,
    attack,
    chance_of_fall,
    combined,
    common_knowledge,
    equilibria,
    falls,
    overreaction,
    second_attacks,
)

costs = st.floats(0.05, 0.95)
betas = st.floats(0.1, 100.0)
means = st.floats(-1.0, 2.0)


@st.composite
def settled_games(draw: st.DrawFn) -> Game:
    """Games below the bound, so that the equilibrium is unique."""
    beta = draw(betas)
    return Game(draw(costs), beta, draw(st.floats(0.01, 0.95)) * BOUND * math.sqrt(beta), draw(means))


@given(settled_games())
def test_both_conditions_hold_at_the_one_equilibrium(game: Game) -> None:
    (at,) = equilibria(game)
    assert attack(game, at, at.theta) == pytest.approx(at.theta, abs=1e-9), "just enough attack at theta*"
    mean, precision = combined(game.z, game.alpha, at.x, game.beta)
    assert ndtr(math.sqrt(precision) * (at.theta - mean)) == pytest.approx(game.cost, abs=1e-8), "indifferent at x*"


@pytest.mark.parametrize(("beta", "z"), [(0.1, -1.0), (0.1, 0.0), (90.0, -1.0)])
def test_the_signal_threshold_stays_exact_where_nearly_every_regime_falls(beta: float, z: float) -> None:
    """Phi^-1 of theta*, a rounded number near one, would be off or infinite."""
    game = Game(0.05, beta, 0.95 * BOUND * math.sqrt(beta), z)
    (at,) = equilibria(game)
    mean, precision = combined(game.z, game.alpha, at.x, game.beta)
    assert at.theta > 1.0 - 1e-9
    assert ndtr(math.sqrt(precision) * (at.theta - mean)) == pytest.approx(0.05, abs=1e-12)


@given(st.floats(0.02, 0.98), betas)
def test_without_public_information(cost: float, beta: float) -> None:
    (at,) = equilibria(Game(cost, beta))
    assert at.theta == pytest.approx(1.0 - cost, abs=1e-9)
    assert at.x == pytest.approx(1.0 - cost + ndtri(1.0 - cost) / math.sqrt(beta), abs=1e-7)


@given(settled_games(), st.floats(0.01, 0.2))
def test_a_dearer_attack_or_a_stronger_looking_regime_lowers_the_threshold(game: Game, step: float) -> None:
    (at,) = equilibria(game)
    (stronger,) = equilibria(replace(game, z=game.z + step))
    assert stronger.theta <= at.theta + 1e-12
    if game.cost + step < 1.0:
        (dearer,) = equilibria(replace(game, cost=game.cost + step))
        assert dearer.theta <= at.theta + 1e-12


@given(costs, betas, st.floats(0.0, 20.0), means)
def test_one_equilibrium_or_three_and_one_below_the_bound(cost: float, beta: float, alpha: float, z: float) -> None:
    game = Game(cost, beta, alpha, z)
    found = equilibria(game)
    assert len(found) in (1, 2, 3)
    assert [e.theta for e in found] == sorted(e.theta for e in found)
    if game.unique:
        assert len(found) == 1


@given(costs, betas, st.floats(0.0, 20.0), means)
def test_no_root_is_missed_on_a_fine_grid(cost: float, beta: float, alpha: float, z: float) -> None:
    game = Game(cost, beta, alpha, z)
    u = np.linspace(-8.0, 8.0, 4001)
    gap = alpha * (ndtr(u) - z) - math.sqrt(beta) * u - math.sqrt(alpha + beta) * ndtri(cost)
    crossings = int(np.count_nonzero(np.diff(np.sign(gap))))
    inside = [e for e in equilibria(game) if ndtr(-8.0) < e.theta < ndtr(8.0)]
    assert crossings <= len(inside) + sum(gap == 0.0)


@given(st.floats(0.1, 5.0), st.floats(-1.0, 1.0), st.floats(0.1, 5.0), st.floats(-1.0, 1.0))
def test_public_signals_add_up(first: float, mean: float, second: float, signal: float) -> None:
    z, alpha = combined(mean, first, signal, second)
    assert alpha == pytest.approx(first + second)
    assert min(mean, signal) - 1e-12 <= z <= max(mean, signal) + 1e-12
    assert combined(signal, second, mean, first) == pytest.approx((z, alpha))


@settings(max_examples=40)
@given(settled_games())
def test_public_news_counts_for_more_than_it_says(game: Game) -> None:
    (at,) = equilibria(game)
    density = norm.pdf(ndtri(at.theta))
    assume(0.01 < at.theta < 0.99)
    root = math.sqrt(game.beta)
    exact = (1.0 + root * density) / (1.0 - game.alpha * density / root)
    assert overreaction(game) == pytest.approx(exact, rel=1e-3)
    assert exact > 1.0


def test_sharp_private_signals_forget_the_public_one() -> None:
    thetas = [equilibria(Game(0.3, beta, 1.0, 0.5))[0].theta for beta in (10.0, 100.0, 1e4, 1e6)]
    assert thetas == pytest.approx([0.733647, 0.708094, 0.700707, 0.700070], abs=1e-6)


@pytest.mark.parametrize(("theta", "found"), [(-0.1, (1.0,)), (0.0, (1.0,)), (0.5, (0.0, 1.0)), (1.1, (0.0,))])
def test_common_knowledge(theta: float, found: tuple[float, ...]) -> None:
    assert common_knowledge(theta) == found


@pytest.mark.parametrize("wrong", [{"cost": 0.0}, {"cost": 1.0}, {"beta": 0.0}, {"alpha": -1.0}])
def test_impossible_games_are_refused(wrong: dict[str, float]) -> None:
    with pytest.raises(ValueError, match="0 < cost < 1"):
        Game(**{"cost": 0.5, "beta": 1.0} | wrong)


def test_worlds_keep_their_draws_whatever_their_number() -> None:
    """One world of one person by hand from its addresses, alone and as the first of two."""
    theta = 0.5 + normal(3, 0, global_game.STRENGTH, 0, 0)
    attacks = theta + 0.5 * normal(3, 0, global_game.SIGNAL, 0, 0) <= 0.8
    first = float(attacks >= theta)
    assert falls(3, 1, 1, 0.5, 1.0, 4.0, 0.8) == first
    assert falls(3, 2, 1, 0.5, 1.0, 4.0, 0.8) in (first / 2, first / 2 + 0.5)


def test_a_crowd_that_knows_x_star_falls_as_often_as_predicted() -> None:
    game = Game(0.25, 9.0, 0.5, 0.4)
    (at,) = equilibria(game)
    ours = falls(11, 4000, 400, game.z, 1.0 / math.sqrt(game.alpha), game.beta, at.x)
    expected = chance_of_fall(game, at)
    assert abs(ours - expected) < 4.0 * math.sqrt(expected * (1.0 - expected) / 4000)


@settings(max_examples=25)
@given(settled_games())
def test_no_second_attack_without_news(game: Game) -> None:
    (first,) = equilibria(game)
    assert second_attacks(game, first.theta) == ()


def test_a_second_attack_is_an_equilibrium_of_people_who_know_the_first_failed() -> None:
    """The marginal agent's hope, by integration over his belief cut at the first threshold."""
    game = Game(0.2, 1.0, 1.0, 2.0)
    (first,) = equilibria(game)
    sharper = replace(game, beta=9.0)
    found = second_attacks(sharper, first.theta)
    assert len(found) == 2
    assert sharper.unique
    assert len(equilibria(sharper)) == 1
    for at in found:
        mean, precision = combined(sharper.z, sharper.alpha, at.x, sharper.beta)
        theta = np.linspace(first.theta, 6.0, 400_001)
        weight = np.exp(-0.5 * precision * (theta - mean) ** 2)
        hope = weight[theta <= at.theta].sum() / weight.sum()
        assert hope == pytest.approx(sharper.cost, abs=1e-3)
        assert attack(sharper, at, at.theta) == pytest.approx(at.theta)


def test_every_row_passes() -> None:
    rows = list(global_game.figures(1))
    assert [row.figure for row in rows if not row.passed] == []
    assert sum(row.kind == "printed" for row in rows) == 3
    assert all(row.model == "global_game" and row.source and row.why for row in rows)


def test_rows_tell_a_wrong_threshold_from_a_right_one(monkeypatch: pytest.MonkeyPatch) -> None:
    right = global_game._equilibrium
    monkeypatch.setattr(
        global_game, "_equilibrium", lambda game, u: Equilibrium(right(game, u).theta + 1e-4, right(game, u).x)
    )
    assert not all(row.passed for row in global_game._thresholds())

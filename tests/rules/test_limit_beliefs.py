"""The rule of beliefs against the static global game: a Bayesian update of two states, and no global game.

What the rule is in its static limit: with no forgetting and no habituation, the exact posterior log-odds of *weak*
against *strong* after public signals with equal normal noise. What it is not: the chance of a fall in the equilibrium
of a global game, which depends on the cost of an attack, is not linear in log-odds, and is several-valued when public
information is sharp. The limit asked for is therefore none, and these tests show where the two part.
"""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from scipy.special import logit
from scipy.stats import norm

from buttress.classics.global_game import Game, chance_of_fall, equilibria
from buttress.rules.beliefs.signals import hear_signals
from buttress.rules.beliefs.update import update_beliefs


@pytest.fixture(scope="module")
def believed(single_step):
    """A function to the society's belief after one signal a day, by the rule: no forgetting, no habituation."""

    def believe(start: float, signals: list[float], coefficient: float) -> float:
        hear = single_step(hear_signals, signal=np.array(signals)[:, None], signal_habituation_days=[0.0])
        update = single_step(
            update_beliefs,
            surprise=np.zeros((1, 1)),
            society_signal=[[coefficient]],
            belief_half_life_days=[math.inf],
            belief_society=[start],
        )
        for day in range(len(signals)):
            hear.surprise[:] = 0.0
            update.surprise[:] = hear.take(day=day).surprise
            update.take(day=day)
        return float(update.belief_society[0])

    return believe


@settings(deadline=None, max_examples=50)
@given(
    st.floats(0.05, 0.95), st.floats(-0.5, 0.5), st.floats(0.1, 0.6), st.floats(0.5, 2.0),
    st.lists(st.floats(-1.5, 1.5), min_size=1, max_size=4),
)  # fmt: skip
def test_static_limit_is_bayes_for_two_states(
    believed, prior: float, weak: float, apart: float, noise: float, signals: list[float]
) -> None:
    """A signal counts from the middle between the two states; the coefficient is their distance over the variance."""
    strong = weak + apart
    middle, coefficient = 0.5 * (weak + strong), (weak - strong) / noise**2
    exact = float(logit(prior)) + np.cumsum(
        [norm.logpdf(s, weak, noise) - norm.logpdf(s, strong, noise) for s in signals]
    )
    assume(np.abs(exact).max() < 6.0)  # beyond odds of e^6 the rule holds beliefs back
    ours = believed(float(logit(prior)), [s - middle for s in signals], coefficient)
    assert ours == pytest.approx(exact[-1], abs=1e-9)


def fall_logit(cost: float, beta: float, alpha: float, z: float) -> float:
    """Log-odds of a fall in the public's eyes, in the one equilibrium of the game."""
    game = Game(cost, beta, alpha, z)
    (at,) = equilibria(game)
    return float(logit(chance_of_fall(game, at)))


def test_the_game_depends_on_the_cost_of_an_attack_and_the_rule_does_not(believed) -> None:
    """One step of the public signal moves the game's log-odds by another amount at another cost; ours by the same."""
    steps = [fall_logit(cost, 1.0, 2.0, 0.5) - fall_logit(cost, 1.0, 2.0, 0.7) for cost in (0.2, 0.5, 0.8)]
    assert max(steps) > 1.5 * min(steps)
    ours = [believed(start, [-0.2], -5.0) - start for start in (-1.0, 0.0, 1.0)]
    assert ours == pytest.approx([1.0, 1.0, 1.0])


def test_the_game_is_not_linear_in_log_odds_and_the_rule_is(believed) -> None:
    z = np.linspace(-0.5, 1.5, 41)
    game = np.array([fall_logit(0.5, 1.0, 2.0, float(value)) for value in z])
    line = np.polyval(np.polyfit(z, game, 1), z)
    assert np.abs(game - line).max() > 0.4, "units of log-odds from the best straight line"
    ours = np.array([believed(0.0, [float(value) - 0.5], -2.0) for value in z])
    assert np.abs(ours - np.polyval(np.polyfit(z, ours, 1), z)).max() < 1e-9


def test_above_the_bound_the_game_has_three_answers_and_the_rule_one(believed) -> None:
    game = Game(0.5, 1.0, 4.0, 0.5)
    chances = [chance_of_fall(game, at) for at in equilibria(game)]
    assert chances == pytest.approx([0.173647, 0.5, 0.826353], abs=1e-6)
    assert believed(0.0, [0.0], -4.0) == 0.0


def test_private_signals_leave_the_rule_alone() -> None:
    """The rule holds no private signal: it cannot follow theta* as these sharpen, which the game does."""
    blunt, sharp = (fall_logit(0.3, beta, 1.0, 0.5) for beta in (0.5, 50.0))
    assert abs(blunt - sharp) > 0.3

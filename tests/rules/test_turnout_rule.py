"""Turnout by hand, and its limits."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from buttress.rules.turnout.chance import weigh_turnout
from buttress.rules.turnout.terms import (
    MOST_TIES,
    chances_to_go,
    crowd_term,
    fear_term,
    odds_by_dissent,
    removed_share,
    tie_factors,
    tie_weights,
    wave_term,
)


def weights(mean: float, effect: float) -> tuple[np.ndarray, np.ndarray]:
    weight, factor = np.empty(MOST_TIES + 1), np.empty(MOST_TIES + 1)
    tie_weights(mean, weight)
    tie_factors(effect, factor)
    return weight, factor


def chance_to_go(odds: float, weight: np.ndarray, factor: np.ndarray) -> float:
    chances = np.empty(3)
    chances_to_go(np.array([0.5, odds, 2.0]), weight, factor, chances)  # one cell among others
    return float(chances[1])


def test_without_ties_it_is_a_logit() -> None:
    assert chance_to_go(math.exp(-2.0), *weights(0.0, 0.3)) == pytest.approx(1 / (1 + math.exp(2.0)))


@settings(deadline=None)  # the first call compiles
@given(mean=st.floats(0, 3), effect=st.floats(-1, 1), log_odds=st.floats(-8, 3))
def test_ties_average_over_a_poisson_number(mean: float, effect: float, log_odds: float) -> None:
    plain = 0.0
    left = 1.0
    for k in range(MOST_TIES):
        chance = math.exp(-mean) * mean**k / math.factorial(k)
        left -= chance
        plain += chance / (1 + math.exp(-(log_odds + effect * k)))
    plain += left / (1 + math.exp(-(log_odds + effect * MOST_TIES)))
    assert chance_to_go(math.exp(log_odds), *weights(mean, effect)) == pytest.approx(plain, rel=1e-6, abs=1e-9)


def test_spread_of_dissent_keeps_the_mean_odds() -> None:
    out = np.zeros(3)
    odds_by_dissent(np.array([-1.0, 0.0, 1.0]), 1.7, out)
    assert out.mean() == pytest.approx(1.0)
    assert out[2] / out[1] == pytest.approx(math.exp(1.7))


def test_odds_stay_numbers_where_dissent_differs_beyond_what_a_float_holds() -> None:
    out = np.empty(3)
    odds_by_dissent(np.array([-1.0, 0.0, 1.0]), 940.0, out)
    assert out.tolist() == pytest.approx([0.0, 0.0, 3.0])


def test_small_chances_follow_the_closed_form() -> None:
    """For rare events the mean over ties is exp(m (e^kappa - 1)) times the odds."""
    chance = chance_to_go(1e-6, *weights(0.2, 0.4))
    assert chance == pytest.approx(1e-6 * math.exp(0.2 * (math.exp(0.4) - 1)), rel=1e-5)


def test_crowd_term_is_zero_before_a_first_crowd() -> None:
    assert crowd_term(0.5, 0.0, 0.0) == 0.0
    assert crowd_term(0.5, 999.0, 99.0) == pytest.approx(0.5 * math.log(10.0))
    assert crowd_term(0.5, 0.0, 99.0) == pytest.approx(0.5 * math.log(0.01)), "a vanished crowd stays finite"


def test_fear_has_its_sign() -> None:
    assert fear_term(1.0, 0.01, 0.01) == pytest.approx(-math.log(2.0))
    assert fear_term(-1.0, 0.01, 0.01) > 0


def test_wave_ebbs_by_half_in_a_half_life() -> None:
    assert wave_term(2.0, 60.0, 60.0) == pytest.approx(-1.0)
    assert wave_term(2.0, 60.0, math.inf) == 0.0


def test_exiles_keep_a_voice() -> None:
    assert removed_share(np.array([1.0, 1.0, 2.0]), 0.5) == pytest.approx(2.5 / 4)
    assert removed_share(np.array([0.0, 0.0, 0.0]), 0.5) == 0.0


def test_kinds_of_occasion_ebb_to_depths_of_their_own(single_step) -> None:
    """An occasion of log-odds -2, a half-life after the trigger, with a wave 2 deep."""
    weigh = single_step(
        weigh_turnout,
        occasion_log_odds=[[-2.0, -2.0]],
        wave_depth=[2.0],
        wave_depth_ratio=[[0.5, 3.0]],
        campaign_half_life_days=[60.0],
        season=[0.0] * 61,
        theta=[0.0],
        leaders=[[1.0, 0.0, 0.0]],
    )
    for kind, ebb in enumerate((0.5, 3.0)):
        chance = float(weigh.take(day=60, kind=kind, counted=False).chances.flat[0])
        assert math.log(chance / (1 - chance)) == pytest.approx(-2.0 - ebb)

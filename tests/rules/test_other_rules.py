"""Beliefs, attention, patron, loyalty, resolution by hand."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from buttress.rules.attention import divided_effort, runway_weeks
from buttress.rules.beliefs.signals import surprise_of
from buttress.rules.beliefs.update import log_surprise, news_of
from buttress.rules.loyalty import Conditions, Slopes, loyalty_terms
from buttress.rules.patron.ladder import chance_to_act, need_seen
from buttress.rules.rates import decay, logistic, probability, standing
from buttress.rules.resolution import against_the_pool, base_hazard, cause_weights
from buttress.rules.units import lost_share, strike_share


def test_hazard_becomes_probability() -> None:
    assert probability(0.1) == pytest.approx(1 - math.exp(-0.1))
    assert probability(0.1, 7.0) == pytest.approx(1 - math.exp(-0.7))


def test_half_life() -> None:
    assert decay(14.0) ** 14 == pytest.approx(0.5)
    assert decay(math.inf) == 1.0
    assert decay(0.0) == 0.0


@settings(deadline=None)  # the first call compiles
@given(x=st.floats(-700, 700))
def test_logistic_is_symmetric(x: float) -> None:
    assert logistic(x) + logistic(-x) == pytest.approx(1.0)


def test_a_signal_that_was_expected_says_less() -> None:
    assert surprise_of(1.0, 0.0) == 1.0
    assert surprise_of(1.0, 1.0) == 0.5
    assert surprise_of(0.0, 3.0) == 0.0


def test_turnout_surprises_in_log() -> None:
    assert log_surprise(news_of(999_000.0), news_of(499_000.0)) == pytest.approx(math.log(2.0))
    assert log_surprise(news_of(100.0), news_of(0.0)) < 0.1, "a near-empty march is hardly news"
    assert log_surprise(7.0, -1.0) == 0.0, "no surprise without a history"


def test_runway_is_censored_at_104_weeks() -> None:
    assert runway_weeks(700.0, 10.0) == 10.0
    assert runway_weeks(700.0, 0.0) == 104.0
    assert runway_weeks(700.0, -5.0) == 104.0
    for pace in (10.0, 0.0, -5.0):  # what is gone lasts no week, whatever the pace
        assert runway_weeks(0.0, pace) == 1 / 7


def test_effort_is_neutral_at_a_zero_slope() -> None:
    assert divided_effort(0.0, 5.0) == 1.0
    assert divided_effort(10.0, 5.0) == 2.0
    assert divided_effort(-10.0, 5.0) == 0.5


def test_patron_acts_only_above_its_cost() -> None:
    assert chance_to_act(1.0, 2.0, 0.5) == 0.0
    assert chance_to_act(4.0, 2.0, 0.1) == pytest.approx(probability(0.1))
    assert chance_to_act(4.0, math.inf, 0.1) == 0.0


def test_contagion_moves_the_sense_of_need_either_way() -> None:
    assert need_seen(1.0, 0.0, 2.0, 0.3) > need_seen(1.0, 0.0, 2.0, 0.0) > need_seen(1.0, 0.0, 2.0, -0.3)


def test_promises_stand_and_fade() -> None:
    assert standing(0.0, 60.0, 1.0) == pytest.approx(math.log(2.0))
    assert standing(1.0, 60.0, 0.0) == pytest.approx(decay(60.0))


NO_SLOPES = Slopes(pay=0.0, arrears=0.0, crowd=0.0, orders=0.0, peers=0.0, belief=0.0, patron=0.0, call=0.0)
MET = Conditions(
    base=math.log(1e-4),
    real_pay=0.8,
    arrears=0.5,
    unrest=1.0,
    risk=math.log(2.0),
    gone=0.1,
    belief=0.4,
    patron=-1.0,
    calls=1.0,
)


def test_neutral_slopes_leave_the_base_hazard() -> None:
    assert math.exp(loyalty_terms(NO_SLOPES, MET, np.zeros(9))) == pytest.approx(1e-4)


def test_loyalty_terms_by_hand() -> None:
    out = np.zeros(9)
    slopes = Slopes(pay=2.0, arrears=1.0, crowd=0.1, orders=0.2, peers=2.0, belief=0.5, patron=0.3, call=0.7)
    total = loyalty_terms(slopes, MET, out)
    by_hand = math.log(1e-4) + 0.4 + 0.5 + 0.1 + 0.2 * math.log(2.0) + 0.2 + 0.2 - 0.3 + 0.7
    assert total == pytest.approx(by_hand)
    assert out.sum() == pytest.approx(by_hand)


def test_a_campaign_that_is_gone_leaves_the_calm_hazard() -> None:
    assert base_hazard(1e-3, 1e-4, 0.0, 0.05) == 1e-4
    assert base_hazard(1e-3, 1e-4, 0.05, 0.05) == pytest.approx(5.5e-4)
    assert base_hazard(1e-3, 1e-4, 0.0, 0.0) == 1e-3, "switched off"


def test_supported_and_unsupported_make_the_pool() -> None:
    """36 of 111 campaigns of the pool had foreign aid to the regime: their mean hazard is the pool's."""
    for effect in (-2.0, -0.5, 0.7):
        supported, unsupported = (math.exp(against_the_pool(x, effect)) for x in (effect, 0.0))
        assert (36 * supported + 75 * unsupported) / 111 == pytest.approx(1.0)
        assert (supported - 1.0) * (unsupported - 1.0) < 0.0, "on both sides of the base rate"
    assert against_the_pool(0.0, 0.0) == pytest.approx(0.0), "switched off"


def test_causes_share_the_base() -> None:
    out = np.zeros(3)
    cause_weights(0.0, math.log(2.0), 0.0, out)
    assert out == pytest.approx([0.25, 0.5, 0.25])


def test_lost_share_counts_shirking_half_and_never_workers() -> None:
    units = np.array([[[8.0, 1.0, 1.0]], [[0.0, 0.0, 10.0]], [[5.0, 0.0, 5.0]]])
    role = np.array([0, 2, 3])
    assert lost_share(units, role, True) == pytest.approx(0.15)
    assert lost_share(units, role, False) == pytest.approx(0.5)
    assert strike_share(units, role) == 1.0

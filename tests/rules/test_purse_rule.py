"""The purse by hand."""

from __future__ import annotations

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from buttress.rules.purse.domestic import next_log_price, purchasing_pay
from buttress.rules.purse.foreign import flight, met_share, private_demand
from buttress.rules.purse.loan import unused_promise
from buttress.rules.purse.money import month_weight


def test_demand_adds_up() -> None:
    # calm .02, flight .3, expectations .1 a log of late depreciation, supply .2 a log of real depreciation
    assert private_demand(0.02, 0.3, 0.1, 0.5, 0.2, 0.4) == pytest.approx(0.02 + 0.3 + 0.05 - 0.08)


def test_appreciation_does_not_lower_demand() -> None:
    assert private_demand(0.02, 0.0, 0.1, -0.5, 0.0, 0.0) == 0.02


def test_an_average_of_a_month_begins_with_the_mean_so_far() -> None:
    mean = 0.0
    for day, value in enumerate([4.0, 8.0, 3.0]):
        mean += month_weight(day) * (value - mean)
    assert mean == pytest.approx(5.0)
    assert month_weight(28) == month_weight(400) == 1.0 / 28.0


def test_flight_dries_up() -> None:
    assert flight(0.1, 2.0, 0.0, 30.0) == pytest.approx(0.2)
    assert flight(0.1, 2.0, 15.0, 30.0) == pytest.approx(0.1)
    assert flight(0.1, 2.0, 31.0, 30.0) == 0.0


def test_the_bank_meets_half_its_share_at_the_scarce_level() -> None:
    assert met_share(0.8, 500.0, 500.0) == pytest.approx(0.4)
    assert met_share(0.8, 0.0, 500.0) == 0.0


@settings(deadline=None)  # the first call compiles
@given(a=st.floats(0, 1e12), b=st.floats(0, 1e12))
def test_more_reserves_never_meet_less(a: float, b: float) -> None:
    low, high = sorted((a, b))
    assert met_share(0.7, low, 1e9) <= met_share(0.7, high, 1e9) <= 0.7


def test_prices_settle_at_pass_through() -> None:
    price = 0.0
    for _ in range(5000):
        price = next_log_price(price, 0.5, 0.4, 60.0)
    assert price == pytest.approx(0.2)


def test_an_unused_promise_lapses() -> None:
    assert unused_promise(1000, 300, 700) == 700
    assert unused_promise(1000, 300, 1200) == 700, "what the loan added stays"
    assert unused_promise(1000, 1000, 500) == 0
    assert unused_promise(0, 0, 500) == 0


def test_real_pay() -> None:
    assert purchasing_pay(50.0, 100.0, 1.25) == pytest.approx(0.4)
    assert purchasing_pay(100.0, 100.0, 1.0) == 1.0
    assert purchasing_pay(120.0, 100.0, 1.0) == 1.0, "arrears paid late are no pay on time"
    assert purchasing_pay(0.0, 0.0, 2.0) == 0.5
    assert math.isfinite(purchasing_pay(0.0, 1.0, 1.0))

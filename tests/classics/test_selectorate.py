"""Selectorate theory: the indifference, its limits, the orders that the theory states."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from buttress.classics import selectorate
from buttress.classics.selectorate import (
    Polity,
    defectors,
    formula,
    goes_worth,
    least_pay,
    public_share,
    slack,
    stays_worth,
)


@st.composite
def polities(draw: st.DrawFn) -> Polity:
    selectorate_size = draw(st.floats(10.0, 1e6))
    coalition = selectorate_size * draw(st.floats(0.001, 0.95))
    return Polity(draw(st.floats(1.0, 1e4)), coalition, selectorate_size, draw(st.floats(0.05, 0.95)))


@given(polities())
def test_the_formula_makes_members_indifferent(polity: Polity) -> None:
    pay = formula(polity)
    assert least_pay(polity) == pytest.approx(pay, rel=1e-6)
    assert stays_worth(polity, pay) == pytest.approx(goes_worth(polity, pay))
    assert stays_worth(polity, 1.01 * pay) > goes_worth(polity, 1.01 * pay), "a little more and they stay"


@given(polities(), st.floats(1.01, 1.05))
def test_signs(polity: Polity, factor: float) -> None:
    """Safer with a smaller coalition, a larger selectorate and more patient members; revenue does not matter."""
    at = slack(polity)
    assert slack(replace(polity, coalition=polity.coalition * factor)) < at + 1e-9
    assert slack(replace(polity, selectorate=polity.selectorate * factor)) > at - 1e-9
    assert slack(replace(polity, discount=polity.discount * factor)) > at
    assert slack(replace(polity, revenue=polity.revenue * factor)) == pytest.approx(at, abs=1e-6)


@given(polities())
def test_only_the_loyalty_norm_and_the_discount_count(polity: Polity) -> None:
    twice = replace(polity, coalition=2.0 * polity.coalition, selectorate=2.0 * polity.selectorate)
    assert slack(twice) == pytest.approx(slack(polity), abs=1e-6)
    spent = (1.0 - polity.discount) / (1.0 - polity.discount * polity.loyalty_norm)
    assert slack(polity) == pytest.approx(1.0 - spent, abs=1e-6)


@given(st.floats(1.0, 500.0), st.floats(1.0, 1e4))
def test_public_goods_by_hand_under_a_square_root(coalition: float, spending: float) -> None:
    """u = sqrt: g = spending W / (W + 1)."""
    assert public_share(coalition, spending, math.sqrt) == pytest.approx(coalition / (coalition + 1.0), abs=1e-4)


@pytest.mark.parametrize(("utility", "rises"), [(math.sqrt, True), (math.log, False), (lambda x: -1.0 / x, False)])
def test_the_share_of_public_goods_rises_only_where_goods_are_close_substitutes(
    utility: Callable[[float], float], rises: bool
) -> None:
    few, many = public_share(2.0, 100.0, utility), public_share(50.0, 100.0, utility)
    assert (many > few + 1e-3) is rises
    assert many * 50.0 / (1.0 - many) > few * 2.0 / (1.0 - few), "yet g / z rises in every case"


def test_those_who_go_over_get_as_much_as_those_who_stay() -> None:
    polity = replace(selectorate.AUTOCRACY, coalition=40.0)
    pay = least_pay(polity)
    mean, error = defectors(9, 50_000, polity.discount, polity.loyalty_norm, polity.revenue / polity.coalition, pay)
    assert abs(mean - stays_worth(polity, pay)) < 4.0 * error


@pytest.mark.parametrize("wrong", [{"coalition": 0.0}, {"coalition": 101.0}, {"discount": 1.0}, {"revenue": 0.0}])
def test_impossible_polities_are_refused(wrong: dict[str, float]) -> None:
    with pytest.raises(ValueError, match="0 < coalition <= selectorate"):
        replace(selectorate.AUTOCRACY, **wrong)


def test_every_row_passes() -> None:
    rows = list(selectorate.figures(1))
    assert [row.figure for row in rows if not row.passed] == []
    assert sum(row.kind == "printed" for row in rows) == 3


def test_an_order_with_one_step_the_wrong_way_fails() -> None:
    assert not selectorate._order("a claim", [0.1, -1e-9, 0.2]).passed

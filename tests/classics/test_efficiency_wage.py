"""The efficiency wage of the enforcers: algebra, signs, limits, careers drawn one by one."""

from __future__ import annotations

import math
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from buttress.classics import efficiency_wage
from buttress.classics.efficiency_wage import (
    Contract,
    arrears_borne,
    careers,
    deterring_wage,
    least_wage,
    obeys,
    value_of_coup,
)

contracts = st.builds(
    Contract, st.floats(0.05, 0.95), st.floats(0.05, 0.95), rule=st.floats(2.0, 5.0), producer=st.floats(0.0, 1.9)
)


@given(contracts)
def test_the_formula_is_where_obeying_begins(contract: Contract) -> None:
    wage = deterring_wage(contract)
    assert obeys(contract, 1.001 * wage)
    assert not obeys(contract, 0.999 * wage)


@given(contracts)
def test_at_the_deterring_wage_both_are_worth_the_same(contract: Contract) -> None:
    assert deterring_wage(contract) / (1.0 - contract.discount) == pytest.approx(value_of_coup(contract))


@given(contracts, st.floats(0.001, 0.04))
def test_signs(contract: Contract, step: float) -> None:
    """Dearer with a likelier coup, richer military rule, a better life in democracy, and patience."""
    wage = deterring_wage(contract)
    assert deterring_wage(replace(contract, chance=contract.chance + step)) > wage
    assert deterring_wage(replace(contract, rule=contract.rule + step)) > wage
    assert deterring_wage(replace(contract, producer=contract.producer + step)) > wage
    assert deterring_wage(replace(contract, discount=contract.discount + step)) > wage


def test_limits() -> None:
    base = efficiency_wage.BASE
    assert deterring_wage(replace(base, discount=0.0)) == 0.0
    assert deterring_wage(replace(base, chance=0.0)) == pytest.approx(base.discount * base.producer)
    assert deterring_wage(replace(base, chance=1.0)) == pytest.approx(base.discount * base.rule)
    assert least_wage(base) == pytest.approx(1.8, abs=1e-8)


@given(contracts, st.floats(0.1, 10.0))
def test_arrears_up_to_the_share_borne_deter_still(contract: Contract, wage: float) -> None:
    share = arrears_borne(contract, wage)
    assert 0.0 <= share < 1.0
    if share > 0.0:
        assert obeys(contract, wage * (1.0 - 0.99 * share))
        assert not obeys(contract, wage * (1.0 - min(1.0, 1.01 * share)) * 0.999)


def test_careers_are_worth_what_is_expected_of_them() -> None:
    mean, error = careers(3, 50_000, 0.8, 0.3, 4.0, 1.0)
    assert abs(mean - value_of_coup(Contract(0.8, 0.3, 4.0, 1.0))) < 4.0 * error
    half, _ = careers(3, 25_000, 0.8, 0.3, 4.0, 1.0)
    assert half != mean
    assert math.isclose(careers(3, 25_000, 0.8, 0.3, 4.0, 1.0)[0], half, rel_tol=0.0), "the same seed, the same lives"


@pytest.mark.parametrize("wrong", [{"discount": 1.0}, {"discount": -0.1}, {"chance": 1.1}])
def test_impossible_contracts_are_refused(wrong: dict[str, float]) -> None:
    with pytest.raises(ValueError, match="0 <= discount < 1"):
        replace(efficiency_wage.BASE, **wrong)


def test_every_row_passes_and_none_is_called_printed() -> None:
    rows = list(efficiency_wage.figures(1))
    assert [row.figure for row in rows if not row.passed] == []
    assert {row.kind for row in rows} == {"closed_form"}

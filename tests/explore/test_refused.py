"""What is refused, with the line that says why, and the nearest right name for a slip."""

from pathlib import Path

import pytest

from buttress.case import Case, load
from buttress.case.message import CaseError
from buttress.explore.error import ExploreError
from buttress.explore.refused import (
    LINE,
    claim_named,
    group_only,
    measure_named,
    refuse_scenario,
)
from buttress.world.parameters import parameters_of

BELARUS = Path(__file__).resolve().parents[2] / "cases" / "belarus-2020"


@pytest.fixture(scope="module")
def case() -> Case:
    return load(BELARUS)


@pytest.mark.parametrize("name", ["policing_intensity", "detention_rate", "deportation", "arrests", "enforcers_pay"])
def test_orders_are_no_measures(case: Case, name: str) -> None:
    with pytest.raises(ExploreError) as raised:
        measure_named(case, name)
    assert LINE in str(raised.value)


@pytest.mark.parametrize("name", ["detained_8w", "real_pay_90", "tenure_90"])
def test_outcomes_are_measures(case: Case, name: str) -> None:
    assert measure_named(case, name).name == name


def test_a_slip_has_its_nearest_name(case: Case) -> None:
    with pytest.raises(ExploreError, match="did you mean 'tenure_90'"):
        measure_named(case, "tenur_90")
    with pytest.raises(ExploreError, match="did you mean 'loan_keeps_pay'"):
        claim_named(case, "loan_keep_pay")
    with pytest.raises(ExploreError, match="is a lever of scenarios, not a measure"):
        measure_named(case, "loan_cash")


@pytest.mark.parametrize("name", ["detention_rate", "loyalty_pay", "deportation_success", "coup_pay"])
def test_how_police_and_pay_respond_stands_only_in_a_group(case: Case, name: str) -> None:
    assert name in group_only(parameters_of(case.facts))
    with pytest.raises(ExploreError) as raised:
        measure_named(case, name)
    assert LINE in str(raised.value)


def test_uncertainties_are_open(case: Case) -> None:
    assert "fx_demand_base" not in group_only(parameters_of(case.facts))


@pytest.mark.parametrize("name", ["harsher_policing", "milder_policing"])
def test_what_ifs_on_policing_are_not_explored(case: Case, name: str) -> None:
    with pytest.raises(ExploreError) as raised:
        refuse_scenario(case, name)
    assert LINE in str(raised.value)
    with pytest.raises(CaseError):
        refuse_scenario(case, "harsher")


def test_a_claim_on_more_policing_is_not_explored(case: Case) -> None:
    with pytest.raises(ExploreError, match="not explored"):
        claim_named(case, "repression_not_sufficient")
    assert claim_named(case, "support_prolongs_tenure").measure == "tenure_90"

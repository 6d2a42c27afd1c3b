"""What a case may say and a world can't take: refused with a sentence, not met in the middle of a run."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

import buttress.case
from buttress.case.blank import BLANK
from buttress.case.quantity import Distribution
from buttress.world import WorldError, build
from buttress.world.parameters import parameters


@pytest.fixture(scope="module")
def case() -> buttress.case.Case:
    return buttress.case.load(BLANK)


def with_facts(case: buttress.case.Case, **changes: object) -> buttress.case.Case:
    return replace(case, facts=case.facts.model_copy(update=changes))


def prior(dist: str, **numbers: float) -> Distribution:
    return Distribution.model_validate({"dist": dist, "assumed": "test", **numbers})


@pytest.mark.parametrize(
    ("name", "given"),
    [
        ("detention_rate", prior("fixed", value=-3.0)),
        ("detention_rate", prior("normal", mean=1.0, sd=0.1)),
        ("fx_depth", prior("fixed", value=0.0)),
        ("campaign_half_life_days", prior("uniform", low=0.0, high=9.0)),
        ("exit_per_day", prior("normal", mean=0.0, sd=1.0)),
        ("pass_through", prior("uniform", low=0.0, high=1.1)),
        ("pass_through", prior("lognormal", median=0.1, sigma=0.1)),
    ],
)
def test_a_prior_keeps_to_where_its_parameter_has_a_meaning(name: str, given: Distribution) -> None:
    with pytest.raises(WorldError, match=f"priors: {name} is a number"):
        parameters(("march",), {name: given})


@pytest.mark.parametrize(
    ("name", "given"),
    [
        ("detention_rate", prior("fixed", value=0.0)),
        ("detention_rate", prior("beta", a=1.0, b=9.0)),
        ("fx_depth", prior("uniform", low=0.1, high=2.0)),
        ("pass_through", prior("fixed", value=0.0)),
        ("loyalty_pay", prior("fixed", value=-3.0)),
        ("loyalty_pay", prior("lognormal", median=1.0, sigma=1.0)),
    ],
)
def test_priors_within_it_are_taken(name: str, given: Distribution) -> None:
    taken = next(each for each in parameters(("march",), {name: given}) if each.name == name)
    assert taken.prior.dist == given.dist


def test_a_country_without_adults_is_refused(case) -> None:
    few = case.facts.adults_share.model_copy(update={"value": 1e-7})
    with pytest.raises(WorldError, match="has no adults"):
        build(with_facts(case, adults_share=few))


@pytest.mark.parametrize("name", ["domestic_cash_m", "revenue_month_m", "other_spending_month_m", "fx_trade_day_m"])
def test_money_that_overflows_is_refused(case, name: str) -> None:
    purse = case.facts.purse
    much = getattr(purse, name).model_copy(update={"value": 9e11})
    with pytest.raises(WorldError, match="larger unit"):
        build(with_facts(case, purse=purse.model_copy(update={name: much})))


def test_nothing_writes_in_what_all_runs_of_a_world_read(case: buttress.case.Case) -> None:
    world = build(case)
    for columns in (world.structure, world.timeline, world.occasion_columns):
        for name, value in columns.items():
            assert not isinstance(value, np.ndarray) or not value.flags.writeable, name

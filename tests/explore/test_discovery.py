"""Lines, boxes and their sentences; the search on a small case."""

import math
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import numpy as np
import pytest

from buttress.case import Case, load
from buttress.case.claim import Claim
from buttress.experiment.claims import Probability
from buttress.experiment.mean_field import MeanField, Measured, Wanted
from buttress.explore.answer import Answer
from buttress.explore.discovery import Box, Condition, Crossing, Discovery, WhatIf, discover, sentences
from buttress.explore.discovery.sentence import FORMS, in_words
from buttress.explore.discovery.wide_draws import plain_prior, set_into, wide_draws
from buttress.explore.error import ExploreError
from buttress.explore.refused import group_only
from buttress.infer.prior import JointPrior, prior_draws
from buttress.world import Draws
from buttress.world.parameters import parameters_of

BELARUS = Path(__file__).resolve().parents[2] / "cases" / "belarus-2020"


@pytest.fixture(scope="module")
def case() -> Case:
    return load(BELARUS)


@pytest.fixture(scope="module", autouse=True)
def _wide_draws_once(case: Case) -> Iterator[None]:
    """The same wide draws serve every search of the case."""
    drawn = cache(lambda count, seed: wide_draws(case, count, seed))
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(discover, "wide_draws", lambda _, count, seed: drawn(count, seed))
        yield


class Made(MeanField):
    """A mean field whose measures are made from the draws: no day is run."""

    def measures(self, wanted: Wanted, draws: Draws) -> Measured:
        slow = (draws.column("pass_through") > 0.6) & (draws.column("fx_demand_base") > 0.05)
        worth = np.where(slow, 0.5, 1.0)
        made = {"real_pay_90": worth, "tenure_90": np.full(len(draws), 0.9), "leverage_180": np.ones(len(draws))}
        return {(name, each): made[each] for name in wanted for each in wanted[name]}


PAY = Crossing.at(Answer("real_pay_90"), 0.8)


@pytest.fixture(scope="module")
def draws(case: Case) -> Draws:
    return prior_draws(case, 200)


@pytest.fixture(scope="module")
def pay_below(case: Case, draws: Draws) -> WhatIf:
    """Where real pay falls below 80 %."""
    return Discovery(case, draws, Made(case)).what_if(PAY)


def claim(**changed: object) -> Claim:
    fields = {"id": "c", "who": "w", "says": "s", "measure": "tenure_90", "would_change": "x"}
    return Claim.model_validate({**fields, **changed})


def test_the_side_and_words_of_a_line() -> None:
    above = claim(contrast={"baseline": 1, "neither": -1}, region={"above": 0.02})
    held = Crossing(Answer.of_claim(above), None)
    values = np.array([0.0, 0.03])
    assert held.crosses(-values).tolist() == [False, True]  # scenario minus baseline
    assert Crossing(held.answer, None, reverse=True).crosses(-values).tolist() == [True, False]
    assert held.words.endswith("in office after 90 days is lower than in the baseline by more than 2 points")
    assert "is not lower than in" in Crossing(held.answer, None, reverse=True).words
    level = Crossing.at(Answer("turnout_8w"), 1000)
    assert level.crosses(np.log1p(np.array([999.0, 1001.0]))).tolist() == [False, True]
    effect = Crossing.at(Answer("turnout_8w", "neither"), 1.1)
    assert effect.crosses(np.log(np.array([1.09, 1.11]))).tolist() == [False, True]
    assert effect.words.endswith("over 8 weeks is higher than in the baseline by more than 10 %")
    with pytest.raises(ExploreError, match=r"a factor above 0"):
        Crossing.at(Answer("turnout_8w", "neither"), -0.1)
    with pytest.raises(ExploreError, match="can't cross nan"):
        Crossing.at(Answer("tenure_90"), math.nan)


def test_intervals_of_a_parameters_region() -> None:
    def ends(region: dict[str, object], reverse: bool) -> tuple[tuple[float, float], ...]:
        asked = Answer.of_claim(claim(measure="parameter: patron_contagion", region=region))
        return Crossing(asked, None, reverse).intervals()

    edge = math.log(1.1)
    assert ends({"above": 1.1}, False) == ((edge, math.inf),)
    assert ends({"above": 1.1}, True) == ((-math.inf, edge),)
    assert ends({"below": 1.1}, False) == ((-math.inf, edge),)
    assert ends({"between": [0.5, 1.1]}, True) == ((-math.inf, math.log(0.5)), (edge, math.inf))


def test_the_share_of_a_box_under_the_prior_is_exact(case: Case) -> None:
    prior = plain_prior(case)
    box = Box((Condition("pass_through", 0.5, math.inf), Condition("fx_demand_base", 0.0, 0.06)))
    names = tuple(each.parameter for each in box.conditions)
    values = JointPrior(names, tuple(prior[name] for name in names)).sample(np.random.default_rng(1), 40_000)
    counted = box.inside(Draws(names, values, (), np.zeros((40_000, 0)))).mean()
    assert box.prior_share(prior) == pytest.approx(counted, abs=0.007)
    far = Box((Condition("patron_contagion", 12.0, math.inf),))  # forty spreads out
    assert 0.0 <= far.prior_share(prior) < 1e-100
    assert Box((Condition("loan_first_days", -math.inf, math.inf),)).prior_share(prior) == pytest.approx(1.0)


def test_draws_are_set_into_a_box_and_nothing_else_changes(case: Case, draws: Draws) -> None:
    prior = plain_prior(case)
    for low, high in ((0.9, math.inf), (-math.inf, -1.5), (0.1, 0.2)):
        box = Box((Condition("patron_contagion", low, high),))
        placed = set_into(box, draws, prior, 1)
        assert box.inside(placed).all()
        column = draws.names.index("patron_contagion")
        assert np.array_equal(np.delete(placed.values, column, 1), np.delete(draws.values, column, 1))
        assert len(np.unique(placed.values[:, column])) == 200


def test_conditions_in_words(case: Case) -> None:
    known = {each.name: each for each in parameters_of(case.facts)}

    def said(name: str, low: float, high: float) -> str:
        return in_words(Condition(name, low, high), known[name])

    assert said("loan_first_days", -math.inf, 44.4) == "the first tranche comes under 44 days after the pledge"
    assert said("fx_met_share", 0.5, 0.75) == "the bank meets 50 to 75 % of private demand from ample reserves"
    assert said("patron_contagion", math.log(2), math.inf).endswith("the patron's sense of need by over 2")
    assert said("wish_log_odds", -math.inf, 0.0) == "under 50 % of people of median dissent privately wish him to go"
    assert "sunday march ebbs over 1.5 times" in said("wave_depth_ratio_sunday_march", 1.5, math.inf)
    assert "over a million" in said("wave_depth", 50.0, math.inf)
    with pytest.raises(ValueError, match="no sentence"):
        said("loyalty_pay", 0.0, 1.0)


def test_every_parameter_has_a_sentence_but_those_of_police_units_and_pay(case: Case) -> None:
    parameters = parameters_of(case.facts)
    silent = {each.name for each in parameters if not each.words}
    assert group_only(parameters) <= silent
    mechanisms = {
        each.mechanism for each in parameters if each.name in silent and each.name not in group_only(parameters)
    }
    assert {name.split("_")[0] for name in mechanisms} == {"loyalty"}
    for each in parameters:
        if each.words:
            assert sum(each.words.count("{" + form + "}") for form in FORMS) == 1
            assert in_words(Condition(each.name, -math.inf, 0.5), each)


def test_wide_draws_are_four_times_as_wide(case: Case) -> None:
    wide = wide_draws(case, 4000, 1)
    assert wide.column("patron_contagion").std() == pytest.approx(4 * 0.3, rel=0.05)
    assert wide_draws(case, 4000, 1).values.tobytes() == wide.values.tobytes()


def test_the_search_finds_what_moves_a_measure(pay_below: WhatIf) -> None:
    assert pay_below.outcome == "corner"
    first = pay_below.boxes[0]
    assert {each.parameter for each in first.box.conditions} == {"pass_through", "fx_demand_base"}
    assert first.when_set.p > 0.9
    assert first.density > 0.9
    assert first.coverage > 0.9


def test_nowhere_says_its_upper_limit(case: Case, draws: Draws) -> None:
    found = Discovery(case, draws, Made(case)).what_if(Crossing.at(Answer("tenure_90"), 0.5))
    assert (found.outcome, found.boxes, found.crossing) == ("nowhere", (), 0)
    assert found.searched == 25_000  # more draws where few cross
    assert found.upper_95 == pytest.approx(3 / 25_000, rel=0.01)  # the rule of three
    assert any(line.startswith("It is so nowhere: in none of 25,000 draws") for line in sentences(found))


def test_a_claim_on_a_parameter_is_its_own_corner(case: Case, draws: Draws) -> None:
    asked = Answer.of_claim(next(each for each in case.claims if each.id == "contagion_moves_patron"))
    found = Discovery(case, draws, Made(case)).what_if(Crossing(asked, None))
    (box,) = found.boxes
    assert [each.parameter for each in box.box.conditions] == ["patron_contagion"]
    assert found.crosses == box.words[0]
    assert (box.coverage, box.density, box.when_set.p) == (1.0, 1.0, 1.0)


def test_how_pay_moves_loyalty_is_not_told(case: Case, draws: Draws) -> None:
    asked = Answer.of_claim(next(each for each in case.claims if each.id == "pay_keeps_loyalty"))
    with pytest.raises(ExploreError, match="loyalty_pay"):
        Discovery(case, draws, Made(case)).what_if(Crossing(asked, None))


def test_sentences_without_a_corner() -> None:
    p = Probability(0.0, 100.0)
    found = WhatIf("c", "tenure_90", None, "tenure_90 is above 1", (), 10_000, 5, p, p, 0.12)
    said = list(sentences(found))
    assert said[0].startswith("For it to be right: tenure_90 is above 1. That is so in ")
    assert "no three conditions or fewer single them out" in said[1]
    assert "decides 12 % of the answer" in said[2]
    assert "fewer than 1 in 40 draws (none of 100 independent ones)" in said[0]  # Jeffreys' limit


def test_a_rare_crossing_takes_more_draws_and_shares_that_round_to_one_stay_numbers(case: Case, draws: Draws) -> None:
    """Of 25,000 wide draws some have a share of custody that rounds to 0 or 1, which has no place on a normal scale."""

    class Rare(Made):
        def measures(self, wanted: Wanted, draws: Draws) -> Measured:
            rare = (draws.column("pass_through") > 0.9999) & (draws.column("fx_demand_base") > 0.2)
            return {(name, each): np.where(rare, 0.1, 0.9) for name in wanted for each in wanted[name]}

    found = Discovery(case, draws, Rare(case)).what_if(Crossing.at(Answer("tenure_90"), 0.5))
    assert found.searched == 25_000
    assert found.crossing > 0
    assert math.isfinite(found.untold)


def test_answers_that_are_asked_together_share_their_runs(case: Case, draws: Draws, pay_below: WhatIf) -> None:
    """And each is found again as it is alone."""
    ran: list[tuple[str, int]] = []

    class Counted(Made):
        def measures(self, wanted: Wanted, draws: Draws) -> Measured:
            ran.extend((name, len(draws)) for name in wanted)
            return super().measures(wanted, draws)

    tenure = Crossing.at(Answer("tenure_90"), 0.5)
    alone = Discovery(case, draws, Made(case)).what_if(tenure)
    together = Discovery(case, draws, Counted(case), (PAY.answer, tenure.answer))
    assert [together.what_if(each) for each in (PAY, tenure)] == [pay_below, alone]
    assert ran.count(("baseline", 5000)) == 2  # of the search and of the test, once each

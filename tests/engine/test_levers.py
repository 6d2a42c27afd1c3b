"""Levers on money and signals do what their names say."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import numpy as np
import pytest

from buttress.case import load, new
from buttress.case.schema import Change, Scenario
from buttress.engine import run
from buttress.world import Draws, WorldError, build
from buttress.world.codes import Channel

RUNS = np.arange(0, 60, 5)


def what_if(case, **levers: float) -> Scenario:
    changes = [
        Change.model_validate({"lever": lever, "from": case.as_of, "value": value}) for lever, value in levers.items()
    ]
    return Scenario(title="test", question="what if?", changes=changes)


@pytest.fixture(scope="module")
def promised(small_case):
    """The small case with a rollover that the patron has promised."""
    pledged = next(row for row in small_case.script_cash if row.kind == "pledged")
    day = date(2023, 4, 6)
    promise = pledged.model_copy(update={"kind": "rollover", "date": day, "published": day, "amount_m": Decimal(200)})
    return replace(small_case, cash=[*small_case.cash, promise])


def received(result) -> np.ndarray:
    """Loan money received after the fork, by run, minor units."""
    return result.flow[:, result.world.fork :, 0].sum(axis=1)


def test_no_cash_without_the_loan(small_case, small_draws: Draws) -> None:
    lent = run(build(small_case), small_draws, RUNS, seed=1)
    withheld = run(build(small_case, what_if(small_case, loan_cash=0.0)), small_draws, RUNS, seed=1)
    half = run(build(small_case, what_if(small_case, loan_cash=0.5)), small_draws, RUNS, seed=1)
    assert received(lent).sum() > 0
    assert received(withheld).sum() == 0
    assert (np.abs(2 * received(half) - received(lent)) <= 4).all()


def test_a_loan_that_only_refinances_brings_no_cash_and_cancels_service(small_case, small_draws: Draws) -> None:
    lent = run(build(small_case, what_if(small_case, loan_refinance_share=0.0)), small_draws, RUNS, seed=1)
    rolled = run(build(small_case, what_if(small_case, loan_refinance_share=1.0)), small_draws, RUNS, seed=1)
    assert received(rolled).sum() == 0
    assert rolled.flow[:, :, 1].sum() > lent.flow[:, :, 1].sum()


def test_a_silent_loan_pays_and_says_nothing(small_case, small_draws: Draws) -> None:
    world = build(small_case, what_if(small_case, loan_announced=0.0))
    said = build(small_case)
    assert received(run(world, small_draws, RUNS, seed=1)).sum() > 0
    assert world.timeline["signal"][:, 1].sum() == 0 < said.timeline["signal"][:, 1].sum()


def test_a_broken_promise_to_roll_over_costs_reserves(promised, small_draws: Draws) -> None:
    kept = run(build(promised), small_draws, RUNS, seed=1)
    broken = run(build(promised, what_if(promised, rollover=0.0)), small_draws, RUNS, seed=1)
    plain = run(build(promised), small_draws.with_column("service_to_patron_share", 0.0), RUNS, seed=1)
    assert (broken.flow[:, :, 1].sum(axis=1) < kept.flow[:, :, 1].sum(axis=1)).all()
    assert (plain.flow[:, :, 1].sum(axis=1) <= broken.flow[:, :, 1].sum(axis=1)).all()


def test_the_refinancing_part_does_not_count_a_promised_rollover_twice(promised, small_draws: Draws) -> None:
    """A loan of 800 that refinances a quarter is the rollover of 200 promised before: service is cancelled once."""
    quarter = what_if(promised, loan_refinance_share=0.25)
    none = what_if(promised, loan_refinance_share=0.0)
    draws = small_draws.with_column("service_to_patron_share", 1.0)
    one, two = (run(build(promised, each), draws, RUNS, seed=1) for each in (quarter, none))
    assert np.array_equal(one.flow[:, :, 1], two.flow[:, :, 1])
    assert received(one).sum() < received(two).sum()


def test_a_delay_moves_the_tranches(small_case, small_draws: Draws) -> None:
    draws = small_draws.with_column("loan_first_days", 10.0)
    on_time = run(build(small_case), draws, RUNS, seed=1)
    late = run(build(small_case, what_if(small_case, loan_delay_days=30.0)), draws, RUNS, seed=1)
    first = [int(np.flatnonzero(each.flow[0, on_time.world.fork :, 0])[0]) for each in (on_time, late)]
    assert first == [10, 40]


def test_refusal_and_intervention_are_heard_once(small_case) -> None:
    base = build(small_case).timeline["signal"]
    refused = build(small_case, what_if(small_case, refusal=1.0)).timeline["signal"]
    assert refused[:, 5].sum() == base[:, 5].sum() + 1
    entered = build(small_case, what_if(small_case, intervention=1.0)).timeline
    assert entered["intervention"][build(small_case).fork :].all()


def test_praise_that_is_withheld_stays_withheld(small_case) -> None:
    """The patron goes on speaking at the pace seen before the fork, but for what a scenario takes away."""
    seen = build(small_case)
    before = seen.timeline["signal"][: seen.fork, Channel.ENDORSEMENT].sum()
    assert before > 0.0
    pace = seen.timeline["words_pace"]
    assert pace[: seen.fork].sum() == 0.0
    assert pace[seen.fork :] == pytest.approx(before / seen.fork)
    assert build(small_case, what_if(small_case, endorsement=0.0)).timeline["words_pace"].sum() == 0.0


@pytest.mark.parametrize(("mechanism", "scenario"), [("withdrawal", "refusal"), ("patron_words_go_on", None)])
def test_switches_of_the_patrons_acts(small_case, small_draws: Draws, mechanism: str, scenario: str | None) -> None:
    """Off, a refusal or praise to come leave hazards as they were; on, they move them."""
    draws = small_draws.with_column("withdrawal_effect", 1.0).with_column("support_effect", 1.0)
    for name in ("loyalty_patron", "society_refusal", "pillars_refusal", "perceived_words"):
        draws = draws.with_column(name, 0.0)
    change = what_if(small_case, **{scenario: 1.0}) if scenario else None
    on, off = (run(build(small_case, change, off=switches), draws, RUNS, seed=1) for switches in ((), (mechanism,)))
    plain = run(build(small_case, off=(mechanism,)), draws, RUNS, seed=1)
    assert (on.survival[:, -1] < off.survival[:, -1]).all()
    assert off.survival.tobytes() == plain.survival.tobytes()


def test_a_change_without_effect_is_an_error(small_case) -> None:
    with pytest.raises(WorldError, match="has no effect"):
        build(small_case, what_if(small_case, reserve_force=0.0))


def test_a_loan_pledged_last_week_is_still_to_come(small_case) -> None:
    today = build(small_case)
    later = small_case.with_as_of(small_case.as_of + timedelta(days=7))
    seen = build(later)
    assert seen.fork == today.fork + 7
    assert seen.timeline["loan_pledge"].sum() == today.timeline["loan_pledge"].sum() > 0
    assert seen.timeline["loan_pledge"][seen.fork] == today.timeline["loan_pledge"][today.fork]
    without = build(later, "without_loan")
    assert not without.timeline["loan_cash"][without.fork :].any()


def test_what_the_patron_has_paid_since_is_no_longer_to_come(tmp_path) -> None:
    folder = new(tmp_path / "paid")
    with (folder / "cash.csv").open("a", encoding="utf-8") as file:
        file.write("2023-04-12,,disbursed,flow,300,USD,patron,2023-04-13,GAZETTE_MEETING,a first tranche\n")
    case = load(folder, as_of=date(2023, 4, 17))
    assert build(case).timeline["loan_pledge"].sum() == 100 * 1_000_000 * 500


def test_what_is_past_on_a_later_day_is_no_error_there(small_case) -> None:
    """It touches nobody, and the comparison says so; on the case's own day it is a slip of the author's."""
    later = build(small_case.with_as_of(small_case.as_of + timedelta(days=7)), "without_endorsement")
    assert later.name == "without_endorsement"


def test_a_change_before_the_fork_is_an_error(small_case) -> None:
    early = [Change.model_validate({"lever": "loan_cash", "from": small_case.facts.trigger.date, "value": 0.0})]
    with pytest.raises(WorldError, match="outside of the run"):
        build(small_case, Scenario(title="early", question="?", changes=early))


def test_two_words_of_the_patron_on_one_day_are_one_signal_at_the_levers_size(small_case) -> None:
    said = next(row for row in small_case.script_signals if row.kind == "endorsement")
    more = said.model_copy(update={"kind": "recognition"})
    case = replace(small_case, script_signals=[*small_case.script_signals, more])
    fork = build(case).fork
    assert build(case).timeline["signal"][fork, 0] == 1.0
    assert build(case, what_if(case, endorsement=0.5)).timeline["signal"][fork, 0] == 0.5


@pytest.mark.parametrize("lever", ["exercises", "reserve_force", "intervention"])
def test_what_is_there_or_not_has_no_half(lever: str) -> None:
    with pytest.raises(ValueError, match="nothing between"):
        Change.model_validate({"lever": lever, "from": "2023-04-10", "value": 0.5})


def test_money_withheld_builds_no_leverage(small_case, small_draws: Draws) -> None:
    lent = run(build(small_case), small_draws, RUNS, seed=1)
    withheld = run(build(small_case, what_if(small_case, loan_cash=0.0)), small_draws, RUNS, seed=1)
    assert (lent.leverage[:, -1] > withheld.leverage[:, -1]).all()


def test_money_of_others_enters_the_purse_and_the_patrons_once(small_case, small_draws: Draws) -> None:
    paid = next(row for row in small_case.cash if row.kind == "debt_service" and row.basis == "flow")
    before, after = small_case.as_of - timedelta(days=2), small_case.as_of + timedelta(days=9)
    given = {"kind": "disbursed", "until": None, "amount_m": Decimal(70), "published": before, "date": before}
    flow = paid.model_copy(update={**given, "counterparty": "a bank"})
    plan = flow.model_copy(update={"basis": "plan", "date": after, "amount_m": Decimal(30)})
    own = plan.model_copy(update={"counterparty": small_case.facts.patron.name, "amount_m": Decimal(800)})
    fee = plan.model_copy(update={"kind": "arrears_payment", "amount_m": Decimal(5)})
    case = replace(small_case, cash=[*small_case.cash, flow, plan, own, fee])
    without, world = build(small_case), build(case)
    more = {
        line: (world.timeline["known_flow"] - without.timeline["known_flow"])[:, line].nonzero()[0].tolist()
        for line in (0, 4)
    }
    assert more == {0: [world.fork - 2, world.fork + 9], 4: [world.fork + 9]}
    result = run(world, small_draws, RUNS, seed=1)
    assert (result.flow[:, world.fork - 2, 0] == 70 * 10**8).all()
    assert (result.flow[:, world.fork + 9, 4] == -5 * 10**8).all()
    assert (np.diff(result.reserves, axis=1) == result.flow[:, 1:].sum(axis=2)).all()


@pytest.fixture(scope="module")
def penniless(small_case):
    """The small case without money of its own, revenue or reserves."""
    purse = small_case.facts.purse.model_copy(update={"own_money": False})
    poor = {
        "revenue_month_m": purse.revenue_month_m.model_copy(update={"value": 0.1 * purse.revenue_month_m.value}),
        "reserves_unusable_m": purse.reserves_unusable_m.model_copy(update={"value": 1e6}),
    }
    facts = small_case.facts.model_copy(update={"purse": purse.model_copy(update=poor)})
    return replace(small_case, facts=facts)


def test_without_its_own_money_pay_is_missed_and_no_rate_moves(penniless, small_draws: Draws) -> None:
    result = run(build(penniless), small_draws, RUNS, seed=1)
    assert (result.exchange_rate == penniless.facts.purse.exchange_rate.value).all()
    assert (result.price == 1.0).all()
    assert (result.domestic[:, :, 1] == 0).all()
    assert (result.arrears[:, -1].sum(axis=1) > 0).all()
    assert (result.real_pay[:, -1].min(axis=1) < 0.5).all()


def test_arrears_are_counted_in_months_of_pay_from_the_first_day_on(penniless, small_draws: Draws) -> None:
    draws = small_draws.with_column("loyalty_arrears", 1.0)
    result = run(build(penniless), draws, RUNS, seed=1, explain=True)
    months = result.arrears / (30.0 * np.maximum(result.owed, 1))
    assert months[:, 3].max() > 0.1
    assert result.loyalty_terms[:, :20, :, 2] == pytest.approx(months[:, :20], rel=0.01)

"""The patron's ladder: what is withheld binds nobody, and what stands is not done again."""

from __future__ import annotations

from types import SimpleNamespace

import numpy as np
import pytest

from buttress.rules.patron.backing import back_and_bind, lent_share
from buttress.rules.patron.force import add_force
from buttress.rules.patron.ladder import respond
from buttress.world.actors import is_patron
from buttress.world.codes import Channel, Intervened, Rung, Tranche

DAYS = 40


def test_money_lent_against_usable_reserves() -> None:
    assert lent_share(0.0, 100.0) == 0.0
    assert lent_share(50.0, 100.0) == 0.5
    assert lent_share(50.0, 0.0) == 2.0


@pytest.mark.parametrize(("paid", "leverage"), [(1.0, 0.5), (0.5, 0.25), (0.0, 0.0)])
def test_a_loan_that_is_withheld_builds_no_leverage(single_step, paid: float, leverage: float) -> None:
    """A pledge of half the usable reserves."""
    step = single_step(back_and_bind, loan_pledge=[50], loan_cash=[paid], usable=[100], leverage_money=[1.0])
    assert step.take().leverage[0] == pytest.approx(leverage)


def test_a_contest_cuts_the_tranches_to_come(single_step) -> None:
    surprise = np.zeros((1, len(Channel)))
    surprise[0, Channel.CONTEST] = 2.0
    step = single_step(back_and_bind, surprise=surprise, contest_repayment=[0.5], tranche_amount=[[1000, 500, 3]])
    assert step.take().tranche_amount.tolist() == [[250, 125, 0]]


@pytest.fixture(scope="module")
def acts(single_step):
    """A function to the signals by day and the step of a patron who acts on one rung as soon as it may."""

    def act(rung: Rung, **columns):
        cost = np.full((1, len(Rung)), np.inf)
        cost[0, rung] = 1e-9
        columns = {"loan_pledge": np.zeros(DAYS), "reserve_standing": np.zeros(DAYS), **columns}
        columns = {"intervention": np.zeros(DAYS), "usable": [1000], "leverage_money": [1.0], **columns}
        step = single_step(respond, patron_cost=cost, patron_acts_per_day=[1.0], unrest=[1.0], **columns)
        heard = np.zeros((DAYS, len(Channel)))
        for day in range(DAYS):
            step.surprise[:] = 0.0
            heard[day] = step.take(day=day).surprise[0]
        return heard, step

    return act


def test_an_intervention_comes_once(acts) -> None:
    heard, step = acts(Rung.INTERVENTION)
    assert heard[:, Channel.PRESENCE].sum() == 1.0
    assert step.intervened[0] == Intervened.ORDERED
    heard, step = acts(Rung.INTERVENTION, intervention=np.ones(DAYS))
    assert heard.sum() == 0.0
    assert step.intervened[0] == Intervened.NO


def test_a_reserve_that_stands_is_not_formed_again(acts) -> None:
    assert acts(Rung.RESERVE)[0][:, Channel.PRESENCE].sum() == 1.0
    assert acts(Rung.RESERVE, reserve_standing=np.ones(DAYS))[0].sum() == 0.0
    exercises = acts(Rung.EXERCISES)[0][:, Channel.PRESENCE].sum()
    assert exercises == 2.0, "exercises may be held again after four weeks"


def test_a_patron_who_has_no_loan_pledges_none(acts) -> None:
    assert acts(Rung.MONEY)[0].sum() == 0.0
    pledge = np.zeros(DAYS)
    pledge[0] = 4000
    heard, step = acts(Rung.MONEY, loan_pledge=pledge)
    assert heard[:, Channel.PLEDGE].sum() == 2.0
    assert step.tranche_amount[0, Tranche.RESPONSIVE] == 2000
    assert step.leverage[0] == pytest.approx(2.0)


@pytest.mark.parametrize(
    ("code", "there"),
    [(Intervened.NO, 0.0), (Intervened.ORDERED, 0.2), (Intervened.IN_PLACE, 0.2), (Intervened.SCRIPTED, 0.0)],
)
def test_force_leaves_with_a_scripted_intervention(single_step, code: Intervened, there: float) -> None:
    step = single_step(add_force, intervention_force=[0.2], reserve_trigger=[1.0], intervened=[code])
    assert step.take().added_force[0] == there


@pytest.mark.parametrize(
    ("name", "key", "who", "is_it"),
    [
        ("Russia", "russia", "Russia (president)", True),
        ("Russia", "russia", "Russia and Belarus", True),
        ("Russia", "russia", "Russian bond market", False),
        ("Russia", "russia", "Belarus (ministry for Russia)", False),
        ("United States", "us", "Belarus", False),
        ("United States", "us", "US (senate)", True),
        ("Россия", "ru", "Россия (президент)", True),
    ],
)
def test_a_patron_is_named_by_whole_words(name: str, key: str, who: str, is_it: bool) -> None:
    case = SimpleNamespace(facts=SimpleNamespace(patron=SimpleNamespace(name=name, id=key)))
    assert is_patron(case, who) is is_it

"""The patron's ladder: what is withheld binds nobody, and what stands is not done again."""

from __future__ import annotations

import inspect
from types import SimpleNamespace

import numpy as np
import pytest

from buttress.engine.steps import add_force, back_and_bind, respond
from buttress.rules.patron import IN_PLACE, ORDERED, SCRIPTED, lent_share
from buttress.world.timeline import is_patron

DAYS = 40


def test_money_lent_against_usable_reserves() -> None:
    assert lent_share(0.0, 100.0) == 0.0
    assert lent_share(50.0, 100.0) == 0.5
    assert lent_share(50.0, 0.0) == 2.0


def bound(loan_cash: float) -> float:
    """Leverage after the day of a pledge of half the usable reserves."""
    leverage = np.zeros(1)
    given = {
        "day": 0, "runs": np.zeros(1, np.int64), "signal": np.zeros((1, 11)), "surprise": np.zeros((1, 11)),
        "intervention": np.zeros(1), "loan_pledge": np.array([50]), "loan_cash": np.array([loan_cash]),
        "reform_promise": np.zeros(1), "usable": np.array([100]), "tranche_amount": np.zeros((1, 4), np.int64),
        "leverage": leverage,
    }  # fmt: skip
    names = inspect.signature(back_and_bind.py_func).parameters
    back_and_bind(*(given.get(name, np.ones(1)) for name in names))
    return float(leverage[0])


def test_a_loan_that_is_withheld_builds_no_leverage() -> None:
    assert bound(1.0) == pytest.approx(0.5)
    assert bound(0.5) == pytest.approx(0.25)
    assert bound(0.0) == 0.0


def acts(**changes) -> tuple[np.ndarray, SimpleNamespace]:
    """Presence signals by day of a patron who acts on every rung as soon as it may."""
    state = SimpleNamespace(
        answered=np.full((1, 5), -1e9), patron_presence=np.full(1, -1.0), patron_reserve=np.zeros(1),
        intervened=np.zeros(1), tranche_amount=np.zeros((1, 4), np.int64), tranche_day=np.full((1, 4), 1e9),
        leverage=np.zeros(1),
    )  # fmt: skip
    cost = np.full((1, 5), np.inf)
    cost[0, changes["rung"]] = 1e-9
    standing, inside = changes.get("standing", np.zeros(DAYS)), changes.get("inside", np.zeros(DAYS))
    heard = np.zeros((DAYS, 11))
    for day in range(DAYS):
        surprise = np.zeros((1, 11))
        respond(
            day, 1, np.zeros(1, np.int64), 0, cost, np.ones(1), np.zeros(1), np.zeros(1), np.zeros(1), np.ones(1),
            changes.get("pledge", np.zeros(DAYS, np.int64)), np.full(1, 5.0), np.ones(1), np.array([1000]), standing,
            inside, state.answered, state.patron_presence, state.patron_reserve, state.intervened,
            state.tranche_amount, state.tranche_day, state.leverage, surprise,
        )  # fmt: skip
        heard[day] = surprise[0]
    return heard, state


def test_an_intervention_comes_once() -> None:
    heard, state = acts(rung=4)
    assert heard[:, 2].sum() == 1.0
    assert state.intervened[0] == ORDERED
    heard, state = acts(rung=4, inside=np.ones(DAYS))
    assert heard.sum() == 0.0
    assert state.intervened[0] == 0.0


def test_a_reserve_that_stands_is_not_formed_again() -> None:
    assert acts(rung=3)[0][:, 2].sum() == 1.0
    assert acts(rung=3, standing=np.ones(DAYS))[0].sum() == 0.0
    assert acts(rung=2)[0][:, 2].sum() == 2.0  # exercises may be held again after four weeks


def test_a_patron_who_has_no_loan_pledges_none() -> None:
    assert acts(rung=0)[0].sum() == 0.0
    pledge = np.zeros(DAYS, np.int64)
    pledge[0] = 4000
    heard, state = acts(rung=0, pledge=pledge)
    assert heard[:, 1].sum() == 2.0
    assert state.tranche_amount[0, 2] == 2000
    assert state.leverage[0] == pytest.approx(2.0)


@pytest.mark.parametrize(("code", "there"), [(0.0, 0.0), (ORDERED, 0.2), (IN_PLACE, 0.2), (SCRIPTED, 0.0)])
def test_force_leaves_with_a_scripted_intervention(code: float, there: float) -> None:
    added = np.zeros(1)
    none = np.zeros(1)
    add_force(0, np.zeros(1, np.int64), none, none, none, np.full(1, 0.2), np.ones(1), none, np.full(1, code), added)
    assert added[0] == there


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

"""The patron's support: three stocks that only their own acts feed, and a withdrawal that is a stock of its own."""

from __future__ import annotations

import math

import numpy as np
import pytest

from buttress.rules.patron.support import common_exposure, fed, size_of_cash, stand_by
from buttress.world.codes import Channel, Intervened, Support

HALF_LIVES = {
    "support_money_half_life_days": [10.0], "support_words_half_life_days": [20.0],
    "support_force_half_life_days": [40.0], "withdrawal_half_life_days": [80.0],
}  # fmt: skip


def heard(**signals: float) -> np.ndarray:
    out = np.zeros((1, len(Channel)))
    for name, size in signals.items():
        out[0, Channel[name.upper()]] = size
    return out


def stocks(step) -> list[float]:
    return [*step.support[0], step.withdrawal[0]]


def test_an_act_fills_what_is_missing() -> None:
    assert fed(0.0, 90.0, 1.0) == 1.0
    assert fed(1.0, 1.0, 0.0) == 0.5
    assert fed(1.0, 1.0, 0.5) == 0.75
    assert fed(1.0, math.inf, 1.0) == 1.0, "what stands already can't be more"


def test_cash_counts_against_the_reserves_that_were_there() -> None:
    assert size_of_cash(0.0, 100.0, 0.15) == 0.0
    assert size_of_cash(15.0, 115.0, 0.15) == pytest.approx(1.0 - math.exp(-1.0))
    assert size_of_cash(50.0, 50.0, 0.15) == pytest.approx(1.0 - math.exp(-2.0 / 0.15)), "there were none"


@pytest.mark.parametrize(
    ("act", "fills"),
    [
        ({"patron_cash": [30], "usable": [130]}, [1.0 - math.exp(-2.0), 0.0, 0.0, 0.0]),
        ({"heard": heard(endorsement=1.0)}, [0.0, 1.0, 0.0, 0.0]),
        ({"heard": heard(pledge=1.0)}, [0.0, 1.0, 0.0, 0.0]),
        ({"heard": heard(endorsement=0.5, pledge=0.5)}, [0.0, 0.75, 0.0, 0.0]),
        ({"presence": [1.0]}, [0.0, 0.0, 1.0, 0.0]),
        ({"reserve_standing": [1.0]}, [0.0, 0.0, 1.0, 0.0]),
        ({"intervention": [1.0]}, [0.0, 0.0, 1.0, 0.0]),
        ({"patron_reserve": [1.0]}, [0.0, 0.0, 1.0, 0.0]),
        ({"intervened": [Intervened.IN_PLACE]}, [0.0, 0.0, 1.0, 0.0]),
        ({"heard": heard(refusal=1.0)}, [0.0, 0.0, 0.0, 1.0]),
        ({"heard": heard(weakness=1.0, appeal=1.0)}, [0.0, 0.0, 0.0, 0.0]),
    ],
)
def test_each_act_feeds_its_own_stock(single_step, act, fills) -> None:
    step = single_step(stand_by, patron_presence=[-1.0], support_money_scale=[0.15], **act)
    assert stocks(step.take()) == pytest.approx(fills)


def test_each_stock_fades_with_its_own_half_life(single_step) -> None:
    step = single_step(stand_by, patron_presence=[-1.0], support=[[1.0, 1.0, 1.0]], withdrawal=[1.0], **HALF_LIVES)
    assert stocks(step.take()) == pytest.approx([2 ** (-1 / days) for days in (10, 20, 40, 80)])


def test_a_stay_is_no_further_act_and_a_new_arrival_is_one(single_step) -> None:
    """As `studies/history` dates acts: by the day on which force comes."""
    exercises, reserve = [0.0, 1.0, 1.0, 1.0, 0.0, 1.0], [0.0, 0.0, 0.0, 1.0, 1.0, 1.0]
    half_life = {"support_force_half_life_days": [1.0]}
    step = single_step(stand_by, presence=exercises, reserve_standing=reserve, patron_presence=[-1.0], **half_life)
    force = [float(step.take(day).support[0, Support.FORCE]) for day in range(6)]
    assert force == pytest.approx([0.0, 1.0, 0.5, 1.0, 0.5, 1.0])


def test_a_refusal_takes_nothing_from_support(single_step) -> None:
    step = single_step(stand_by, heard=heard(refusal=1.0), patron_presence=[-1.0], support=[[0.0, 1.0, 0.0]])
    assert step.take().support[0, Support.WORDS] == pytest.approx(2 ** (-1 / 90))


@pytest.mark.parametrize(("share", "exposure"), [(0.0, 0.8), (0.5, 1.15), (1.0, 1.5)])
def test_further_kinds_add_a_share(share: float, exposure: float) -> None:
    assert common_exposure(np.array([0.2, 0.8, 0.5]), share) == pytest.approx(exposure)


def test_the_log_hazard_ratio_by_hand(single_step) -> None:
    coefficients = {
        "support_effect": [-0.5], "support_money": [0.1], "support_words": [0.2], "support_force": [-0.3],
        "support_further_share": [0.5], "withdrawal_effect": [1.5],
    }  # fmt: skip
    forever = {name: [math.inf] for name in HALF_LIVES}
    step = single_step(
        stand_by, patron_presence=[-1.0], support=[[0.2, 0.8, 0.5]], withdrawal=[0.4], **forever, **coefficients
    )
    step.take()
    assert step.support_log_ratio[0] == pytest.approx(-0.5 * 1.15 + 0.1 * 0.2 + 0.2 * 0.8 - 0.3 * 0.5)
    assert step.withdrawal_log_ratio[0] == pytest.approx(0.6)


def test_words_go_on_at_the_pace_seen(single_step) -> None:
    """In the long run the stock is the mean of one that acts at random days fill."""
    step = single_step(
        stand_by,
        words_pace=[0.1],
        support_words_go_on=[1.0],
        support_words_half_life_days=[20.0],
        patron_presence=[-1.0],
    )
    for _ in range(1000):
        step.take()
    left, act = 2 ** (-1 / 20), 1.0 - math.exp(-0.1)
    assert step.support[0, Support.WORDS] == pytest.approx(act / (1.0 - left * (1.0 - act)))

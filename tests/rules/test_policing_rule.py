"""Policing by hand."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from buttress.rules.policing.custody import take_whole
from buttress.rules.policing.detention import detention_chance
from buttress.rules.policing.officers import called_adults, fit_officers, send_officers


def test_no_crowd_no_division() -> None:
    assert detention_chance(0.05, 1000.0, 1.0, 0.0) == 0.0


def test_many_people_are_detained_at_the_officers_pace() -> None:
    # 1,000 officers at .05 a day against 100,000: fifty people, a chance of 1 - exp(-.0005)
    assert detention_chance(0.05, 1000.0, 1.0, 100_000.0) == pytest.approx(-math.expm1(-0.0005))


@settings(deadline=None)  # the first call compiles
@given(
    officers=st.floats(0, 1e5),
    crowds=st.lists(st.floats(0, 1e6), min_size=2, max_size=6),
)
def test_officers_are_never_more_than_there_are(officers: float, crowds: list[float]) -> None:
    sent = np.zeros(len(crowds))
    capital = np.zeros(len(crowds))
    capital[0] = 1.0
    send_officers(officers, 0.1, np.array(crowds), capital, sent)
    assert sent.sum() <= officers * (1 + 1e-9) + 1e-9
    assert (sent >= 0).all()
    assert sent[0] == pytest.approx(min(officers, 0.1 * crowds[0]))


def test_only_the_called_are_expected() -> None:
    adults = np.array([[10.0, 20.0], [1.0, 2.0]])
    assert called_adults(adults, np.array([1.0, 0.0])) == 30.0
    assert called_adults(adults, np.array([1.0, 1.0])) == 33.0


def test_shirking_units_do_half() -> None:
    units = np.array([[[6.0, 2.0, 2.0], [0.0, 0.0, 0.0]]])
    assert fit_officers(units, np.array([1000.0]), np.array([0]), np.array([0.5])) == pytest.approx(350.0)


@settings(deadline=None)  # the first call compiles
@given(
    goers=st.lists(st.integers(0, 50), min_size=27, max_size=27),
    share=st.floats(0, 1),
    long=st.floats(0, 1),
    day=st.integers(0, 300),
)
def test_custody_takes_whole_people_and_loses_none(goers: list[int], share: float, long: float, day: int) -> None:
    crowd = np.array(goers).reshape(3, 3, 3)
    people = crowd + 5
    before = people.sum()
    kept = int(share * crowd.sum())
    beyond = int(long * kept)
    custody = np.zeros((16, 3, 3), dtype=np.int64)
    custody_long = np.zeros((3, 3), dtype=np.int64)
    left = crowd.copy()
    take_whole(kept, beyond, day, left, people, custody, custody_long)
    assert people.sum() + custody.sum() + custody_long.sum() == before
    assert custody.sum() + custody_long.sum() == kept
    assert custody_long.sum() == beyond
    assert (left >= 0).all()
    assert (people >= 0).all()
    assert abs(int(custody[(day + 7) % 16].sum()) - int(custody[(day + 15) % 16].sum())) <= 1

"""Shocks that persist from one occasion of a kind to the next."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from buttress.rules.shocks import carried, fill_shocks

WEEKS = 4


@pytest.fixture(scope="module")
def filled(single_step):
    """A function to the turnout and policing shocks (runs, occasions) of kinds taking turns, each `gap` days apart."""

    def fill(runs=1, persistence=0.5, sd=1.0, known_turnout=None, kinds=1, gap=7):
        days = np.repeat(np.arange(WEEKS) * gap, kinds)
        drawn = known_turnout is None
        brought = np.zeros((runs, len(days))) if drawn else known_turnout
        step = single_step(
            fill_shocks,
            occasion_day=days,
            occasion_kind=np.tile(np.arange(kinds), WEEKS),
            shock_known=np.full(len(days), 0.0 if drawn else 1.0),
            known_turnout=brought,
            known_policing=brought,
            kind_address=np.arange(kinds),
            turnout_shock_nation_sd=np.full(runs, sd),
            policing_shock_nation_sd=np.full(runs, sd),
            turnout_shock_persistence=np.full(runs, persistence),
        ).take(seed=7)
        return step.turnout_shock, step.policing_shock

    return fill


def test_a_shock_leaves_its_share_a_week_later(filled) -> None:
    turnout, _ = filled(known_turnout=[[2.0, 0.0, 0.0, 0.0]])
    assert turnout[0] == pytest.approx([2.0, 1.0, 0.5, 0.25])


def test_two_weeks_leave_the_share_of_the_share(filled) -> None:
    turnout, _ = filled(known_turnout=[[2.0, 0.0, 0.0, 0.0]], gap=14)
    assert turnout[0] == pytest.approx([2.0, 0.5, 0.125, 0.03125])


def test_without_persistence_days_are_apart(filled) -> None:
    _, policing = filled(known_turnout=[[2.0, 0.0, -1.0, 0.5]])
    assert policing[0] == pytest.approx([2.0, 0.0, -1.0, 0.5])


def test_kinds_of_occasion_keep_their_own(filled) -> None:
    one = [2.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0]
    turnout, _ = filled(known_turnout=[one], kinds=2)
    assert turnout[0, 1::2] == pytest.approx(np.zeros(WEEKS))
    assert turnout[0, ::2] == pytest.approx([2.0, 1.0, 0.5, 0.25])


@settings(deadline=None)  # the first call compiles
@given(st.floats(0.0, 0.999), st.floats(1.0, 60.0))
def test_the_spread_stays_whatever_persists(persistence: float, days: float) -> None:
    squares = carried(1.0, 0.0, persistence, days) ** 2 + carried(0.0, 1.0, persistence, days) ** 2
    assert squares == pytest.approx(1.0)


def test_drawn_shocks_have_the_spread_and_the_correlation_asked_for(filled) -> None:
    turnout, _ = filled(runs=20_000, persistence=0.6, sd=0.5)
    assert turnout.std(axis=0) == pytest.approx(np.full(WEEKS, 0.5), rel=0.03)
    assert np.corrcoef(turnout[:, 0], turnout[:, 1])[0, 1] == pytest.approx(0.6, abs=0.03)
    assert np.corrcoef(turnout[:, 0], turnout[:, 3])[0, 1] == pytest.approx(0.6**3, abs=0.03)


def test_a_run_has_its_shocks_whatever_stands_beside_it(filled) -> None:
    assert filled(runs=5)[0][3].tobytes() == filled(runs=9)[0][3].tobytes()

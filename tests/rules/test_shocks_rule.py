"""Shocks that persist from one occasion of a kind to the next."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from buttress.rules.shocks import carried, fill_shocks

WEEKS = 4


def filled(
    runs: int = 1, persistence: float = 0.5, sd: float = 1.0, given_turnout=None, kinds: int = 1, gap: int = 7
) -> tuple[np.ndarray, np.ndarray]:
    """Turnout and policing shocks (runs, occasions) of `kinds` kinds taking turns, each `gap` days apart."""
    days = np.repeat(np.arange(WEEKS) * gap, kinds).astype(np.int64)
    kind = np.tile(np.arange(kinds), WEEKS).astype(np.int64)
    n = len(days)
    drawn = given_turnout is None
    brought = np.zeros((runs, n)) if drawn else np.asarray(given_turnout, dtype=float)
    turnout, policing = np.zeros((runs, n)), np.zeros((runs, n))
    fill_shocks(
        np.uint64(7), np.arange(runs), days, kind, np.full(n, 0.0 if drawn else 1.0), brought, brought,
        np.arange(kinds, dtype=np.uint32), np.full(runs, sd), np.full(runs, sd), np.full(runs, persistence),
        np.zeros(runs), turnout, policing,
    )  # fmt: skip
    return turnout, policing


def test_a_shock_leaves_its_share_a_week_later() -> None:
    turnout, _ = filled(given_turnout=[[2.0, 0.0, 0.0, 0.0]])
    assert turnout[0] == pytest.approx([2.0, 1.0, 0.5, 0.25])


def test_two_weeks_leave_the_share_of_the_share() -> None:
    turnout, _ = filled(given_turnout=[[2.0, 0.0, 0.0, 0.0]], gap=14)
    assert turnout[0] == pytest.approx([2.0, 0.5, 0.125, 0.03125])


def test_without_persistence_days_are_apart() -> None:
    _, policing = filled(given_turnout=[[2.0, 0.0, -1.0, 0.5]])
    assert policing[0] == pytest.approx([2.0, 0.0, -1.0, 0.5])


def test_kinds_of_occasion_keep_their_own() -> None:
    one = [2.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0]
    turnout, _ = filled(given_turnout=[one], kinds=2)
    assert turnout[0, 1::2] == pytest.approx(np.zeros(WEEKS))
    assert turnout[0, ::2] == pytest.approx([2.0, 1.0, 0.5, 0.25])


@given(st.floats(0.0, 0.999), st.floats(1.0, 60.0))
def test_the_spread_stays_whatever_persists(persistence: float, days: float) -> None:
    squares = carried(1.0, 0.0, persistence, days) ** 2 + carried(0.0, 1.0, persistence, days) ** 2
    assert squares == pytest.approx(1.0)


def test_drawn_shocks_have_the_spread_and_the_correlation_asked_for() -> None:
    turnout, _ = filled(runs=20_000, persistence=0.6, sd=0.5)
    assert turnout.std(axis=0) == pytest.approx(np.full(WEEKS, 0.5), rel=0.03)
    assert np.corrcoef(turnout[:, 0], turnout[:, 1])[0, 1] == pytest.approx(0.6, abs=0.03)
    assert np.corrcoef(turnout[:, 0], turnout[:, 3])[0, 1] == pytest.approx(0.6**3, abs=0.03)


def test_a_run_has_its_shocks_whatever_stands_beside_it() -> None:
    assert filled(runs=5)[0][3].tobytes() == filled(runs=9)[0][3].tobytes()

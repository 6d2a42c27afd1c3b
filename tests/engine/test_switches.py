"""Every mechanism has an off switch that reaches what depends on it, and nothing before it."""

from __future__ import annotations

import numpy as np
import pytest

from buttress.engine import run
from buttress.world import Draws, WorldError, build
from buttress.world.parameters import mechanisms

RUNS = np.arange(0, 60, 5)
FIRST_TOUCH = {
    "turnout": "turnout", "dissent": "turnout", "habit": "turnout", "fatigue": "turnout", "crowd_feedback": "turnout",
    "beliefs": "belief_society", "ties": "turnout", "fear": "turnout", "anger": "turnout", "wave": "turnout",
    "season": "turnout", "leaders": "turnout", "reform": "turnout", "patron_attitude": "attitude",
    "leverage": "leverage", "shocks": "turnout", "policing": "detained", "custody": "custody",
    "scrutiny": "turnout", "fx_demand": "exchange_rate", "prices": "price", "loan": "reserves",
    "purse": "reserves", "revenue": "domestic", "financing": "domestic",
    "attention": "attention", "perceived_security": "perceived_security", "signals": "belief_pillars",
    "loyalty": "loyal_share", "strikes": "strikers", "loyalty_pay": "loyal_share", "loyalty_crowd": "loyal_share",
    "loyalty_orders": "loyal_share", "loyalty_peers": "loyal_share", "loyalty_belief": "loyal_share",
    "loyalty_patron": "loyal_share", "support": "survival", "resolution": "survival", "resolution_crowd": "survival",
    "resolution_force": "survival", "resolution_pay": "survival",
    "resolution_belief": "survival", "resolution_reform": "survival",
    "resolution_calm": "survival",
}  # fmt: skip
"""The record that shows the switch first."""
BY_OTHER_TESTS = {"patron", "patron_words_go_on", "withdrawal", "patron_force", "patron_responsive", "patron_contagion"}
UPSTREAM = ("record_reserves", "record_turnout", "record_belief_pillars", "record_loyal_share")
ONLY_ENDS = [name for name in mechanisms() if name.startswith("resolution")]


@pytest.fixture(scope="module")
def baseline(small_world, small_draws: Draws):
    return run(small_world, small_draws, RUNS, seed=6)


@pytest.mark.parametrize("mechanism", [name for name in mechanisms() if name not in BY_OTHER_TESTS])
def test_the_switch_reaches_its_record(mechanism: str, small_case, small_draws: Draws, baseline) -> None:
    assert mechanism in FIRST_TOUCH, "a new mechanism needs a record that shows its switch"
    other = run(build(small_case, off=(mechanism,)), small_draws, RUNS, seed=6)
    name = f"record_{FIRST_TOUCH[mechanism]}"
    assert not np.array_equal(other.columns[name], baseline.columns[name])


@pytest.mark.parametrize("mechanism", ONLY_ENDS)
def test_hazards_never_reach_the_path(mechanism: str, small_case, small_draws: Draws, baseline) -> None:
    other = run(build(small_case, off=(mechanism,)), small_draws, RUNS, seed=6)
    for name in UPSTREAM:
        assert other.columns[name].tobytes() == baseline.columns[name].tobytes()


def test_nobody_falls_without_resolution(small_case, small_draws: Draws) -> None:
    result = run(build(small_case, off=("resolution",)), small_draws, RUNS, seed=6)
    assert (result.survival == 1.0).all()


def test_a_responsive_patron_acts_only_when_its_switch_is_on(small_case, small_draws: Draws, baseline) -> None:
    eager = small_draws.with_column("patron_acts_per_day", 5.0)
    for rung in ("money", "endorsement", "exercises", "reserve", "intervention"):
        eager = eager.with_column(f"patron_cost_{rung}", 0.001)
    on = run(build(small_case, reading="responsive"), eager, RUNS, seed=6)
    off = run(build(small_case, reading="responsive", off=("patron_responsive",)), eager, RUNS, seed=6)
    assert (on.attitude[:, -1] != baseline.attitude[:, -1]).any()
    assert off.attitude.tobytes() == baseline.attitude.tobytes()


def test_unknown_mechanism_gets_a_hint(small_case) -> None:
    with pytest.raises(WorldError, match="did you mean 'anger'"):
        build(small_case, off=("angr",))

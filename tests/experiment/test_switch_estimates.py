"""A mechanism's switch moves the estimates that depend on it by more than four Monte-Carlo errors, and no others.

Coefficients stand at one side of their prior, so that a mechanism has an effect to lose; pairs share all addresses.
"""

from __future__ import annotations

import numpy as np
import pytest

import buttress.case
from buttress.case.blank import BLANK
from buttress.experiment import run
from buttress.experiment.two_errors import two_errors
from buttress.infer.prior import prior_draws
from buttress.world import Draws

RUNS = 100  # one block
SIDES: dict[str, tuple[dict[str, float], str, tuple[str, ...]]] = {
    "crowd_feedback": (
        {"crowd_feedback": 0.4, "wave_depth": 1.5, "campaign_half_life_days": 30.0},  # an ebb to feed on
        "turnout_8w",
        (),
    ),
    "anger": ({"anger_jump": 0.2}, "turnout_8w", ()),
    "fear": ({"risk_fear": 0.4}, "turnout_8w", ()),
    "habit": ({"habit": 2.0}, "turnout_8w", ()),
    "wave": ({"wave_depth": 1.5, "campaign_half_life_days": 30.0}, "turnout_8w", ()),
    "policing": ({}, "detained_8w", ()),
    "fx_demand": ({"fx_demand_unrest": 0.3}, "real_pay_90", ()),
    "prices": ({"pass_through": 0.8, "fx_demand_unrest": 0.3}, "real_pay_90", ()),
    "attention": ({"attention_slope": 1.0, "perceived_words": 1.0}, "detained_8w", ()),
    "loyalty_pay": (
        {"loyalty_pay": 6.0, "defection_per_day": 1e-3, "pass_through": 0.8, "fx_demand_unrest": 1.0},
        "loyal_90",
        (),  # strikes cost revenue, so pay may follow
    ),
    "resolution_force": ({"defection_per_day": 2e-3}, "tenure_90", ("turnout_8w", "detained_8w", "real_pay_90")),
    "resolution": ({}, "tenure_90", ("turnout_8w", "detained_8w", "real_pay_90", "loyal_90", "reserves_weeks")),
    "support": (
        {"support_effect": 1.0, "loyalty_patron": 0.0},  # else strikes follow, and revenue
        "tenure_30",
        ("turnout_8w", "detained_8w", "real_pay_90"),
    ),
}  # fmt: skip
"""Mechanism: what its coefficients are set to, the estimate that must move, and those that must not, to the byte."""


@pytest.fixture(scope="module")
def case() -> buttress.case.Case:
    return buttress.case.load(BLANK)


@pytest.fixture(scope="module")
def prior(case: buttress.case.Case) -> Draws:
    """One parameter set, the middle of the prior, as often as there are draws: what varies is chance alone."""
    many = prior_draws(case, 400, 3)
    middle = np.tile(np.median(many.values, axis=0), (RUNS // 10, 1))
    return Draws(many.names, middle, (), np.zeros((RUNS // 10, 0)))


@pytest.mark.parametrize("mechanism", SIDES)
def test_the_switch_moves_what_depends_on_it_and_nothing_else(mechanism: str, case, prior: Draws) -> None:
    coefficients, moved, still = SIDES[mechanism]
    draws = prior
    for name, value in coefficients.items():
        draws = draws.with_column(name, value)
    on = run(case, runs=RUNS, draws=draws, seed=1).measures
    off = run(case, runs=RUNS, draws=draws, seed=1, off=(mechanism,)).measures
    paired = two_errors((on[moved] - off[moved]).to_numpy(), 10)
    assert abs(paired.mean) > 4 * paired.mc_se
    for name in still:
        assert np.array_equal(on[name].to_numpy(), off[name].to_numpy())

"""What other contests say is a total: the simulator's has the learned distribution, all paths on."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

import buttress.case
from buttress.case.blank import BLANK
from buttress.infer.prior import JointPrior, prior_draws
from buttress.world.history import history
from buttress.world.parameters import parameters
from studies.history.total import Totals, total_log_ratios

BELARUS = Path(__file__).resolve().parents[2] / "cases" / "belarus-2020"


@pytest.fixture(scope="module", params=[BELARUS, BLANK], ids=lambda folder: folder.name)
def totals(request: pytest.FixtureRequest) -> dict[str, Totals]:
    """Of each side, in 512 draws."""
    case = buttress.case.load(request.param)
    return total_log_ratios(case, prior_draws(case, 512))


@pytest.mark.parametrize("side", ["support", "withdrawal"])
def test_the_total_has_the_learned_distribution(totals: dict[str, Totals], side: str) -> None:
    """Within the error of 512 draws, and a tenth of its spread. An act of words has the deviation of words too."""
    learned = getattr(history(), side)
    words = learned.deviations.words if side == "support" else None
    mean = learned.prior.mean + (words.mean if words else 0.0)
    sd = np.hypot(learned.prior.sd, words.sd if words else 0.0)
    total = totals[side].total
    assert total.mean() == pytest.approx(mean, abs=3 * sd / np.sqrt(len(total)))
    assert total.std() == pytest.approx(sd, rel=0.1)


def test_a_coefficient_is_solved_from_its_total() -> None:
    """Draws of the coefficient, sent through the other paths, are the learned total again."""
    entry = next(each for each in parameters(["march"]) if each.name == "withdrawal_effect")
    held, rng = history().withdrawal.prior, np.random.default_rng(1)
    own = entry.learned["mean"] + entry.learned["sd"] * rng.standard_normal(200_000)
    total = -0.075 + 1.115 * own + 0.245 * rng.standard_normal(len(own))
    assert (total.mean(), total.std()) == pytest.approx((held.mean, held.sd), abs=0.005)
    assert Totals(total, own).regression == pytest.approx((-0.075, 1.115, 0.245), abs=0.01)


def test_without_history_no_sign_is_known() -> None:
    case = buttress.case.load(BLANK)
    plain, learned = (JointPrior.of(case, history=known) for known in (False, True))
    for name in ("support_effect", "withdrawal_effect", "support_money", "support_words", "support_force"):
        assert plain[name].value(np.zeros(1))[0] == 0.0, "symmetric round no effect"
    assert learned["withdrawal_effect"].value(np.zeros(1))[0] > 1.0

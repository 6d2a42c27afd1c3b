"""A verdict on "vital" is within reach: opened far enough, some draws of the priors hold it."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from buttress.case import load
from buttress.experiment.claims import Shares
from buttress.experiment.mean_field import MeanField
from buttress.infer.prior import JointPrior, prior_draws

BELARUS = Path(__file__).resolve().parents[2] / "cases" / "belarus-2020"


def test_more_than_half_of_the_chance_to_stay_can_hang_on_support() -> None:
    """At spreads times eight. A hazard anchored at the fork could lose at most .19."""
    case = load(BELARUS)
    vital = next(claim for claim in case.claims if claim.id == "support_is_vital")
    opened = dict.fromkeys(("support_effect", "support_words", "support_further_share", "exit_per_day"), 8.0)
    draws = prior_draws(case, 256, prior=JointPrior.of(case, history=False, spread=opened))
    contrast = Shares(MeanField(case)).contrasts([vital], draws)[0]
    assert np.quantile(contrast, 0.975) > 0.19
    assert np.max(contrast) > 0.5

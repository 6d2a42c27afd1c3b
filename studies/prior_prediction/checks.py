"""The checks of a prior: what is asked, what comes out, and which parameters move it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from buttress.arrays import Floats
from studies.prior_prediction import prediction as prior
from studies.prior_prediction.base_rates import DETAINED, EPISODES_LOW, PEAK_QUANTILES, REPORTED_LOW, WON_LATER
from studies.prior_prediction.elasticity import PriorElasticity


@dataclass(frozen=True)
class Check:
    """One question to the prior: the bar, what came out, whether it passes, and the parameters that move it most."""

    name: str
    bar: str
    found: str
    passed: bool
    drivers: list[tuple[str, float]]


def checks(elasticity: PriorElasticity, predicted: prior.Prediction, level: prior.Prediction) -> list[Check]:
    """The bars of the model document and of the base rates, each with what moves it.

    `level` is the same prediction with the wave's ebb off: that paths stay in bounds is a bar for what feeds on itself,
    and the ebb, which comes from outside, has a base rate of its own.
    """

    def moved(outcome: Floats) -> list[tuple[str, float]]:
        known = ~np.isnan(outcome)
        if not known.any() or np.ptp(outcome[known]) == 0.0:
            return []
        return prior.drivers(predicted.names, predicted.values[known], outcome[known], 5)

    end, ebbed, low = level.end_share, predicted.end_share, predicted.below_a_tenth
    few, few_ebbed = (float((share < prior.FEW_OF_ADULTS).mean()) for share in (end, ebbed))
    many, many_ebbed = (float((share > prior.MANY_OF_ADULTS).mean()) for share in (end, ebbed))
    won_low, won_high = WON_LATER.interval
    # Silence is no crowd, or a press that tired: the bar runs from one reading to the other.
    decay_low, decay_high = REPORTED_LOW.interval[0], EPISODES_LOW.interval[1]
    decayed = mean_known(low)
    peak = np.quantile(predicted.peak_share, (0.25, 0.5, 0.75))
    peak_fits = bool(PEAK_QUANTILES[1] <= peak[1] <= PEAK_QUANTILES[3] and peak[0] <= PEAK_QUANTILES[2] <= peak[2])
    detained = marks(predicted.detained_share, (0.05, 0.5, 0.95))
    return [
        Check("stability", "at least 95 % of draws with elasticity between -1 and 1",
              f"{100 * elasticity.stable:.1f} %", elasticity.stable >= 0.95, moved(np.abs(elasticity.g))),
        Check("last march small, ebb off", f"under 5 % of paths end below {100 * prior.FEW_OF_ADULTS:g} % of adults",
              f"{100 * few:.1f} %", few < 0.05, moved(-end)),
        Check("last march huge, ebb off", f"under 5 % of paths end above {100 * prior.MANY_OF_ADULTS:g} % of adults",
              f"{100 * many:.1f} %", many < 0.05, moved(end)),
        Check("last march small, ebb on", "the same as with the ebb off",
              f"{100 * few_ebbed:.1f} %", few_ebbed < 0.05, moved(-ebbed)),
        Check("last march huge, ebb on", "the same as with the ebb off",
              f"{100 * many_ebbed:.1f} %", many_ebbed < 0.05, moved(ebbed)),
        Check("tenure", f"P(in office, 180 days) between {1 - won_high:.2f} and {1 - won_low:.2f} "
              f"({WON_LATER.cases - WON_LATER.events} of {WON_LATER.cases})", f"{predicted.in_office:.3f}",
              1 - won_high <= predicted.in_office <= 1 - won_low, moved(predicted.survival[:, -1])),
        Check("decay", f"share of paths below a tenth of their peak half a year later between {decay_low:.2f} and "
              f"{decay_high:.2f} ({REPORTED_LOW.events} of {REPORTED_LOW.cases} to {EPISODES_LOW.events} of "
              f"{EPISODES_LOW.cases})", f"{decayed:.2f}",
              decay_low <= decayed <= decay_high, moved(low)),
        Check("peak", "the prior's median peak inside the middle half of NAVCO's, and the reverse",
              f"median {100 * peak[1]:.2g} % of people, middle half {100 * peak[0]:.2g} to {100 * peak[2]:.2g} %; "
              f"NAVCO {100 * PEAK_QUANTILES[2]:.2g} %, "
              f"{100 * PEAK_QUANTILES[1]:.2g} to {100 * PEAK_QUANTILES[3]:.2g} %",
              peak_fits, moved(predicted.peak_share)),
        Check("detained per participant", f"counted medians {DETAINED[0]} and {DETAINED[1]} inside the prior's 90 %",
              f"{detained[0]:.2g} to {detained[2]:.2g}, median {detained[1]:.2g}",
              bool(detained[0] <= DETAINED[0] and DETAINED[1] <= detained[2]), moved(_own_detained(predicted))),
    ]  # fmt: skip


def marks(values: Floats, at: Sequence[float]) -> Floats:
    """Quantiles; NaN of nothing (a prior under which nobody comes)."""
    return np.quantile(values, at) if values.size else np.full(len(at), np.nan)


def mean_known(values: Floats) -> float:
    """Mean of the values that are known; NaN of none."""
    known = values[~np.isnan(values)]
    return float(known.mean()) if known.size else float("nan")


def _own_detained(predicted: prior.Prediction) -> Floats:
    """Detained over participants in the 8 weeks from the fork on, by draw; NaN without a crowd."""
    weeks = (predicted.days >= predicted.fork) & (predicted.days < predicted.fork + 56)
    crowd = predicted.turnout[:, weeks].sum(axis=1)
    return np.where(crowd > 0, predicted.detained[:, weeks].sum(axis=1) / np.maximum(crowd, 1.0), np.nan)

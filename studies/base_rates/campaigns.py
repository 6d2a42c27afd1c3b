"""How campaigns end: shares won, time to success, causes of their targets' exits.

Campaigns are those of NAVCO 1.2, one row a campaign (Chenoweth and Shay, doi 10.7910/DVN/0UZOTX).
"""

from __future__ import annotations

import warnings
from collections.abc import Sequence

import numpy as np
import pandas as pd
from scipy import stats

from buttress.arrays import Floats
from buttress.evaluate.hindcast.archigos import CAUSES
from studies.base_rates.share import CaseShare, Rate


def won(campaigns: pd.DataFrame, within_days: int, going_at_day: int = 0, label: str = "all") -> CaseShare:
    """Of the campaigns still going at a day, those that had won `within_days` later.

    One that ended without success counts as not won; so does one still going when the file ends.
    """
    going = campaigns[campaigns["duration"] > going_at_day] if going_at_day else campaigns
    wins = (going["success"] == 1) & (going["duration"] <= going_at_day + within_days)
    return CaseShare(label, int(wins.sum()), len(going))


def won_by_participation(campaigns: pd.DataFrame, within_days: int, going_at_day: int = 0) -> list[CaseShare]:
    """`won` by class of peak participation, a share of the population. Known only at the end: no covariate."""
    peak = campaigns["percentagepopularparticipation"]
    classes = [("under 0.5 % of people", peak < 0.005), ("0.5 to 2 %", (peak >= 0.005) & (peak < 0.02)),
               ("2 % and more", peak >= 0.02)]  # fmt: skip
    return [won(campaigns[chosen], within_days, going_at_day, label) for label, chosen in classes]


def peak_participation(campaigns: pd.DataFrame, at: Sequence[float]) -> tuple[Floats, int]:
    """Quantiles of peak participation, a share of the population, and how many campaigns have none on file."""
    peak = campaigns["percentagepopularparticipation"]
    return np.quantile(peak[peak > 0], at), int((~(peak > 0)).sum())


def survival(campaigns: pd.DataFrame, days: Sequence[int]) -> list[tuple[int, float, float, float]]:
    """Kaplan-Meier share without success at each day and its 95 % interval (log-log); other ends are censored.

    This is the survival of a target whose campaign does not end: above it lies `1 - won`, where failures stay.
    """
    data = stats.CensoredData.right_censored(
        campaigns["duration"].to_numpy(float), (campaigns["success"] != 1).to_numpy()
    )
    curve = stats.ecdf(data).sf
    with warnings.catch_warnings():
        # The interval is undefined where nobody is left, at the end of the curve.
        warnings.simplefilter("ignore", RuntimeWarning)
        bounds = curve.confidence_interval(0.95, method="log-log")
    return [
        (day, float(curve.evaluate(day)), float(bounds.low.evaluate(day)), float(bounds.high.evaluate(day)))
        for day in days
    ]


def hazard_of_success(campaigns: pd.DataFrame, from_day: int, to_day: int) -> Rate:
    """Successes a day that a campaign is going, between two days."""
    duration = campaigns["duration"].to_numpy(float)
    exposure = np.clip(np.minimum(duration, to_day) - from_day, 0.0, None).sum()
    events = ((campaigns["success"] == 1) & (duration > from_day) & (duration <= to_day)).sum()
    return Rate(f"day {from_day} to {to_day}", int(events), float(exposure))


def cause_counts(linked: pd.DataFrame, within_days: int, going_at_day: int = 0) -> dict[str, int]:
    """Ends by cause of the campaigns that `won` counts as won."""
    wins = linked[(linked["success"] == 1) & (linked["duration"] > going_at_day)]
    wins = wins[wins["duration"] <= going_at_day + within_days]
    counts = wins["cause"].fillna("no exit found").value_counts()
    return {cause: int(counts.get(cause, 0)) for cause in (*CAUSES, "other or unknown", "no exit found")}

"""People detained per participant."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd


@dataclass(frozen=True)
class Detained:
    """Detained per participant in single reports that give both: count of reports, median, spread of the logarithm."""

    episode: str
    reporter: str
    reports: int
    median: float
    log_sd: float


def detained_per_participant(episode: str, reports: pd.DataFrame) -> list[Detained]:
    """By reporter, from rows that hold a crowd and a number of detained above zero; others are left out."""
    both = reports[(reports["people"] > 0) & (reports["detained"] > 0)]
    found = []
    for reporter, rows in both.groupby("reporter"):
        log_ratio = np.log(rows["detained"].to_numpy(float) / rows["people"].to_numpy(float))
        spread = float(log_ratio.std(ddof=1)) if log_ratio.size > 1 else float("nan")
        found.append(Detained(episode, str(reporter), log_ratio.size, float(np.exp(np.median(log_ratio))), spread))
    return found

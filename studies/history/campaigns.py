"""NAVCO 1.2 as a second, confounded source: did campaigns against a regime with foreign aid win less often?

Chenoweth and Shay, doi 10.7910/DVN/0UZOTX; column `regaid`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd

from buttress.evaluate.hindcast.columns import read_columns
from studies.history.panel import PanelContest

WITHIN_DAYS = 180
OWN_BIAS_SD = 0.4
"""Aid in NAVCO is a mark of the whole campaign, without a date: its difference is no effect. Sd of its bias, either
sign, as of support's in the panel."""


PLACES = {"Myanmar": "Burma", "Bosnia and Herzegovina": "Bosnia", "Serbia (FR Yugoslavia)": "Serbia",
          "Estonia (USSR)": "Estonia", "Latvia (USSR)": "Latvia"}  # fmt: skip
"""Countries that NAVCO 1.2 spells otherwise."""


@dataclass(frozen=True)
class CampaignCounts:
    """(won, campaigns) of those whose target had foreign aid, and of the others."""

    aided: tuple[int, int]
    unaided: tuple[int, int]

    def contrast(self) -> tuple[float, float]:
        """Log ratio of the hazards integrated over 180 days, aided against not, and its error.

        From complementary log-log of the shares won, half a campaign added to each side.
        """
        (first, first_error), (second, second_error) = (_log_hazard(*pair) for pair in (self.aided, self.unaided))
        return first - second, float(np.hypot(first_error, second_error))


def read_aided(path: Path) -> pd.DataFrame:
    """Nonviolent campaigns for regime change with a duration: country, years, `won`, `aided`."""
    frame = read_columns(path, ("location", "byear", "eyear", "success", "nonviol", "regchange", "duration", "regaid"))
    frame = frame[(frame["nonviol"] == 1) & (frame["regchange"] == 1) & frame["regaid"].notna()]
    won = frame["success"].eq(1) & frame["duration"].le(WITHIN_DAYS)
    table = frame[["location", "byear", "eyear"]].assign(won=won, aided=frame["regaid"].eq(1))
    return table.reset_index(drop=True)


def apart(campaigns: pd.DataFrame, contests: Sequence[PanelContest]) -> pd.DataFrame:
    """Campaigns that no contest of the panel is: none of that country whose years meet."""
    met = [any(_same(row, contest) for contest in contests) for row in campaigns.itertuples()]
    return campaigns[~np.array(met, dtype=bool)]


def count(campaigns: pd.DataFrame) -> CampaignCounts:
    """The counts of a table."""
    cells = [campaigns[campaigns["aided"] == aided]["won"] for aided in (True, False)]
    aided, unaided = ((int(cell.sum()), len(cell)) for cell in cells)
    return CampaignCounts(aided, unaided)


def _log_hazard(won: int, number: int) -> tuple[float, float]:
    """log(-log(1 - p)) and its error by the delta method."""
    p = (won + 0.5) / (number + 1.0)
    hazard = -np.log1p(-p)
    return float(np.log(hazard)), float(np.sqrt(p / ((1 - p) * (number + 1.0))) / hazard)


def _same(row: object, contest: PanelContest) -> bool:
    location, first, last = (getattr(row, name) for name in ("location", "byear", "eyear"))
    place = str(location).split("/")[0].lower()
    return place == PLACES.get(contest.country, contest.country).lower() and (
        int(first) - 1 <= contest.end.year and contest.trigger.year <= int(last) + 1
    )

"""Campaigns of NAVCO 1.2 (Chenoweth and Shay, doi 10.7910/DVN/0UZOTX), one row a campaign."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from buttress.evaluate.hindcast.columns import read_columns

_CAMPAIGN_COLUMNS = (
    "location", "byear", "eyear", "success", "limited", "failure", "ongoing", "nonviol", "regchange", "duration",
    "percentagepopularparticipation",
)  # fmt: skip


def read_campaigns(path: Path) -> pd.DataFrame:
    """Nonviolent campaigns for regime change of NAVCO 1.2; duration is in days."""
    frame = read_columns(path, _CAMPAIGN_COLUMNS)
    return frame[(frame["nonviol"] == 1) & (frame["regchange"] == 1)].reset_index(drop=True)

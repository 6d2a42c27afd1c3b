"""Episodes of protest as their reporters told them, and one reporter's weekly crowd.

Input is a folder of episodes, `NAME/events.csv` with the columns date, place, crowd_low, crowd_high, detained,
reporter, source_id: one row a report.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import numpy as np
import pandas as pd

from buttress.arrays import Floats, Ints
from buttress.evaluate.hindcast.columns import read_columns

_EVENT_COLUMNS = ("date", "place", "crowd_low", "crowd_high", "detained", "reporter", "source_id")
_NATIONWIDE = re.compile(r"nation\s*-?\s*wide|\bnational\b", re.IGNORECASE)
_REMEMBERED = "MEM"
_A_MONDAY = pd.Timestamp(1990, 1, 1)
#: Collections of every small protest, town by town, are streams and not waves.
STREAM_FROM_REPORTS = 1000


@dataclass(frozen=True)
class WeeklyCrowd:
    """One reporter's largest day of each week: `weeks` counted from the first, `people` above zero."""

    episode: str
    reporter: str
    weeks: Ints
    people: Floats
    reports: int
    left_out: int

    @property
    def stream(self) -> bool:
        """Whether this is a collection of everyday protests."""
        return self.reports >= STREAM_FROM_REPORTS

    @property
    def pairs(self) -> Ints:
        """Positions whose next week has a report too."""
        return np.flatnonzero(np.diff(self.weeks) == 1)

    @property
    def log_changes(self) -> Floats:
        """Change of log crowd from a week to the next, where both have a report."""
        return np.diff(np.log(self.people))[self.pairs]


def figure(low: pd.Series, high: pd.Series) -> pd.Series:
    """One number a report: the geometric middle of its bounds, or the one bound that it has."""
    middle = np.sqrt(low.astype(float) * high.astype(float))
    return middle.fillna(low).fillna(high).astype(float)


def read_episode(folder: Path, until: date) -> pd.DataFrame:
    """The reports of an episode up to a day, with `people`; rows marked as remembered and not seen are dropped."""
    frame = read_columns(folder / "events.csv", _EVENT_COLUMNS)
    frame["date"] = pd.to_datetime(frame["date"], errors="coerce")
    kept = (frame["date"] <= pd.Timestamp(until)) & (frame["source_id"] != _REMEMBERED)
    frame = frame[kept].copy()
    frame["people"] = figure(frame["crowd_low"], frame["crowd_high"])
    frame["nationwide"] = frame["place"].fillna("").str.contains(_NATIONWIDE) | (
        frame["place"].fillna("").str.lower() == folder.name.rsplit("-", 1)[0]
    )
    return frame


def weekly_crowd(episode: str, reports: pd.DataFrame) -> WeeklyCrowd | None:
    """The steadiest reporter's weekly crowd: of all its weeks with a crowd, the largest day.

    A day is its nationwide report where there is one, else the sum over places; reports of zero have no logarithm and
    are left out, counted in `left_out`. None if no reporter has a crowd.
    """
    crowds = reports[reports["people"].notna()].copy()
    crowds["week"] = (crowds["date"] - _A_MONDAY).dt.days // 7
    zeros = crowds["people"] <= 0
    crowds = crowds[~zeros]
    if crowds.empty:
        return None
    weeks_seen = crowds.groupby("reporter")["week"].nunique().sort_index()
    reporter = str(weeks_seen.idxmax())
    chosen = crowds[crowds["reporter"] == reporter]
    by_day = chosen.groupby(["week", "date"]).apply(_day_total, include_groups=False)
    by_week = by_day.groupby("week").max().sort_index()
    weeks = by_week.index.to_numpy(np.int64)
    return WeeklyCrowd(episode, reporter, weeks - weeks[0], by_week.to_numpy(float), len(reports), int(zeros.sum()))


def _day_total(day: pd.DataFrame) -> float:
    nationwide = day.loc[day["nationwide"], "people"]
    return float(nationwide.max() if len(nationwide) else day["people"].sum())

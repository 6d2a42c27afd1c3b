"""Past campaigns as rows: what was known before each began, what was known only afterwards, and whether it won.

Files are the reader's own: NAVCO 1.2 (Chenoweth and Shay), Archigos leader spells (Goemans, Gleditsch and Chiozza), and
if wanted population, Polity and autocratic regimes by country and year. Whatever depends on a year is taken from the
year before the campaign, so that an outcome in its first year can't reach back.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd

from buttress.evaluate.hindcast.archigos import read_exits, tenure_on
from buttress.evaluate.hindcast.columns import read_columns
from buttress.evaluate.hindcast.leader_links import link_leaders
from buttress.evaluate.hindcast.navco import read_campaigns

KNOWN = ("log_tenure", "log_population", "polity", "year")
"""Numbers known at the start; a missing one takes the median of the training rows."""
REGIMES = ("personal", "party", "military", "monarchy")
AIDED = "aided"
LATER = ("log_peak", "defection", AIDED)
"""Known only afterwards: log peak participation (share of the population), whether security forces defected, and
whether the regime had foreign aid at any time of the campaign (NAVCO's `regaid`; unknown where a file lacks it)."""
SMALLEST_PEAK = 1e-5


@dataclass(frozen=True)
class CampaignFiles:
    """Paths of the data. `population`, `polity` and `regimes` may be None: then that covariate is unknown for all."""

    campaigns: Path
    leaders: Path
    population: Path | None = None
    polity: Path | None = None
    regimes: Path | None = None


def campaign_table(files: CampaignFiles, within_days: int) -> pd.DataFrame:
    """One row a nonviolent campaign for regime change: `country`, `year`, `won`, the covariates.

    `won`: success within so many days of the campaign's start. Raises OSError, and ValueError for a file without its
    columns or a table without both outcomes.
    """
    raw = read_campaigns(files.campaigns)
    leaders = read_exits(files.leaders)
    linked = link_leaders(raw, leaders)
    before = linked["byear"].astype(int) - 1
    peak = linked["percentagepopularparticipation"].astype(float)
    table = pd.DataFrame(
        {
            "country": linked["location"],
            "year": linked["byear"].astype(float),
            "won": (linked["success"].eq(1) & linked["duration"].le(within_days)).astype(int),
            "log_tenure": np.log1p(_tenures(linked, leaders)),
            "log_population": np.log(_by_year(files.population, "population", linked["state"], before)),
            "polity": _by_year(files.polity, "polity2", linked["state"], before),
            "log_peak": np.log(peak.where(peak > 0).clip(lower=SMALLEST_PEAK)),
            "defection": _column(files.campaigns, raw, "defect"),
            AIDED: raw["regaid"].astype(float) if "regaid" in raw.columns else np.nan,
        }
    )
    kinds = _regime(files.regimes, linked["state"], before)
    for regime in REGIMES:
        table[regime] = kinds.str.contains(regime).astype(float)
    if table["won"].nunique() < 2:
        raise ValueError(f"{files.campaigns.name}: all campaigns end alike within {within_days} days")
    return table


def _column(path: Path, campaigns: pd.DataFrame, name: str) -> pd.Series:
    """A column of the file that the base rates don't need; missing values stay so."""
    if name not in campaigns.columns:
        raise ValueError(f"{path.name}: no column {name}")
    return campaigns[name].astype(float)


def _tenures(linked: pd.DataFrame, leaders: pd.DataFrame) -> np.ndarray:
    """Years in office, on the last day before the campaign's first year, of the leader of that day; nan if unknown."""
    by_state, nobody = dict(iter(leaders.groupby("state"))), leaders.iloc[:0]
    return np.array(
        [
            tenure_on(pd.Timestamp(int(first) - 1, 12, 31), by_state.get(state, nobody))
            for state, first in zip(linked["state"], linked["byear"], strict=True)
        ]
    )


def _by_year(path: Path | None, column: str, states: pd.Series, years: pd.Series) -> np.ndarray:
    if path is None:
        return np.full(len(states), np.nan)
    frame = read_columns(path, ("gwn", "year", column)).drop_duplicates(["gwn", "year"])
    wanted = pd.MultiIndex.from_arrays([states.astype(float), years.astype(float)])
    held = frame.set_index([frame["gwn"].astype(float), frame["year"].astype(float)])[column].astype(float)
    return held.reindex(wanted).to_numpy(float)


def _regime(path: Path | None, states: pd.Series, years: pd.Series) -> pd.Series:
    """The autocratic regime on the last day of a year, in the words of Geddes, Wright and Frantz; "" for none."""
    if path is None:
        return pd.Series([""] * len(states))
    frame = read_columns(path, ("gwn", "regime_type", "start", "end"))
    start = pd.to_datetime(frame["start"], errors="coerce")
    end = pd.to_datetime(frame["end"], errors="coerce").fillna(pd.Timestamp.max)
    state = pd.to_numeric(frame["gwn"], errors="coerce")
    found = []
    for country, year in zip(states, years, strict=True):
        day = pd.Timestamp(int(year), 12, 31)
        here = frame[(state == country) & (start <= day) & (end >= day)]
        found.append(str(here.iloc[-1]["regime_type"]) if len(here) else "")
    return pd.Series(found)

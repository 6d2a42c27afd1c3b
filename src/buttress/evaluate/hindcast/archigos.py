"""Leader spells of Archigos 4.1 (Goemans, Gleditsch and Chiozza 2009) and the causes of their ends."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import numpy as np
import pandas as pd

from buttress.evaluate.hindcast.columns import read_columns

YEAR_DAYS = 365.25
UNTIL = date(2020, 9, 13)
CAUSES = ("collapse", "palace coup", "negotiated exit")

# Archigos 4.1 exit codes, by the model's causes. A regular exit is by the rules in force, agreed or forced by ballot.
_CAUSE_OF_EXIT = {
    "Regular": "negotiated exit",
    "Popular Protest, without Foreign Support": "collapse",
    "Popular Protest, with Foreign Support": "collapse",
    "Removed by Rebels, without Foreign Support": "collapse",
    "Removed by Rebels, with Foreign Support": "collapse",
    "Removed by Military, without Foreign Support": "palace coup",
    "Removed by Military, with Foreign Support": "palace coup",
    "Removed by Other Government Actors, without Foreign Support": "palace coup",
    "Removed by Other Government Actors, with Foreign Support": "palace coup",
    "Removed in Military Power Struggle Short of Coup": "palace coup",
}
_DEATH_OR_ILLNESS = ("Natural Death", "Retired Due to Ill Health", "Suicide")
_STILL_IN_OFFICE = "Still in Office"

_EXIT_COLUMNS = ("country", "gwn", "leader", "start", "end", "exit", "exit_code")


def read_exits(path: Path, until: date = UNTIL) -> pd.DataFrame:
    """Archigos leader spells: state, country, leader, start, end (missing = in office), cause of the exit."""
    raw = read_columns(path, _EXIT_COLUMNS)
    cause = raw["exit_code"].map(_CAUSE_OF_EXIT).fillna("other or unknown")
    cause = cause.where(~raw["exit"].isin(_DEATH_OR_ILLNESS), "death or illness")
    end = pd.to_datetime(raw["end"], errors="coerce").where(raw["exit"] != _STILL_IN_OFFICE)
    frame = pd.DataFrame(
        {"state": raw["gwn"], "country": raw["country"], "leader": raw["leader"],
         "start": pd.to_datetime(raw["start"], errors="coerce"), "end": end, "cause": cause}
    )  # fmt: skip
    last = pd.to_datetime(raw["end"], errors="coerce").max()
    return spells_until(frame, min(until, last.date()))


def spells_until(spells: pd.DataFrame, until: date) -> pd.DataFrame:
    """Spells begun before `until`; an end after it is not yet known."""
    limit = pd.Timestamp(until)
    kept = spells[spells["start"].notna() & (spells["start"] < limit)].copy()
    kept["exited"] = kept["end"].notna() & (kept["end"] <= limit)
    kept["seen_to"] = kept["end"].where(kept["exited"], limit)
    return kept[kept["seen_to"] >= kept["start"]].reset_index(drop=True)


def tenure_on(day: pd.Timestamp, spells: pd.DataFrame) -> float:
    """Years in office of the leader who was in it on a day; nan if no spell of the state holds the day."""
    start, seen_to = spells["start"].to_numpy(), spells["seen_to"].to_numpy()
    holds = np.flatnonzero((start <= day.to_datetime64()) & (seen_to > day.to_datetime64()))
    return (day - spells["start"].iloc[holds[-1]]).days / YEAR_DAYS if len(holds) else np.nan

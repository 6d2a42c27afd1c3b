"""Leader spells and their ends: exits a year in office.

Spells and regimes are those of REIGN (Bell 2016), or spells of Archigos with their causes of exit.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path

import numpy as np
import pandas as pd

from buttress.evaluate.hindcast.archigos import UNTIL, YEAR_DAYS, spells_until
from buttress.evaluate.hindcast.columns import read_columns
from studies.base_rates.share import Rate

_LEADER_COLUMNS = ("ccode", "leader", "sdate", "smonth", "syear", "emonth", "eyear")
_REGIME_COLUMNS = ("cowcode", "gwf_startdate", "gwf_enddate", "gwf_regimetype")
NOT_AUTOCRACIES = ("parliamentary", "presidential", "foreign-occupied", "not in the regime file")


def read_leaders(path: Path, until: date = UNTIL) -> pd.DataFrame:
    """REIGN leader spells: state, leader, start, end (mid-month; missing = in office), cut at `until`."""
    raw = read_columns(path, _LEADER_COLUMNS)
    start = pd.to_datetime({"year": raw["syear"], "month": raw["smonth"], "day": raw["sdate"]}, errors="coerce")
    end = pd.to_datetime(
        pd.DataFrame({"year": raw["eyear"], "month": raw["emonth"], "day": 15}).dropna().astype(int)
    ).reindex(raw.index)
    frame = pd.DataFrame({"state": raw["ccode"], "leader": raw["leader"], "start": start, "end": end, "cause": "exit"})
    return spells_until(frame, until)


def with_regime(spells: pd.DataFrame, path: Path) -> pd.DataFrame:
    """Spells with the regime type (REIGN) of their state on the day the 20th year in office was complete."""
    raw = read_columns(path, _REGIME_COLUMNS)
    raw = raw.assign(
        start=pd.to_datetime(raw["gwf_startdate"], format="%m/%d/%Y", errors="coerce"),
        end=pd.to_datetime(raw["gwf_enddate"], format="%m/%d/%Y", errors="coerce"),
    )
    by_state = dict(iter(raw.groupby("cowcode")))
    types = []
    for spell in spells.itertuples():
        group = by_state.get(spell.state)
        day = spell.start + pd.Timedelta(days=20 * YEAR_DAYS)
        found = group[(group["start"] <= day) & (group["end"] >= day)] if group is not None else raw.iloc[:0]
        types.append(str(found.iloc[0]["gwf_regimetype"]) if len(found) else "not in the regime file")
    return spells.assign(regime=types)


def exit_hazard(
    spells: pd.DataFrame, from_year: float, to_year: float = np.inf, cause: str | None = None, since: int = 1950,
    label: str = "",
) -> Rate:  # fmt: skip
    """Exits a year in office between two tenures, counted from the year `since`; of one cause, or of all."""
    start, seen_to = spells["start"], spells["seen_to"]
    tenure = (seen_to - start).dt.days / YEAR_DAYS
    entered = np.maximum(from_year, (pd.Timestamp(since, 1, 1) - start).dt.days / YEAR_DAYS)
    exposure = np.clip(np.minimum(tenure, to_year) - entered, 0.0, None)
    events = spells["exited"] & (tenure > entered) & (tenure <= to_year)
    if cause is not None:
        events &= spells["cause"] == cause
    return Rate(label or cause or "all", int(events.sum()), float(exposure.sum()))

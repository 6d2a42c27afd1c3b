"""Campaigns linked to the leaders whom they challenged."""

from __future__ import annotations

import pandas as pd

from buttress.evaluate.hindcast.archigos import tenure_on

# Names in NAVCO 1.2 that Archigos spells otherwise, by Gleditsch and Ward's number.
_STATE_NUMBER = {
    "Belarus": 370,
    "Burma/Myanmar": 775,
    "East Germany": 265,
    "Iran": 630,
    "Ivory Coast": 437,
    "Kyrgyzstan": 703,
    "Madagascar": 580,
    "Romania": 360,
    "Russia": 365,
    "South Korea": 732,
    "South Vietnam": 817,
    "Turkey": 640,
    "Yemen": 678,
}


def link_leaders(campaigns: pd.DataFrame, exits: pd.DataFrame) -> pd.DataFrame:
    """Campaigns with `state` (Gleditsch and Ward), `tenure_years` of its leader in mid first year, `cause` of the end.

    NAVCO 1.2 dates campaigns by year only. The cause, for campaigns that won, is that of the last leader who left
    office in the last year of the campaign, failing that in the years before, but for deaths and illness. Both are
    missing where no leader fits.
    """
    number = exits.drop_duplicates("country").set_index("country")["state"].to_dict() | _STATE_NUMBER
    by_state, nobody = dict(iter(exits.groupby("state"))), exits.iloc[:0]
    tenures: list[float] = []
    causes: list[str | None] = []
    for campaign in campaigns.itertuples():
        spells = by_state.get(number.get(campaign.location, -1), nobody)
        tenures.append(tenure_on(pd.Timestamp(int(campaign.byear), 7, 1), spells))
        causes.append(_cause(spells, campaign.byear, campaign.eyear) if campaign.success == 1 else None)
    return campaigns.assign(state=campaigns["location"].map(number), tenure_years=tenures, cause=causes)


def _cause(spells: pd.DataFrame, first: float, last: float) -> str | None:
    """Why the last leader left who did so in one of the years; None where nobody did."""
    year = spells["seen_to"].dt.year
    in_years = (year >= first) & (year <= last)
    left = spells[spells["exited"] & (spells["cause"] != "death or illness") & in_years].sort_values("seen_to")
    return str(left.iloc[-1]["cause"]) if len(left) else None

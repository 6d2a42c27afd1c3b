"""Tables of leaders' exits, by tenure, regime and cause."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import numpy as np
import pandas as pd

from buttress.evaluate.hindcast.archigos import CAUSES, YEAR_DAYS
from studies.base_rates import leaders as rates
from studies.base_rates.cells import rate_cells
from studies.results import StudyTable


def leader_table(leaders: pd.DataFrame, regimes: Path | None, until: date) -> StudyTable:
    groups = [("all", leaders)]
    note = "No regime file given: democracies and monarchies are among them."
    if regimes is not None:
        leaders = rates.with_regime(leaders, regimes)
        kind = leaders["regime"]
        autocrats = leaders[~kind.isin([*rates.NOT_AUTOCRACIES, "monarchy"])]
        groups = [
            ("all", leaders),
            ("autocracies but monarchies", autocrats),
            ("personal regimes", leaders[kind == "personal"]),
            ("monarchies", leaders[kind == "monarchy"]),
        ]
        unknown = rates.exit_hazard(leaders[kind == "not in the regime file"], 20)
        note = (
            f"Years of leaders whose regime is not in the regime file: {unknown.exposure:.0f}, only in the first row."
        )
    rows = []
    for name, spells in groups:
        for low, high in ((20, np.inf), (20, 30), (25, 30)):
            label = f"{name}, {low} years and more" if high == np.inf else f"{name}, years {low} to {high:.0f}"
            rows.append(rate_cells(rates.exit_hazard(spells, low, high, label=label)))
    return StudyTable(
        "leaders",
        "Exits a year of leaders 20 years and more in office, any cause, death included",
        ("leaders", "exits", "years", "exits a year", "95 % interval"),
        rows,
        f"REIGN, 1950 to {until}; spells begun earlier are counted from 1950 on. {note}",
    )


def exit_table(exits: pd.DataFrame) -> StudyTable:
    rows = [rate_cells(rates.exit_hazard(exits, 20, label="all"))]
    for cause in (*CAUSES, "death or illness", "other or unknown"):
        rows.append(rate_cells(rates.exit_hazard(exits, 20, cause=cause)))
    alive = exits.assign(exited=exits["exited"] & (exits["cause"] != "death or illness"))
    rows.append(rate_cells(rates.exit_hazard(alive, 20, label="all but death or illness")))
    daily = rates.exit_hazard(alive, 20)
    return StudyTable(
        "exits",
        "Exits a year of these leaders, by cause",
        ("cause", "exits", "years", "exits a year", "95 % interval"),
        rows,
        f"Archigos, 1950 to {exits['seen_to'].max():%Y-%m-%d}, monarchs and democracies among them. All but death or "
        f"illness: {daily.value / YEAR_DAYS:.2g} a day, with or without a campaign.",
    )

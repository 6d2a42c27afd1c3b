"""How waves of protest decay: of episodes, and of all countries' events.

The events of all countries are Mass Mobilization's (Clark and Regan, doi 10.7910/DVN/HTTWYL) with country, start,
crowd_low, crowd_high, demands.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import numpy as np
import pandas as pd

from buttress.arrays import Floats
from buttress.evaluate.hindcast.columns import read_columns
from studies.base_rates.episodes import WeeklyCrowd, figure
from studies.base_rates.share import CaseShare

_PANEL_COLUMNS = ("country", "start", "crowd_low", "crowd_high", "demands")
WAVE_FROM_PEOPLE = 10_000
WAVE_GAP_DAYS = 56
#: Days after the peak: a wave that lasts is one still large three to six weeks on.
LASTING_DAYS = (21, 42)
AFTER_DAYS = {"8": (42, 70), "13": (77, 105), "26": (168, 196)}


def below_a_tenth_later(series: Iterable[WeeklyCrowd], later_weeks: int = 26) -> CaseShare:
    """Of the episodes still reported on 26 weeks after their peak or later, those then below a tenth of it.

    The week 26 after the peak and the two before and after it count; a week without a report counts as no crowd, since
    the episode was still followed. Episodes whose last report is earlier are left out: an end of the file and an end of
    the wave cannot be told apart.
    """
    below = cases = 0
    for weekly in series:
        top = int(np.argmax(weekly.people))
        after = weekly.weeks - weekly.weeks[top]
        if after[-1] < later_weeks - 2:
            continue
        then = weekly.people[np.abs(after - later_weeks) <= 2]
        cases += 1
        below += int(then.size == 0 or then.max() < 0.1 * weekly.people[top])
    return CaseShare("episodes below a tenth of their peak 26 weeks later", below, cases)


@dataclass(frozen=True)
class Waves:
    """Waves of protest for the removal of a politician: peak, and largest crowd later, as shares of the peak.

    `lasting` is of three to six weeks after the peak, `after` of about so many weeks after it; 0 = no report.
    """

    country: tuple[str, ...]
    peak: Floats
    lasting: Floats
    after: dict[str, Floats]
    too_late: int

    def below_a_tenth(self, weeks: str, lasting: float = 0.0) -> CaseShare:
        """Of the waves still at a share of their peak three to six weeks on, those below a tenth of it later."""
        chosen = self.after[weeks][self.lasting >= lasting]
        kept = f", still at {lasting:g} of it after 3 to 6" if lasting else ""
        return CaseShare(f"below a tenth of the peak {weeks} weeks later{kept}", int((chosen < 0.1).sum()), chosen.size)

    def silent(self, weeks: str, lasting: float = 0.0) -> CaseShare:
        """The same, with no report at all."""
        chosen = self.after[weeks][self.lasting >= lasting]
        kept = f", still at {lasting:g} of it after 3 to 6" if lasting else ""
        return CaseShare(f"no report {weeks} weeks later{kept}", int((chosen == 0).sum()), chosen.size)


def read_waves(path: Path, until: date) -> Waves:
    """Waves in the Mass Mobilization panel: removal of a politician among the demands, peak of 10,000 people or more.

    Events of one country less than 8 weeks apart are one wave. The crowd later is the country's largest event of any
    demand within two weeks of the time, no event counting as 0. Waves whose peak is less than 28 weeks before the last
    event of the file are left out, counted in `too_late`.
    """
    frame = read_columns(path, _PANEL_COLUMNS)
    frame["start"] = pd.to_datetime(frame["start"], errors="coerce")
    frame = frame[frame["start"] <= pd.Timestamp(until)].copy()
    frame["people"] = figure(frame["crowd_low"], frame["crowd_high"])
    last_day = frame["start"].max()
    countries, peaks, laters, too_late = [], [], [], 0
    for country, events in frame.dropna(subset=["people"]).groupby("country"):
        for top in _peaks(events.sort_values("start")):
            if (last_day - top["start"]).days < AFTER_DAYS["26"][1]:
                too_late += 1
                continue
            since = (events["start"] - top["start"]).dt.days
            windows = (LASTING_DAYS, *AFTER_DAYS.values())
            laters.append([events.loc[since.between(*days), "people"].max() for days in windows])
            countries.append(str(country))
            peaks.append(float(top["people"]))
    shares = np.nan_to_num(np.array(laters, dtype=float).reshape(-1, 1 + len(AFTER_DAYS))) / np.array(peaks)[:, None]
    after = {weeks: shares[:, 1 + column] for column, weeks in enumerate(AFTER_DAYS)}
    return Waves(tuple(countries), np.array(peaks), shares[:, 0], after, too_late)


def _peaks(events: pd.DataFrame) -> Iterable[pd.Series]:
    """The largest event of each wave that is large enough."""
    asked = events[events["demands"].fillna("").str.contains("removal of politician")]
    wave = (asked["start"].diff().dt.days > WAVE_GAP_DAYS).cumsum()
    for _, members in asked.groupby(wave):
        top = members.loc[members["people"].idxmax()]
        if top["people"] >= WAVE_FROM_PEOPLE:
            yield top

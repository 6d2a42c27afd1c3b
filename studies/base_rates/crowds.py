"""Base rates of crowds: how turnout changes from week to week, how waves decay, how many are detained.

Input is a folder of episodes, `NAME/events.csv` with the columns date, place, crowd_low, crowd_high, detained,
reporter, source_id (one row a report; see `read_episode`), and the Mass Mobilization events of all countries (Clark and
Regan, doi 10.7910/DVN/HTTWYL) with country, start, crowd_low, crowd_high, demands.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import numpy as np
import pandas as pd

from buttress.arrays import Floats, Ints
from buttress.evaluate.hindcast.columns import read_columns
from studies.base_rates.share import Share

_EVENT_COLUMNS = ("date", "place", "crowd_low", "crowd_high", "detained", "reporter", "source_id")
_PANEL_COLUMNS = ("country", "start", "crowd_low", "crowd_high", "demands")
_NATIONWIDE = re.compile(r"nation\s*-?\s*wide|\bnational\b", re.IGNORECASE)
_REMEMBERED = "MEM"
_A_MONDAY = pd.Timestamp(1990, 1, 1)
#: Collections of every small protest, town by town, are streams and not waves.
STREAM_FROM_REPORTS = 1000
WAVE_FROM_PEOPLE = 10_000
WAVE_GAP_DAYS = 56


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


# Elasticity ----------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Elasticity:
    """g in log(next / reference) = g log(last / reference) + noise, over pairs of neighbouring weeks.

    Reference: the first week's crowd (as in the turnout rule), or the episode's mean. `sd` is the noise, `error` the
    standard error of g, by episodes as clusters.
    """

    reference: str
    value: float
    error: float
    sd: float
    pairs: int
    episodes: int


def elasticity(series: Iterable[WeeklyCrowd], reference: str = "first") -> Elasticity:
    """Pooled least squares. Reporters' noise draws g to 0, an unknown level of the wave that differs from the first
    week draws it to 1 (reference "first"), the short series draw it to 0 (reference "mean")."""
    lasts, nexts = [], []
    for weekly in series:
        log_people = np.log(weekly.people)
        log_people = log_people - (log_people[0] if reference == "first" else log_people.mean())
        pairs = weekly.pairs
        if reference == "first":
            pairs = pairs[pairs > 0]
        if pairs.size:
            lasts.append(log_people[pairs])
            nexts.append(log_people[pairs + 1])
    last, after = np.concatenate(lasts), np.concatenate(nexts)
    g = float(last @ after / (last @ last))
    scores = np.array([x @ (y - g * x) for x, y in zip(lasts, nexts, strict=True)])
    error = float(np.sqrt((scores**2).sum()) / (last @ last))
    return Elasticity(reference, g, error, float(np.std(after - g * last)), last.size, len(lasts))


def noiseless_elasticity(series: Iterable[WeeklyCrowd]) -> tuple[float, float, int]:
    """g as the ratio of the second to the first autocovariance, which independent noise of reports leaves alone.

    Pooled over runs of three neighbouring weeks round the first week's crowd; value, standard error, runs.
    """
    two, one = [], []
    for weekly in series:
        log_people = np.log(weekly.people / weekly.people[0])
        starts = np.flatnonzero((np.diff(weekly.weeks)[:-1] == 1) & (np.diff(weekly.weeks)[1:] == 1))
        starts = starts[starts > 0]
        if starts.size:
            two.append(float(log_people[starts + 2] @ log_people[starts]))
            one.append(float(log_people[starts + 1] @ log_people[starts]))
    g = sum(two) / sum(one)
    error = float(np.sqrt(sum((t - g * o) ** 2 for t, o in zip(two, one, strict=True))) / abs(sum(one)))
    return g, error, len(two)


def own_elasticities(series: Iterable[WeeklyCrowd], least_pairs: int = 8) -> Floats:
    """Each episode's least-squares g round its own mean, of those with enough pairs of weeks."""
    found = []
    for weekly in series:
        if weekly.pairs.size >= least_pairs:
            log_people = np.log(weekly.people)
            last, after = log_people[weekly.pairs], log_people[weekly.pairs + 1]
            found.append(float(np.polyfit(last, after, 1)[0]))
    return np.array(found)


# Decay ---------------------------------------------------------------------------------------------------------------


def below_a_tenth_later(series: Iterable[WeeklyCrowd], later_weeks: int = 26) -> Share:
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
    return Share("episodes below a tenth of their peak 26 weeks later", below, cases)


#: Days after the peak: a wave that lasts is one still large three to six weeks on.
LASTING_DAYS = (21, 42)
AFTER_DAYS = {"8": (42, 70), "13": (77, 105), "26": (168, 196)}


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

    def below_a_tenth(self, weeks: str, lasting: float = 0.0) -> Share:
        """Of the waves still at a share of their peak three to six weeks on, those below a tenth of it later."""
        chosen = self.after[weeks][self.lasting >= lasting]
        kept = f", still at {lasting:g} of it after 3 to 6" if lasting else ""
        return Share(f"below a tenth of the peak {weeks} weeks later{kept}", int((chosen < 0.1).sum()), chosen.size)

    def silent(self, weeks: str, lasting: float = 0.0) -> Share:
        """The same, with no report at all."""
        chosen = self.after[weeks][self.lasting >= lasting]
        kept = f", still at {lasting:g} of it after 3 to 6" if lasting else ""
        return Share(f"no report {weeks} weeks later{kept}", int((chosen == 0).sum()), chosen.size)


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


# Detentions ----------------------------------------------------------------------------------------------------------


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

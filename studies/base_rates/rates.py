"""Base rates of an incumbent's end, computed from files that the reader brings.

    python -m studies.base_rates --campaigns FILE --leaders FILE [--exits FILE] [--regimes FILE]
                                        [--episodes DIR] [--panel FILE] [--until DATE]

- `--campaigns`: NAVCO 1.2, one row a campaign (Chenoweth and Shay, doi 10.7910/DVN/0UZOTX)
- `--leaders`: REIGN leader spells (Bell 2016); `--regimes`: REIGN regime spells
- `--exits`: Archigos 4.1 leader spells with the way of exit (Goemans, Gleditsch and Chiozza 2009)
- `--episodes`, `--panel`: counts of crowds, see `studies.base_rates.crowds`

Nothing is read by default and no row of these files is kept: what is printed is computed. Every table says what it
left out.
"""

from __future__ import annotations

import argparse
import sys
import warnings
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy import optimize, stats
from scipy.special import digamma, polygamma

from buttress.evaluate.hindcast.archigos import CAUSES, UNTIL, YEAR_DAYS, spells_until
from buttress.evaluate.hindcast.columns import read_columns
from studies.base_rates.share import Rate, Share
from studies.results import of_markdown, write

_LEADER_COLUMNS = ("ccode", "leader", "sdate", "smonth", "syear", "emonth", "eyear")
_REGIME_COLUMNS = ("cowcode", "gwf_startdate", "gwf_enddate", "gwf_regimetype")
NOT_AUTOCRACIES = ("parliamentary", "presidential", "foreign-occupied", "not in the regime file")


# Campaigns -----------------------------------------------------------------------------------------------------------


def won(campaigns: pd.DataFrame, within_days: int, going_at_day: int = 0, label: str = "all") -> Share:
    """Of the campaigns still going at a day, those that had won `within_days` later.

    One that ended without success counts as not won; so does one still going when the file ends.
    """
    going = campaigns[campaigns["duration"] > going_at_day] if going_at_day else campaigns
    wins = (going["success"] == 1) & (going["duration"] <= going_at_day + within_days)
    return Share(label, int(wins.sum()), len(going))


def won_by_participation(campaigns: pd.DataFrame, within_days: int, going_at_day: int = 0) -> list[Share]:
    """`won` by class of peak participation, a share of the population. Known only at the end: no covariate."""
    peak = campaigns["percentagepopularparticipation"]
    classes = [("under 0.5 % of people", peak < 0.005), ("0.5 to 2 %", (peak >= 0.005) & (peak < 0.02)),
               ("2 % and more", peak >= 0.02)]  # fmt: skip
    return [won(campaigns[chosen], within_days, going_at_day, label) for label, chosen in classes]


def peak_participation(campaigns: pd.DataFrame, at: Sequence[float]) -> tuple[NDArray[np.float64], int]:
    """Quantiles of peak participation, a share of the population, and how many campaigns have none on file."""
    peak = campaigns["percentagepopularparticipation"]
    return np.quantile(peak[peak > 0], at), int((~(peak > 0)).sum())


def survival(campaigns: pd.DataFrame, days: Sequence[int]) -> list[tuple[int, float, float, float]]:
    """Kaplan-Meier share without success at each day and its 95 % interval (log-log); other ends are censored.

    This is the survival of a target whose campaign does not end: above it lies `1 - won`, where failures stay.
    """
    data = stats.CensoredData.right_censored(
        campaigns["duration"].to_numpy(float), (campaigns["success"] != 1).to_numpy()
    )
    curve = stats.ecdf(data).sf
    with warnings.catch_warnings():
        # The interval is undefined where nobody is left, at the end of the curve.
        warnings.simplefilter("ignore", RuntimeWarning)
        bounds = curve.confidence_interval(0.95, method="log-log")
    return [
        (day, float(curve.evaluate(day)), float(bounds.low.evaluate(day)), float(bounds.high.evaluate(day)))
        for day in days
    ]


def hazard_of_success(campaigns: pd.DataFrame, from_day: int, to_day: int) -> Rate:
    """Successes a day that a campaign is going, between two days."""
    duration = campaigns["duration"].to_numpy(float)
    exposure = np.clip(np.minimum(duration, to_day) - from_day, 0.0, None).sum()
    events = ((campaigns["success"] == 1) & (duration > from_day) & (duration <= to_day)).sum()
    return Rate(f"day {from_day} to {to_day}", int(events), float(exposure))


# Leaders -------------------------------------------------------------------------------------------------------------


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


# Campaigns against the exits of their targets ------------------------------------------------------------------------


def cause_counts(linked: pd.DataFrame, within_days: int, going_at_day: int = 0) -> dict[str, int]:
    """Ends by cause of the campaigns that `won` counts as won."""
    wins = linked[(linked["success"] == 1) & (linked["duration"] > going_at_day)]
    wins = wins[wins["duration"] <= going_at_day + within_days]
    counts = wins["cause"].fillna("no exit found").value_counts()
    return {cause: int(counts.get(cause, 0)) for cause in (*CAUSES, "other or unknown", "no exit found")}


# Advised priors ------------------------------------------------------------------------------------------------------


def lognormal_hazard(share: Share, days: int, sigma: float) -> float:
    """Median daily hazard h with E[1 - exp(-h days)] = the share, h log-normal of that sigma (Gauss-Hermite)."""
    nodes, weights = np.polynomial.hermite_e.hermegauss(60)
    weights = weights / weights.sum()

    def excess(log_median: float) -> float:
        return float(weights @ -np.expm1(-np.exp(log_median + sigma * nodes) * days)) - share.value

    low, high = -20.0, 5.0
    while high - low > 1e-10:
        middle = (low + high) / 2
        low, high = (low, middle) if excess(middle) > 0 else (middle, high)
    return float(np.exp(low))


def frailty(campaigns: pd.DataFrame, from_day: int, to_day: float = np.inf) -> tuple[float, float]:
    """Daily hazard and shape of a Pareto (gamma-mixed exponential) time to success after a day, by maximum likelihood.

    1 / sqrt(shape) is the spread of the hazard between campaigns that a falling hazard would show, an upper bound if
    hazards fall within a campaign too. Other ends are censored, and all that is later than `to_day`.
    """
    time = campaigns["duration"].to_numpy(float) - from_day
    success = (campaigns["success"] == 1).to_numpy() & (time <= to_day - from_day)
    success, time = success[time > 0], np.minimum(time[time > 0], to_day - from_day)

    def loss(theta: NDArray[np.float64]) -> float:
        hazard, variance = np.exp(theta)
        log_survival = -np.log1p(variance * hazard * time) / variance
        return -float(log_survival.sum() + (np.log(hazard) - np.log1p(variance * hazard * time))[success].sum())

    start = np.array([np.log(max(success.sum(), 1) / time.sum()), 0.0])
    found = optimize.minimize(loss, start, method="Nelder-Mead", options={"xatol": 1e-6, "fatol": 1e-8})
    hazard, variance = np.exp(found.x)
    return float(hazard), float(1.0 / variance)


def cause_log_weights(counts: dict[str, int]) -> dict[str, tuple[float, float]]:
    """Mean and sd of each cause's log weight, centred, after one pseudo-count a cause (a flat Dirichlet)."""
    filled = np.array([counts[cause] + 1.0 for cause in CAUSES])
    means = digamma(filled) - digamma(filled).mean()
    return {
        cause: (float(mean), float(np.sqrt(polygamma(1, count))))
        for cause, mean, count in zip(CAUSES, means, filled, strict=True)
    }


# Command -------------------------------------------------------------------------------------------------------------


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the tables of the files given, as Markdown; 2 and one message for a file that can't be read."""
    from studies.base_rates import tables

    parser = argparse.ArgumentParser(
        prog="python -m studies.base_rates",
        description="Base rates of an incumbent's end and of crowds, computed from your files.",
    )
    parser.add_argument("--campaigns", type=Path, help="NAVCO 1.2, CSV")
    parser.add_argument("--leaders", type=Path, help="REIGN leader spells, CSV")
    parser.add_argument("--regimes", type=Path, help="REIGN regime spells, CSV; splits --leaders")
    parser.add_argument("--exits", type=Path, help="Archigos leader spells, CSV; adds causes")
    parser.add_argument("--episodes", type=Path, help="folder of NAME/events.csv, one row a report")
    parser.add_argument("--panel", type=Path, help="Mass Mobilization events of all countries, CSV")
    parser.add_argument("--until", type=date.fromisoformat, default=UNTIL, help=f"last day used, default {UNTIL}")
    parser.add_argument("--leave-out", action="append", default=[], metavar="EPISODE", help="an episode not to use")
    parser.add_argument("--out", type=Path, help="file of results to write, studies/base_rates/results.json")
    given = parser.parse_args(arguments)
    if not any((given.campaigns, given.leaders, given.exits, given.episodes, given.panel)):
        parser.error("name at least one file")
    try:
        text = tables.document(given)
    except (OSError, ValueError) as error:
        print(f"error: {error}", file=sys.stderr)
        return 2
    print(text)
    if given.out is not None:
        left_out = ", ".join(given.leave_out) or "no episode"
        used = f"Nothing after {given.until} is used; left out: {left_out}."
        write(given.out, of_markdown(text, "Base rates: the tables", "python -m studies.base_rates", [used]))
    return 0

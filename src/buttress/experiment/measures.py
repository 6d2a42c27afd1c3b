"""Measures: what comes out of one run, one number each.

*D days after the fork* is the end of the D-th day from the fork on, so the index fork + D - 1 of a daily series; a run
whose horizon is shorter has no such number (NaN). Turnout and detentions are of the path had he stayed, and are truth,
not reports.

To add a measure: write its function here and add a row to MEASURES; tables, JSON, claims and the model document then
know it by name. `tests/experiment/test_measures.py` fails until it is computed there by hand.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

import numpy as np

from buttress.experiment.frame import Frame

if TYPE_CHECKING:
    from buttress.engine import Result

WEEKS = 8  # length of the near future, in weeks
RUNWAY_DAY = 90  # where stock and pace of the runway are read, days after the fork
PACE_DAYS = 28
RUNWAY_CAP_WEEKS = 104.0
PERSISTS = 10_000  # people nationwide at one occasion of week 8


@dataclass(frozen=True)
class Path:
    """A result with its frame: `result` arrays have runs first, `frame` says what the other axes are."""

    result: Result
    frame: Frame

    @property
    def runs(self) -> int:
        return len(self.result.survival)

    def after(self, series: np.ndarray, days: int) -> np.ndarray:
        """A daily series (runs, days) at the end of the `days`-th day after the fork, (runs,)."""
        index = self.frame.fork + days - 1
        return self.missing() if index >= self.frame.days else series[:, index].astype(float)

    def missing(self) -> np.ndarray:
        """What a measure is where the run doesn't reach it."""
        return np.full(self.runs, np.nan)

    def national(self, people: np.ndarray, chosen: np.ndarray) -> np.ndarray:
        """People nationwide at the chosen occasions, (runs, chosen)."""
        return people[:, chosen, :].sum(axis=2, dtype=np.int64)

    def in_office(self) -> np.ndarray:
        """Probability of being in office at the end of each day, (runs, days); 1 before the fork."""
        before = np.ones((self.runs, self.frame.fork))
        return np.concatenate([before, self.result.survival[:, 1:]], axis=1)

    def staying(self, chosen: np.ndarray) -> np.ndarray:
        """The same at the end of the chosen occasions' days, (runs, chosen)."""
        return self.in_office()[:, np.array(self.frame.occasion_days, dtype=np.int64)[chosen]]

    def covers(self, weeks: int) -> bool:
        """Do the runs last so many weeks after the fork?"""
        return self.frame.fork + 7 * weeks <= self.frame.days


@dataclass(frozen=True)
class Measure:
    """One row of the registry.

    `interval` says what a level's 95 % interval spans: `predictive`, the runs, or `parameter`, the draws' means (for
    a 0/1 outcome, where the runs' own points say nothing). `headline` measures are those that every answer prints.
    `label` is the meaning in as few words as a narrow table has room for.
    """

    name: str
    unit: str
    meaning: str
    of: Callable[[Path], np.ndarray]
    interval: Literal["predictive", "parameter"] = "predictive"
    headline: bool = False
    label: str = ""


def tenure(days: int) -> Callable[[Path], np.ndarray]:
    """S after so many days: exp(-sum of all hazards since the fork)."""
    return lambda path: path.after(path.in_office(), days)


def real_pay(path: Path) -> np.ndarray:
    """Real pay ratio of the first enforcer at day 90."""
    return path.after(path.result.real_pay[:, :, path.frame.enforcer], 90)


def loyal(path: Path) -> np.ndarray:
    """Loyal share of the first enforcer at day 90."""
    return path.after(path.result.loyal_share[:, :, path.frame.enforcer], 90)


def runway(path: Path) -> tuple[np.ndarray, np.ndarray]:
    """Weeks until usable reserves are gone, cut at 104, and whether they last beyond.

    Stock at day 90 over the mean net outflow of the 28 days up to it. A loan received in them is in the stock, and no
    pace at which money goes on coming. No net outflow: beyond. Nothing left: 0 weeks.
    """
    from buttress.world.codes import Flow

    stock = path.after(path.result.usable, RUNWAY_DAY)
    before = path.after(path.result.usable, RUNWAY_DAY - PACE_DAYS)
    last = path.frame.fork + RUNWAY_DAY
    lent = path.result.flow[:, last - PACE_DAYS : last, Flow.DISBURSED].sum(axis=1)
    pace_week = (before + lent - stock) * 7 / PACE_DAYS
    beyond = pace_week * RUNWAY_CAP_WEEKS < stock
    weeks = np.full(path.runs, RUNWAY_CAP_WEEKS)
    np.divide(np.maximum(stock, 0.0), pace_week, out=weeks, where=~beyond & (pace_week > 0))
    weeks[stock <= 0] = 0.0
    weeks[np.isnan(stock)] = np.nan
    share = np.where(np.isnan(stock), np.nan, (beyond & (stock > 0)).astype(float))
    return weeks, share


def main_turnout(path: Path) -> np.ndarray:
    """Mean over the main marches of the eight weeks after the fork of people out nationwide."""
    chosen = path.frame.occasions(0, 7 * WEEKS - 1, path.frame.main)
    if not path.covers(WEEKS) or len(chosen) == 0:
        return path.missing()
    return path.national(path.result.turnout, chosen).mean(axis=1)


def main_turnout_in_office(path: Path) -> np.ndarray:
    """The same, each march weighted by the probability that he is still in office: what reports could see."""
    chosen = path.frame.occasions(0, 7 * WEEKS - 1, path.frame.main)
    if not path.covers(WEEKS) or len(chosen) == 0:
        return path.missing()
    return (path.national(path.result.turnout, chosen) * path.staying(chosen)).mean(axis=1)


def peak(path: Path) -> np.ndarray:
    """Largest single occasion nationwide, fork to horizon."""
    chosen = path.frame.occasions(0, path.frame.days)
    if len(chosen) == 0:
        return path.missing()
    return path.national(path.result.turnout, chosen).max(axis=1).astype(float)


def detained(path: Path) -> np.ndarray:
    """People detained nationwide in the 56 days after the fork."""
    if not path.covers(WEEKS):
        return path.missing()
    chosen = path.frame.occasions(0, 7 * WEEKS - 1)
    return path.national(path.result.detained, chosen).sum(axis=1).astype(float)


def detained_in_office(path: Path) -> np.ndarray:
    """The same, each day weighted by the probability that he is still in office."""
    if not path.covers(WEEKS):
        return path.missing()
    chosen = path.frame.occasions(0, 7 * WEEKS - 1)
    return (path.national(path.result.detained, chosen) * path.staying(chosen)).sum(axis=1)


def persists(path: Path) -> np.ndarray:
    """1 where some occasion of week 8 draws more than 10,000 people nationwide, else 0."""
    if not path.covers(WEEKS):
        return path.missing()
    chosen = path.frame.occasions(7 * WEEKS - 7, 7 * WEEKS - 1)
    return (path.national(path.result.turnout, chosen) > PERSISTS).any(axis=1).astype(float)


def state(name: str, days: int) -> Callable[[Path], np.ndarray]:
    """A daily series of the result so many days after the fork."""
    return lambda path: path.after(getattr(path.result, name), days)


MEASURES: tuple[Measure, ...] = (
    Measure(
        "tenure_30",
        "probability",
        "in office 30 days after the fork",
        tenure(30),
        headline=True,
        label="in office, day 30",
    ),
    Measure(
        "tenure_90",
        "probability",
        "in office 90 days after the fork",
        tenure(90),
        headline=True,
        label="in office, day 90",
    ),
    Measure(
        "tenure_180",
        "probability",
        "in office 180 days after the fork",
        tenure(180),
        headline=True,
        label="in office, day 180",
    ),
    Measure(
        "reserves_weeks",
        "weeks",
        "usable reserves at day 90 at the mean pace of the last 28 days, loans received apart, cut at 104",
        lambda path: runway(path)[0],
        headline=True,
    ),
    Measure(
        "reserves_beyond_104",
        "probability",
        "usable reserves last longer than 104 weeks at that pace",
        lambda path: runway(path)[1],
        interval="parameter",
        headline=True,
    ),
    Measure(
        "real_pay_90",
        "ratio",
        "real pay of the police at day 90, 1 at the trigger",
        real_pay,
        headline=True,
        label="police's real pay, day 90",
    ),
    Measure(
        "turnout_8w",
        "people",
        "nationwide, mean of the next eight main marches",
        main_turnout,
        headline=True,
        label="mean march, 8 weeks",
    ),
    Measure(
        "peak_turnout",
        "people",
        "largest single occasion nationwide to the horizon",
        peak,
        headline=True,
        label="largest occasion",
    ),
    Measure(
        "detained_8w",
        "people",
        "nationwide, in the 56 days after the fork",
        detained,
        headline=True,
        label="detained, 8 weeks",
    ),
    Measure("turnout_8w_in_office", "people", "turnout_8w weighted by being in office", main_turnout_in_office),
    Measure("detained_8w_in_office", "people", "detained_8w weighted by being in office", detained_in_office),
    Measure(
        "persist_w8",
        "probability",
        "an occasion above 10,000 people in week 8",
        persists,
        interval="parameter",
        label="over 10,000 out in week 8",
    ),
    Measure(
        "wish_share", "share", "people who privately wish him to go", state("wish", 1), label="privately wish him gone"
    ),
    Measure(
        "patron_intervenes",
        "probability",
        "the patron has intervened by day 90",
        state("intervened", 90),
        interval="parameter",
    ),
    Measure("loyal_90", "share", "loyal units of the police at day 90", loyal),
    *(
        Measure(
            f"{name}_{days}",
            unit,
            f"{meaning} {days} days after the fork",
            state(name, days),
            label=f"{label}, day {days}",
        )
        for name, unit, meaning, label, at in (
            ("perceived_security", "log-odds", "how secure the incumbent feels", "feels secure", (7, 30, 90)),
            (
                "attention",
                "ratio",
                "effort that goes to suppression, 1 at the trigger,",
                "effort on suppression",
                (7, 30, 90),
            ),
            ("attitude", "log-odds", "the people's attitude to the patron", "attitude to the patron", (1, 7, 30, 90)),
            ("leverage", "index", "the patron's leverage", "patron's leverage", (30, 90, 180)),
            (
                "belief_society",
                "log-odds",
                "the society's belief that he will go",
                "society: he will go",
                (1, 7, 30, 90),
            ),
            (
                "belief_pillars",
                "log-odds",
                "the pillars' belief that he will go",
                "pillars: he will go",
                (1, 7, 30, 90),
            ),
        )
        for days in at
    ),
)
BY_NAME = {measure.name: measure for measure in MEASURES}
HEADLINE = tuple(measure.name for measure in MEASURES if measure.headline)

"""Crowds that several reporters counted, from a folder of episodes.

One crowd is a day and a place (a country counts as a place). Where one reporter tells of several crowds there, the
source id tells them apart. Reporters that retell others are no witnesses and left out. A figure stands for the interval
that rounds to it; bounds and ranges stay bounds and ranges.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import numpy as np
import pandas as pd

from buttress.arrays import Flags, Floats, Ints
from buttress.mobilisation.reporter_kind import COUNTING, ReporterKind, kind_of
from buttress.observe.report import half_unit
from studies.base_rates.episodes import read_episode


@dataclass(frozen=True)
class Counts:
    """Reports (n,) of crowds that at least two reporters counted: bounds in log people, and who counted what.

    `crowd` and `reporter` index crowds and `reporters`, which are (episode, name) pairs; `week` (crowds,) of each
    crowd, in weeks of the calendar.
    """

    low: Floats
    high: Floats
    crowd: Ints
    reporter: Ints
    reporters: tuple[tuple[str, str], ...]
    week: Floats

    @property
    def kinds(self) -> Ints:
        """Position in `COUNTING` of each reporter's kind."""
        return np.array([COUNTING.index(kind_of(name).name) for _, name in self.reporters], dtype=np.int64)


@dataclass(frozen=True)
class Announced:
    """Log of announced over counted, in episodes that hold both for one crowd."""

    episode: str
    crowds: int
    mean: float
    sd: float


def read(folder: Path, until: date, leave_out: Collection[str] = ()) -> tuple[Counts, list[Announced]]:
    """All episodes `folder/NAME/events.csv` but those left out. ValueError if no crowd has two reporters."""
    pieces, announced = [], []
    for path in sorted(folder.glob("*/events.csv")):
        if path.parent.name in leave_out:
            continue
        reports = read_episode(path.parent, until)
        if not (reports["people"] > 0).any():
            continue
        reports = _with_crowds(reports)
        announced += _announced(path.parent.name, reports)
        counts = reports[_witnesses(reports["reporter"])]
        several = [crowd for _, crowd in counts.groupby("crowd") if crowd["reporter"].nunique() > 1]
        pieces += [crowd.assign(episode=path.parent.name) for crowd in several]
    if not pieces:
        raise ValueError(f"{folder}: no crowd that two reporters counted in */events.csv")
    return _gather(pd.concat(pieces)), announced


def detained_twice(folder: Path, until: date, leave_out: Collection[str] = ()) -> int:
    """Days and places with a number of people detained from two witnesses."""
    found = 0
    for path in sorted(folder.glob("*/events.csv")):
        if path.parent.name not in leave_out:
            rows = read_episode(path.parent, until)
            rows = rows[(rows["detained"] > 0) & _witnesses(rows["reporter"])]
            found += int((rows.groupby(["date", "place"])["reporter"].nunique() > 1).sum())
    return found


def _witnesses(names: pd.Series) -> Flags:
    return np.array([kind_of(str(name)).witness for name in names], dtype=bool)


def _with_crowds(reports: pd.DataFrame) -> pd.DataFrame:
    """Rows with a crowd, one a reporter and crowd, with `crowd` the crowd's name and its bounds in people."""
    rows = reports[reports["people"] > 0].copy()
    rows["where"] = rows["place"].fillna("").str.strip().where(~rows["nationwide"], "*")
    spot = ["date", "where"]
    several = rows.groupby([*spot, "reporter"])["source_id"].nunique().groupby(spot).max().rename("several")
    rows = rows.join(several, on=spot)
    told = rows["source_id"].astype(str).where(rows["several"] > 1, "")
    rows["crowd"] = rows["date"].astype(str) + "|" + rows["where"] + "|" + told
    low = rows.groupby(["crowd", "reporter"])["crowd_low"].min()
    high = rows.groupby(["crowd", "reporter"])["crowd_high"].max()
    return pd.concat([low, high], axis=1).reset_index()


def _gather(rows: pd.DataFrame) -> Counts:
    crowd, crowds = pd.factorize(rows["episode"] + "|" + rows["crowd"])
    week = [date.fromisoformat(str(name).split("|")[1]).toordinal() / 7 for name in crowds]
    pairs = pd.MultiIndex.from_frame(rows[["episode", "reporter"]])
    reporter, named = pd.factorize(pairs, sort=True)
    edges = [_edges(low, high) for low, high in zip(rows["crowd_low"], rows["crowd_high"], strict=True)]
    with np.errstate(divide="ignore"):
        low, high = np.log(np.array(edges)).T
    names = tuple((str(episode), str(name)) for episode, name in named)
    return Counts(low, high, crowd.astype(np.int64), reporter.astype(np.int64), names, np.array(week))


def _edges(low: float, high: float) -> tuple[float, float]:
    """Bounds in people, 0 and infinity where there are none."""
    if low == high:
        half = half_unit(low)
        return max(low - half, 0.5), low + half
    with np.errstate(invalid="ignore"):
        return (0.0 if np.isnan(low) else max(low, 0.5)), (np.inf if np.isnan(high) else high)


def _announced(episode: str, reports: pd.DataFrame) -> list[Announced]:
    kinds = [kind_of(name) for name in reports["reporter"]]
    people = np.sqrt(reports["crowd_low"] * reports["crowd_high"])
    said = people[[kind == ReporterKind("announced") for kind in kinds]].groupby(reports["crowd"]).mean()
    seen = people[_witnesses(reports["reporter"])].groupby(reports["crowd"]).mean()
    ratio = np.log(said / seen).replace([np.inf, -np.inf], np.nan).dropna()
    if len(ratio) < 2:
        return []
    return [Announced(episode, len(ratio), float(ratio.mean()), float(ratio.std(ddof=1)))]

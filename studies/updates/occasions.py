"""Reports of single occasions against their forecasts of the weeks before.

Every final number of a reporter for an occasion of the coming weeks, and where it lies in its forecast. Of bounds
("more than 100,000") the shift takes what they say. Numbers of one occasion are far from independent: intervals of a
shift are made by drawing occasions. `buttress score` judges weeks against plain rivals; this shows on which kind of
occasion, and of whose numbers, the forecasts are off.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np
import pandas as pd
from scipy.optimize import minimize_scalar
from scipy.special import ndtr

from buttress.arrays import Floats
from buttress.case import Case
from buttress.case.rows import Event
from buttress.forecasting.error import ForecastError
from buttress.forecasting.forecast import forecast
from buttress.infer.posterior import Posterior
from buttress.observe.reporter import Quantity

WEEKS_AHEAD = 4
INTERVALS = (50, 80, 95)
FARTHEST = 6.0
"""No shift is looked for beyond: a factor of 400."""
RESAMPLES, ENOUGH = 200, 4
WORDS = {"crowd": "crowds", "detained": "people detained"}


@dataclass(frozen=True)
class Judged:
    """A number beside its forecast, both as log(1 + people).

    The number lies from `low` to `high`: equal for a figure, one of them infinite for a bound. `median`, `mean` and
    `sd` are the forecast's. `inside` says of a figure whether the intervals of `INTERVALS` hold it. `week` is 0 in the
    first week ahead; `reporters` is the reporter's kind.
    """

    quantity: Quantity
    kind: str
    reporters: str
    date: date
    week: int
    low: float
    high: float
    median: float
    mean: float
    sd: float
    inside: tuple[bool, ...] = ()


def numbers(row: Event) -> Iterator[tuple[Quantity, float, float]]:
    """What a report says of crowd and detained, from low to high."""
    if row.crowd_low is not None or row.crowd_high is not None:
        low, high = row.crowd_low, row.crowd_high
        yield "crowd", -np.inf if low is None else float(low), np.inf if high is None else float(high)
    if row.detained is not None:
        yield "detained", float(row.detained), float(row.detained)


def judged(case: Case, posterior: Posterior, rows: Sequence[Event]) -> Iterator[Judged]:
    """Each number published on the case's day or later, beside its forecast from that day."""
    coming = forecast(case, posterior, WEEKS_AHEAD)
    column = {(ahead.date, ahead.kind): i for i, ahead in enumerate(coming.occasions)}
    kinds = {reporter.id: reporter.kind for reporter in case.facts.reporters}
    for row in rows:
        at = column.get((row.date, row.kind))
        if at is None or row.published < case.as_of:
            continue
        for quantity, low, high in numbers(row):
            try:
                found = np.log1p(coming.reported(row.reporter, quantity, row.place or row.scope)[:, at])
            except ForecastError:
                continue
            if np.isnan(found).any():
                continue
            low, high = (np.log1p(end) if np.isfinite(end) else end for end in (low, high))
            inside = tuple(_inside(found, percent, low) for percent in INTERVALS) if low == high else ()
            told = (float(np.median(found)), float(found.mean()), max(float(found.std()), 1e-9))
            yield Judged(
                quantity, row.kind, kinds[row.reporter], row.date, coming.occasions[at].week, low, high, *told, inside
            )


def held_rows(found: Sequence[Judged], names: Mapping[str, str]) -> list[list[str]]:
    """Of figures, a row a quantity, kind of occasion (and all kinds) and distance: shares held, bias and error.

    `names` puts kinds into words.
    """
    frame = pd.DataFrame(
        {"quantity": one.quantity, "kind": names.get(one.kind, one.kind), "week": min(one.week, 1)}
        | {"off": one.low - one.median}
        | dict(zip(INTERVALS, one.inside, strict=True))
        for one in found
        if one.inside
    )
    out = []
    for (quantity, kind, week), rows in _groups(frame, "week"):
        shares = [f"{100 * rows[percent].mean():.0f} %" for percent in INTERVALS]
        error = np.sqrt(np.mean(np.square(rows.off)))
        ahead = "2 to 4" if week else "1"
        out.append([WORDS[quantity], kind, ahead, str(len(rows)), *shares, f"{rows.off.mean():+.2f}", f"{error:.2f}"])
    return out


def shift_rows(found: Sequence[Judged], names: Mapping[str, str], seed: int = 0) -> list[list[str]]:
    """A row a quantity, kind of occasion (and all) and kind of reporter: figures, bounds, the shift with 80 %."""
    frame = pd.DataFrame(
        {"quantity": one.quantity, "kind": names.get(one.kind, one.kind), "reporters": one.reporters, "one": one}
        for one in found
    )
    out = []
    for (quantity, kind, reporters), rows in _groups(frame, "reporters"):
        held: list[Judged] = list(rows.one)
        figures = sum(one.low == one.high for one in held)
        ends = interval(held, seed)
        between = "" if ends is None else f"{ends[0]:+.2f} to {ends[1]:+.2f}"
        cells = [str(figures), str(len(held) - figures), f"{shift(held):+.2f}", between]
        out.append([WORDS[quantity], kind, reporters, *cells])
    return out


def shift(found: Sequence[Judged]) -> float:
    """By how much forecasts, normal in the log, have to be moved to make the numbers most likely."""
    return _likeliest(*_ends(found))


def interval(found: Sequence[Judged], seed: int = 0) -> tuple[float, float] | None:
    """80 % of the shift, by drawing occasions with replacement; None for fewer than `ENOUGH` occasions."""
    occasions: dict[tuple[date, str], list[int]] = {}
    for place, one in enumerate(found):
        occasions.setdefault((one.date, one.kind), []).append(place)
    if len(occasions) < ENOUGH:
        return None
    held = [np.array(places) for places in occasions.values()]
    rng = np.random.default_rng(seed)
    ends = _ends(found)
    drawn = (
        np.concatenate([held[index] for index in rng.integers(len(held), size=len(held))]) for _ in range(RESAMPLES)
    )
    low, high = np.quantile([_likeliest(*(column[places] for column in ends)) for places in drawn], (0.1, 0.9))
    return float(low), float(high)


def _ends(found: Sequence[Judged]) -> tuple[Floats, Floats, Floats, Floats]:
    """A column each: where numbers begin and end, and mean and sd of their forecasts."""
    low, high, mean, sd = (np.array([getattr(one, name) for one in found]) for name in ("low", "high", "mean", "sd"))
    return low, high, mean, sd


def _likeliest(low: Floats, high: Floats, mean: Floats, sd: Floats) -> float:
    """The shift of highest likelihood: a figure has the normal's density, a bound the chance between its ends."""
    least, most = (low - mean) / sd, (high - mean) / sd
    figure, bound = low == high, low != high

    def lost(by: float) -> float:
        off = least[figure] - by / sd[figure]
        held = by / sd[bound]
        between = ndtr(most[bound] - held) - ndtr(least[bound] - held)
        return float(np.square(off).sum() / 2.0 - np.log(np.maximum(between, 1e-300)).sum())

    return float(minimize_scalar(lost, bounds=(-FARTHEST, FARTHEST), method="bounded").x)


def _groups(frame: pd.DataFrame, last: str) -> Iterator[tuple[tuple[Any, ...], pd.DataFrame]]:
    """By quantity, each kind of occasion and all together."""
    return iter(pd.concat((frame.assign(kind="all"), frame)).groupby(["quantity", "kind", last], sort=True))


def _inside(found: Floats, percent: int, said: float) -> bool:
    low, high = np.quantile(found, (0.5 - percent / 200, 0.5 + percent / 200))
    return bool(low <= said <= high)

"""Reports of single occasions against their forecasts of the weeks before.

Every final figure (no bound) that a reporter gave later for an occasion of the coming weeks, and where it lies in its
forecast. Figures of one occasion are far from independent. `buttress score` judges weeks against plain rivals; this
shows where, on which kind of occasion, the forecasts are off.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from buttress.arrays import Floats
from buttress.case import Case
from buttress.case.rows import Event
from buttress.forecasting.error import ForecastError
from buttress.forecasting.forecast import forecast
from buttress.infer.posterior import Posterior
from buttress.observe.reporter import Quantity

WEEKS_AHEAD = 4
INTERVALS = (50, 80, 95)


@dataclass(frozen=True)
class Judged:
    """A figure beside its forecast: log(1 + reported) less that of the forecast's median, and whether the intervals of
    `INTERVALS` hold it. `week` is 0 in the first week ahead.
    """

    quantity: Quantity
    kind: str
    week: int
    off: float
    inside: tuple[bool, ...]


def figures(row: Event) -> Iterator[tuple[Quantity, float]]:
    """What a report says of crowd and detained, bounds left out."""
    if row.crowd_low is not None and row.crowd_low == row.crowd_high:
        yield "crowd", float(row.crowd_low)
    if row.detained is not None:
        yield "detained", float(row.detained)


def judged(case: Case, posterior: Posterior, rows: Sequence[Event]) -> Iterator[Judged]:
    """Each figure published on the case's day or later, beside its forecast from that day."""
    coming = forecast(case, posterior, WEEKS_AHEAD)
    column = {(ahead.date, ahead.kind): i for i, ahead in enumerate(coming.occasions)}
    for row in rows:
        at = column.get((row.date, row.kind))
        if at is None or row.published < case.as_of:
            continue
        for quantity, said in figures(row):
            try:
                found = coming.reported(row.reporter, quantity, row.place or row.scope)[:, at]
            except ForecastError:
                continue
            if np.isnan(found).any():
                continue
            off = float(np.log1p(said) - np.log1p(np.median(found)))
            inside = tuple(_inside(found, percent, said) for percent in INTERVALS)
            yield Judged(quantity, row.kind, coming.occasions[at].week, off, inside)


def held_rows(found: Sequence[Judged], names: dict[str, str]) -> list[list[str]]:
    """A row a quantity, kind of occasion (and all kinds) and distance: figures, shares held, bias and error.

    `names` puts kinds into words.
    """
    frame = pd.DataFrame(
        {"quantity": one.quantity, "kind": names.get(one.kind, one.kind), "week": min(one.week, 1), "off": one.off}
        | dict(zip(INTERVALS, one.inside, strict=True))
        for one in found
    )
    out = []
    for (quantity, kind, week), rows in pd.concat((frame.assign(kind="all"), frame)).groupby(
        ["quantity", "kind", "week"], sort=True
    ):
        shares = [f"{100 * rows[percent].mean():.0f} %" for percent in INTERVALS]
        error = np.sqrt(np.mean(np.square(rows.off)))
        words = "crowds" if quantity == "crowd" else "people detained"
        ahead = "2 to 4" if week else "1"
        out.append([words, kind, ahead, str(len(rows)), *shares, f"{rows.off.mean():+.2f}", f"{error:.2f}"])
    return out


def _inside(found: Floats, percent: int, said: float) -> bool:
    low, high = np.quantile(found, (0.5 - percent / 200, 0.5 + percent / 200))
    return bool(low <= said <= high)

"""Forecasts of single occasions, from weekly origins, against what reporters then said.

    python benchmarks/occasions.py [CASE] [--weeks N]

From each of N Mondays from the case's day on, a full fit to what was published before it and a forecast of four weeks;
then every final figure (no bound) that a reporter gave later for an occasion of those weeks, and where it lies in its
forecast. Figures of one occasion are far from independent. `bias` is the mean of log(1 + reported) less that of the
forecast's median; `error` the root mean square of the same. `buttress score` judges weeks against plain rivals; this
shows where, on which kind of occasion, the forecasts are off.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from buttress.case import load
from buttress.forecasting.error import ForecastError
from buttress.forecasting.forecast import forecast
from buttress.infer.fit import fit
from buttress.infer.settings import Settings
from buttress.observe.reporter import Quantity

WEEKS_AHEAD = 4
INTERVALS = (50, 80, 95)


def figures(row: Any) -> Iterator[tuple[Quantity, float]]:
    """What a report says of crowd and detained, bounds left out."""
    if row.crowd_low is not None and row.crowd_low == row.crowd_high:
        yield "crowd", float(row.crowd_low)
    if row.detained is not None:
        yield "detained", float(row.detained)


def judged(case: Any, rows: list[Any]) -> Iterator[dict[str, Any]]:
    """Each later figure beside its forecast from the case's day."""
    coming = forecast(case, fit(case, Settings(workers=2)), WEEKS_AHEAD)
    column = {(ahead.date, ahead.kind): i for i, ahead in enumerate(coming.occasions)}
    for row in rows:
        at = column.get((row.date, row.kind))
        if at is None or row.published < case.as_of:
            continue
        for quantity, said in figures(row):
            try:
                found = coming.reported(row.reporter, quantity, row.place if row.scope == "place" else row.scope)[:, at]
            except ForecastError:
                continue
            if np.isnan(found).any():
                continue
            off = np.log1p(said) - np.log1p(np.median(found))
            inside = {f"{p} %": _inside(found, p, said) for p in INTERVALS}
            week = min(coming.occasions[at].week, 1)
            yield {"quantity": quantity, "kind": row.kind, "week": week, "off": off, **inside}


def _inside(found: NDArray[np.float64], percent: int, said: float) -> bool:
    low, high = np.quantile(found, (0.5 - percent / 200, 0.5 + percent / 200))
    return bool(low <= said <= high)


def table(found: pd.DataFrame) -> str:
    """Markdown, a line a quantity, kind and distance."""
    lines = ["| reports of | at | weeks ahead | figures | 50 % hold | 80 % hold | 95 % hold | bias | error |"]
    lines.append("|---|---|---|---|---|---|---|---|---|")
    for (quantity, kind, week), rows in found.groupby(["quantity", "kind", "week"]):
        shares = " | ".join(f"{100 * rows[f'{p} %'].mean():.0f} %" for p in INTERVALS)
        error = np.sqrt(np.mean(np.square(rows.off)))
        ahead = "2 to 4" if week else "1"
        lines.append(
            f"| {quantity} | {kind} | {ahead} | {len(rows)} | {shares} | {rows.off.mean():+.2f} | {error:.2f} |"
        )
    return "\n".join(lines)


def main() -> None:
    parser = argparse.ArgumentParser(description="Forecasts of single occasions against what reporters then said.")
    parser.add_argument("case", type=Path, nargs="?", default=Path("cases/belarus-2020"))
    parser.add_argument("--weeks", type=int, default=8, help="origins, a week apart")
    given = parser.parse_args()
    case = load(given.case)
    rows = [row for row in (*case.events, *case.hidden_events) if row.stage == "final" and row.side == "protest"]
    found: list[dict[str, Any]] = []
    for week in range(given.weeks):
        found += judged(case.with_as_of(case.as_of + timedelta(weeks=week)), rows)
        print(f"from {case.as_of + timedelta(weeks=week)}: {len(found)} figures so far", flush=True)
    frame = pd.DataFrame(found)
    everything = frame.assign(kind="all")
    print(table(pd.concat((everything, frame))))


if __name__ == "__main__":
    main()

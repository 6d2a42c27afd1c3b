"""A forecast as tables and as JSON: means, percentage points, intervals of P(in office)."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import numpy as np

from buttress.arrays import Floats
from buttress.experiment.ensemble_tables import POINTS
from buttress.experiment.two_errors import two_errors
from buttress.forecasting.forecast import NATIONAL, WEEK, Forecast
from buttress.forecasting.reporter_models import QUANTITIES
from buttress.observe.counted import Quantity

if TYPE_CHECKING:
    import pandas as pd


#: Words of the tables for what happens: a report has a crowd, what happened is turnout.
TRUE_NAME: Mapping[Quantity, str] = {"crowd": "turnout", "detained": "detained"}
BANDS = ((50, "q25", "q75"), (80, "q10", "q90"), (95, "q025", "q975"))


def truth(forecast: Forecast) -> pd.DataFrame:
    """Rows in the order of days, then turnout and detained, nationwide first, then the case's places."""
    import pandas as pd

    rows = []
    for scope in (NATIONAL, *forecast.places):
        for quantity in QUANTITIES:
            values = forecast.happens(quantity, scope)
            stayed = _stayed(forecast, quantity, scope)
            for index, ahead in enumerate(forecast.occasions):
                if np.isnan(values[0, index]):
                    continue
                rows.append(
                    {
                        "week": ahead.week,
                        "date": ahead.date,
                        "kind": ahead.kind,
                        "place": "" if scope == NATIONAL else scope,
                        "quantity": TRUE_NAME[quantity],
                        "mean": float(values[:, index].mean()),
                        **points(values[:, index]),
                        "mean_had_he_stayed": float(stayed[index]),
                    }
                )
    table = pd.DataFrame(rows, columns=_columns("place", "quantity", extra=("mean",), last=("mean_had_he_stayed",)))
    return table.sort_values(["date", "kind"], kind="stable", ignore_index=True)


def weekly(forecast: Forecast) -> pd.DataFrame:
    """`week`, `quantity` (turnout: the largest occasion; detained: all of them), mean, percentage points."""
    import pandas as pd

    rows = []
    for quantity in QUANTITIES:
        for week, column in enumerate(forecast.happens_weekly(quantity).T):
            if not np.isnan(column[0]):
                what = {"week": week, "quantity": TRUE_NAME[quantity], "mean": float(column.mean())}
                rows.append({**what, **points(column)})
    return pd.DataFrame(rows, columns=["week", "quantity", "mean", *POINTS])


def office(forecast: Forecast) -> pd.DataFrame:
    """`week`, `date` (its last day), `mean`, percentage points of the draws' means with chance taken out."""
    import pandas as pd

    rows = []
    for week, column in enumerate(forecast.in_office.T):
        last = forecast.as_of + timedelta(days=WEEK * (week + 1) - 1)
        rows.append(
            {"week": week, "date": last, "mean": float(column.mean()), **_spread(column, forecast.seeds_per_draw)}
        )
    return pd.DataFrame(rows)


def reports(forecast: Forecast) -> pd.DataFrame:
    """Rows in the order of days; of each reporter, what it has spoken of before: kind of occasion, quantity, scope."""
    import pandas as pd

    rows = []
    habits = spoken_of(forecast.case)
    for reporter, quantity, scope in dict.fromkeys(habit[:3] for habit in habits):
        values = forecast.reported(reporter, quantity, scope)
        for index, ahead in enumerate(forecast.occasions):
            if (reporter, quantity, scope, ahead.kind) not in habits or np.isnan(values[0, index]):
                continue
            rows.append(
                {
                    "week": ahead.week,
                    "date": ahead.date,
                    "kind": ahead.kind,
                    "reporter": reporter,
                    "quantity": quantity,
                    "scope": scope,
                    "earlier": habits[reporter, quantity, scope, ahead.kind],
                    **points(values[:, index]),
                }
            )
    table = pd.DataFrame(rows, columns=_columns("reporter", "quantity", "scope", "earlier"))
    return table.sort_values(["date", "kind"], kind="stable", ignore_index=True)


def spoken_of(case: Any) -> dict[tuple[str, Quantity, str, str], int]:
    """How often a reporter gave a final number of (reporter, quantity, scope, kind of occasion) before `as_of`."""
    kinds = {entry.id for entry in case.facts.calendar}
    found: dict[tuple[str, Quantity, str, str], int] = {}
    for row in case.events:
        if row.side != "protest" or row.stage != "final" or row.kind not in kinds:
            continue
        scope = row.place if row.scope == "place" else str(row.scope)
        for quantity in QUANTITIES:
            numbers = (row.detained,) if quantity == "detained" else (row.crowd_low, row.crowd_high)
            if any(number is not None for number in numbers):
                key = (row.reporter, quantity, scope, row.kind)
                found[key] = found.get(key, 0) + 1
    return dict(sorted(found.items()))


def points(values: Floats) -> dict[str, float]:
    """Percentage points of samples."""
    found = np.quantile(values, list(POINTS.values()))
    return {name: float(value) for name, value in zip(POINTS, found, strict=True)}


def to_json(forecast: Forecast) -> dict[str, Any]:
    """The tables, with days in ISO form."""
    return {
        "case": forecast.case.facts.id,
        "as_of": forecast.as_of.isoformat(),
        "weeks": forecast.weeks,
        "runs": forecast.runs,
        "in_office": _records(forecast.office),
        "weekly": _records(forecast.weekly),
        "truth": _records(forecast.truth),
        "reports": _records(forecast.reports),
    }


def files(forecast: Forecast) -> dict[str, bytes]:
    """Name and contents of the files of a forecast: forecast.json, and its tables as CSV."""
    whole = {"forecast.json": (json.dumps(to_json(forecast), indent=1, ensure_ascii=False) + "\n").encode()}
    tables = {
        "truth": forecast.truth,
        "weekly": forecast.weekly,
        "in_office": forecast.office,
        "reports": forecast.reports,
    }
    return whole | {f"forecast_{name}.csv": table.to_csv(index=False).encode() for name, table in tables.items()}


def _records(table: pd.DataFrame) -> list[dict[str, Any]]:
    return [
        {str(key): value.isoformat() if hasattr(value, "isoformat") else value for key, value in row.items()}
        for row in table.to_dict("records")
    ]


def _stayed(forecast: Forecast, quantity: Quantity, scope: str) -> Floats:
    """Means over all runs alike, (occasions,)."""
    people = forecast.turnout if quantity == "crowd" else forecast.detained
    if scope == NATIONAL:
        return np.asarray(people.sum(axis=2).mean(axis=0))
    return np.asarray(people[:, :, forecast.places.index(scope)].mean(axis=0))


def _spread(values: Floats, seeds: int) -> dict[str, float]:
    """Points of mean + (m_d - mean) sqrt(parameter variance / between variance): `experiment.two_errors` at all levels.

    With one seed a draw chance can't be told apart, and the draws stand as they are.
    """
    found = two_errors(values, seeds)
    whole = len(values) // seeds * seeds
    means = values[:whole].reshape(-1, seeds).mean(axis=1)
    between = float(np.hypot(found.parameter_sd, found.within_sd / np.sqrt(seeds)))
    shrink = found.parameter_sd / between if between > 0.0 else 0.0
    at = np.quantile(found.mean + (means - found.mean) * shrink, list(POINTS.values()), method="weibull")
    return {name: float(value) for name, value in zip(POINTS, at, strict=True)}


def _columns(*names: str, extra: tuple[str, ...] = (), last: tuple[str, ...] = ()) -> list[str]:
    return ["week", "date", "kind", *names, *extra, *POINTS, *last]

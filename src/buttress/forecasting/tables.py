"""A forecast as tables: means, percentage points, intervals of P(in office)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import numpy as np

from buttress.arrays import Floats
from buttress.experiment.ensemble_tables import POINTS
from buttress.experiment.two_errors import two_errors
from buttress.forecasting.coming_occasion import WEEK
from buttress.forecasting.earlier_numbers import earlier_numbers
from buttress.forecasting.reporter_models import QUANTITIES
from buttress.forecasting.runs import NATIONAL, ForecastRuns
from buttress.observe.reporter import Quantity

if TYPE_CHECKING:
    import pandas as pd


#: Words of the tables for what happens: a report has a crowd, what happened is turnout.
TRUE_NAME: Mapping[Quantity, str] = {"crowd": "turnout", "detained": "detained"}
BANDS = ((50, "q25", "q75"), (80, "q10", "q90"), (95, "q025", "q975"))


def truth(forecast: ForecastRuns) -> pd.DataFrame:
    """Rows in the order of days, then turnout and detained, nationwide first, then the case's places."""
    import pandas as pd

    rows = []
    for scope in (NATIONAL, *forecast.places):
        for quantity in QUANTITIES:
            values = forecast.true_numbers(quantity, scope)
            stayed = _stayed(forecast, quantity, scope)
            for index, occasion in enumerate(forecast.occasions):
                if np.isnan(values[0, index]):
                    continue
                rows.append(
                    {
                        "week": occasion.week,
                        "date": occasion.date,
                        "kind": occasion.kind,
                        "place": "" if scope == NATIONAL else scope,
                        "quantity": TRUE_NAME[quantity],
                        "mean": float(values[:, index].mean()),
                        **points(values[:, index]),
                        "mean_had_he_stayed": float(stayed[index]),
                    }
                )
    table = pd.DataFrame(rows, columns=_columns("place", "quantity", extra=("mean",), last=("mean_had_he_stayed",)))
    return table.sort_values(["date", "kind"], kind="stable", ignore_index=True)


def weekly(forecast: ForecastRuns) -> pd.DataFrame:
    """`week`, `quantity` (turnout: the largest occasion; detained: all of them), mean, percentage points."""
    import pandas as pd

    rows = []
    for quantity in QUANTITIES:
        for week, column in enumerate(forecast.true_weekly(quantity).T):
            if not np.isnan(column[0]):
                what = {"week": week, "quantity": TRUE_NAME[quantity], "mean": float(column.mean())}
                rows.append({**what, **points(column)})
    return pd.DataFrame(rows, columns=["week", "quantity", "mean", *POINTS])


def office(forecast: ForecastRuns) -> pd.DataFrame:
    """`week`, `date` (its last day), `mean`, percentage points of the draws' means with chance taken out."""
    import pandas as pd

    rows = []
    for week, column in enumerate(forecast.in_office.T):
        last = forecast.as_of + timedelta(days=WEEK * (week + 1) - 1)
        rows.append(
            {"week": week, "date": last, "mean": float(column.mean()), **_spread(column, forecast.seeds_per_draw)}
        )
    return pd.DataFrame(rows)


def reports(forecast: ForecastRuns) -> pd.DataFrame:
    """Rows in the order of days: what each reporter has given numbers of before, by occasion, quantity and scope."""
    import pandas as pd

    rows = []
    earlier = earlier_numbers(forecast.case)
    for reporter, quantity, scope in dict.fromkeys(key[:3] for key in earlier):
        values = forecast.reported(reporter, quantity, scope)
        for index, occasion in enumerate(forecast.occasions):
            if (reporter, quantity, scope, occasion.kind) not in earlier or np.isnan(values[0, index]):
                continue
            rows.append(
                {
                    "week": occasion.week,
                    "date": occasion.date,
                    "kind": occasion.kind,
                    "reporter": reporter,
                    "quantity": quantity,
                    "scope": scope,
                    "earlier": earlier[reporter, quantity, scope, occasion.kind],
                    **points(values[:, index]),
                }
            )
    table = pd.DataFrame(rows, columns=_columns("reporter", "quantity", "scope", "earlier"))
    return table.sort_values(["date", "kind"], kind="stable", ignore_index=True)


def points(values: Floats) -> dict[str, float]:
    """Percentage points of samples."""
    found = np.quantile(values, list(POINTS.values()))
    return {name: float(value) for name, value in zip(POINTS, found, strict=True)}


def records(table: pd.DataFrame) -> list[dict[str, Any]]:
    """Rows as JSON types, days in ISO form."""
    return [
        {str(key): value.isoformat() if hasattr(value, "isoformat") else value for key, value in row.items()}
        for row in table.to_dict("records")
    ]


def _stayed(forecast: ForecastRuns, quantity: Quantity, scope: str) -> Floats:
    """Means over all runs alike, (occasions,)."""
    people = forecast.people(quantity)
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

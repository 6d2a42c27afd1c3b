"""A forecast as files: forecast.json, and its tables as CSV."""

from __future__ import annotations

import json

from buttress.forecasting.forecast import Forecast


def files(forecast: Forecast) -> dict[str, bytes]:
    """Name and contents of the files of a forecast: forecast.json, and its tables as CSV."""
    whole = {"forecast.json": (json.dumps(forecast.to_json(), indent=1, ensure_ascii=False) + "\n").encode()}
    tables = {
        "truth": forecast.truth,
        "weekly": forecast.weekly,
        "in_office": forecast.office,
        "reports": forecast.reports,
    }
    return whole | {f"forecast_{name}.csv": table.to_csv(index=False).encode() for name, table in tables.items()}

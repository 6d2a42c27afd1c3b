"""Forecasts of a file in the columns of the hubverse, so that others can score them.

Model output in its long form: a row a task, output type and output type id, values as numbers of people (hubverse
documentation, "Model output"; schema version 5).
"""

from __future__ import annotations

import csv
import io

import numpy as np

from buttress.forecasting.file_forecast import FileForecast

QUANTILES = (0.01, 0.025, *(round(0.05 * step, 2) for step in range(1, 20)), 0.975, 0.99)
COLUMNS = (
    "reference_date", "target", "horizon", "target_end_date", "location", "reporter",
    "output_type", "output_type_id", "value",
)  # fmt: skip
WHOLE = "all"
DAYS = 6


def hubverse_csv(forecast: FileForecast) -> str:
    """Quantiles and the mean of each target, place and week, as CSV; `reference_date` is the first forecast Monday."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    for one in forecast.targets:
        target, place = f"wk {one.quantity}", one.place or WHOLE
        for lead, monday in enumerate(forecast.mondays):
            week = np.sort(one.samples[:, lead])
            end = np.datetime64(monday) + DAYS
            task = (forecast.mondays[0].isoformat(), target, lead, str(end), place, one.reporter)
            for level, value in zip(QUANTILES, np.quantile(week, QUANTILES), strict=True):
                writer.writerow((*task, "quantile", level, round(float(value))))
            writer.writerow((*task, "mean", "NA", round(float(week.mean()))))
    return out.getvalue()

"""Forecasts of a file as a hub of the hubverse takes them, so that others can score them: schema version 6.0.0.

Model output in its long form (hubverse documentation, "Model output"): the columns of the task, then `output_type`,
`output_type_id` and `value`. `origin_date` is the Sunday before the first week that is forecast, so that
target_end_date = origin_date + horizon x 7 days, as the schema asks; `reporter` is a task of our own. Means have no
output type id (NA in CSV); all quantiles of a task are there. The tasks stand in `tasks.json`, which a hub is made of.
"""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
from collections.abc import Iterator
from typing import Any

import numpy as np

from buttress.forecasting.file_forecast import FileForecast, TargetForecast

SCHEMA = "https://raw.githubusercontent.com/hubverse-org/schemas/main/v6.0.0/tasks-schema.json"
MODEL = "buttress-series"
"""Team and model, as folders and files of a hub are named."""
QUANTILES = (0.01, 0.025, *(round(0.05 * step, 2) for step in range(1, 20)), 0.975, 0.99)
COLUMNS = (
    "origin_date", "target", "horizon", "target_end_date", "location", "reporter",
    "output_type", "output_type_id", "value",
)  # fmt: skip
WHOLE = "all"
NAMES = {
    "crowd": "Largest crowd of the week",
    "detained": "People detained in the week",
    "killed": "People killed in the week",
    "injured": "People injured in the week",
}
DECIMALS = 2


def hub_files(forecast: FileForecast) -> dict[str, bytes]:
    """Name and contents of the files of a hub: its tasks, and our output."""
    output = f"model-output/{MODEL}/{origin_date(forecast)}-{MODEL}.csv"
    tasks = json.dumps(hub_tasks(forecast), indent=1, ensure_ascii=False) + "\n"
    return {"hub-config/tasks.json": tasks.encode(), output: hubverse_csv(forecast).encode()}


def origin_date(forecast: FileForecast) -> dt.date:
    """The last day before the weeks that are forecast."""
    return forecast.mondays[0] - dt.timedelta(days=1)


def hubverse_csv(forecast: FileForecast) -> str:
    """Quantiles and the mean of each target, place and week, as CSV: people, whole ones in quantiles."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    origin = origin_date(forecast)
    for one in forecast.targets:
        for horizon, week in enumerate(one.samples.T, 1):
            end = origin + dt.timedelta(weeks=horizon)
            task = (origin, _target(one), horizon, end, one.place or WHOLE, one.reporter)
            for level, value in zip(QUANTILES, np.quantile(week, QUANTILES), strict=True):
                writer.writerow((*task, "quantile", level, round(float(value))))
            writer.writerow((*task, "mean", "NA", round(float(week.mean()), DECIMALS)))
    return out.getvalue()


def hub_tasks(forecast: FileForecast) -> dict[str, Any]:
    """The tasks of a hub that takes this forecast, a group of them for each target and reporter."""
    groups: dict[str, list[TargetForecast]] = {}
    for one in forecast.targets:
        groups.setdefault(one.target, []).append(one)
    tasks = {"round_id_from_variable": True, "round_id": "origin_date"}
    window = {"relative_to": "origin_date", "start": 0, "end": 6}
    rounds = [tasks | {"model_tasks": list(_model_tasks(forecast, groups)), "submissions_due": window}]
    return {"schema_version": SCHEMA, "rounds": rounds, "output_type_id_datatype": "double"}


def _model_tasks(forecast: FileForecast, groups: dict[str, list[TargetForecast]]) -> Iterator[dict[str, Any]]:
    origin = origin_date(forecast)
    horizons = list(range(1, len(forecast.mondays) + 1))
    value = {"type": "integer", "minimum": 0}
    for group in groups.values():
        first, target = group[0], _target(group[0])
        task_ids = {
            "origin_date": [str(origin)],
            "target": [target],
            "horizon": horizons,
            "target_end_date": [str(origin + dt.timedelta(weeks=week)) for week in horizons],
            "location": [one.place or WHOLE for one in group],
            "reporter": [first.reporter],
        }
        yield {
            "task_ids": {name: {"required": None, "optional": values} for name, values in task_ids.items()},
            "output_type": {
                "mean": {
                    "output_type_id": {"required": None},
                    "value": {"type": "double", "minimum": 0},
                    "is_required": False,
                },
                "quantile": {
                    "output_type_id": {"required": list(QUANTILES)},
                    "value": value,
                    "is_required": False,
                },
            },
            "target_metadata": [
                {
                    "target_id": target,
                    "target_name": NAMES[first.quantity],
                    "target_units": "people",
                    "target_keys": {"target": target},
                    "target_type": "discrete",
                    "is_step_ahead": True,
                    "time_unit": "week",
                }
            ],
        }


def _target(one: TargetForecast) -> str:
    return f"wk {one.quantity}"

"""The tables of an ensemble. Sums and points are taken in the order of the runs."""

from __future__ import annotations

import numpy as np
import pyarrow as pa

from buttress.experiment.block import DAILY
from buttress.experiment.frame import Frame
from buttress.experiment.measures import MEASURES
from buttress.experiment.weekly_counts import tiled
from buttress.store.part import Columns

POINTS = {"q025": 0.025, "q10": 0.1, "q25": 0.25, "q50": 0.5, "q75": 0.75, "q90": 0.9, "q975": 0.975}
NUMBERS = ("mean", *POINTS, "mean_in_office")
NATION = ""  # the place of a nationwide row


def measures_table(columns: Columns) -> pa.Table:
    """One row a run: its address, its measures, its drawn end."""
    asked = (measure.name for measure in MEASURES if measure.name in columns)
    names = ("run", "draw", "seed", *asked, "end_day", "end_cause")
    return pa.table({name: columns[name] for name in names})


def daily_table(columns: Columns, frame: Frame) -> pa.Table:
    """One row a series, member and day: mean and percentage points over the runs."""
    names = [name.removeprefix(DAILY) for name in columns if name.startswith(DAILY)]
    days = np.arange(frame.days, dtype=np.int32)
    parts = [mean_and_points(columns[DAILY + name]) for name in names]
    series = [name.partition(".") for name in names]
    return pa.table(
        {
            "day": np.tile(days, len(names)),
            "date": pa.array([frame.date(int(day)) for day in days] * len(names)),
            "series": pa.array([name for name, _, _ in series for _ in days]).dictionary_encode(),
            "member": pa.array([member for _, _, member in series for _ in days]).dictionary_encode(),
            **{column: np.concatenate([part[column] for part in parts]) for column in parts[0]},
        }
    )


def occasions_table(survival: np.ndarray, turnout: np.ndarray, detained: np.ndarray, frame: Frame) -> pa.Table:
    """One row a quantity, occasion and place: mean, mean weighted by being in office, percentage points.

    `survival` is (runs, days), `turnout` and `detained` are (runs, occasions, places).
    """
    places = (NATION, *frame.places)
    count, width = len(frame.occasion_days), len(places)
    staying = survival[:, np.array(frame.occasion_days, dtype=np.int64)].astype(float)
    staying /= np.maximum(staying.sum(axis=0), np.finfo(float).tiny)
    parts = [_by_place(people[:, index], staying[:, index]) for people in (turnout, detained) for index in range(count)]
    days = [day for day in frame.occasion_days for _ in places]
    return pa.table(
        {
            "day": np.array(days * 2, dtype=np.int32),
            "date": pa.array([frame.date(day) for day in days] * 2),
            "kind": pa.array([kind for kind in frame.occasion_kinds for _ in places] * 2).dictionary_encode(),
            "place": tiled(places, count * 2),
            "quantity": pa.array(["turnout"] * (count * width) + ["detained"] * (count * width)).dictionary_encode(),
            **{name: np.concatenate([np.empty(0), *(part[name] for part in parts)]) for name in NUMBERS},
        }
    )


def _by_place(people: np.ndarray, staying: np.ndarray) -> dict[str, np.ndarray]:
    """Mean and points of one occasion, (runs, places), for the nation and each place; `staying` (runs,) sums to one."""
    counted = np.concatenate([people.sum(axis=1, keepdims=True, dtype=np.int64), people], axis=1)
    return {**mean_and_points(counted), "mean_in_office": np.einsum("rp,r->p", counted.astype(float), staying)}


def mean_and_points(values: np.ndarray) -> dict[str, np.ndarray]:
    """Mean and percentage points over runs of (runs, k): linear between order statistics, like numpy's default."""
    ranked = np.sort(values.T, axis=1)
    at = np.array(list(POINTS.values())) * (ranked.shape[1] - 1)
    low = np.floor(at).astype(np.int64)
    high = np.minimum(low + 1, ranked.shape[1] - 1)
    below, above = ranked[:, low].astype(float), ranked[:, high].astype(float)
    points = below + (above - below) * (at - low)
    means = values.mean(axis=0, dtype=float)
    return {"mean": means, **{name: points[:, index] for index, name in enumerate(POINTS)}}

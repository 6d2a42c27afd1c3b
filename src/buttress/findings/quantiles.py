"""Means, quantiles and bands of runs, as the brief's intervals."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from buttress.brief.content import Band, BandedSeries, IntervalEstimate, Spread, Unit
from buttress.experiment import predictive

if TYPE_CHECKING:
    import pandas as pd

BANDS = ((50, "q25", "q75"), (80, "q10", "q90"), (95, "q025", "q975"))
"""Levels in %, and the columns of a table that hold their ends."""


def predictive_estimate(values: NDArray[np.float64], unit: Unit) -> IntervalEstimate:
    """Mean and predictive 95 % interval of one value a run."""
    return IntervalEstimate(float(values.mean()), *predictive(values), unit)


def draw_estimate(values: NDArray[np.float64], unit: Unit, money: str = "") -> IntervalEstimate:
    """Mean and central 95 % interval of one value a draw."""
    low, high = np.quantile(values, [0.025, 0.975])
    return IntervalEstimate(float(values.mean()), float(low), float(high), unit, money=money)


def spread_of_runs(values: NDArray[np.float64], unit: Unit = Unit.PEOPLE) -> Spread:
    """Median and central intervals of one value a run."""
    points = [0.5, 0.25, 0.75, 0.1, 0.9, 0.025, 0.975]
    median, *ends = (float(value) for value in np.quantile(values, points))
    bands = tuple((level, ends[2 * i], ends[2 * i + 1]) for i, (level, _, _) in enumerate(BANDS))
    return Spread(median, bands, unit)


def spread_of_row(row: pd.Series, unit: Unit = Unit.PEOPLE) -> Spread:
    """Median and central intervals of a table's row with columns q025 to q975."""
    bands = tuple((level, float(row[low]), float(row[high])) for level, low, high in BANDS)
    return Spread(float(row["q50"]), bands, unit)


def banded_series(table: pd.DataFrame, unit: Unit, money: str = "") -> BandedSeries:
    """A table with a row a date and columns q025 to q975 as a series with its bands."""

    def values(column: str) -> tuple[float, ...]:
        return tuple(float(value) for value in table[column])

    bands = tuple(Band(level, values(low), values(high)) for level, low, high in BANDS)
    return BandedSeries(tuple(table["date"]), values("q50"), bands, unit, money)

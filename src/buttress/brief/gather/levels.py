"""Estimates of measures, as a brief writes them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from buttress.brief.content import Estimate, Paired, Spread, Unit
from buttress.experiment import BASELINE, Ensemble
from buttress.experiment.measures import BY_NAME, RUNWAY_CAP_WEEKS
from buttress.experiment.two_errors import predictive

if TYPE_CHECKING:
    from buttress.experiment import Comparison

UNITS = {
    "probability": Unit.SHARE,
    "share": Unit.PERCENT,
    "people": Unit.PEOPLE,
    "weeks": Unit.WEEKS,
    "ratio": Unit.PERCENT,
}
POINTS = ((50, 0.25, 0.75), (80, 0.10, 0.90), (95, 0.025, 0.975))
COLUMNS = ((50, "q25", "q75"), (80, "q10", "q90"), (95, "q025", "q975"))


def level(held: Ensemble, measure: str) -> Estimate | None:
    """Mean and 95 % interval of a level; None where the runs do not reach it."""
    mean, (low, high) = held.level(measure)
    if not np.isfinite([mean, low, high]).all():
        return None
    return Estimate(mean, low, high, unit_of(measure), cap=cap_of(measure))


def paired(comparison: Comparison, scenario: str, measure: str, nothing: float, reading: str = "scripted") -> Paired:
    """A paired difference with both errors, and the levels of the same pairs."""
    pairs = comparison.pairs(scenario, reading)
    found = comparison.difference(scenario, measure, reading)
    unit = unit_of(measure)
    difference = Estimate(
        found.mean,
        *found.interval_95,
        Unit.POINTS if unit is Unit.SHARE else unit,
        signed=True,
    )
    return Paired(
        difference,
        found.mc_se,
        nothing,
        predicted(comparison.values(BASELINE, measure, pairs, reading), unit),
        predicted(comparison.values(scenario, measure, pairs, reading), unit),
    )


def predicted(values: np.ndarray, unit: Unit) -> Estimate:
    """Mean and predictive 95 % interval of some runs."""
    low, high = predictive(values)
    return Estimate(float(values.mean()), low, high, unit)


def spread(values: np.ndarray) -> Spread:
    """Median and central intervals of people, over runs."""
    bands = tuple((wide, *(float(point) for point in np.quantile(values, [low, high]))) for wide, low, high in POINTS)
    return Spread(float(np.median(values)), bands, Unit.PEOPLE)  # type: ignore[arg-type]


def unit_of(measure: str) -> Unit:
    """How a measure is written."""
    return UNITS.get(BY_NAME[measure].unit, Unit.NUMBER)


def cap_of(measure: str) -> float | None:
    """The point at which a measure is cut."""
    return RUNWAY_CAP_WEEKS if measure == "reserves_weeks" else None

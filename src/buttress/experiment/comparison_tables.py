"""A comparison as rows: paired differences and levels, a measure a row."""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from buttress.experiment.arm import BASELINE, ordered
from buttress.experiment.log_ratio import is_log_ratio
from buttress.experiment.measures import Measure, measures_of

if TYPE_CHECKING:
    from buttress.experiment.comparison import Comparison


def difference_rows(comparison: Comparison) -> Iterator[dict[str, Any]]:
    """One row a reading, scenario and measure: levels of the pairs, difference, both errors, log ratio, fired."""
    for reading in comparison.readings:
        for scenario in comparison.scenarios:
            pairs, fired = comparison.pairs(scenario, reading), comparison.fired(scenario, reading)
            for measure in measures_of(comparison.baseline.frame.off):
                estimate = comparison.difference(scenario, measure.name, reading)
                ratio = _log_ratio(comparison, scenario, measure, reading)
                yield {
                    "scenario": scenario,
                    "reading": reading,
                    "measure": measure.name,
                    "unit": measure.unit,
                    "baseline": float(comparison.values(BASELINE, measure.name, pairs, reading).mean()),
                    "with_scenario": float(comparison.values(scenario, measure.name, pairs, reading).mean()),
                    "difference": estimate.mean,
                    "mc_se": estimate.mc_se,
                    "parameter_sd": estimate.parameter_sd,
                    "low_95": estimate.interval_95[0],
                    "high_95": estimate.interval_95[1],
                    "log_ratio": ratio[0],
                    "log_ratio_low": ratio[1],
                    "log_ratio_high": ratio[2],
                    "pairs": pairs,
                    "fired": fired,
                }


def _log_ratio(comparison: Comparison, scenario: str, measure: Measure, reading: str) -> tuple[float, float, float]:
    """Mean and 95 % interval of a count's log ratio; NaN for what is no count."""
    weights = {scenario: 1.0, BASELINE: -1.0}
    if not is_log_ratio(weights, measure.name):
        return math.nan, math.nan, math.nan
    estimate = comparison.effect(weights, measure.name, reading)
    return estimate.mean, *estimate.interval_95


def level_rows(comparison: Comparison) -> Iterator[dict[str, Any]]:
    """One row an arm and measure: mean and 95 % interval of the level, over all its runs."""
    for arm in ordered(comparison.ensembles):
        ensemble = comparison.ensembles[arm]
        for measure in measures_of(ensemble.frame.off) if arm.change is None else ():
            mean, (low, high) = ensemble.level(measure.name)
            yield {
                "scenario": arm.scenario,
                "reading": arm.reading,
                "measure": measure.name,
                "unit": measure.unit,
                "mean": mean,
                "low_95": low,
                "high_95": high,
                "runs": ensemble.runs,
            }

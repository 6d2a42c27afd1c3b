"""A comparison as plain data for `--json`. A number that the runs don't give is None."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

from buttress.experiment.arm import BASELINE, SCRIPTED, Arm
from buttress.experiment.measures import HEADLINE, measures_of

if TYPE_CHECKING:
    from buttress.experiment.comparison import Comparison


def comparison_json(comparison: Comparison) -> dict[str, Any]:
    """Levels of the baseline, paired differences of each scenario, warnings; other readings where they differ."""
    answer: dict[str, Any] = {
        "case": comparison.case,
        "case_hash": comparison.case_hash,
        "seed": comparison.seed,
        "runs": comparison.runs,
        "baseline": _level(comparison, SCRIPTED),
        "scenarios": {name: _pair(comparison, name, SCRIPTED) for name in comparison.scenarios},
        "warnings": list(comparison.warnings),
    }
    others = {reading: _reading(comparison, reading) for reading in comparison.readings if reading != SCRIPTED}
    answer |= {"readings": others} if others else {}
    return answer if comparison.prior is None else {**answer, "prior": comparison_json(comparison.prior)}


def _reading(comparison: Comparison, reading: str) -> dict[str, Any]:
    """Another reading, where it differs from the scripted one in any run."""
    answer: dict[str, Any] = {"scenarios": {}}
    moved = comparison.differs(Arm(BASELINE, reading), Arm(BASELINE))
    if moved:
        answer["baseline"] = _level(comparison, reading)
    for name in comparison.scenarios:
        if moved or comparison.differs(Arm(name, reading), Arm(name)):
            answer["scenarios"][name] = _pair(comparison, name, reading)
    return answer


def _level(comparison: Comparison, reading: str) -> dict[str, Any]:
    ensemble = comparison.ensemble(BASELINE, reading)
    levels = {}
    for name in (measure.name for measure in measures_of(ensemble.frame.off)):
        mean, bounds = ensemble.level(name)
        levels[name] = {"mean": _number(mean), "interval_95": _bounds(bounds)}
    return {"runs": ensemble.runs, **_parted(levels)}


def _pair(comparison: Comparison, scenario: str, reading: str) -> dict[str, Any]:
    pairs = comparison.pairs(scenario, reading)
    differences = {}
    for name in (measure.name for measure in measures_of(comparison.baseline.frame.off)):
        estimate = comparison.difference(scenario, name, reading)
        differences[name] = {
            "baseline": _number(comparison.values(BASELINE, name, pairs, reading).mean()),
            "scenario": _number(comparison.values(scenario, name, pairs, reading).mean()),
            "difference": _number(estimate.mean),
            "mc_se": _number(estimate.mc_se),
            "parameter_sd": _number(estimate.parameter_sd),
            "interval_95": _bounds(estimate.interval_95),
        }
    return {"fired": comparison.fired(scenario, reading), "runs": pairs, **_parted(differences)}


def _parted(by_measure: dict[str, Any]) -> dict[str, Any]:
    """The headline measures, and the others apart."""
    others = {name: value for name, value in by_measure.items() if name not in HEADLINE}
    return {"measures": {name: by_measure[name] for name in HEADLINE if name in by_measure}, "auxiliary": others}


def _number(value: float) -> float | None:
    return float(value) if math.isfinite(value) else None


def _bounds(bounds: tuple[float, float]) -> list[float | None]:
    return [_number(bounds[0]), _number(bounds[1])]

"""A comparison: scenarios against the baseline in pairs, and what came of it."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np

from buttress.experiment.arm import BASELINE, SCRIPTED, Arm, ordered
from buttress.experiment.ensemble import Ensemble
from buttress.experiment.measures import BY_NAME, HEADLINE, MEASURES
from buttress.experiment.two_errors import MeanEstimate, two_errors

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True)
class Comparison:
    """Ensembles by arm, each run k of a scenario paired with run k of the baseline under the same reading.

    `scenarios` are those asked for, in the order asked; `runs` the largest number of pairs; `prior`, if asked for, the
    same comparison on draws that have seen no report.
    """

    case: str
    case_hash: str
    seed: int
    runs: int
    scenarios: tuple[str, ...]
    readings: tuple[str, ...]
    ensembles: Mapping[Arm, Ensemble]
    levers: Mapping[str, tuple[str, ...]]
    prior: Comparison | None = None

    def ensemble(self, scenario: str = BASELINE, reading: str = SCRIPTED) -> Ensemble:
        """The runs of a scenario. Raises KeyError for one that was not run."""
        return self.ensembles[Arm(scenario, reading)]

    @property
    def baseline(self) -> Ensemble:
        return self.ensemble()

    def pairs(self, scenario: str, reading: str = SCRIPTED) -> int:
        """Number of pairs of a scenario."""
        return min(self.ensemble(scenario, reading).runs, self.ensemble(BASELINE, reading).runs)

    def values(self, scenario: str, measure: str, pairs: int, reading: str = SCRIPTED) -> np.ndarray:
        """A measure of the first `pairs` runs, (pairs,)."""
        return self.ensemble(scenario, reading).values(measure)[:pairs]

    def contrast(self, weights: Mapping[str, float], measure: str, reading: str = SCRIPTED) -> MeanEstimate:
        """A weighted sum over scenarios, run by run, with both errors; one scenario alone gives its level."""
        pairs = min(self.ensemble(scenario, reading).runs for scenario in weights)
        total = np.zeros(pairs)
        for scenario, weight in weights.items():
            total += weight * self.values(scenario, measure, pairs, reading)
        return two_errors(total, self.baseline.seeds_per_draw)

    def difference(self, scenario: str, measure: str, reading: str = SCRIPTED) -> MeanEstimate:
        """Paired difference, scenario minus baseline."""
        return self.contrast({scenario: 1.0, BASELINE: -1.0}, measure, reading)

    def fired(self, scenario: str, reading: str = SCRIPTED) -> bool:
        """Did any run come out different from the baseline's, in any stored output?"""
        return self.differs(Arm(scenario, reading), Arm(BASELINE, reading))

    def differs(self, one: Arm, other: Arm) -> bool:
        """Does any run that two arms share have different stored outputs?"""
        ours, theirs = self.ensembles[one].fingerprints, self.ensembles[other].fingerprints
        pairs = min(len(ours), len(theirs))
        return ours[:pairs].tobytes() != theirs[:pairs].tobytes()

    @cached_property
    def warnings(self) -> tuple[str, ...]:
        """What a reader must know before the numbers: changes that touched nobody, errors that can't be told."""
        return (*self._untouched(), *self._too_few())

    def _untouched(self) -> Iterator[str]:
        for scenario in self.scenarios:
            if not self.fired(scenario):
                yield f"{scenario}: its changes touched nobody in any of {self.pairs(scenario)} runs"
                continue
            for arm in ordered(self.ensembles):
                if arm.scenario == scenario and arm.change is not None and not self.differs(arm, Arm(BASELINE)):
                    lever = self.levers[scenario][arm.change - 1]
                    runs = self.ensembles[arm].runs
                    yield f"{scenario}: change {arm.change} ({lever}), alone, touched nobody in any of {runs} runs"

    def _too_few(self) -> Iterator[str]:
        draw = self.baseline.seeds_per_draw
        if self.runs <= draw:
            yield f"{self.runs} runs are one parameter draw: no error can be told; ask for {2 * draw} or more"

    @cached_property
    def differences(self) -> pd.DataFrame:
        """One row a scenario, reading and measure: levels of the pairs, difference, both errors, fired."""
        import pandas as pd

        return pd.DataFrame(list(self._rows()))

    def _rows(self) -> Iterator[dict[str, Any]]:
        for reading in self.readings:
            for scenario in self.scenarios:
                pairs, fired = self.pairs(scenario, reading), self.fired(scenario, reading)
                for measure in MEASURES:
                    estimate = self.difference(scenario, measure.name, reading)
                    yield {
                        "scenario": scenario,
                        "reading": reading,
                        "measure": measure.name,
                        "unit": measure.unit,
                        "baseline": float(self.values(BASELINE, measure.name, pairs, reading).mean()),
                        "with_scenario": float(self.values(scenario, measure.name, pairs, reading).mean()),
                        "difference": estimate.mean,
                        "mc_se": estimate.mc_se,
                        "parameter_sd": estimate.parameter_sd,
                        "low_95": estimate.interval_95[0],
                        "high_95": estimate.interval_95[1],
                        "pairs": pairs,
                        "fired": fired,
                    }

    @cached_property
    def levels(self) -> pd.DataFrame:
        """One row an arm and measure: mean and 95 % interval of the level, over all its runs."""
        import pandas as pd

        rows = []
        for arm in ordered(self.ensembles):
            held = self.ensembles[arm]
            for measure in MEASURES if arm.change is None else ():
                mean, (low, high) = held.level(measure.name)
                row = {"scenario": arm.scenario, "reading": arm.reading, "measure": measure.name, "unit": measure.unit}
                rows.append({**row, "mean": mean, "low_95": low, "high_95": high, "runs": held.runs})
        return pd.DataFrame(rows)

    def to_json(self) -> dict[str, Any]:
        """Plain data for `--json`; a number that can't be told is None."""
        answer: dict[str, Any] = {
            "case": self.case,
            "case_hash": self.case_hash,
            "seed": self.seed,
            "runs": self.runs,
            "baseline": self._level_json(SCRIPTED),
            "scenarios": {name: self._pair_json(name, SCRIPTED) for name in self.scenarios},
            "warnings": list(self.warnings),
        }
        others = {reading: self._reading_json(reading) for reading in self.readings if reading != SCRIPTED}
        answer |= {"readings": others} if others else {}
        return answer if self.prior is None else {**answer, "prior": self.prior.to_json()}

    def _reading_json(self, reading: str) -> dict[str, Any]:
        """Another reading, where it differs from the scripted one in any run."""
        told: dict[str, Any] = {"scenarios": {}}
        moved = self.differs(Arm(BASELINE, reading), Arm(BASELINE))
        if moved:
            told["baseline"] = self._level_json(reading)
        for name in self.scenarios:
            if moved or self.differs(Arm(name, reading), Arm(name)):
                told["scenarios"][name] = self._pair_json(name, reading)
        return told

    def _level_json(self, reading: str) -> dict[str, Any]:
        held = self.ensemble(BASELINE, reading)
        told = {}
        for name in BY_NAME:
            mean, bounds = held.level(name)
            told[name] = {"mean": _number(mean), "interval_95": _bounds(bounds)}
        return {"runs": held.runs, **_parted(told)}

    def _pair_json(self, scenario: str, reading: str) -> dict[str, Any]:
        pairs = self.pairs(scenario, reading)
        told = {}
        for name in BY_NAME:
            estimate = self.difference(scenario, name, reading)
            told[name] = {
                "baseline": _number(self.values(BASELINE, name, pairs, reading).mean()),
                "scenario": _number(self.values(scenario, name, pairs, reading).mean()),
                "difference": _number(estimate.mean),
                "mc_se": _number(estimate.mc_se),
                "parameter_sd": _number(estimate.parameter_sd),
                "interval_95": _bounds(estimate.interval_95),
            }
        return {"fired": self.fired(scenario, reading), "runs": pairs, **_parted(told)}


def _parted(told: dict[str, Any]) -> dict[str, Any]:
    """The headline measures, and the others beside them."""
    others = {name: value for name, value in told.items() if name not in HEADLINE}
    return {"measures": {name: told[name] for name in HEADLINE}, "auxiliary": others}


def _number(value: float) -> float | None:
    return float(value) if math.isfinite(value) else None


def _bounds(bounds: tuple[float, float]) -> list[float | None]:
    return [_number(bounds[0]), _number(bounds[1])]

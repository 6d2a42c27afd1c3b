"""A comparison: scenarios against the baseline in pairs, and what came of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np

from buttress.experiment.arm import BASELINE, SCRIPTED, Arm, ordered
from buttress.experiment.comparison_json import comparison_json
from buttress.experiment.comparison_tables import difference_rows, level_rows
from buttress.experiment.ensemble import Ensemble
from buttress.experiment.interval_ends import interval_ends_se
from buttress.experiment.log_ratio import is_log_ratio, log_ratio, two_compared
from buttress.experiment.notebook import comparison_html, comparison_picture
from buttress.experiment.two_errors import MeanEstimate
from buttress.picture import Picture

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
        return self._estimate(self._sums(weights, measure, reading))

    def difference(self, scenario: str, measure: str, reading: str = SCRIPTED) -> MeanEstimate:
        """Paired difference, scenario minus baseline."""
        return self.contrast({scenario: 1.0, BASELINE: -1.0}, measure, reading)

    def effect(self, weights: Mapping[str, float], measure: str, reading: str = SCRIPTED) -> MeanEstimate:
        """What `weights` of scenarios come to, with both errors.

        The difference of two scenarios in a count of people is their log ratio, draw by draw (`log_ratio`); all else
        is a weighted sum.
        """
        return self._estimate(self._effects(weights, measure, reading))

    def ends_se(self, weights: Mapping[str, float], measure: str, reading: str = SCRIPTED) -> tuple[float, float]:
        """Monte-Carlo errors of both ends of the effect's interval, by a bootstrap over chains."""
        values = self._effects(weights, measure, reading)
        base = self.baseline
        return interval_ends_se(values, base.seeds_per_draw, base.chains, base.inflation)

    def _effects(self, weights: Mapping[str, float], measure: str, reading: str) -> np.ndarray:
        """A value a run, (pairs,)."""
        if not is_log_ratio(weights, measure):
            return self._sums(weights, measure, reading)
        one, other = two_compared(weights)
        pairs = min(self.ensemble(name, reading).runs for name in (one, other))
        counts = [self.values(name, measure, pairs, reading) for name in (one, other)]
        return log_ratio(counts[0], counts[1], self.baseline.seeds_per_draw)

    def _sums(self, weights: Mapping[str, float], measure: str, reading: str) -> np.ndarray:
        pairs = min(self.ensemble(scenario, reading).runs for scenario in weights)
        total = np.zeros(pairs)
        for scenario, weight in weights.items():
            total += weight * self.values(scenario, measure, pairs, reading)
        return total

    def _estimate(self, values: np.ndarray) -> MeanEstimate:
        return self.baseline.errors(values)

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
        """What a reader must know before the numbers: changes that never came up, errors that the runs don't give."""
        return (*self._untouched(), *self._too_few())

    def _untouched(self) -> Iterator[str]:
        for scenario in self.scenarios:
            if not self.fired(scenario):
                yield f"{scenario}: its changes never came up in any of {self.pairs(scenario)} runs"
                continue
            for arm in ordered(self.ensembles):
                if arm.scenario == scenario and arm.change is not None and not self.differs(arm, Arm(BASELINE)):
                    lever = self.levers[scenario][arm.change - 1]
                    runs = self.ensembles[arm].runs
                    yield f"{scenario}: change {arm.change} ({lever}), alone, never came up in any of {runs} runs"

    def _too_few(self) -> Iterator[str]:
        draw = self.baseline.seeds_per_draw
        if self.runs <= draw:
            yield f"{self.runs} runs are one parameter draw: no error can be told; ask for {2 * draw} or more"

    @cached_property
    def differences(self) -> pd.DataFrame:
        """One row a scenario, reading and measure: levels of the pairs, difference, both errors, fired."""
        import pandas as pd

        return pd.DataFrame(list(difference_rows(self)))

    @cached_property
    def levels(self) -> pd.DataFrame:
        """One row an arm and measure: mean and 95 % interval of the level, over all its runs."""
        import pandas as pd

        return pd.DataFrame(list(level_rows(self)))

    def _repr_html_(self) -> str:
        """What a notebook shows: the headline measures as a table."""
        return comparison_html(self)

    def plot(self) -> Picture:
        """The paired differences of the headline measures, with their 95 % intervals."""
        return comparison_picture(self)

    def to_json(self) -> dict[str, Any]:
        """Plain data for `--json`; a number that the runs don't give is None."""
        return comparison_json(self)

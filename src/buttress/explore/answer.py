"""The number that is explored: a measure's level, a scenario's paired effect on it, or a claim's contrast."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np

from buttress.arrays import Flags, Floats
from buttress.experiment.arm import BASELINE
from buttress.experiment.claims import Estimand, restated
from buttress.experiment.claims.contrast import contrast_of, inside
from buttress.experiment.log_ratio import log_ratio
from buttress.experiment.mean_field import Measured
from buttress.experiment.measures import measure_of, on_day

if TYPE_CHECKING:
    from buttress.case import Claim
    from buttress.world import Draws


@dataclass(frozen=True)
class Answer:
    """`measure` in `scenario`: the level in the baseline, else the scenario minus the baseline, draw by draw.

    With a `claim`, its contrast; `measure` and `scenario` then say nothing more. Counts of people are told on a log
    scale: log(n + 1) for a level, log((scenario + 1) / (baseline + 1)) for an effect. `titles` of scenarios by name are
    for its words.
    """

    measure: str
    scenario: str = BASELINE
    claim: Claim | None = None
    titles: Mapping[str, str] = field(default_factory=dict, compare=False)

    @classmethod
    def of_claim(cls, claim: Claim, titles: Mapping[str, str] | None = None) -> Answer:
        """The contrast of a claim, as scenario minus baseline where it is their difference."""
        return cls(claim.parameter or claim.measure, BASELINE, restated(claim), titles or {})

    @property
    def scenarios(self) -> tuple[str, ...]:
        """Scenarios that have to be run for it; none for a claim on a parameter."""
        if self.claim is not None:
            return tuple(self.claim.contrast)
        return (BASELINE,) if self.level else (BASELINE, self.scenario)

    @property
    def level(self) -> bool:
        """Is it the level of a measure, rather than a difference?"""
        return self.claim is None and self.scenario == BASELINE

    @property
    def people(self) -> bool:
        """Is it a count of people, told on a log scale?"""
        return self.claim is None and measure_of(self.measure).unit == "people"

    @property
    def has_days(self) -> bool:
        """Is there a number of it by date?"""
        return self.claim is None and on_day(self.measure, 1) is not None

    @property
    def estimand(self) -> Estimand:
        """What it is, for words."""
        if self.claim is not None:
            return Estimand.of_claim(self.claim, self.titles)
        weights = {self.scenario: 1.0} if self.level else {self.scenario: 1.0, BASELINE: -1.0}
        return Estimand(self.measure, weights, self.titles)

    @property
    def words(self) -> str:
        """`the chance of being in office after 90 days, “X” minus baseline`; of a claim also what it says."""
        return self.estimand.words if self.claim is None else f"“{self.claim.says}” ({self.estimand.words})"

    def values(self, measured: Measured, draws: Draws, day: int | None = None) -> Floats:
        """Its value in each draw, (D,). Raises KeyError where it was not run, or has no number by date."""
        if self.claim is not None:
            return contrast_of(self.claim, draws, measured)
        name = self.measure if day is None else f"{self.measure}@{day}"
        base = measured[BASELINE, name]
        if self.level:
            return np.log1p(base) if self.people else base
        other = measured[self.scenario, name]
        return log_ratio(other, base, 1) if self.people else other - base

    def inside(self, values: Floats) -> Flags:
        """Does the claim's region hold these values, (D,)? Raises ValueError where no claim is asked about."""
        if self.claim is None:
            raise ValueError("only a claim has a region")
        return inside(self.claim, values)

"""The number that a claim speaks of, with its interval: a contrast of scenarios or a parameter's hazard ratio."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from buttress.experiment.comparison import Comparison
from buttress.experiment.error import ExperimentError

if TYPE_CHECKING:
    from buttress.case import Claim
    from buttress.world import Draws


@dataclass(frozen=True)
class ClaimEstimate:
    """An estimate with its interval and Monte-Carlo error (0 for a parameter), in the unit of the claim's region."""

    estimate: float
    low: float
    high: float
    mc_se: float = 0.0

    @property
    def widened(self) -> ClaimEstimate:
        """The same with an interval that also holds what more runs could still move: 1.96 errors either way."""
        chance = 1.96 * self.mc_se
        return ClaimEstimate(
            self.estimate, min(self.low, self.estimate - chance), max(self.high, self.estimate + chance)
        )

    @property
    def bounded(self) -> bool:
        """Are both ends of the interval finite?"""
        return math.isfinite(self.low) and math.isfinite(self.high)


def estimate_of(claim: Claim, comparison: Comparison, draws: Draws) -> ClaimEstimate:
    """A claim's number from the runs, or from the draws where it is a parameter's. Raises ExperimentError."""
    return of_parameter(claim, draws) if claim.parameter is not None else of_contrast(claim, comparison)


def of_contrast(claim: Claim, comparison: Comparison) -> ClaimEstimate:
    """A weighted sum over scenarios, perhaps over the baseline's mean of a measure. Raises ExperimentError."""
    try:
        mean = comparison.contrast(claim.contrast, claim.measure)
    except KeyError as error:
        raise ExperimentError(f"claim {claim.id}: {error} was not run") from None
    if claim.relative_to is not None:
        scale = float(comparison.baseline.values(claim.relative_to).mean())
        mean = mean.scaled(1 / scale if scale else math.nan)
    return ClaimEstimate(mean.mean, *mean.interval_95, mean.mc_se)


def of_parameter(claim: Claim, draws: Draws) -> ClaimEstimate:
    """The hazard ratio exp(coefficient): median and 95 % points over draws of equal weight."""
    low, median, high = np.quantile(np.exp(draws.column(str(claim.parameter))), [0.025, 0.5, 0.975])
    return ClaimEstimate(float(median), float(low), float(high))

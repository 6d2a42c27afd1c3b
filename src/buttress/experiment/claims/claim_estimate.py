"""The number that a claim speaks of, with its interval: a contrast of scenarios or a parameter's hazard ratio."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from buttress.experiment.comparison import Comparison
from buttress.experiment.error import ExperimentError
from buttress.experiment.log_ratio import is_log_ratio
from buttress.experiment.measures import BY_NAME

if TYPE_CHECKING:
    from buttress.case import Claim
    from buttress.world import Draws


@dataclass(frozen=True)
class ClaimEstimate:
    """An estimate with its interval, in the unit of the claim's region."""

    estimate: float
    low: float
    high: float


def estimate_of(claim: Claim, comparison: Comparison, draws: Draws) -> ClaimEstimate:
    """A claim's number from the runs, or from the draws where it is a parameter's. Raises ExperimentError."""
    return of_parameter(claim, draws) if claim.parameter is not None else of_contrast(claim, comparison)


def of_contrast(claim: Claim, comparison: Comparison) -> ClaimEstimate:
    """A weighted sum over scenarios; the factor between two counts of people. Raises ExperimentError.

    The interval spans the draws; that of a share of runs under one scenario is the one that its level has everywhere.
    """
    try:
        if BY_NAME[claim.measure].interval == "share" and list(claim.contrast.values()) == [1.0]:
            share, ends = comparison.ensemble(*claim.contrast).level(claim.measure)
            return ClaimEstimate(share, *ends)
        mean = comparison.effect(claim.contrast, claim.measure)
    except KeyError as error:
        raise ExperimentError(f"claim {claim.id}: {error} was not run") from None
    numbers = (mean.mean, *mean.interval_95)
    if is_log_ratio(claim.contrast, claim.measure):
        return ClaimEstimate(*(math.exp(number) for number in numbers))
    return ClaimEstimate(*numbers)


def of_parameter(claim: Claim, draws: Draws) -> ClaimEstimate:
    """The hazard ratio exp(coefficient): median and 95 % points over draws of equal weight."""
    low, median, high = np.quantile(np.exp(draws.column(str(claim.parameter))), [0.025, 0.5, 0.975])
    return ClaimEstimate(float(median), float(low), float(high))

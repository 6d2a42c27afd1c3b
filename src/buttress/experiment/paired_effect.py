"""What weights of scenarios come to in a measure: a mean with all its errors, and when it is a log ratio."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from buttress.experiment.measures import BY_NAME
from buttress.experiment.two_errors import MeanEstimate


@dataclass(frozen=True)
class PairedEffect:
    """A mean with both errors, and the Monte-Carlo errors of both ends of its interval, all in one unit."""

    mean: MeanEstimate
    ends_se: tuple[float, float]


def is_log_ratio(weights: Mapping[str, float], measure: str) -> bool:
    """Is it the difference of two scenarios in a count of people, which is told as a log ratio?"""
    used = sorted(weight for weight in weights.values() if weight)
    return used == [-1.0, 1.0] and measure in BY_NAME and BY_NAME[measure].unit == "people"

"""A box: at most three parameters, each kept to an interval."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from scipy.special import ndtr

from buttress.arrays import Flags
from buttress.infer.prior import JointPrior

if TYPE_CHECKING:
    from buttress.world import Draws


@dataclass(frozen=True)
class Condition:
    """`parameter` lies above `low` and at most at `high`, in its own unit; an open end is infinite."""

    parameter: str
    low: float
    high: float


@dataclass(frozen=True)
class Box:
    """The draws in which all conditions hold."""

    conditions: tuple[Condition, ...]

    def inside(self, draws: Draws) -> Flags:
        """Does each draw lie in the box, (D,)?"""
        held = np.ones(len(draws), dtype=bool)
        for each in self.conditions:
            column = draws.column(each.parameter)
            held &= (column > each.low) & (column <= each.high)
        return held

    def prior_share(self, prior: JointPrior) -> float:
        """P of the box under independent priors, exactly: the product of its conditions'."""
        share = 1.0
        for each in self.conditions:
            low, high = places(each, prior)
            share *= float(ndtr(high) - ndtr(low)) if low <= 0.0 else float(ndtr(-low) - ndtr(-high))
        return share


def places(condition: Condition, prior: JointPrior) -> tuple[float, float]:
    """Both ends of a condition on the scale on which the parameter's prior is standard normal.

    An end beyond the parameter's range is infinite.
    """
    distribution = prior[condition.parameter]
    with np.errstate(invalid="ignore", divide="ignore"):
        low, high = (float(distribution.z(np.array([end]))[0]) for end in (condition.low, condition.high))
    return (-np.inf if np.isnan(low) else low), (np.inf if np.isnan(high) else high)

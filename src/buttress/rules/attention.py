"""Attention: how secure the incumbent feels, and how much effort goes to suppression.

perceived = a log runway + b backing - c unrest, each against the fork; attention = exp(slope x perceived), between
a half and two. Every slope but the unrest's may have either sign: that solvency frees attention for suppression is
a claim to test. Perceived security is kept apart from actual security, which is the survival probability.
"""

from __future__ import annotations

import math

from numba import njit

from buttress.rules.rates import bounded

LONGEST_WEEKS = 104.0


@njit(cache=True)
def runway_weeks(usable: float, outflow_per_day: float) -> float:
    """Weeks until usable reserves are gone at the given pace, at most 104, at least one day."""
    if outflow_per_day <= 0.0:
        return LONGEST_WEEKS
    return bounded(usable / outflow_per_day / 7.0, 1.0 / 7.0, LONGEST_WEEKS)


@njit(cache=True)
def divided_effort(slope: float, perceived: float) -> float:
    """Effort on suppression against the trigger: exp(slope x perceived security), within [.5, 2]."""
    return bounded(math.exp(bounded(slope * perceived, -5.0, 5.0)), 0.5, 2.0)


@njit(cache=True)
def divide_attention(
    day, runs, fork, usable, outflow_month, runway_start, backing, backing_start, unrest, unrest_start,
    perceived_runway, perceived_backing, perceived_unrest, attention_slope, perceived_security, attention,
):  # fmt: skip
    """Perceived security against the fork, and the effort that follows; before the fork both stand still."""
    for i in range(len(runs)):
        runway = math.log(runway_weeks(float(usable[i]), outflow_month[i]))
        if day < fork:
            runway_start[i] = runway
            unrest_start[i] = unrest[i]
            backing_start[i] = backing[i]
            continue
        perceived_security[i] = (
            perceived_runway[i] * (runway - runway_start[i])
            + perceived_backing[i] * (backing[i] - backing_start[i])
            - perceived_unrest[i] * (unrest[i] - unrest_start[i])
        )
        attention[i] = divided_effort(attention_slope[i], perceived_security[i])

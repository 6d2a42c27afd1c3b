"""Attention: how secure the incumbent feels, and how much effort goes to suppression.

perceived = a log runway + sum_k b_k support_k - c unrest, each against the fork, k the patron's money, words and force;
attention = exp(slope x perceived), between a half and two. Every slope but the unrest's may have either sign: that
solvency frees attention for suppression is a claim to test. Perceived security is kept apart from actual security,
which is the survival probability.
"""

from __future__ import annotations

import math
from typing import NamedTuple

from numba import njit

from buttress.rules.inlined import inlined
from buttress.rules.now import Now
from buttress.rules.rates import bounded
from buttress.world.axes import IntRuns, Runs, RunsBySupport
from buttress.world.codes import Support

LONGEST_WEEKS = 104.0


class Given(NamedTuple):
    """What the step reads."""

    usable: IntRuns  # usable reserves, foreign, minor units
    outflow_month: Runs  # fall of reserves, loans received apart, moving average of a month, minor units a day
    support: RunsBySupport  # what stands of the patron's money, words and force, 0 to 1, share
    unrest: Runs  # weekly crowd over one percent of adults, moving average of two weeks, ratio
    perceived_runway: Runs  # perceived security per log runway, log-odds per log weeks
    perceived_money: Runs  # perceived security per act of money by the patron, log-odds per act
    perceived_words: Runs  # perceived security per act of words by the patron, log-odds per act
    perceived_force: Runs  # perceived security per act of force by the patron, log-odds per act
    perceived_unrest: Runs  # perceived security lost per unit of unrest, log-odds per unrest
    attention_slope: Runs  # effort on suppression per unit of perceived security, log effort per perceived security


class State(NamedTuple):
    """What the step carries on."""

    runway_start: Runs  # runway on the eve of the fork, log weeks
    support_start: RunsBySupport  # the patron's support on the eve of the fork, share
    unrest_start: Runs  # unrest on the eve of the fork, ratio
    perceived_security: Runs  # how secure the incumbent feels, against the trigger, log-odds
    attention: Runs  # effort on suppression against the trigger, ratio


@inlined
def runway_weeks(usable: float, outflow_per_day: float) -> float:
    """Weeks until usable reserves are gone at the given pace, at most 104, at least one day."""
    if usable <= 0.0:  # what is gone does not last, whatever the pace
        return 1.0 / 7.0
    if outflow_per_day <= 0.0:
        return LONGEST_WEEKS
    return bounded(usable / outflow_per_day / 7.0, 1.0 / 7.0, LONGEST_WEEKS)


@inlined
def divided_effort(slope: float, perceived: float) -> float:
    """Effort on suppression against the trigger: exp(slope x perceived security), within [.5, 2]."""
    return bounded(math.exp(bounded(slope * perceived, -5.0, 5.0)), 0.5, 2.0)


@njit(cache=True)
def divide_attention(now: Now, given: Given, state: State) -> None:
    """Perceived security against the fork, and the effort that follows; before the fork both stand still."""
    for i in range(len(now.runs)):
        runway = math.log(runway_weeks(float(given.usable[i]), given.outflow_month[i]))
        if now.day < now.fork:
            state.runway_start[i] = runway
            state.unrest_start[i] = given.unrest[i]
            for k in range(given.support.shape[1]):
                state.support_start[i, k] = given.support[i, k]
            continue
        support, start = given.support[i], state.support_start[i]
        state.perceived_security[i] = (
            given.perceived_runway[i] * (runway - state.runway_start[i])
            + given.perceived_money[i] * (support[Support.MONEY] - start[Support.MONEY])
            + given.perceived_words[i] * (support[Support.WORDS] - start[Support.WORDS])
            + given.perceived_force[i] * (support[Support.FORCE] - start[Support.FORCE])
            - given.perceived_unrest[i] * (given.unrest[i] - state.unrest_start[i])
        )
        state.attention[i] = divided_effort(given.attention_slope[i], state.perceived_security[i])

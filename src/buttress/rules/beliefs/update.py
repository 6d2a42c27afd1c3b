"""Both beliefs at the end of the day: what is left of yesterday's, and the day's surprises."""

from __future__ import annotations

import math
from typing import NamedTuple

from numba import njit

from buttress.rules.inlined import inlined
from buttress.rules.now import Now
from buttress.rules.rates import bounded, decay
from buttress.world.axes import Runs, RunsByBeliefChannel, RunsByChannel

NOTICED = 1000.0
"""People nationwide below whom an occasion is hardly news."""
MONTH_DAYS = 28.0


class Given(NamedTuple):
    """What the step reads."""

    surprise: RunsByChannel  # the day's surprises, signals
    turnout_surprise: Runs  # the day's surprise of turnout, log
    newly_left: Runs  # units gone today, share
    newly_strike: Runs  # state firms newly on strike today, share
    belief_half_life_days: Runs  # half-life of both public beliefs, days
    society_turnout: Runs  # society's belief per log surprise of turnout, log-odds per log crowd
    pillars_turnout: Runs  # pillars' belief per log surprise of turnout, log-odds per log crowd
    society_defection: Runs  # society's belief per percent of units newly gone, log-odds per percent
    pillars_defection: Runs  # pillars' belief per percent of units newly gone, log-odds per percent
    society_strike: Runs  # society's belief per percent of state firms newly on strike, log-odds per percent
    pillars_strike: Runs  # pillars' belief per percent of state firms newly on strike, log-odds per percent
    society_signal: RunsByBeliefChannel  # answer of the society to each channel, log-odds a signal
    pillars_signal: RunsByBeliefChannel  # answer of the pillars to each channel, log-odds a signal


class State(NamedTuple):
    """What the step carries on."""

    expected_left: Runs  # usual pace of defection, share a day
    expected_strike: Runs  # usual pace of strikes, share a day
    belief_society: Runs  # society's belief that the incumbent goes, against its base, log-odds
    belief_pillars: Runs  # the pillars' belief, against its base, log-odds


@inlined
def news_of(crowd: float) -> float:
    """How large a crowd sounds: log(1 + crowd / NOTICED)."""
    return math.log1p(crowd / NOTICED)


@inlined
def log_surprise(heard: float, usual: float) -> float:
    """News of a crowd against the moving average of like occasions; 0 where there is none yet (below 0)."""
    return heard - usual if usual >= 0.0 else 0.0


@njit(cache=True)
def update_beliefs(now: Now, given: Given, state: State) -> None:
    """Both beliefs return towards their base and take in the day's surprises; bounded at odds of e^6."""
    for i in range(len(now.runs)):
        left = 100.0 * (given.newly_left[i] - state.expected_left[i])
        struck = 100.0 * (given.newly_strike[i] - state.expected_strike[i])
        state.expected_left[i] += (given.newly_left[i] - state.expected_left[i]) / MONTH_DAYS
        state.expected_strike[i] += (given.newly_strike[i] - state.expected_strike[i]) / MONTH_DAYS
        turnout = given.turnout_surprise[i]
        society = (
            given.society_turnout[i] * turnout + given.society_defection[i] * left + given.society_strike[i] * struck
        )
        pillars = (
            given.pillars_turnout[i] * turnout + given.pillars_defection[i] * left + given.pillars_strike[i] * struck
        )
        for c in range(given.society_signal.shape[1]):
            society += given.society_signal[i, c] * given.surprise[i, c]
            pillars += given.pillars_signal[i, c] * given.surprise[i, c]
        fade = decay(given.belief_half_life_days[i])
        state.belief_society[i] = bounded(fade * state.belief_society[i] + society, -6.0, 6.0)
        state.belief_pillars[i] = bounded(fade * state.belief_pillars[i] + pillars, -6.0, 6.0)

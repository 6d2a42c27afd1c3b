"""Leaders: in the country, exiled, jailed; deportation is tried and can fail.

Reported removals are replayed before the fork. After it each leader still in the country faces attempts at a daily
pace; a success makes an exile, a failure a prisoner. Exile moves a leader to the messaging channel and does not
remove them (Esberg and Siegel 2023: the message changes). Leaders are counted, never named.
"""

from __future__ import annotations

from typing import NamedTuple

from numba import njit

from buttress.chance.draws import binomial
from buttress.chance.random import stream_id, uniform
from buttress.rules.now import Now
from buttress.rules.rates import probability
from buttress.world.axes import IntDaysByWhereabouts, Runs, RunsByWhereabouts
from buttress.world.codes import Whereabouts

ATTEMPT = stream_id("deportation tried")
SUCCESS = stream_id("deportation succeeds")


class Given(NamedTuple):
    """What the step reads."""

    removals: IntDaysByWhereabouts  # leaders reported exiled and jailed, leaders
    leader_attempts_per_day: Runs  # attempts to remove a leader still in the country, per leader per day
    deportation_success: Runs  # chance that a deportation succeeds; a failure ends in jail, probability


class State(NamedTuple):
    """What the step carries on."""

    leaders: RunsByWhereabouts  # in the country, exiled, jailed, leaders


@njit(cache=True)
def remove_leaders(now: Now, given: Given, state: State) -> None:
    """One day of removals; the sum of `leaders` over whereabouts stays."""
    for i in range(len(now.runs)):
        present = state.leaders[i, Whereabouts.IN_COUNTRY]
        if now.day < now.fork:
            out = min(float(given.removals[now.day, Whereabouts.EXILED]), present * 1.0)
            jailed = min(float(given.removals[now.day, Whereabouts.JAILED]), present - out)
        else:
            chance = probability(given.leader_attempts_per_day[i])
            success = given.deportation_success[i]
            if now.counted:
                tried = binomial(int(present), chance, uniform(now.seed, now.runs[i], ATTEMPT, now.day, 0))
                out = float(binomial(tried, success, uniform(now.seed, now.runs[i], SUCCESS, now.day, 0)))
                jailed = tried - out
            else:
                tried_mean = present * chance
                out = tried_mean * success
                jailed = tried_mean - out
        state.leaders[i, Whereabouts.IN_COUNTRY] -= out + jailed
        state.leaders[i, Whereabouts.EXILED] += out
        state.leaders[i, Whereabouts.JAILED] += jailed

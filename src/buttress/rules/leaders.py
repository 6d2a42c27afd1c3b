"""Leaders: in the country, exiled, jailed; deportation is tried and can fail.

Reported removals are replayed before the fork. After it each leader still in the country faces attempts at a daily
pace; a success makes an exile, a failure a prisoner. Exile moves a leader to the messaging channel and does not
remove them (Esberg and Siegel 2023: the message changes). Leaders are counted, never named.
"""

from __future__ import annotations

import numpy as np
from numba import njit

from buttress.chance.draws import binomial
from buttress.chance.random import stream_id, uniform
from buttress.rules.rates import probability

ATTEMPT = stream_id("deportation tried")
SUCCESS = stream_id("deportation succeeds")


@njit(cache=True)
def remove_leaders(day, seed, runs, counted, fork, removals, leader_attempts_per_day, deportation_success, leaders):
    """One day of removals; `leaders` (run, here / exiled / jailed) keeps its sum."""
    for i in range(len(runs)):
        if day < fork:
            out = min(float(removals[day, 1]), leaders[i, 0] * 1.0)
            jailed = min(float(removals[day, 2]), leaders[i, 0] - out)
        else:
            chance = probability(leader_attempts_per_day[i])
            if counted:
                tried = binomial(np.int64(leaders[i, 0]), chance, uniform(seed, runs[i], ATTEMPT, day, 0))
                out = float(binomial(tried, deportation_success[i], uniform(seed, runs[i], SUCCESS, day, 0)))
                jailed = tried - out
            else:
                tried_mean = leaders[i, 0] * chance
                out = tried_mean * deportation_success[i]
                jailed = tried_mean - out
        leaders[i, 0] -= out + jailed
        leaders[i, 1] += out
        leaders[i, 2] += jailed

"""Shocks: days differ for reasons outside the model, and the reasons of one week are in part those of the next.

A log-normal shock to turnout and one to policing, each with a national and a local part. The national part of a kind of
occasion is a first-order autoregression over its occasions: w = k w_before + sqrt(1 - k^2) e, with k the persistence a
week to the power of the weeks between, and e standard normal. Its spread is that of the parameter on every day; what
persists is no effect of the crowd on itself, and no lever amplifies it. Days before the fork take e from the draw (it
is inferred from reports), and local parts too where the draw brings them; what it doesn't bring is drawn at its
address, the same in paired scenarios. Local parts do not persist. They have a mean factor of one, so that a run of
counts and the mean field agree in their mean: x = sd e - sd^2 / 2.
"""

from __future__ import annotations

import math
from typing import NamedTuple

import numpy as np
from numba import njit

from buttress.chance.random import normal, stream_id
from buttress.rules.inlined import inlined
from buttress.rules.now import Now
from buttress.world.axes import IntKinds, IntOccasions, Occasions, Runs, RunsByOccasion

TURNOUT = stream_id("turnout shock")
POLICING = stream_id("policing shock")
WEEK_DAYS = 7.0


class Given(NamedTuple):
    """What the step reads."""

    occasion_day: IntOccasions  # day of each occasion, day
    occasion_kind: IntOccasions  # kind of each occasion, kind index
    shock_known: Occasions  # the draw brings the occasion's shocks, 0/1
    known_turnout: RunsByOccasion  # fresh shock of turnout that the draw brings, spreads
    known_policing: RunsByOccasion  # fresh shock of policing that the draw brings, spreads
    kind_address: IntKinds  # random address of a kind of occasion, address
    turnout_shock_nation_sd: Runs  # spread of the national shock to turnout, log-odds
    policing_shock_nation_sd: Runs  # spread of the national shock to policing, log
    turnout_shock_persistence: Runs  # share of the shock to turnout that is there a week later, share per week
    policing_shock_persistence: Runs  # share of the shock to policing that is there a week later, share per week


class State(NamedTuple):
    """What the step carries on."""

    turnout_shock: RunsByOccasion  # national shock of each occasion, log-odds
    policing_shock: RunsByOccasion  # national shock of policing of each occasion, log


@inlined
def carried(before: float, fresh: float, persistence: float, days: float) -> float:
    """The shock `days` after one of `before`, both in spreads."""
    share = persistence ** (days / WEEK_DAYS)
    return share * before + math.sqrt(1.0 - share * share) * fresh


@inlined
def local_shock(sd: float, fresh: float) -> float:
    """A place's own shock, the log of a factor of mean one; `fresh` in spreads."""
    return sd * fresh - 0.5 * sd * sd


@njit(cache=True)
def fill_shocks(now: Now, given: Given, state: State) -> None:
    """National shocks of all occasions, from the draw where it brings them."""
    last = np.full(len(given.kind_address), -1)
    last_turnout = np.zeros(len(given.kind_address))
    last_policing = np.zeros(len(given.kind_address))
    for i in range(len(now.runs)):
        last[:] = -1
        for o in range(len(given.occasion_day)):
            kind = given.occasion_kind[o]
            day = given.occasion_day[o]
            if given.shock_known[o] > 0.0:
                turnout = given.known_turnout[i, o]
                policing = given.known_policing[i, o]
            else:
                turnout = normal(now.seed, now.runs[i], TURNOUT, day, given.kind_address[kind])
                policing = normal(now.seed, now.runs[i], POLICING, day, given.kind_address[kind])
            if last[kind] >= 0:
                days = float(day - last[kind])
                turnout = carried(last_turnout[kind], turnout, given.turnout_shock_persistence[i], days)
                policing = carried(last_policing[kind], policing, given.policing_shock_persistence[i], days)
            last[kind] = day
            last_turnout[kind] = turnout
            last_policing[kind] = policing
            state.turnout_shock[i, o] = given.turnout_shock_nation_sd[i] * turnout
            state.policing_shock[i, o] = given.policing_shock_nation_sd[i] * policing

"""Custody: who is held leaves the crowd and the free people, and returns when the term ends."""

from __future__ import annotations

import math
from typing import NamedTuple

import numpy as np
from numba import njit

from buttress.arrays import Floats
from buttress.chance.draws import largest_remainder
from buttress.chance.random import stream_id, uniform
from buttress.rules.inlined import inlined
from buttress.rules.now import Now
from buttress.rules.policing.detention import DETAINED
from buttress.world.axes import (
    IntKinds,
    IntPlaces,
    Runs,
    RunsByPlace,
    RunsByPlaceByGroupByDissent,
    RunsByPlaceByGroupByDissentByPast,
    RunsByRingByPlaceByGroupByDissent,
)
from buttress.world.codes import PastTurnout

LETS_GO = stream_id("lets go")
SHORT_TERM_DAYS = 7
LONG_ARREST_DAYS = 15


class ReleaseState(NamedTuple):
    """What `release` carries on."""

    people: RunsByPlaceByGroupByDissentByPast  # free adults by class, people
    custody: RunsByRingByPlaceByGroupByDissent  # held, by day of release, people
    custody_count: Runs  # all who are held, people


class HoldGiven(NamedTuple):
    """What `hold_detained` reads."""

    held: RunsByPlace  # detained at the occasion of the moment, people
    crowd: RunsByPlace  # crowd of the occasion of the moment, people
    place_address: IntPlaces  # random address of a place, address
    kind_address: IntKinds  # random address of a kind of occasion, address
    released_same_day_share: Runs  # share of the detained let go the same day, share
    long_term_share: Runs  # share of the detained held beyond the horizon, share


class HoldState(NamedTuple):
    """What `hold_detained` carries on."""

    people: RunsByPlaceByGroupByDissentByPast  # free adults by class, people
    goers: RunsByPlaceByGroupByDissentByPast  # who goes to the occasion of the moment, people
    custody: RunsByRingByPlaceByGroupByDissent  # held, by day of release, people
    custody_long: RunsByPlaceByGroupByDissent  # held beyond the horizon, people
    custody_count: Runs  # all who are held, people


@njit(cache=True)
def release(now: Now, state: ReleaseState) -> None:
    """Those whose term ends today return to the rested."""
    slot = now.day % state.custody.shape[1]
    for i in range(len(now.runs)):
        for p in range(state.people.shape[1]):
            for g in range(state.people.shape[2]):
                for h in range(state.people.shape[3]):
                    held = state.custody[i, slot, p, g, h]
                    if held == 0:
                        continue
                    state.people[i, p, g, h, PastTurnout.RESTED] += held
                    state.custody_count[i] -= held
                    state.custody[i, slot, p, g, h] = 0


@inlined
def take_whole(
    held: int, beyond: int, day: int, goers: Floats, people: Floats, custody: Floats, custody_long: Floats
) -> None:
    """Hold whole people of one place, by largest remainder over its crowd; half 7 days, half 15, `beyond` longer.

    `goers` and `people` (group, dissent, past), `custody` (ring, group, dissent), `custody_long` (group, dissent).
    """
    groups, classes, pasts = goers.shape
    weights = np.empty(groups * classes * pasts)
    shares = np.zeros(groups * classes * pasts, dtype=np.int64)
    c = 0
    for g in range(groups):
        for h in range(classes):
            for w in range(pasts):
                weights[c] = goers[g, h, w]
                c += 1
    largest_remainder(held, weights, shares)
    c = 0
    long_left = beyond
    early = (day + SHORT_TERM_DAYS) % len(custody)
    late = (day + LONG_ARREST_DAYS) % len(custody)
    odd = 0
    for g in range(groups):
        for h in range(classes):
            for w in range(pasts):
                taken = min(shares[c], int(goers[g, h, w]))
                c += 1
                if taken <= 0:
                    continue
                goers[g, h, w] -= taken
                people[g, h, w] -= taken
                long = min(long_left, taken)
                long_left -= long
                rest = taken - long
                short = (rest + odd) // 2
                odd = (rest + odd) % 2
                custody_long[g, h] += long
                custody[early, g, h] += short
                custody[late, g, h] += rest - short


@inlined
def take_shares(state: HoldState, i: int, p: int, day: int, share: float, beyond: float) -> None:
    """The mean field of `take_whole` in place `p` of run `i`: `share` of the crowd is held, `beyond` of it longer."""
    groups, classes, pasts = state.goers.shape[2:]
    early = (day + SHORT_TERM_DAYS) % state.custody.shape[1]
    late = (day + LONG_ARREST_DAYS) % state.custody.shape[1]
    for g in range(groups):
        for h in range(classes):
            beyond_all = state.custody_long[i, p, g, h]
            early_all, late_all = state.custody[i, early, p, g, h], state.custody[i, late, p, g, h]
            for w in range(pasts):
                taken = share * state.goers[i, p, g, h, w]
                long = beyond * state.goers[i, p, g, h, w]
                state.goers[i, p, g, h, w] -= taken
                state.people[i, p, g, h, w] -= taken
                beyond_all += long
                early_all += 0.5 * (taken - long)
                late_all += 0.5 * (taken - long)
            state.custody_long[i, p, g, h] = beyond_all
            state.custody[i, early, p, g, h], state.custody[i, late, p, g, h] = early_all, late_all


@njit(cache=True)
def hold_detained(now: Now, given: HoldGiven, state: HoldState) -> None:
    """Of the detained some are let go at once; the others leave the crowd and the free people for their term."""
    stream = LETS_GO ^ (DETAINED ^ given.kind_address[now.kind])
    for i in range(len(now.runs)):
        for p in range(given.crowd.shape[1]):
            detained = given.held[i, p]
            if detained <= 0.0:
                continue
            held = detained * (1.0 - given.released_same_day_share[i])
            beyond = held * given.long_term_share[i]
            if now.counted:
                goers, people = state.goers[i, p], state.people[i, p]
                custody, custody_long = state.custody[i, :, p], state.custody_long[i, p]
                u = uniform(now.seed, now.runs[i], stream, now.day, given.place_address[p])
                held = min(math.floor(held + u), detained)
                beyond = min(math.floor(beyond + u), held)
                state.custody_count[i] += int(held)
                take_whole(int(held), int(beyond), now.day, goers, people, custody, custody_long)
            else:
                state.custody_count[i] += held
                crowd = given.crowd[i, p]
                take_shares(state, i, p, now.day, held / crowd, beyond / crowd)

"""A run of Epstein's civil violence models, compiled: settle, then cycle by cycle turns, jail, births and deaths.

A cycle: cops are added or taken away until their number is the scheduled one; everyone free takes one turn in a random
order (`turn`); terms of jail run down by one; in Model II people clone onto a free one of the eight
neighbouring sites, age by one and die at an age drawn from U(0, oldest). A clone inherits group and hardship, and
draws its own risk aversion.
"""

from __future__ import annotations

import math
from typing import NamedTuple

import numpy as np
from numba import njit

from buttress.chance.random import stream_id
from buttress.classics.epstein.torus import (
    ABSENT,
    ACTIVE,
    FOR_EVER,
    JAILED,
    NOBODY,
    QUIET,
    Address,
    Torus,
    TurnRules,
    Whole,
    draw,
    free_site,
    leave,
    lift_cop,
    put_cop,
)
from buttress.classics.epstein.turn import cop_turn, person_turn

SETTLE = stream_id("classics epstein settle")
HARDSHIP = stream_id("classics epstein hardship")
AVERSION = stream_id("classics epstein risk aversion")
GROUP = stream_id("classics epstein group")
LIFE = stream_id("classics epstein length of life")
ORDER = stream_id("classics epstein order")
STATION = stream_id("classics epstein station")
STATION_CROWDED = stream_id("classics epstein station where few sites are free")
DISMISS = stream_id("classics epstein dismiss")
RELEASE = stream_id("classics epstein release")
RELEASE_CROWDED = stream_id("classics epstein release where few sites are free")
RELEASE_FAR = stream_id("classics epstein release anywhere")
RELEASE_FAR_CROWDED = stream_id("classics epstein release anywhere where few sites are free")
BIRTH_ORDER = stream_id("classics epstein order of births")
BIRTH = stream_id("classics epstein birth")
CRADLE = stream_id("classics epstein cradle")
CRADLE_CROWDED = stream_id("classics epstein cradle where few sites are free")


class Record(NamedTuple):
    """By cycle: the free actives, the jailed, the killed, tension, people by group (cycle, 2).

    `decided` (cop in view or none, active or quiet): decisions of those with G > T in the whole run.
    """

    active: np.ndarray
    jailed: np.ndarray
    killed: np.ndarray
    tension: np.ndarray
    alive: np.ndarray
    decided: np.ndarray


@njit(cache=True)
def shuffle(at: Address, stream: int, cards: np.ndarray) -> None:
    """A random order (Fisher and Yates)."""
    for i in range(len(cards) - 1, 0, -1):
        j = int(draw(at, stream, i) * (i + 1))
        cards[i], cards[j] = cards[j], cards[i]


@njit(cache=True)
def settle(at: Address, rules: TurnRules, torus: Torus, crowd: int, stationed: int) -> None:
    """Cops, then people, by number, each on a random free site."""
    sites = np.arange(len(torus.ground))
    shuffle(at, SETTLE, sites)
    for c in range(stationed):
        put_cop(torus, c, sites[c])
    for i in range(crowd):
        torus.people[i].hardship = draw(at, HARDSHIP, i)
        torus.people[i].group = 1 if rules.two_groups and draw(at, GROUP, i) < 0.5 else 0
        bring(at, rules, torus, i, sites[stationed + i])


@njit(cache=True)
def bring(at: Address, rules: TurnRules, torus: Torus, i: Whole, site: Whole) -> None:
    """A quiet person of age 0 on a free site."""
    torus.people[i].site = site
    torus.people[i].state = QUIET
    torus.people[i].aversion = draw(at, AVERSION, i)
    torus.people[i].age = 0
    torus.people[i].last_age = math.ceil(draw(at, LIFE, i) * rules.oldest)
    torus.ground[site].holder = i


@njit(cache=True)
def station(at: Address, torus: Torus, wanted: Whole) -> None:
    """Cops come onto random free sites, or random ones go, until `wanted` are there."""
    there = np.flatnonzero(torus.cops != NOBODY)
    if len(there) > wanted:
        shuffle(at, DISMISS, there)
        for c in there[wanted:]:
            lift_cop(torus, c)
        return
    if len(there) == wanted:
        return
    everywhere = np.arange(len(torus.ground)).reshape(1, -1)
    for c in np.flatnonzero(torus.cops == NOBODY)[: wanted - len(there)]:
        site = free_site(at, torus.ground, everywhere, 0, STATION, STATION_CROWDED, c)
        if site != NOBODY:
            put_cop(torus, c, site)


@njit(cache=True)
def turns(at: Address, rules: TurnRules, torus: Torus, legitimacy: float, decided: np.ndarray) -> int:
    """A turn for everyone free and every cop, in a random order; how many people were killed."""
    free = np.flatnonzero(torus.people["state"] <= ACTIVE)
    order = np.concatenate((free, len(torus.people) + np.flatnonzero(torus.cops != NOBODY)))
    shuffle(at, ORDER, order)
    killed = 0
    for who in order:
        if who >= len(torus.people):
            cop_turn(at, rules, torus, who - len(torus.people))
        elif torus.people[who].state <= ACTIVE:
            killed += person_turn(at, rules, torus, legitimacy, decided, who)
    return killed


@njit(cache=True)
def release(at: Address, rules: TurnRules, torus: Torus) -> None:
    """Terms run down by one; who has served returns to the arrest's site or near it, or anywhere, or waits for room."""
    for i in np.flatnonzero(torus.people["state"] == JAILED):
        if torus.people[i].term == FOR_EVER:
            continue
        torus.people[i].term = max(torus.people[i].term - 1, 0)
        if torus.people[i].term > 0:
            continue
        if not rules.jailed_stay:
            near = np.empty((1, 1 + torus.sees.shape[1]), dtype=np.int64)
            near[0, 0] = torus.people[i].site
            for k in range(torus.sees.shape[1]):  # a whole row makes numba compile its error: a second more
                near[0, 1 + k] = torus.sees[torus.people[i].site, k]
            site = free_site(at, torus.ground, near, 0, RELEASE, RELEASE_CROWDED, i)
            if site == NOBODY:
                everywhere = np.arange(len(torus.ground)).reshape(1, -1)
                site = free_site(at, torus.ground, everywhere, 0, RELEASE_FAR, RELEASE_FAR_CROWDED, i)
            if site == NOBODY:
                continue
            torus.people[i].site = site
            torus.ground[site].holder = i
        torus.people[i].state = QUIET


@njit(cache=True)
def breed(at: Address, rules: TurnRules, torus: Torus) -> None:
    """Each free person clones with the chance of `cloning`, in a random order, if a neighbouring site is free."""
    parents = np.flatnonzero(torus.people["state"] <= ACTIVE)
    rooms = np.flatnonzero(torus.people["state"] == ABSENT)
    shuffle(at, BIRTH_ORDER, parents)
    born = 0
    for i in parents:
        if born == len(rooms) or draw(at, BIRTH, i) >= rules.cloning:
            continue
        site = free_site(at, torus.ground, torus.beside, torus.people[i].site, CRADLE, CRADLE_CROWDED, i)
        if site == NOBODY:
            continue
        child = rooms[born]
        born += 1
        torus.people[child].hardship = torus.people[i].hardship
        torus.people[child].group = torus.people[i].group
        bring(at, rules, torus, child, site)
        torus.people[child].age = -1  # the cycle that passes now is not the child's


@njit(cache=True)
def grow_old(rules: TurnRules, torus: Torus) -> None:
    """All age by a cycle, the jailed too; those who reach their last age die."""
    for i in np.flatnonzero(torus.people["state"] != ABSENT):
        torus.people[i].age += 1
        if torus.people[i].age >= torus.people[i].last_age:
            if torus.people[i].state != JAILED:
                leave(torus, i)
            elif rules.jailed_stay:
                torus.ground[torus.people[i].site].holder = NOBODY
            torus.people[i].state = ABSENT


@njit(cache=True)
def note(record: Record, cycle: int, people: np.ndarray, legitimacy: float) -> None:
    """The cycle's row. Tension: mean grievance of the free x share of them quiet / their mean risk aversion."""
    hardship = aversion = 0.0
    free = active = jailed = 0
    for i in range(len(people)):
        state = people[i].state
        if state == ABSENT:
            continue
        record.alive[cycle, people[i].group] += 1
        if state == JAILED:
            jailed += 1
            continue
        free += 1
        active += state == ACTIVE
        hardship += people[i].hardship
        aversion += people[i].aversion
    record.active[cycle] = active
    record.jailed[cycle] = jailed
    if aversion > 0.0:
        record.tension[cycle] = (1.0 - legitimacy) * hardship / aversion * (free - active) / free


@njit(cache=True)
def simulate(
    seed: int,
    run: int,
    rules: TurnRules,
    torus: Torus,
    crowd: int,
    legitimacy: np.ndarray,
    stationed: np.ndarray,
    record: Record,
) -> int:
    """Fill the record; cycles run: all, or those to the end of one of two groups.

    The torus arrives blank; `legitimacy` and the number of cops `stationed` are by cycle.
    """
    settle(Address(seed, run, 0), rules, torus, crowd, stationed[0])
    for cycle in range(len(stationed)):
        at = Address(seed, run, cycle + 1)
        station(at, torus, stationed[cycle])
        record.killed[cycle] = turns(at, rules, torus, legitimacy[cycle], record.decided)
        release(at, rules, torus)
        if rules.oldest > 0:
            breed(at, rules, torus)
            grow_old(rules, torus)
        note(record, cycle, torus.people, legitimacy[cycle])
        if rules.two_groups and min(record.alive[cycle, 0], record.alive[cycle, 1]) == 0:
            return cycle + 1
    return len(stationed)

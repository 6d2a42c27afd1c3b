"""The torus of Epstein's civil violence models: its people, its cops, who stands where and who is seen.

Random numbers are addresses: stream, cycle, and the number of the person or cop.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numba import njit

from buttress.chance.random import uniform

Whole = int | np.integer

EXACT, FLOOR, ROUND = 0, 1, 2
"""How C / A is read: as it stands; cut to a whole number (NetLogo); rounded, halves to the even one (Mesa)."""
QUIET, ACTIVE, JAILED, ABSENT = 0, 1, 2, 3
NOBODY = -1
FOR_EVER = np.iinfo(np.int32).max
DIGITS = 2**45
"""Digits of one uniform number that tries of free sites may use up, of 2^52."""


class Address(NamedTuple):
    """The part of an address that all draws of a cycle share; cycle 0 is the setting up."""

    seed: int
    run: int
    cycle: int


class TurnRules(NamedTuple):
    """What stays the same in a run. `longest_term` in cycles, inf for ever; `oldest` 0 for no births and deaths."""

    cop_ratio: int
    act_first: bool
    people_move: bool
    jailed_stay: bool
    two_groups: bool
    k: float
    threshold: float
    longest_term: float
    cloning: float
    oldest: int


PERSON = np.dtype(
    [("site", "i8"), ("state", "i8"), ("hardship", "f8"), ("aversion", "f8")]
    + [(name, "i8") for name in ("term", "group", "age", "last_age")]
)
"""A person; one in jail keeps the site of the arrest."""
SITE = np.dtype([("holder", "i4"), ("cops_near", "i4"), ("actives_near", "i4")])
"""A site: the person standing there, or people + the cop's number, or NOBODY; cops and actives in vision of it."""


class Torus(NamedTuple):
    """What a run carries on: sites, people (PERSON) and cops, and what each site sees.

    `ground` (site) is of SITE; `sees` (site, place in vision) and `beside` (site, 8) hold sites; `cops` holds their
    sites, NOBODY off the torus.
    """

    ground: np.ndarray
    sees: np.ndarray
    beside: np.ndarray
    people: np.ndarray
    cops: np.ndarray


@njit(cache=True)
def draw(at: Address, stream: int, cell: Whole) -> float:
    """The uniform number of an address."""
    return uniform(at.seed, at.run, stream, at.cycle, int(cell))


@njit(cache=True)
def tell_of_active(torus: Torus, site: Whole, change: int) -> None:
    """All sites in vision of `site` see one active more or less; vision is mutual."""
    for j in range(torus.sees.shape[1]):
        torus.ground[torus.sees[site, j]].actives_near += change


@njit(cache=True)
def tell_of_cop(torus: Torus, site: Whole, change: int) -> None:
    """All sites in vision of `site` see one cop more or less."""
    for j in range(torus.sees.shape[1]):
        torus.ground[torus.sees[site, j]].cops_near += change


@njit(cache=True)
def free_site(
    at: Address, ground: np.ndarray, table: np.ndarray, row: Whole, stream: int, stream_crowded: int, cell: Whole
) -> int:
    """One of the free sites in a row of the table, all equally likely; NOBODY if none is free.

    A few tries share the digits of one number; where they fail, the free ones are counted and a second number picks.
    """
    sites = table.shape[1]
    u = draw(at, stream, cell)
    span = sites
    while span < DIGITS:
        u *= sites
        place = int(u)
        u -= place
        span *= sites
        if ground[table[row, place]].holder == NOBODY:
            return table[row, place]
    free = 0
    for j in range(sites):
        free += ground[table[row, j]].holder == NOBODY
    wanted = int(draw(at, stream_crowded, cell) * free)
    for j in range(sites):
        if ground[table[row, j]].holder == NOBODY:
            if wanted == 0:
                return table[row, j]
            wanted -= 1
    return NOBODY


@njit(cache=True)
def leave(torus: Torus, i: Whole) -> None:
    """A free person's site falls free, and an active is seen no more."""
    site = torus.people[i].site
    torus.ground[site].holder = NOBODY
    if torus.people[i].state == ACTIVE:
        tell_of_active(torus, site, -1)


@njit(cache=True)
def lift_cop(torus: Torus, c: Whole) -> None:
    """Off the torus."""
    torus.ground[torus.cops[c]].holder = NOBODY
    tell_of_cop(torus, torus.cops[c], -1)
    torus.cops[c] = NOBODY


@njit(cache=True)
def put_cop(torus: Torus, c: Whole, site: Whole) -> None:
    """Onto a free site."""
    torus.ground[site].holder = len(torus.people) + c
    torus.cops[c] = site
    tell_of_cop(torus, site, 1)

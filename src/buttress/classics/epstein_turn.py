"""One turn in Epstein's civil violence models, compiled: a person or a cop moves and acts, or acts and moves.

A person is active if G - R P > T, with G = H (1 - L) and P = 1 - exp(-k C / A), C cops and A actives in vision, the
person's own self among them. A cop arrests one random active in vision. In Model II an active kills one random free
member of the other group in vision. J. M. Epstein 2002, "Modeling civil violence", PNAS 99 suppl. 3, 7243-7250,
doi 10.1073/pnas.092080199; rules as quoted in an independent replication.

Random numbers are addresses: stream, cycle, and the number of the person or cop.
"""

from __future__ import annotations

import math
from typing import NamedTuple

import numpy as np
from numba import njit

from buttress.chance.random import stream_id, uniform
from buttress.rules.policing.detention import detention_chance

Whole = int | np.integer

EXACT, FLOOR, ROUND = 0, 1, 2
"""How C / A is read: as it stands; cut to a whole number (NetLogo); rounded, halves to the even one (Mesa)."""
QUIET, ACTIVE, JAILED, ABSENT = 0, 1, 2, 3
NOBODY = -1
FOR_EVER = np.iinfo(np.int32).max
DIGITS = 2**45
"""Digits of one uniform number that tries of free sites may use up, of 2^52."""

MOVE = stream_id("classics epstein move")
MOVE_CROWDED = stream_id("classics epstein move where few sites are free")
ARREST = stream_id("classics epstein arrest")
TERM = stream_id("classics epstein term")
KILL = stream_id("classics epstein kill")


class At(NamedTuple):
    """The part of an address that all draws of a cycle share; cycle 0 is the setting up."""

    seed: int
    run: int
    cycle: int


class Rules(NamedTuple):
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


@njit(cache=True)
def draw(at: At, stream: int, cell: Whole) -> float:
    """The uniform number of an address."""
    return uniform(at.seed, at.run, stream, at.cycle, int(cell))


@njit(cache=True)
def arrest_chance(cop_ratio: int, k: float, cops: int, actives: int) -> float:
    """P = 1 - exp(-k C / A) as a person estimates it: our own chance of detention, the ratio read in one of 3 ways."""
    if cop_ratio == EXACT:
        return detention_chance(k, float(cops), 1.0, float(actives))
    ratio = cops / actives
    return detention_chance(k, math.floor(ratio) if cop_ratio == FLOOR else np.rint(ratio), 1.0, 1.0)


@njit(cache=True)
def tell_of_active(ground: np.ndarray, sees: np.ndarray, site: Whole, change: int) -> None:
    """All sites in vision of `site` see one active more or less; vision is mutual."""
    for j in range(sees.shape[1]):
        ground[sees[site, j]].actives_near += change


@njit(cache=True)
def tell_of_cop(ground: np.ndarray, sees: np.ndarray, site: Whole, change: int) -> None:
    """All sites in vision of `site` see one cop more or less."""
    for j in range(sees.shape[1]):
        ground[sees[site, j]].cops_near += change


@njit(cache=True)
def free_site(
    at: At, ground: np.ndarray, table: np.ndarray, row: Whole, stream: int, stream_crowded: int, cell: Whole
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
def move_person(at: At, ground: np.ndarray, sees: np.ndarray, people: np.ndarray, i: Whole) -> None:
    """To a random free site in vision, or nowhere."""
    old = people[i].site
    new = free_site(at, ground, sees, old, MOVE, MOVE_CROWDED, i)
    if new == NOBODY:
        return
    ground[old].holder = NOBODY
    ground[new].holder = i
    people[i].site = new
    if people[i].state == ACTIVE:
        tell_of_active(ground, sees, old, -1)
        tell_of_active(ground, sees, new, 1)


@njit(cache=True)
def decide(
    rules: Rules, ground: np.ndarray, sees: np.ndarray, people: np.ndarray, legitimacy: float, decided: np.ndarray,
    i: Whole,
) -> None:  # fmt: skip
    """Active if G - R P > T, quiet otherwise."""
    site = people[i].site
    grievance = people[i].hardship * (1.0 - legitimacy)
    wants = grievance > rules.threshold
    if wants:
        cops = ground[site].cops_near
        chance = arrest_chance(rules.cop_ratio, rules.k, cops, 1 + ground[site].actives_near)
        wants = grievance - people[i].aversion * chance > rules.threshold
        decided[0 if cops > 0 else 1, 0 if wants else 1] += 1
    if wants != (people[i].state == ACTIVE):
        people[i].state = ACTIVE if wants else QUIET
        tell_of_active(ground, sees, site, 1 if wants else -1)


@njit(cache=True)
def leave(ground: np.ndarray, sees: np.ndarray, people: np.ndarray, i: Whole) -> None:
    """A free person's site falls free, and an active is seen no more."""
    site = people[i].site
    ground[site].holder = NOBODY
    if people[i].state == ACTIVE:
        tell_of_active(ground, sees, site, -1)


@njit(cache=True)
def kill(at: At, ground: np.ndarray, sees: np.ndarray, people: np.ndarray, i: Whole) -> int:
    """One random free member of the other group in vision dies; how many did, 0 or 1."""
    row, group = people[i].site, people[i].group
    others = 0
    for j in range(sees.shape[1]):
        others += is_foe(ground[sees[row, j]].holder, people, group)
    wanted = int(draw(at, KILL, i) * others)
    for j in range(sees.shape[1]):
        holder = ground[sees[row, j]].holder
        if is_foe(holder, people, group):
            if wanted == 0:
                leave(ground, sees, people, holder)
                people[holder].state = ABSENT
                return 1
            wanted -= 1
    return 0


@njit(cache=True)
def is_foe(holder: Whole, people: np.ndarray, group: Whole) -> bool:
    """Whether a site's holder is a free person of the other group."""
    if holder == NOBODY or holder >= len(people):
        return False
    return people[holder].state <= ACTIVE and people[holder].group != group


@njit(cache=True)
def arrest(
    at: At, rules: Rules, ground: np.ndarray, sees: np.ndarray, people: np.ndarray, cops: np.ndarray, c: Whole
) -> None:
    """A cop takes one random active in vision for a term of U(0, longest) cycles, rounded up."""
    row = cops[c]
    wanted = int(draw(at, ARREST, c) * ground[row].actives_near)
    for j in range(sees.shape[1]):
        site = sees[row, j]
        holder = ground[site].holder
        if holder == NOBODY or holder >= len(people) or people[holder].state != ACTIVE:
            continue
        if wanted == 0:
            leave(ground, sees, people, holder)
            if rules.jailed_stay:
                ground[site].holder = holder
            people[holder].state = JAILED
            people[holder].term = FOR_EVER
            if rules.longest_term < FOR_EVER:
                people[holder].term = math.ceil(draw(at, TERM, holder) * rules.longest_term)
            return
        wanted -= 1


@njit(cache=True)
def move_cop(at: At, ground: np.ndarray, sees: np.ndarray, people: int, cops: np.ndarray, c: Whole) -> None:
    """To a random free site in vision, or nowhere; `people` is how many columns there are."""
    new = free_site(at, ground, sees, cops[c], MOVE, MOVE_CROWDED, people + c)
    if new != NOBODY:
        lift_cop(ground, sees, cops, c)
        put_cop(ground, sees, people, cops, c, new)


@njit(cache=True)
def lift_cop(ground: np.ndarray, sees: np.ndarray, cops: np.ndarray, c: Whole) -> None:
    """Off the torus."""
    ground[cops[c]].holder = NOBODY
    tell_of_cop(ground, sees, cops[c], -1)
    cops[c] = NOBODY


@njit(cache=True)
def put_cop(ground: np.ndarray, sees: np.ndarray, people: int, cops: np.ndarray, c: Whole, site: Whole) -> None:
    """Onto a free site."""
    ground[site].holder = people + c
    cops[c] = site
    tell_of_cop(ground, sees, site, 1)


@njit(cache=True)
def person_turn(
    at: At, rules: Rules, ground: np.ndarray, sees: np.ndarray, people: np.ndarray, legitimacy: float,
    decided: np.ndarray, i: Whole,
) -> int:  # fmt: skip
    """Move and act, or act and move; how many were killed."""
    if rules.people_move and not rules.act_first:
        move_person(at, ground, sees, people, i)
    decide(rules, ground, sees, people, legitimacy, decided, i)
    killed = 0
    if rules.two_groups and people[i].state == ACTIVE:
        killed = kill(at, ground, sees, people, i)
    if rules.people_move and rules.act_first:
        move_person(at, ground, sees, people, i)
    return killed


@njit(cache=True)
def cop_turn(
    at: At, rules: Rules, ground: np.ndarray, sees: np.ndarray, people: np.ndarray, cops: np.ndarray, c: Whole
) -> None:
    """Move and arrest, or arrest and move; cops move even where people don't."""
    if not rules.act_first:
        move_cop(at, ground, sees, len(people), cops, c)
    if ground[cops[c]].actives_near > 0:
        arrest(at, rules, ground, sees, people, cops, c)
    if rules.act_first:
        move_cop(at, ground, sees, len(people), cops, c)

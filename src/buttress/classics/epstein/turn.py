"""One turn in Epstein's civil violence models, compiled: a person or a cop moves and acts, or acts and moves.

A person is active if G - R P > T, with G = H (1 - L) and P = 1 - exp(-k C / A), C cops and A actives in vision, the
person's own self among them. A cop arrests one random active in vision. In Model II an active kills one random free
member of the other group in vision. J. M. Epstein 2002, "Modeling civil violence", PNAS 99 suppl. 3, 7243-7250,
doi 10.1073/pnas.092080199; rules as quoted in an independent replication.
"""

from __future__ import annotations

import math

import numpy as np
from numba import njit

from buttress.chance.random import stream_id
from buttress.classics.epstein.torus import (
    ABSENT,
    ACTIVE,
    EXACT,
    FLOOR,
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
    tell_of_active,
)
from buttress.rules.policing.detention import detention_chance

MOVE = stream_id("classics epstein move")
MOVE_CROWDED = stream_id("classics epstein move where few sites are free")
ARREST = stream_id("classics epstein arrest")
TERM = stream_id("classics epstein term")
KILL = stream_id("classics epstein kill")


@njit(cache=True)
def arrest_chance(cop_ratio: int, k: float, cops: int, actives: int) -> float:
    """P = 1 - exp(-k C / A) as a person estimates it: our own chance of detention, the ratio read in one of 3 ways."""
    if cop_ratio == EXACT:
        return detention_chance(k, float(cops), 1.0, float(actives))
    ratio = cops / actives
    return detention_chance(k, math.floor(ratio) if cop_ratio == FLOOR else np.rint(ratio), 1.0, 1.0)


@njit(cache=True)
def move_person(at: Address, torus: Torus, i: Whole) -> None:
    """To a random free site in vision, or nowhere."""
    old = torus.people[i].site
    new = free_site(at, torus.ground, torus.sees, old, MOVE, MOVE_CROWDED, i)
    if new == NOBODY:
        return
    torus.ground[old].holder = NOBODY
    torus.ground[new].holder = i
    torus.people[i].site = new
    if torus.people[i].state == ACTIVE:
        tell_of_active(torus, old, -1)
        tell_of_active(torus, new, 1)


@njit(cache=True)
def decide(rules: TurnRules, torus: Torus, legitimacy: float, decided: np.ndarray, i: Whole) -> None:
    """Active if G - R P > T, quiet otherwise."""
    site = torus.people[i].site
    grievance = torus.people[i].hardship * (1.0 - legitimacy)
    wants = grievance > rules.threshold
    if wants:
        cops = torus.ground[site].cops_near
        chance = arrest_chance(rules.cop_ratio, rules.k, cops, 1 + torus.ground[site].actives_near)
        wants = grievance - torus.people[i].aversion * chance > rules.threshold
        decided[0 if cops > 0 else 1, 0 if wants else 1] += 1
    if wants != (torus.people[i].state == ACTIVE):
        torus.people[i].state = ACTIVE if wants else QUIET
        tell_of_active(torus, site, 1 if wants else -1)


@njit(cache=True)
def kill(at: Address, torus: Torus, i: Whole) -> int:
    """One random free member of the other group in vision dies; how many did, 0 or 1."""
    row, group = torus.people[i].site, torus.people[i].group
    others = 0
    for j in range(torus.sees.shape[1]):
        others += is_foe(torus.ground[torus.sees[row, j]].holder, torus.people, group)
    wanted = int(draw(at, KILL, i) * others)
    for j in range(torus.sees.shape[1]):
        holder = torus.ground[torus.sees[row, j]].holder
        if is_foe(holder, torus.people, group):
            if wanted == 0:
                leave(torus, holder)
                torus.people[holder].state = ABSENT
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
def arrest(at: Address, rules: TurnRules, torus: Torus, c: Whole) -> None:
    """A cop takes one random active in vision for a term of U(0, longest) cycles, rounded up."""
    row = torus.cops[c]
    wanted = int(draw(at, ARREST, c) * torus.ground[row].actives_near)
    for j in range(torus.sees.shape[1]):
        site = torus.sees[row, j]
        holder = torus.ground[site].holder
        if holder == NOBODY or holder >= len(torus.people) or torus.people[holder].state != ACTIVE:
            continue
        if wanted == 0:
            leave(torus, holder)
            if rules.jailed_stay:
                torus.ground[site].holder = holder
            torus.people[holder].state = JAILED
            torus.people[holder].term = FOR_EVER
            if rules.longest_term < FOR_EVER:
                torus.people[holder].term = math.ceil(draw(at, TERM, holder) * rules.longest_term)
            return
        wanted -= 1


@njit(cache=True)
def move_cop(at: Address, torus: Torus, c: Whole) -> None:
    """To a random free site in vision, or nowhere."""
    new = free_site(at, torus.ground, torus.sees, torus.cops[c], MOVE, MOVE_CROWDED, len(torus.people) + c)
    if new != NOBODY:
        lift_cop(torus, c)
        put_cop(torus, c, new)


@njit(cache=True)
def person_turn(at: Address, rules: TurnRules, torus: Torus, legitimacy: float, decided: np.ndarray, i: Whole) -> int:
    """Move and act, or act and move; how many were killed."""
    if rules.people_move and not rules.act_first:
        move_person(at, torus, i)
    decide(rules, torus, legitimacy, decided, i)
    killed = 0
    if rules.two_groups and torus.people[i].state == ACTIVE:
        killed = kill(at, torus, i)
    if rules.people_move and rules.act_first:
        move_person(at, torus, i)
    return killed


@njit(cache=True)
def cop_turn(at: Address, rules: TurnRules, torus: Torus, c: Whole) -> None:
    """Move and arrest, or arrest and move; cops move even where people don't."""
    if not rules.act_first:
        move_cop(at, torus, c)
    if torus.ground[torus.cops[c]].actives_near > 0:
        arrest(at, rules, torus, c)
    if rules.act_first:
        move_cop(at, torus, c)

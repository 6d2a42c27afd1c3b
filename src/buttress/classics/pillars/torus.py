"""The torus of Chenoweth, Hocking & Marks 2022: parameters, sites in vision, and everyone on the first step."""

from __future__ import annotations

import math
from typing import NamedTuple

import numpy as np
from numba import njit
from numpy.typing import NDArray

from buttress.chance.random import normal, philox, stream_id

DRAWN = stream_id("classics pillars person")
INCOME = stream_id("classics pillars income")

SOMEONE, OFFICER, RESISTER, PROTESTER = 1, 1 << 8, 1 << 16, 1 << 24
"""Fields of a site's number, each of eight bits: fewer than 256 sites are in vision, so one sum holds four counts."""


class CampaignRules(NamedTuple):
    """Parameters of a campaign: people by number, times in steps, the rest shares.

    `approach` of activists: 0 walks at random, 1 to the nearest loyal pillar in vision, 2 to the least loyal in
    `search`.
    """

    citizens: int = 1120
    activists: int = 13
    police: int = 64
    pillars: int = 24
    side: int = 40
    vision: int = 4
    search: int = 10
    steps: int = 200
    legitimacy: float = 0.56
    target: float = 0.25
    find: float = 0.40
    kill: float = 0.10
    backfire: float = 0.99
    join: float = 0.0706
    cycle: int = 9
    duration: int = 1
    company: int = 1
    threshold: float = 0.05
    threshold_sd: float = 0.01
    pressure: int = 3
    delay: int = 5
    win: float = 0.10
    term: int = 10
    fickle: float = 1.0
    immediate: float = 0.05
    approach: int = 0


SITE = np.dtype([("who", np.int64), ("heat", np.int64)])
"""The person on a site or -1; how many protesters are in its vision."""

PERSON = np.dtype(
    [
        ("place", np.int64), ("rest", np.int64), ("jail", np.int64), ("start", np.int64),
        ("alive", np.bool_), ("resists", np.bool_), ("protests", np.bool_), ("defected", np.bool_),
        ("fickle", np.bool_), ("immediate", np.bool_),
        ("hardship", np.float64), ("cost", np.float64), ("threshold", np.float64),
    ]
)  # fmt: skip
"""place: his site; rest: steps until he may protest again; jail: steps left; start: his first step.

People stand in the order citizens, activists, police, pillars.
"""

Numbers = NDArray[np.int64]


class Square(NamedTuple):
    """What a campaign carries on: the number and the SITE of each site, its people (PERSON), the sites in its vision.

    `face` (site) holds the fields of who stands there, `near` (site, neighbour) sites.
    """

    face: Numbers
    sites: NDArray[np.void]
    people: NDArray[np.void]
    near: Numbers


class StepAddress(NamedTuple):
    """The part of an address that all draws of a step share."""

    seed: int
    run: int
    step: int


@njit(cache=True)
def four(seed: int, run: int, stream: int, step: int, person: int) -> tuple[float, float, float, float]:
    """Four uniform numbers of one address, of 32 bits each, strictly between 0 and 1."""
    wide = np.uint64(seed)
    x = philox(run, stream, step, person, wide & np.uint64(0xFFFFFFFF), wide >> np.uint64(32))
    scale = 2.0**-32
    return (x[0] + 0.5) * scale, (x[1] + 0.5) * scale, (x[2] + 0.5) * scale, (x[3] + 0.5) * scale


@njit(cache=True)
def sites_within(side: int, reach: int) -> NDArray[np.int64]:
    """(sites, neighbours): the other sites within a Euclidean distance of `reach` on a torus."""
    count = 0
    for dy in range(-reach, reach + 1):
        for dx in range(-reach, reach + 1):
            count += 0 < dx * dx + dy * dy <= reach * reach
    out = np.empty((side * side, count), np.int64)
    for site in range(side * side):
        n = 0
        for dy in range(-reach, reach + 1):
            for dx in range(-reach, reach + 1):
                if 0 < dx * dx + dy * dy <= reach * reach:
                    out[site, n] = (site // side + dy) % side * side + (site % side + dx) % side
                    n += 1
    return out


@njit(cache=True)
def squared_distance(side: int, one: int, other: int) -> int:
    """Squared Euclidean distance of two sites on the torus."""
    dy = abs(one // side - other // side)
    dx = abs(one % side - other % side)
    return min(dy, side - dy) ** 2 + min(dx, side - dx) ** 2


@njit(cache=True)
def hardship_of(income: float) -> float:
    """Hardship at income y, where log y = .5 + .5 e: the logistic function of E[y] - y, E[y] = exp(.625)."""
    return 1.0 / (1.0 + math.exp(income - math.exp(0.625)))


@njit(cache=True)
def arrest_cost(income: float, longest_term: int) -> float:
    """Cost of jail: (A^4 + B^4)^(1/4), A = 2 logistic(.075 J y) - 1 for the rich, B with J / y for the poor."""
    rich = 2.0 / (1.0 + math.exp(-0.075 * longest_term * income)) - 1.0
    poor = 2.0 / (1.0 + math.exp(-0.075 * longest_term / income)) - 1.0
    return (rich**4 + poor**4) ** 0.25


@njit(cache=True)
def settle(seed: int, run: int, rules: CampaignRules, square: Square) -> None:
    """Everyone on a site of his own, activists resisting, nobody in the street; all but `near` comes as zeros."""
    face, sites, people = square.face, square.sites, square.people
    sites["who"][:] = -1
    free = np.arange(len(face))
    for a in range(len(people)):
        u_site, u_start, u_fickle, u_immediate = four(seed, run, DRAWN, 0, a)
        e = normal(seed, run, INCOME, 0, a)
        swap = a + int(u_site * (len(free) - a))
        free[a], free[swap] = free[swap], free[a]
        here = free[a]
        sites[here].who = a
        face[here] = SOMEONE
        someone = people[a]
        someone.place, someone.alive, someone.start = here, True, 1 + int(u_start * rules.delay)
        if a < rules.citizens:
            income = math.exp(0.5 + 0.5 * e)
            someone.hardship, someone.cost = hardship_of(income), arrest_cost(income, rules.term)
            someone.fickle, someone.immediate = u_fickle < rules.fickle, u_immediate < rules.immediate
        elif a < rules.citizens + rules.activists:
            someone.resists = True
            face[here] += RESISTER
        else:
            someone.threshold = max(0.01, rules.threshold + rules.threshold_sd * e)
            if a < len(people) - rules.pillars:
                face[here] += OFFICER

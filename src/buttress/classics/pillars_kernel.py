"""A campaign of Chenoweth, Hocking & Marks 2022: everyone's turn, step by step, until one side has won.

`face`, `sites` and `people` are the arrays of `pillars_world.everyone`, `near` the sites in vision of each site.
"""

from __future__ import annotations

import math

import numpy as np
from numba import njit

from buttress.chance.random import stream_id, uniform
from buttress.classics.pillars_world import (
    OFFICER,
    PERSON,
    PROTESTER,
    RESISTER,
    SITE,
    SOMEONE,
    Numbers,
    Records,
    Rules,
    everyone,
    four,
    sites_within,
    squared_distance,
)

ORDER = stream_id("classics pillars order")
WALK = stream_id("classics pillars walk")
OFFICER_ACTS = stream_id("classics pillars officer acts")
TERM = stream_id("classics pillars term")

WON, LOST, UNDECIDED = 1, 2, 0


@njit(cache=True)
def gain(
    hardship: float, cost: float, legitimacy: float, officers: int, resisters: int, protesters: int, pressure: int
) -> float:
    """What a citizen gains by resisting, to be held against `join`: hardship (1 - L) PP - P cost.

    PP = min(protesters / (2 pressure), 1); P = 1 - exp(-2.3 officers / (1 + resisters)), unrounded.
    """
    peers = min(0.5 * protesters / pressure, 1.0)
    risk = -math.expm1(-2.3 * officers / (1.0 + resisters))
    return hardship * (1.0 - legitimacy) * peers - risk * cost


@njit(cache=True)
def seen(face: Numbers, near: Numbers, site: int) -> int:
    """The sum of the sites' numbers in vision: four counts in one."""
    total = 0
    for n in near[site]:
        total += face[n]
    return total


@njit(cache=True)
def picked(face: Numbers, near: Numbers, site: int, field: int, u: float) -> int:
    """The site in vision, drawn by u, among those whose person carries `field`; -1 if none does."""
    total = (seen(face, near, site) // field) & 255
    wanted = int(u * total)
    for n in near[site]:
        wanted -= (face[n] // field) & 255
        if wanted < 0:
            return n
    return -1


@njit(cache=True)
def free_site(face: Numbers, near: Numbers, site: int, tries: tuple[float, float, float, float]) -> int:
    """A free site in vision, each as likely; the own one if there is none. Four tries, then what is free is counted."""
    u = 0.0
    for tried in tries:
        u = tried * near.shape[1]
        n = near[site, int(u)]
        if face[n] == 0:
            return n
    u -= int(u)  # what the last try left over is uniform again
    free = 0
    for n in near[site]:
        free += face[n] == 0
    wanted = int(u * free)
    for n in near[site]:
        wanted -= face[n] == 0
        if wanted < 0:
            return n
    return site


@njit(cache=True)
def nearest_free(face: Numbers, near: Numbers, side: int, site: int, target: int) -> int:
    """The free site in vision, or the own one, that lies nearest to the site `target`."""
    best, least = site, squared_distance(side, site, target)
    for n in near[site]:
        if face[n] == 0:
            distance = squared_distance(side, n, target)
            if distance < least:
                best, least = n, distance
    return best


@njit(cache=True)
def goal_of(people: Records, rules: Rules, site: int) -> int:
    """Where the pillar stands that an activist at `site` makes for; -1 if he sees none that is loyal still."""
    reach = rules.search if rules.approach == 2 else rules.vision
    best, least = -1, np.inf
    for pillar in range(len(people) - rules.pillars, len(people)):
        distance = squared_distance(rules.side, site, people[pillar].place)
        if people[pillar].defected or distance > reach * reach:
            continue
        worth = people[pillar].threshold if rules.approach == 2 else float(distance)
        if worth < least:
            best, least = people[pillar].place, worth
    return best


@njit(cache=True)
def march(face: Numbers, sites: Records, people: Records, near: Numbers, a: int, out: bool) -> None:
    """Person a goes out into the street, or leaves it."""
    people[a].protests = out
    change = 1 if out else -1
    site = people[a].place
    face[site] += change * PROTESTER
    for n in near[site]:
        sites[n].heat += change


@njit(cache=True)
def move(face: Numbers, sites: Records, people: Records, a: int, to: int) -> None:
    """Person a to a free site; nobody walks while he protests, so the heat stays."""
    site = people[a].place
    if to != site:
        face[to], face[site] = face[site], 0
        sites[to].who, sites[site].who = a, -1
        people[a].place = to


@njit(cache=True)
def walk(
    face: Numbers, sites: Records, people: Records, near: Numbers, rules: Rules, a: int,
    tries: tuple[float, float, float, float],
) -> None:  # fmt: skip
    """Anyone but a pillar to a free site in vision: at random, or an activist towards his goal."""
    site = people[a].place
    goal = -1
    if rules.approach > 0 and rules.citizens <= a < rules.citizens + rules.activists:
        goal = goal_of(people, rules, site)
    if goal >= 0:
        move(face, sites, people, a, nearest_free(face, near, rules.side, site, goal))
    else:
        move(face, sites, people, a, free_site(face, near, site, tries))


@njit(cache=True)
def arrest(
    face: Numbers, sites: Records, people: Records, near: Numbers, rules: Rules, victim: int, kills: bool, u: float
) -> None:
    """A victim of the police is killed or jailed for a term drawn by u; a jailed citizen no longer resists."""
    if people[victim].protests:
        march(face, sites, people, near, victim, False)
    site = people[victim].place
    face[site] = SOMEONE
    if kills or victim < rules.citizens:
        people[victim].resists = False
    if kills:
        people[victim].alive = False
        face[site], sites[site].who = 0, -1
    else:
        people[victim].jail = 1 + int(u * (rules.term - 1))


@njit(cache=True)
def decide(
    face: Numbers, sites: Records, people: Records, near: Numbers, rules: Rules, legitimacy: float, a: int
) -> None:
    """A citizen resists or not, as things look from his site; where nobody protests there is nothing to join."""
    citizen = people[a]
    protesters = sites[citizen.place].heat
    joins = False
    if protesters > 0:
        around = seen(face, near, citizen.place)
        officers, resisters = (around // OFFICER) & 255, (around // RESISTER) & 255
        worth = gain(citizen.hardship, citizen.cost, legitimacy, officers, resisters, protesters, rules.pressure)
        joins = worth > rules.join
    if joins != citizen.resists:
        citizen.resists = joins
        face[citizen.place] += RESISTER if joins else -RESISTER


@njit(cache=True)
def civilian_turn(
    face: Numbers, sites: Records, people: Records, near: Numbers, rules: Rules, legitimacy: float, a: int
) -> None:
    """Protest and decide; those who protest at once decide first."""
    for half in range(2):
        if (half == 0) == people[a].immediate:
            if a < rules.citizens and (people[a].fickle or not people[a].resists):
                decide(face, sites, people, near, rules, legitimacy, a)
        elif (
            people[a].resists
            and people[a].rest == 0
            and ((seen(face, near, people[a].place) // RESISTER) & 255) >= rules.company
        ):
            march(face, sites, people, near, a, True)
            people[a].rest = rules.cycle


@njit(cache=True)
def officer_turn(
    face: Numbers, sites: Records, people: Records, near: Numbers, rules: Rules, seed: int, run: int, step: int, a: int
) -> float:
    """An officer may take a protester in vision or, if he finds one, anyone who resists; what is left of legitimacy."""
    site = people[a].place
    acts, finds, whom, kills = four(seed, run, OFFICER_ACTS, step, a)
    protesters = sites[site].heat > 0
    if acts >= rules.target or not (protesters or finds < rules.find):
        return 1.0
    victim = picked(face, near, site, PROTESTER if protesters else RESISTER, whom)
    if victim < 0:
        return 1.0
    term = uniform(seed, run, TERM, step, a)
    arrest(face, sites, people, near, rules, sites[victim].who, kills < rules.kill, term)
    return rules.backfire if kills < rules.kill else 1.0


@njit(cache=True)
def waver(face: Numbers, sites: Records, people: Records, near: Numbers, a: int) -> None:
    """Police and pillars defect for good when protesters in vision exceed their own share of those in vision."""
    heat = sites[people[a].place].heat
    if heat > 0 and not people[a].defected:
        people[a].defected = heat > people[a].threshold * (seen(face, near, people[a].place) & 255)


@njit(cache=True)
def wait(face: Numbers, sites: Records, people: Records, near: Numbers, rules: Rules, a: int) -> bool:
    """Rest from protest and time in jail run on; whether the person can only wait this step."""
    if people[a].rest > 0:
        people[a].rest -= 1
        if people[a].protests and people[a].rest <= rules.cycle - rules.duration:
            march(face, sites, people, near, a, False)
    if people[a].jail == 0:
        return False
    people[a].jail -= 1
    if people[a].jail == 0 and people[a].resists:
        face[people[a].place] += RESISTER
    return True


@njit(cache=True)
def shuffle(seed: int, run: int, step: int, order: Numbers) -> None:
    """The order of a step, each as likely (Fisher and Yates)."""
    for block in range(0, len(order), 4):
        i = block
        for u in four(seed, run, ORDER, step, block):
            if i < len(order):
                swap = i + int(u * (len(order) - i))
                order[i], order[swap] = order[swap], order[i]
            i += 1


@njit(cache=True)
def campaign(seed: int, run: int, rules: Rules) -> tuple[int, int, int, float]:
    """One campaign: WON, LOST or UNDECIDED, the step of its end, pillars that defected, peak share in protest."""
    near = sites_within(rules.side, rules.vision)
    first_officer = rules.citizens + rules.activists
    first_pillar = first_officer + rules.police
    face = np.zeros(rules.side * rules.side, np.int64)
    sites = np.zeros(rules.side * rules.side, SITE)
    people = np.zeros(first_pillar + rules.pillars, PERSON)
    everyone(seed, run, rules, face, sites, people)
    legitimacy, peak, gone = rules.legitimacy, 0.0, 0
    order = np.arange(len(people))
    for step in range(rules.steps):
        shuffle(seed, run, step, order)
        for i in range(len(order)):
            a = int(order[i])
            if not people[a].alive or step < people[a].start or wait(face, sites, people, near, rules, a):
                continue
            if a < first_pillar:
                walk(face, sites, people, near, rules, a, four(seed, run, WALK, step, a))
            if a < first_officer:
                civilian_turn(face, sites, people, near, rules, legitimacy, a)
                continue
            if a < first_pillar and not people[a].defected:
                legitimacy *= officer_turn(face, sites, people, near, rules, seed, run, step, a)
            waver(face, sites, people, near, a)
        peak = max(peak, people["protests"].sum() / people["alive"].sum())
        gone = int(people["defected"][first_pillar:].sum())
        if gone > rules.win * rules.pillars:
            return WON, step + 1, gone, peak
        if people["resists"].sum() <= 1:
            return LOST, step + 1, gone, peak
    return UNDECIDED, rules.steps, gone, peak

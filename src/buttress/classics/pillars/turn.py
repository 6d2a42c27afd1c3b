"""A campaign of Chenoweth, Hocking & Marks 2022: everyone's turn, step by step, until one side has won.

A person has a number: citizens first, then activists, police and pillars.
"""

from __future__ import annotations

import math

import numpy as np
from numba import njit
from numpy.typing import NDArray

from buttress.chance.random import stream_id, uniform
from buttress.classics.pillars.torus import (
    OFFICER,
    PERSON,
    PROTESTER,
    RESISTER,
    SITE,
    SOMEONE,
    CampaignRules,
    Numbers,
    Square,
    StepAddress,
    four,
    settle,
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
def goal_of(people: NDArray[np.void], rules: CampaignRules, site: int) -> int:
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
def march(square: Square, a: int, out: bool) -> None:
    """Person a goes out into the street, or leaves it."""
    square.people[a].protests = out
    change = 1 if out else -1
    site = square.people[a].place
    square.face[site] += change * PROTESTER
    for n in square.near[site]:
        square.sites[n].heat += change


@njit(cache=True)
def move(square: Square, a: int, to: int) -> None:
    """Person a to a free site; nobody walks while he protests, so the heat stays."""
    site = square.people[a].place
    if to != site:
        square.face[to], square.face[site] = square.face[site], 0
        square.sites[to].who, square.sites[site].who = a, -1
        square.people[a].place = to


@njit(cache=True)
def walk(rules: CampaignRules, square: Square, a: int, tries: tuple[float, float, float, float]) -> None:
    """Anyone but a pillar to a free site in vision: at random, or an activist towards his goal."""
    site = square.people[a].place
    goal = -1
    if rules.approach > 0 and rules.citizens <= a < rules.citizens + rules.activists:
        goal = goal_of(square.people, rules, site)
    if goal >= 0:
        move(square, a, nearest_free(square.face, square.near, rules.side, site, goal))
    else:
        move(square, a, free_site(square.face, square.near, site, tries))


@njit(cache=True)
def arrest(rules: CampaignRules, square: Square, victim: int, kills: bool, u: float) -> None:
    """A victim of the police is killed or jailed for a term drawn by u; a jailed citizen no longer resists."""
    if square.people[victim].protests:
        march(square, victim, False)
    site = square.people[victim].place
    square.face[site] = SOMEONE
    if kills or victim < rules.citizens:
        square.people[victim].resists = False
    if kills:
        square.people[victim].alive = False
        square.face[site], square.sites[site].who = 0, -1
    else:
        square.people[victim].jail = 1 + int(u * (rules.term - 1))


@njit(cache=True)
def decide(rules: CampaignRules, square: Square, legitimacy: float, a: int) -> None:
    """A citizen resists or not, as things look from his site; where nobody protests there is nothing to join."""
    citizen = square.people[a]
    protesters = square.sites[citizen.place].heat
    joins = False
    if protesters > 0:
        around = seen(square.face, square.near, citizen.place)
        officers, resisters = (around // OFFICER) & 255, (around // RESISTER) & 255
        worth = gain(citizen.hardship, citizen.cost, legitimacy, officers, resisters, protesters, rules.pressure)
        joins = worth > rules.join
    if joins != citizen.resists:
        citizen.resists = joins
        square.face[citizen.place] += RESISTER if joins else -RESISTER


@njit(cache=True)
def civilian_turn(rules: CampaignRules, square: Square, legitimacy: float, a: int) -> None:
    """Protest and decide; those who protest at once decide first."""
    for half in range(2):
        if (half == 0) == square.people[a].immediate:
            if a < rules.citizens and (square.people[a].fickle or not square.people[a].resists):
                decide(rules, square, legitimacy, a)
        elif (
            square.people[a].resists
            and square.people[a].rest == 0
            and ((seen(square.face, square.near, square.people[a].place) // RESISTER) & 255) >= rules.company
        ):
            march(square, a, True)
            square.people[a].rest = rules.cycle


@njit(cache=True)
def officer_turn(at: StepAddress, rules: CampaignRules, square: Square, a: int) -> float:
    """An officer may take a protester in vision or, if he finds one, anyone who resists; what is left of legitimacy."""
    site = square.people[a].place
    acts, finds, whom, kills = four(at.seed, at.run, OFFICER_ACTS, at.step, a)
    protesters = square.sites[site].heat > 0
    if acts >= rules.target or not (protesters or finds < rules.find):
        return 1.0
    victim = picked(square.face, square.near, site, PROTESTER if protesters else RESISTER, whom)
    if victim < 0:
        return 1.0
    term = uniform(at.seed, at.run, TERM, at.step, a)
    arrest(rules, square, square.sites[victim].who, kills < rules.kill, term)
    return rules.backfire if kills < rules.kill else 1.0


@njit(cache=True)
def defect(square: Square, a: int) -> None:
    """Police and pillars defect for good when protesters in vision exceed their own share of those in vision."""
    person = square.people[a]
    heat = square.sites[person.place].heat
    if heat > 0 and not person.defected:
        person.defected = heat > person.threshold * (seen(square.face, square.near, person.place) & 255)


@njit(cache=True)
def wait(rules: CampaignRules, square: Square, a: int) -> bool:
    """Rest from protest and time in jail run on; whether the person can only wait this step."""
    if square.people[a].rest > 0:
        square.people[a].rest -= 1
        if square.people[a].protests and square.people[a].rest <= rules.cycle - rules.duration:
            march(square, a, False)
    if square.people[a].jail == 0:
        return False
    square.people[a].jail -= 1
    if square.people[a].jail == 0 and square.people[a].resists:
        square.face[square.people[a].place] += RESISTER
    return True


@njit(cache=True)
def shuffle(at: StepAddress, order: Numbers) -> None:
    """The order of a step, each as likely (Fisher and Yates)."""
    for block in range(0, len(order), 4):
        i = block
        for u in four(at.seed, at.run, ORDER, at.step, block):
            if i < len(order):
                swap = i + int(u * (len(order) - i))
                order[i], order[swap] = order[swap], order[i]
            i += 1


@njit(cache=True)
def take_turn(at: StepAddress, rules: CampaignRules, square: Square, legitimacy: float, a: int) -> float:
    """Person a walks and acts by role; what is left of legitimacy, a share of what it was."""
    first_officer = rules.citizens + rules.activists
    first_pillar = first_officer + rules.police
    kept = 1.0
    if a < first_pillar:
        walk(rules, square, a, four(at.seed, at.run, WALK, at.step, a))
    if a < first_officer:
        civilian_turn(rules, square, legitimacy, a)
        return kept
    if a < first_pillar and not square.people[a].defected:
        kept = officer_turn(at, rules, square, a)
    defect(square, a)
    return kept


@njit(cache=True)
def campaign(seed: int, run: int, rules: CampaignRules) -> tuple[int, int, int, float]:
    """One campaign: WON, LOST or UNDECIDED, the step of its end, pillars that defected, peak share in protest."""
    first_pillar = rules.citizens + rules.activists + rules.police
    square = Square(
        np.zeros(rules.side * rules.side, np.int64),
        np.zeros(rules.side * rules.side, SITE),
        np.zeros(first_pillar + rules.pillars, PERSON),
        sites_within(rules.side, rules.vision),
    )
    people = square.people
    settle(seed, run, rules, square)
    legitimacy, peak, gone = rules.legitimacy, 0.0, 0
    order = np.arange(len(people))
    for step in range(rules.steps):
        at = StepAddress(seed, run, step)
        shuffle(at, order)
        for i in range(len(order)):
            a = int(order[i])
            if not people[a].alive or step < people[a].start or wait(rules, square, a):
                continue
            legitimacy *= take_turn(at, rules, square, legitimacy, a)
        peak = max(peak, people["protests"].sum() / people["alive"].sum())
        gone = int(people["defected"][first_pillar:].sum())
        if gone > rules.win * rules.pillars:
            return WON, step + 1, gone, peak
        if people["resists"].sum() <= 1:
            return LOST, step + 1, gone, peak
    return UNDECIDED, rules.steps, gone, peak

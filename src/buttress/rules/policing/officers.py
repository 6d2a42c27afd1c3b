"""Officers fit for duty, and where they are sent."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numba import njit

from buttress.arrays import Floats
from buttress.rules.inlined import inlined
from buttress.rules.now import Now
from buttress.rules.rates import logistic
from buttress.rules.units import SHIRKING_WORTH, everyone
from buttress.world.axes import (
    IntPillars,
    KindsByPlaceByGroup,
    OccasionsByPlace,
    Pillars,
    Places,
    PlacesByGroupByDissent,
    Runs,
    RunsByKind,
    RunsByKindByPlace,
    RunsByPillarByZoneByLevel,
    RunsByPlace,
)
from buttress.world.codes import Level, Role


class Given(NamedTuple):
    """What the step reads."""

    is_capital: Places  # the capital, 0/1
    is_rest: Places  # a place of kind rest, 0/1
    adults: PlacesByGroupByDissent  # adults at the trigger, people
    calls: KindsByPlaceByGroup  # who is called to a kind of occasion, 0/1
    takes_place: OccasionsByPlace  # the occasion takes place there, 0/1
    occasion_log_odds: RunsByKind  # an adult of average dissent outside the capital, at the trigger, log-odds
    capital_log_odds: Runs  # excess of the capital over other cities, log-odds
    rest_log_odds: Runs  # difference of places of kind rest from cities, log-odds
    headcount: Pillars  # people of a pillar, people
    role: IntPillars  # what each pillar does, of codes.Role
    deployable: Pillars  # officers who can be sent out on a day, share
    officers_per_protester: Runs  # officers sent per protester expected, the capital first, officers per person
    units: RunsByPillarByZoneByLevel  # loyal, shirking, gone or on strike, units
    last_crowd: RunsByKindByPlace  # crowd of the last like occasion, 0 = none yet, people


class State(NamedTuple):
    """What the step carries on."""

    officers: RunsByPlace  # sent to the occasion of the moment, officers


@inlined
def fit_officers(units: Floats, headcount: Pillars, role: IntPillars, deployable: Pillars) -> float:
    """Officers fit for duty: loyal enforcers and half of those that shirk. `units` (pillar, zone, level)."""
    officers = 0.0
    for p in range(len(role)):
        if role[p] != Role.ENFORCER:
            continue
        all_units = 0.0
        fit = 0.0
        for z in range(units.shape[1]):
            all_units += everyone(units, p, z)
            fit += units[p, z, Level.LOYAL] + SHIRKING_WORTH * units[p, z, Level.SHIRKING]
        if all_units > 0.0:
            officers += headcount[p] * deployable[p] * fit / all_units
    return officers


@inlined
def called_adults(adults: Floats, calls: Floats) -> float:
    """Adults of a place who are called to an occasion. `adults` (group, dissent), `calls` (group)."""
    total = 0.0
    for g in range(adults.shape[0]):
        for h in range(adults.shape[1]):
            total += calls[g] * adults[g, h]
    return total


@inlined
def send_officers(officers: float, per_protester: float, expected: Places, is_capital: Places, sent: Places) -> None:
    """Share officers out into `sent`: the capital first, the others by expected crowd, none more than it needs."""
    left = officers
    others = 0.0
    for p in range(len(expected)):
        if is_capital[p] > 0.0:
            sent[p] = min(per_protester * expected[p], left)
            left -= sent[p]
        else:
            others += per_protester * expected[p]
    share = min(left / others, 1.0) if others > 0.0 else 0.0
    for p in range(len(expected)):
        if is_capital[p] <= 0.0:
            sent[p] = share * per_protester * expected[p]


@njit(cache=True)
def allocate_officers(now: Now, given: Given, state: State) -> None:
    """Officers fit for duty go to places by the crowd expected there."""
    places = len(given.is_capital)
    kind = now.kind
    expected = np.empty(places)
    for i in range(len(now.runs)):
        for p in range(places):
            expected[p] = given.last_crowd[i, kind, p] * given.takes_place[now.occasion, p]
            if expected[p] <= 0.0 and given.takes_place[now.occasion, p] > 0.0:
                log_odds = given.capital_log_odds[i] * given.is_capital[p] + given.rest_log_odds[i] * given.is_rest[p]
                called = called_adults(given.adults[p], given.calls[kind, p])
                expected[p] = called * logistic(given.occasion_log_odds[i, kind] + log_odds)
        fit = fit_officers(given.units[i], given.headcount, given.role, given.deployable)
        send_officers(fit, given.officers_per_protester[i], expected, given.is_capital, state.officers[i])

"""How many are detained at an occasion, and the violence that is seen."""

from __future__ import annotations

import math
from typing import NamedTuple

import numpy as np
from numba import njit

from buttress.arrays import Floats, Ints
from buttress.chance.draws import binomial, largest_remainder
from buttress.chance.random import normal, stream_id, uniform
from buttress.rules.inlined import inlined
from buttress.rules.now import Now
from buttress.rules.shocks import local_shock
from buttress.world.axes import (
    Days,
    IntKinds,
    IntPlaces,
    Occasions,
    Runs,
    RunsByOccasion,
    RunsByOccasionByPlace,
    RunsByPlace,
)

DETAINED = stream_id("detained")
LOCAL = stream_id("local policing shock")


class Given(NamedTuple):
    """What the step reads."""

    custody_places: int  # places of detention, people
    place_address: IntPlaces  # random address of a place, address
    kind_address: IntKinds  # random address of a kind of occasion, address
    detention_rate: Runs  # detentions an officer a day while the crowd is large, detained per officer-day
    police_withheld: Days  # police are held back, 0/1
    police_withheld_factor: Runs  # policing on days when police are held back, ratio
    policing_intensity: Days  # fixed what-ifs on policing, ratio
    scrutiny_policing: Runs  # change of policing per unit of scrutiny, log per signal
    scrutiny: Runs  # standing outside scrutiny, signals
    attention: Runs  # effort on suppression against the trigger, ratio
    policing_shock_place_sd: Runs  # spread of the local shock to policing, log
    policing_shock: RunsByOccasion  # national shock of policing of each occasion, log
    local_known: Occasions  # the draw brings the shocks of single places, 0/1
    known_local_policing: RunsByOccasionByPlace  # a place's own shock of policing that the draw brings, spreads
    disperse_violence: Runs  # visible violence per chance of detention, ratio
    custody_count: Runs  # all who are held, people
    officers: RunsByPlace  # sent to the occasion of the moment, officers
    crowd: RunsByPlace  # crowd of the occasion of the moment, people


class State(NamedTuple):
    """What the step carries on."""

    held: RunsByPlace  # detained at the occasion of the moment, people
    violence: RunsByPlace  # visible violence of the occasion of the moment, share


@inlined
def detention_chance(rate: float, officers: float, factor: float, crowd: float) -> float:
    """1 - exp(-k officers factor / crowd); 0 for no crowd."""
    if crowd <= 0.0:
        return 0.0
    return -math.expm1(-rate * officers * factor / crowd)


@inlined
def fit_into(room: float, counted: bool, wanted: Floats, shared: Ints) -> None:
    """Cut `wanted` (place) to `room` people in all, in proportion; whole people by largest remainder, by `shared`."""
    total = 0.0
    for p in range(len(wanted)):
        total += wanted[p]
    if total <= room:
        return
    if counted:
        largest_remainder(int(room), wanted, shared)
    for p in range(len(wanted)):
        wanted[p] = min(float(shared[p]), wanted[p]) if counted else wanted[p] * (room / total)


@njit(cache=True)
def draw_detained(now: Now, given: Given, state: State) -> None:
    """Detentions at one occasion by place, at most one an officer and no more than there are places of detention."""
    day = now.day
    places = given.crowd.shape[1]
    stream = DETAINED ^ given.kind_address[now.kind]
    wanted = np.zeros(places)
    shared = np.zeros(places, dtype=np.int64)
    for i in range(len(now.runs)):
        shift = given.scrutiny_policing[i] * given.scrutiny[i] + given.policing_shock[i, now.occasion]
        factor = given.attention[i] * given.policing_intensity[day] * math.exp(shift)
        if given.police_withheld[day] > 0.0:
            factor *= given.police_withheld_factor[i]
        for p in range(places):
            crowd = given.crowd[i, p]
            officers = given.officers[i, p]
            wanted[p] = 0.0
            state.violence[i, p] = 0.0
            if crowd <= 0:
                continue
            local = 0.0
            if given.local_known[now.occasion] > 0.0:
                local = local_shock(given.policing_shock_place_sd[i], given.known_local_policing[i, now.occasion, p])
            elif now.counted:
                fresh = normal(now.seed, now.runs[i], LOCAL, day, given.place_address[p])
                local = local_shock(given.policing_shock_place_sd[i], fresh)
            chance = detention_chance(given.detention_rate[i], officers, factor * math.exp(local), float(crowd))
            if now.counted:
                u = uniform(now.seed, now.runs[i], stream, day, given.place_address[p])
                wanted[p] = min(float(binomial(int(crowd), chance, u)), math.ceil(officers))
            else:
                wanted[p] = min(crowd * chance, officers)
            state.violence[i, p] = given.disperse_violence[i] * chance
        fit_into(float(max(given.custody_places - given.custody_count[i], 0)), now.counted, wanted, shared)
        for p in range(places):
            state.held[i, p] = wanted[p]
            if given.crowd[i, p] > 0:
                state.violence[i, p] += wanted[p] / given.crowd[i, p]

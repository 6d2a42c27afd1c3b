"""The crowd of an occasion, by place and class of person."""

from __future__ import annotations

from typing import NamedTuple

from numba import njit

from buttress.chance.draws import binomial
from buttress.chance.random import stream_id, uniform
from buttress.rules.now import Now
from buttress.world.axes import (
    IntKinds,
    IntPlacesByGroupByDissentByPast,
    KindsByPlaceByGroup,
    OccasionsByPlace,
    RunsByPlace,
    RunsByPlaceByDissentByPast,
    RunsByPlaceByGroupByDissentByPast,
)

GOES = stream_id("goes")


class Given(NamedTuple):
    """What the step reads."""

    calls: KindsByPlaceByGroup  # who is called to a kind of occasion, 0/1
    takes_place: OccasionsByPlace  # the occasion takes place there, 0/1
    cell_address: IntPlacesByGroupByDissentByPast  # random address of a cell, address
    kind_address: IntKinds  # random address of a kind of occasion, address
    people: RunsByPlaceByGroupByDissentByPast  # free adults by class, people
    chances: RunsByPlaceByDissentByPast  # chance to go to the occasion of the moment, probability


class State(NamedTuple):
    """What the step carries on."""

    goers: RunsByPlaceByGroupByDissentByPast  # who goes to the occasion of the moment, people
    crowd: RunsByPlace  # crowd of the occasion of the moment, people


@njit(cache=True)
def draw_turnout(now: Now, given: Given, state: State) -> None:
    """Crowds of one occasion, by place and class of person."""
    places, groups, classes, pasts = state.goers.shape[1:]
    stream = GOES ^ given.kind_address[now.kind]
    for i in range(len(now.runs)):
        for p in range(places):
            total = 0.0
            for g in range(groups):
                called = given.takes_place[now.occasion, p] > 0.0 and given.calls[now.kind, p, g] > 0.0
                for h in range(classes):
                    for w in range(pasts):
                        n = given.people[i, p, g, h, w]
                        if not called or n <= 0:
                            state.goers[i, p, g, h, w] = 0
                            continue
                        chance = given.chances[i, p, h, w]
                        if now.counted:
                            u = uniform(now.seed, now.runs[i], stream, now.day, given.cell_address[p, g, h, w])
                            state.goers[i, p, g, h, w] = binomial(int(n), chance, u)
                        else:
                            state.goers[i, p, g, h, w] = n * chance
                        total += state.goers[i, p, g, h, w]
            state.crowd[i, p] = total

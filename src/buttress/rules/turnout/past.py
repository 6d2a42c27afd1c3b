"""Who went last time: active, tired or rested."""

from __future__ import annotations

import math
from typing import NamedTuple

from numba import njit

from buttress.chance.random import stream_id, uniform
from buttress.rules.now import Now
from buttress.world.axes import (
    IntPlacesByGroupByDissentByPast,
    KindsByPlaceByGroup,
    OccasionsByPlace,
    Runs,
    RunsByPlaceByGroupByDissentByPast,
)
from buttress.world.codes import PastTurnout

TIRES = stream_id("tires")


class Given(NamedTuple):
    """What the step reads."""

    main_kind: int  # the main kind of occasion, kind index
    calls: KindsByPlaceByGroup  # who is called to a kind of occasion, 0/1
    takes_place: OccasionsByPlace  # the occasion takes place there, 0/1
    cell_address: IntPlacesByGroupByDissentByPast  # random address of a cell, address
    fatigue_share: Runs  # share of repeated goers who tire, share
    recovery_share: Runs  # share of the tired at home who recover by the next main occasion, share per main occasion
    goers: RunsByPlaceByGroupByDissentByPast  # who goes to the occasion of the moment, people


class State(NamedTuple):
    """What the step carries on."""

    people: RunsByPlaceByGroupByDissentByPast  # free adults by class, people


@njit(cache=True)
def remember_past(now: Now, given: Given, state: State) -> None:
    """Goers become active, some active ones tire; on main occasions those at home rest. People are conserved."""
    people, goers = state.people, given.goers  # read cell by cell: a view of each would cost more than its numbers
    for i in range(len(now.runs)):
        for p in range(people.shape[1]):
            for g in range(people.shape[2]):
                if given.takes_place[now.occasion, p] <= 0.0 or given.calls[now.kind, p, g] <= 0.0:
                    continue
                for h in range(people.shape[3]):
                    active, tired = people[i, p, g, h, PastTurnout.ACTIVE], people[i, p, g, h, PastTurnout.TIRED]
                    fresh, went = goers[i, p, g, h, PastTurnout.RESTED], goers[i, p, g, h, PastTurnout.ACTIVE]
                    tired_home = tired - goers[i, p, g, h, PastTurnout.TIRED]
                    if not now.counted:
                        tire = went * given.fatigue_share[i]
                        rest = tired_home * given.recovery_share[i]
                    elif active + tired + fresh == 0:
                        continue
                    else:
                        u = uniform(
                            now.seed, now.runs[i], TIRES, now.day, given.cell_address[p, g, h, PastTurnout.RESTED]
                        )
                        tire = min(math.floor(went * given.fatigue_share[i] + u), went)
                        rest = min(math.floor(tired_home * given.recovery_share[i] + u), tired_home)
                    if now.kind == given.main_kind:
                        home = active - went
                        people[i, p, g, h, PastTurnout.RESTED] += home + rest - fresh
                        people[i, p, g, h, PastTurnout.ACTIVE] = active + (fresh - tire - home)
                        people[i, p, g, h, PastTurnout.TIRED] = tired + (tire - rest)
                    else:
                        people[i, p, g, h, PastTurnout.RESTED] -= fresh
                        people[i, p, g, h, PastTurnout.ACTIVE] = active + (fresh - tire)
                        people[i, p, g, h, PastTurnout.TIRED] = tired + tire

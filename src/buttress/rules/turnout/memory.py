"""What a crowd leaves: the last like crowd, its news, and unrest."""

from __future__ import annotations

from typing import NamedTuple

from numba import njit

from buttress.rules.beliefs.update import log_surprise, news_of
from buttress.rules.now import Now
from buttress.rules.rates import decay
from buttress.world.axes import (
    OccasionsByPlace,
    Places,
    Runs,
    RunsByKind,
    RunsByKindByPlace,
    RunsByPlace,
    RunsByZone,
    Zones,
)
from buttress.world.codes import Zone

USUAL_WEIGHT = 1.0 / 3.0
"""Weight of the newest like occasion in the moving average."""
UNREST_HALF_LIFE_DAYS = 14.0
WEEK_DAYS = 7.0
ONE_PERCENT = 0.01


class RememberGiven(NamedTuple):
    """What `remember_crowd` reads."""

    crowd: RunsByPlace  # crowd of the occasion of the moment, people
    takes_place: OccasionsByPlace  # the occasion takes place there, 0/1
    adults_zone: Zones  # adults of the capital and of the rest, people
    adults_total: float  # all adults, people
    is_capital: Places  # the capital, 0/1


class RememberState(NamedTuple):
    """What `remember_crowd` carries on."""

    usual_crowd: RunsByKind  # moving average of like occasions' log crowd, below 0 = none yet, log people
    last_crowd: RunsByKindByPlace  # crowd of the last like occasion, 0 = none yet, people
    first_crowd: RunsByKindByPlace  # crowd of the first like occasion, people
    unrest: Runs  # weekly crowd over one percent of adults, moving average of two weeks, ratio
    zone_unrest: RunsByZone  # unrest of the capital and of the rest, each over one percent of its adults, ratio
    turnout_surprise: Runs  # the day's surprise of turnout, log


class UnrestFadeState(NamedTuple):
    """What `fade_unrest` carries on."""

    unrest: Runs  # weekly crowd over one percent of adults, moving average of two weeks, ratio
    zone_unrest: RunsByZone  # unrest of the capital and of the rest, each over one percent of its adults, ratio


@njit(cache=True)
def remember_crowd(now: Now, given: RememberGiven, state: RememberState) -> None:
    """The crowd becomes the last like crowd, a surprise, and unrest."""
    kind = now.kind
    gain = WEEK_DAYS * (1.0 - decay(UNREST_HALF_LIFE_DAYS))
    for i in range(len(now.runs)):
        total = 0.0
        capital = 0.0
        for p in range(given.crowd.shape[1]):
            crowd = given.crowd[i, p]
            total += crowd
            capital += crowd * given.is_capital[p]
            if given.takes_place[now.occasion, p] <= 0.0:
                continue
            state.last_crowd[i, kind, p] = crowd
            if state.first_crowd[i, kind, p] <= 0:
                state.first_crowd[i, kind, p] = crowd
        heard = news_of(total)
        surprise = log_surprise(heard, state.usual_crowd[i, kind])
        state.turnout_surprise[i] += surprise
        if state.usual_crowd[i, kind] < 0.0:
            state.usual_crowd[i, kind] = heard
        else:
            state.usual_crowd[i, kind] += USUAL_WEIGHT * surprise
        state.unrest[i] += gain * total / (ONE_PERCENT * given.adults_total)
        state.zone_unrest[i, Zone.CAPITAL] += gain * capital / (ONE_PERCENT * given.adults_zone[Zone.CAPITAL])
        rest = given.adults_zone[Zone.ELSEWHERE]
        if rest > 0.0:
            state.zone_unrest[i, Zone.ELSEWHERE] += gain * (total - capital) / (ONE_PERCENT * rest)


@njit(cache=True)
def fade_unrest(now: Now, state: UnrestFadeState) -> None:
    """Unrest halves in two weeks."""
    fade = decay(UNREST_HALF_LIFE_DAYS)
    for i in range(len(now.runs)):
        state.unrest[i] *= fade
        for z in range(state.zone_unrest.shape[1]):
            state.zone_unrest[i, z] *= fade

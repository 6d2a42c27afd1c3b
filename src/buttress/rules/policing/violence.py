"""What people see of policing: risk and anger."""

from __future__ import annotations

import math
from typing import NamedTuple

from numba import njit

from buttress.rules.now import Now
from buttress.rules.rates import bounded, decay
from buttress.world.axes import Runs, RunsByPlace

VIOLENCE_SCALE = 0.01
MOST_ANGER = 1.5
"""Anger saturates: it can raise or lower the odds by four and a half at most."""
WEEK_DAYS = 7.0


class SeeGiven(NamedTuple):
    """What `see_violence` reads."""

    crowd: RunsByPlace  # crowd of the occasion of the moment, people
    held: RunsByPlace  # detained at the occasion of the moment, people
    violence: RunsByPlace  # visible violence of the occasion of the moment, share
    risk_memory_days: Runs  # half-life of perceived risk, days
    news_spread: Runs  # share of what people see that happened anywhere in the country, not in their place, share
    anger_jump: Runs  # jump of anger per log(1 + visible violence), log-odds per log violence


class SeeState(NamedTuple):
    """What `see_violence` carries on."""

    risk: RunsByPlace  # risk as people saw it, detained per participant
    anger: RunsByPlace  # anger, log-odds


class AngerFadeGiven(NamedTuple):
    """What `fade_anger` reads."""

    anger_half_life_days: Runs  # half-life of anger, days


class AngerFadeState(NamedTuple):
    """What `fade_anger` carries on."""

    anger: RunsByPlace  # anger, log-odds


@njit(cache=True)
def see_violence(now: Now, given: SeeGiven, state: SeeState) -> None:
    """What the day's policing does to risk as people see it, and to anger."""
    for i in range(len(now.runs)):
        total = 0.0
        taken = 0.0
        seen = 0.0
        for p in range(given.crowd.shape[1]):
            total += given.crowd[i, p]
            taken += given.held[i, p]
            seen += given.violence[i, p] * given.crowd[i, p]
        if total <= 0.0:
            continue
        weight = 1.0 - decay(given.risk_memory_days[i]) ** WEEK_DAYS
        far = given.news_spread[i]
        for p in range(given.crowd.shape[1]):
            crowd = given.crowd[i, p]
            local_risk = given.held[i, p] / crowd if crowd > 0 else taken / total
            risk_seen = (1.0 - far) * local_risk + far * taken / total
            state.risk[i, p] += weight * (risk_seen - state.risk[i, p])
            local_violence = given.violence[i, p] if crowd > 0 else 0.0
            violence_seen = (1.0 - far) * local_violence + far * seen / total
            jump = given.anger_jump[i] * math.log1p(violence_seen / VIOLENCE_SCALE)
            state.anger[i, p] = bounded(state.anger[i, p] + jump, -MOST_ANGER, MOST_ANGER)


@njit(cache=True)
def fade_anger(now: Now, given: AngerFadeGiven, state: AngerFadeState) -> None:
    """Anger halves with its half-life."""
    for i in range(len(now.runs)):
        fade = decay(given.anger_half_life_days[i])
        for p in range(state.anger.shape[1]):
            state.anger[i, p] *= fade

"""Reform: a promised process whose credibility is disputed, and outside scrutiny.

A promise adds one to the stock of standing promises, which halves with its half-life; people of median dissent answer
with -effect x credibility x stock in log-odds (either sign: concessions have been followed by more protest and by
less, Leuschner and Hellmeier; de Vogel). Scrutiny (rights bodies, sanctions) is a stock of signals of its own.
"""

from __future__ import annotations

from typing import NamedTuple

from numba import njit

from buttress.rules.now import Now
from buttress.rules.rates import standing
from buttress.world.axes import Days, DaysByChannel, Runs
from buttress.world.codes import Channel


class PromiseGiven(NamedTuple):
    """What `promise_reform` reads."""

    reform_promise: Days  # new promises of reform, promises
    reform_half_life_days: Runs  # half-life of a promise, days


class PromiseState(NamedTuple):
    """What `promise_reform` carries on."""

    reform: Runs  # standing promises of reform, promises


class WatchGiven(NamedTuple):
    """What `watch_from_outside` reads."""

    signal: DaysByChannel  # public signals of the day, signals
    scrutiny_half_life_days: Runs  # half-life of scrutiny, days


class WatchState(NamedTuple):
    """What `watch_from_outside` carries on."""

    scrutiny: Runs  # standing outside scrutiny, signals


@njit(cache=True)
def promise_reform(now: Now, given: PromiseGiven, state: PromiseState) -> None:
    """Promises of the day join those that stand."""
    for i in range(len(now.runs)):
        state.reform[i] = standing(state.reform[i], given.reform_half_life_days[i], given.reform_promise[now.day])


@njit(cache=True)
def watch_from_outside(now: Now, given: WatchGiven, state: WatchState) -> None:
    """Scrutiny of the day joins what stands."""
    new = given.signal[now.day, Channel.SCRUTINY]
    for i in range(len(now.runs)):
        state.scrutiny[i] = standing(state.scrutiny[i], given.scrutiny_half_life_days[i], new)

"""Signals of the day become surprises, once, and the expectation of the next like signal."""

from __future__ import annotations

from typing import NamedTuple

from numba import njit

from buttress.rules.inlined import inlined
from buttress.rules.now import Now
from buttress.rules.rates import decay
from buttress.world.axes import DaysByChannel, Runs, RunsByChannel


class ClearState(NamedTuple):
    """What `clear_day` carries on."""

    surprise: RunsByChannel  # the day's surprises, signals
    turnout_surprise: Runs  # the day's surprise of turnout, log


class HearGiven(NamedTuple):
    """What `hear_signals` reads."""

    signal: DaysByChannel  # public signals of the day, signals
    signal_habituation_days: Runs  # half-life of the expectation that a like signal comes, days


class HearState(NamedTuple):
    """What `hear_signals` carries on."""

    expected_signal: RunsByChannel  # standing expectation of a like signal, signals
    heard: RunsByChannel  # the day's public signals, a responsive patron's too, signals
    surprise: RunsByChannel  # the day's surprises, signals


@inlined
def surprise_of(signals: float, expected: float) -> float:
    """What a signal adds when `expected` like signals came lately."""
    return signals / (1.0 + expected)


@njit(cache=True)
def clear_day(now: Now, state: ClearState) -> None:
    """Yesterday's surprises are over."""
    for i in range(len(now.runs)):
        state.turnout_surprise[i] = 0.0
        for c in range(state.surprise.shape[1]):
            state.surprise[i, c] = 0.0


@njit(cache=True)
def hear_signals(now: Now, given: HearGiven, state: HearState) -> None:
    """The day's public signals become surprises; responsive patrons add theirs before this step."""
    for i in range(len(now.runs)):
        fade = decay(given.signal_habituation_days[i])
        for c in range(given.signal.shape[1]):
            heard = given.signal[now.day, c] + state.surprise[i, c]
            state.heard[i, c] = heard
            state.surprise[i, c] = surprise_of(heard, state.expected_signal[i, c])
            state.expected_signal[i, c] = fade * (state.expected_signal[i, c] + heard)

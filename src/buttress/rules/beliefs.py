"""Beliefs: two public beliefs that the incumbent will go, the society's and the pillars', in log-odds.

b' = b kept(half-life) + sum of coefficient x surprise. A signal enters once, as a surprise against a standing
expectation: x / (1 + like signals lately). Turnout surprises in log against the moving average of like occasions;
defections and strikes against their usual pace. In the static limit (one signal, normal noise) this is a linear update
of a public signal as in Morris and Shin (2003); it is not itself a global game.
"""

from __future__ import annotations

import math

from numba import njit

from buttress.rules.rates import bounded, kept

NOTICED = 1000.0
"""People nationwide below whom an occasion is hardly news."""


@njit(cache=True)
def surprise_of(signals: float, expected: float) -> float:
    """What a signal adds when `expected` like signals came lately."""
    return signals / (1.0 + expected)


@njit(cache=True)
def news_of(crowd: float) -> float:
    """How large a crowd sounds: log(1 + crowd / NOTICED)."""
    return math.log1p(crowd / NOTICED)


@njit(cache=True)
def log_surprise(heard: float, usual: float) -> float:
    """News of a crowd against the moving average of like occasions; 0 where there is none yet (below 0)."""
    return heard - usual if usual >= 0.0 else 0.0


@njit(cache=True)
def clear_day(runs, surprise, turnout_surprise):
    """Yesterday's surprises are over."""
    for i in range(len(runs)):
        turnout_surprise[i] = 0.0
        for c in range(surprise.shape[1]):
            surprise[i, c] = 0.0


@njit(cache=True)
def hear_signals(day, runs, signal, signal_habituation_days, expected_signal, surprise):
    """The day's public signals become surprises; responsive patrons add theirs before this step."""
    for i in range(len(runs)):
        fade = kept(signal_habituation_days[i])
        for c in range(signal.shape[1]):
            heard = signal[day, c] + surprise[i, c]
            surprise[i, c] = surprise_of(heard, expected_signal[i, c])
            expected_signal[i, c] = fade * (expected_signal[i, c] + heard)


@njit(cache=True)
def update_beliefs(
    runs, surprise, turnout_surprise, newly_left, newly_strike, expected_left, expected_strike, belief_half_life_days,
    society_turnout, pillars_turnout, society_defection, pillars_defection, society_strike, pillars_strike,
    society_signal, pillars_signal, belief_society, belief_pillars,
):  # fmt: skip
    """Both beliefs return towards their base and take in the day's surprises; bounded at odds of e^6."""
    for i in range(len(runs)):
        left = 100.0 * (newly_left[i] - expected_left[i])
        struck = 100.0 * (newly_strike[i] - expected_strike[i])
        expected_left[i] += (newly_left[i] - expected_left[i]) / 28.0
        expected_strike[i] += (newly_strike[i] - expected_strike[i]) / 28.0
        society = society_turnout[i] * turnout_surprise[i] + society_defection[i] * left + society_strike[i] * struck
        pillars = pillars_turnout[i] * turnout_surprise[i] + pillars_defection[i] * left + pillars_strike[i] * struck
        for c in range(society_signal.shape[1]):
            society += society_signal[i, c] * surprise[i, c]
            pillars += pillars_signal[i, c] * surprise[i, c]
        fade = kept(belief_half_life_days[i])
        belief_society[i] = bounded(fade * belief_society[i] + society, -6.0, 6.0)
        belief_pillars[i] = bounded(fade * belief_pillars[i] + pillars, -6.0, 6.0)

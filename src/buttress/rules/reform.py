"""Reform: a promised process whose credibility is disputed, and outside scrutiny.

A promise adds one to the stock of standing promises, which halves with its half-life; people of median dissent answer
with -effect x credibility x stock in log-odds (either sign: concessions have been followed by more protest and by
less, Leuschner and Hellmeier; de Vogel). Scrutiny (rights bodies, sanctions) is a stock of signals of its own.
"""

from __future__ import annotations

import math

from numba import njit

from buttress.rules.rates import kept


@njit(cache=True)
def standing(stock: float, half_life_days: float, new: float) -> float:
    """A stock after one day's fading and what is new, new signals counted as log(1 + n)."""
    return kept(half_life_days) * stock + math.log1p(new)


@njit(cache=True)
def promise_reform(day, runs, reform_promise, reform_half_life_days, reform):
    """Promises of the day join those that stand."""
    for i in range(len(runs)):
        reform[i] = standing(reform[i], reform_half_life_days[i], reform_promise[day])


@njit(cache=True)
def watch_from_outside(day, runs, signal, scrutiny_half_life_days, scrutiny):
    """Scrutiny of the day joins what stands (channel 6)."""
    for i in range(len(runs)):
        scrutiny[i] = standing(scrutiny[i], scrutiny_half_life_days[i], signal[day, 6])

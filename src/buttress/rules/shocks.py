"""Shocks: days differ for reasons outside the model, and the reasons of one week are in part those of the next.

A log-normal shock to turnout and one to policing, each with a national and a local part. The national part of a kind of
occasion is a first-order autoregression over its occasions: w = k w_before + sqrt(1 - k^2) e, with k the persistence a
week to the power of the weeks between, and e standard normal. Its spread is that of the parameter on every day; what
persists is no effect of the crowd on itself, and no lever amplifies it. Days before the fork take e from the draw (it
is inferred from reports); later days and local parts, which do not persist, are drawn at their address, the same in
paired scenarios.
"""

from __future__ import annotations

import math

import numpy as np
from numba import njit

from buttress.chance.random import normal, stream_id

TURNOUT = stream_id("turnout shock")
POLICING = stream_id("policing shock")
WEEK_DAYS = 7.0


@njit(cache=True)
def carried(before: float, fresh: float, persistence: float, days: float) -> float:
    """The shock `days` after one of `before`, both in spreads."""
    kept = persistence ** (days / WEEK_DAYS)
    return kept * before + math.sqrt(1.0 - kept * kept) * fresh


@njit(cache=True)
def fill_shocks(
    seed, runs, occasion_day, occasion_kind, given, given_turnout, given_policing, kind_address,
    turnout_shock_nation_sd, policing_shock_nation_sd, turnout_shock_persistence, policing_shock_persistence,
    turnout_shock, policing_shock,
):  # fmt: skip
    """National shocks of all occasions; `given` (occasion) 1 where the draw brings the standard normal."""
    last = np.full(len(kind_address), -1)
    apart_turnout = np.zeros(len(kind_address))
    apart_policing = np.zeros(len(kind_address))
    for i in range(len(runs)):
        last[:] = -1
        for o in range(len(occasion_day)):
            kind = occasion_kind[o]
            if given[o] > 0.0:
                a = given_turnout[i, o]
                b = given_policing[i, o]
            else:
                a = normal(seed, runs[i], TURNOUT, occasion_day[o], kind_address[kind])
                b = normal(seed, runs[i], POLICING, occasion_day[o], kind_address[kind])
            if last[kind] >= 0:
                days = float(occasion_day[o] - last[kind])
                a = carried(apart_turnout[kind], a, turnout_shock_persistence[i], days)
                b = carried(apart_policing[kind], b, policing_shock_persistence[i], days)
            last[kind] = occasion_day[o]
            apart_turnout[kind] = a
            apart_policing[kind] = b
            turnout_shock[i, o] = turnout_shock_nation_sd[i] * a
            policing_shock[i, o] = policing_shock_nation_sd[i] * b

"""Shocks: days differ for reasons outside the model.

A log-normal shock to turnout and one to policing, each with a national and a local part. Days before the fork take
the national part from the draw (it is inferred from reports); later days and local parts are drawn at their address,
the same in paired scenarios.
"""

from __future__ import annotations

from numba import njit

from buttress.chance.random import normal, stream_id

TURNOUT = stream_id("turnout shock")
POLICING = stream_id("policing shock")


@njit(cache=True)
def fill_shocks(
    seed, runs, occasion_day, occasion_kind, given, given_turnout, given_policing, kind_address,
    turnout_shock_nation_sd, policing_shock_nation_sd, turnout_shock, policing_shock,
):  # fmt: skip
    """National shocks of all occasions; `given` (occasion) 1 where the draw brings the standard normal."""
    for i in range(len(runs)):
        for o in range(len(occasion_day)):
            kind = kind_address[occasion_kind[o]]
            if given[o] > 0.0:
                a = given_turnout[i, o]
                b = given_policing[i, o]
            else:
                a = normal(seed, runs[i], TURNOUT, occasion_day[o], kind)
                b = normal(seed, runs[i], POLICING, occasion_day[o], kind)
            turnout_shock[i, o] = turnout_shock_nation_sd[i] * a
            policing_shock[i, o] = policing_shock_nation_sd[i] * b

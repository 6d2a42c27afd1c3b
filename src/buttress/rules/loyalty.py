"""Loyalty: pillars are made of units, which shirk, leave, or (state firms) strike and return.

Daily hazard h = base x exp(b_pay (1 - phi) + b_arrears months + b_crowd log(1 + unrest it knows) + b_orders log(1 +
risk / scale) + b_peers share gone + b_psi belief - b_backing backing + b_call calls); shirking at a multiple of it.
Number leaving ~ Binomial(units, 1 - exp(-h)). Sources: Nepstad 2013 (benefits and belief in strength), Dwyer 2017
(protest in the ranks first), Dragu and Lupu 2018 (peers), Sutton et al. 2014 (orders). No published hazard per week
of arrears was found; sizes are priors.
"""

from __future__ import annotations

import math

import numpy as np
from numba import njit

from buttress.chance.draws import binomial
from buttress.chance.random import stream_id, uniform
from buttress.rules.rates import bounded, kept, probability

LEAVES = stream_id("unit leaves")
DESERTS = stream_id("shirking unit leaves")
SHIRKS = stream_id("unit shirks")
RETURNS = stream_id("unit returns")
ENFORCER = 0
ARMY = 1
WORKERS = 2
ORDERS_SCALE = 0.01
CALL_HALF_LIFE_DAYS = 7.0


@njit(cache=True)
def moved(units, hazard: float, seed, run, stream, day, address, counted) -> float:
    """Units that change in a day: a binomial draw at its address, or its mean; no draw without units."""
    if units <= 0:
        return 0.0
    chance = probability(hazard)
    if counted:
        return float(binomial(np.int64(units), chance, uniform(seed, run, stream, day, address)))
    return units * chance


@njit(cache=True)
def loyalty_terms(
    base, pay_slope, real_pay, arrears_slope, arrears_months, crowd_slope, unrest, orders_slope, risk, peers_slope,
    gone, belief_slope, belief, backing_slope, backing, call_slope, calls, out,
):  # fmt: skip
    """The nine terms of the log hazard, in the order of LOYALTY_TERMS, into `out`; returns their sum, bounded."""
    out[0] = math.log(base) if base > 0.0 else -60.0
    out[1] = pay_slope * (1.0 - real_pay)
    out[2] = arrears_slope * arrears_months
    out[3] = crowd_slope * math.log1p(unrest)
    out[4] = orders_slope * math.log1p(risk / ORDERS_SCALE)
    out[5] = peers_slope * gone
    out[6] = belief_slope * belief
    out[7] = -backing_slope * backing
    out[8] = call_slope * calls
    total = 0.0
    for t in range(9):
        total += out[t]
    return bounded(total, -60.0, -0.7)


@njit(cache=True)
def waver(
    day, seed, runs, counted, role, unit_address, adults_place, defection_per_day, shirking_ratio,
    shirking_return_per_day, strike_per_day, strike_return_per_day, strike_call, loyalty_pay, loyalty_arrears,
    loyalty_crowd, loyalty_orders, loyalty_peers, loyalty_belief, loyalty_backing, signal, real_pay, arrears,
    owed_month, zone_unrest, risk, belief_pillars, backing, strike_push, units, newly_left, newly_strike,
    record_loyalty_terms,
):  # fmt: skip
    """One day of every pillar in the capital and elsewhere."""
    term = np.zeros(9)
    pillars, zones = units.shape[1:3]
    adults = 0.0
    for p in range(len(adults_place)):
        adults += adults_place[p]
    for i in range(len(runs)):
        strike_push[i] = kept(CALL_HALF_LIFE_DAYS) * strike_push[i] + signal[day, 10]
        mean_risk = 0.0
        for p in range(len(adults_place)):
            mean_risk += risk[i, p] * adults_place[p] / adults
        left = 0.0
        able = 0.0
        struck = 0.0
        working = 0.0
        for p in range(pillars):
            everyone = 0.0
            gone = 0.0
            for z in range(zones):
                everyone += units[i, p, z, 0] + units[i, p, z, 1] + units[i, p, z, 2]
                gone += units[i, p, z, 2]
            if everyone <= 0.0:
                continue
            worker = role[p] == WORKERS
            base = strike_per_day[i] if worker else defection_per_day[i]
            months = arrears[i, p] / (30.0 * owed_month[i, p]) if owed_month[i, p] > 0.0 else 0.0
            for z in range(zones):
                log_hazard = loyalty_terms(
                    base, loyalty_pay[i], real_pay[i, p], loyalty_arrears[i], min(months, 24.0), loyalty_crowd[i],
                    zone_unrest[i, z], loyalty_orders[i] if role[p] == ENFORCER else 0.0, mean_risk, loyalty_peers[i],
                    gone / everyone, loyalty_belief[i], belief_pillars[i], loyalty_backing[i], backing[i],
                    strike_call[i] if worker else 0.0, strike_push[i], term,
                )  # fmt: skip
                if record_loyalty_terms.shape[0] > 0 and z == 0:
                    for t in range(9):
                        record_loyalty_terms[i, day, p, t] = term[t]
                hazard = math.exp(log_hazard)
                address = unit_address[p, z]
                unit = units[i, p, z]
                if worker:
                    back = moved(unit[2], strike_return_per_day[i], seed, runs[i], RETURNS, day, address, counted)
                    out = moved(unit[0], hazard, seed, runs[i], LEAVES, day, address, counted)
                    unit[0] += back - out
                    unit[2] += out - back
                    struck += out
                    working += everyone / zones
                    continue
                back = moved(unit[1], shirking_return_per_day[i], seed, runs[i], RETURNS, day, address, counted)
                unit[0] += back
                unit[1] -= back
                shirk = moved(unit[0], shirking_ratio[i] * hazard, seed, runs[i], SHIRKS, day, address, counted)
                unit[0] -= shirk
                unit[1] += shirk
                from_loyal = moved(unit[0], hazard, seed, runs[i], LEAVES, day, address, counted)
                from_shirking = moved(unit[1], hazard, seed, runs[i], DESERTS, day, address, counted)
                unit[0] -= from_loyal
                unit[1] -= from_shirking
                unit[2] += from_loyal + from_shirking
                left += from_loyal + from_shirking
                able += everyone / zones
        newly_left[i] = left / able if able > 0.0 else 0.0
        newly_strike[i] = struck / working if working > 0.0 else 0.0

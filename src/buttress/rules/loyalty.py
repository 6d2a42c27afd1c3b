"""Loyalty: pillars are made of units, which shirk, leave, or (state firms) strike and return.

Daily hazard h = base x exp(b_pay (1 - phi) + b_arrears months + b_crowd log(1 + unrest it knows) + b_orders log(1 +
risk / scale) + b_peers share gone + b_psi belief + b_patron x + b_call calls); shirking at a multiple of it. x is the
log hazard ratio that the patron's support and withdrawal have on an end (`patron/support.py`): units answer in
proportion to it, by an unknown share.
Number leaving ~ Binomial(units, 1 - exp(-h)). Sources: Nepstad 2013 (benefits and belief in strength), Dwyer 2017
(protest in the ranks first), Dragu and Lupu 2018 (peers), Sutton et al. 2014 (orders). No published hazard per week
of arrears was found; sizes are priors.
"""

from __future__ import annotations

import math
from typing import NamedTuple

import numpy as np
from numba import njit

from buttress.arrays import Floats
from buttress.chance.draws import binomial
from buttress.chance.random import stream_id, uniform
from buttress.rules.inlined import inlined
from buttress.rules.now import Now
from buttress.rules.rates import bounded, decay, probability
from buttress.rules.units import pillar_units, units_at
from buttress.world.axes import (
    DaysByChannel,
    IntPillars,
    IntPillarsByZone,
    IntRunsByPillar,
    Places,
    Runs,
    RunsByDayByPillarByLoyaltyTerm,
    RunsByPillar,
    RunsByPillarByZoneByLevel,
    RunsByPlace,
    RunsByZone,
)
from buttress.world.codes import Channel, Level, LoyaltyTerm, Role, Zone

LEAVES = stream_id("unit leaves")
DESERTS = stream_id("shirking unit leaves")
SHIRKS = stream_id("unit shirks")
RETURNS = stream_id("unit returns")
ORDERS_SCALE = 0.01
CALL_HALF_LIFE_DAYS = 7.0
MONTH_DAYS = 30.0
MOST_MONTHS = 24.0
TERMS = len(LoyaltyTerm)


class Given(NamedTuple):
    """What the step reads."""

    role: IntPillars  # what each pillar does, of codes.Role
    unit_address: IntPillarsByZone  # random address of a pillar's units, address
    adults_place: Places  # adults of each place, people
    defection_per_day: Runs  # base hazard that a unit leaves, per unit per day
    shirking_ratio: Runs  # hazard of shirking against that of leaving, ratio
    shirking_return_per_day: Runs  # return from shirking, per day
    strike_per_day: Runs  # base hazard that a state firm's unit strikes, per unit per day
    strike_return_per_day: Runs  # return from a strike, per day
    strike_call: Runs  # log hazard of striking in the week after a call, log per call
    loyalty_pay: Runs  # log hazard of leaving per unit share of real pay lost, log hazard per real pay lost
    loyalty_arrears: Runs  # log hazard of leaving per month of pay in arrears, log hazard per month of arrears
    loyalty_crowd: Runs  # log hazard per log(1 + unrest) of the zone that the unit knows, log hazard per log unrest
    loyalty_orders: Runs  # log hazard for enforcers per log(1 + risk / scale), log hazard per log risk
    loyalty_peers: Runs  # log hazard per share of the pillar gone, log hazard per share
    loyalty_belief: Runs  # log hazard per log-odds of the pillars' belief over its base, log hazard per log-odds
    loyalty_patron: Runs  # log hazard of leaving per log hazard that the patron moves, ratio
    signal: DaysByChannel  # public signals of the day, signals
    real_pay: RunsByPillar  # real pay against the trigger, ratio
    arrears: IntRunsByPillar  # pay in arrears, minor units
    owed_month: RunsByPillar  # pay owed, moving average of a month, minor units a day
    zone_unrest: RunsByZone  # unrest of the capital and of the rest, each over one percent of its adults, ratio
    risk: RunsByPlace  # risk as people saw it, detained per participant
    belief_pillars: Runs  # the pillars' belief, against its base, log-odds
    support_log_ratio: Runs  # the patron's support on the hazard of an end, against none, log hazard
    withdrawal_log_ratio: Runs  # the patron's withdrawal on the hazard of an end, against none, log hazard


class State(NamedTuple):
    """What the step carries on."""

    strike_push: Runs  # standing calls to strike, calls
    units: RunsByPillarByZoneByLevel  # loyal, shirking, gone or on strike, units
    newly_left: Runs  # units gone today, share
    newly_strike: Runs  # state firms newly on strike today, share


class Record(NamedTuple):
    """Explanations, kept on request."""

    loyalty_terms: RunsByDayByPillarByLoyaltyTerm  # terms of loyalty, log hazard


class Slopes(NamedTuple):
    """Log hazard of leaving per unit of what a unit meets."""

    pay: float  # share of real pay lost
    arrears: float  # month
    crowd: float  # log(1 + unrest)
    orders: float  # log(1 + risk / scale)
    peers: float  # share
    belief: float  # log-odds
    patron: float  # log hazard
    call: float  # calls


class Conditions(NamedTuple):
    """What a unit meets on a day."""

    base: float  # log hazard per day
    real_pay: float  # against the trigger
    arrears: float  # months of pay
    unrest: float  # log(1 + unrest of its zone)
    risk: float  # log(1 + risk / scale), risk in detained per participant
    gone: float  # share of the pillar
    belief: float  # log-odds
    patron: float  # log hazard that the patron moves
    calls: float  # standing calls to strike


class UnitAddress(NamedTuple):
    """Where the random numbers of the units in one zone are found, and whether whole units are drawn."""

    seed: int
    run: int
    day: int
    cell: int
    counted: bool


@inlined
def loyalty_terms(slope: Slopes, met: Conditions, out: Floats) -> float:
    """The terms of the log hazard, in the order of LoyaltyTerm, into `out`; returns their sum, bounded."""
    out[LoyaltyTerm.BASE] = met.base
    out[LoyaltyTerm.REAL_PAY] = slope.pay * (1.0 - met.real_pay)
    out[LoyaltyTerm.ARREARS] = slope.arrears * met.arrears
    out[LoyaltyTerm.CROWD] = slope.crowd * met.unrest
    out[LoyaltyTerm.ORDERS] = slope.orders * met.risk
    out[LoyaltyTerm.PEERS] = slope.peers * met.gone
    out[LoyaltyTerm.BELIEF] = slope.belief * met.belief
    out[LoyaltyTerm.PATRON] = slope.patron * met.patron
    out[LoyaltyTerm.CALL] = slope.call * met.calls
    total = 0.0
    for t in range(TERMS):
        total += out[t]
    return bounded(total, -60.0, -0.7)


@njit(cache=True)
def changing(at: UnitAddress, stream: int, units: float, chance: float) -> float:
    """Units that change in a day: a binomial draw at its address, or its mean; no draw without units."""
    if units <= 0:
        return 0.0
    if at.counted:
        u = uniform(at.seed, at.run, stream, at.day, at.cell)
        return float(binomial(int(units), chance, u))
    return units * chance


@inlined
def strike(at: UnitAddress, unit: Floats, goes: float, returns: float) -> float:
    """State firms of one zone go on strike and return by these chances, in `unit` (level); returns how many went."""
    back = changing(at, RETURNS, unit[Level.GONE], returns)
    out = changing(at, LEAVES, unit[Level.LOYAL], goes)
    unit[Level.LOYAL] += back - out
    unit[Level.GONE] += out - back
    return out


@inlined
def defect(at: UnitAddress, unit: Floats, leaves: float, shirks: float, returns: float) -> float:
    """Units of one zone return from shirking, shirk and leave by these chances, in `unit` (level); returns how many
    left.
    """
    back = changing(at, RETURNS, unit[Level.SHIRKING], returns)
    unit[Level.LOYAL] += back
    unit[Level.SHIRKING] -= back
    shirk = changing(at, SHIRKS, unit[Level.LOYAL], shirks)
    unit[Level.LOYAL] -= shirk
    unit[Level.SHIRKING] += shirk
    from_loyal = changing(at, LEAVES, unit[Level.LOYAL], leaves)
    from_shirking = changing(at, DESERTS, unit[Level.SHIRKING], leaves)
    unit[Level.LOYAL] -= from_loyal
    unit[Level.SHIRKING] -= from_shirking
    unit[Level.GONE] += from_loyal + from_shirking
    return from_loyal + from_shirking


@inlined
def log_base(hazard: float) -> float:
    """Log of a base hazard; of none, that of next to none."""
    return math.log(hazard) if hazard > 0.0 else -60.0


@inlined
def mean_risk(i: int, risk: RunsByPlace, adults: Places, total: float) -> float:
    """Risk as the average of all `total` adults of run `i` saw it."""
    mean = 0.0
    for p in range(len(adults)):
        mean += risk[i, p] * adults[p] / total
    return mean


@njit(cache=True)
def update_loyalty(now: Now, given: Given, state: State, record: Record) -> None:
    """One day of every pillar in the capital and elsewhere."""
    term = np.zeros(TERMS)
    pillars, zones = state.units.shape[1:3]
    explain = record.loyalty_terms.shape[0] > 0
    unrest = np.zeros(zones)
    adults = 0.0
    for p in range(len(given.adults_place)):
        adults += given.adults_place[p]
    for i in range(len(now.runs)):
        called = given.signal[now.day, Channel.STRIKE_CALL]
        state.strike_push[i] = decay(CALL_HALF_LIFE_DAYS) * state.strike_push[i] + called
        for z in range(zones):
            unrest[z] = math.log1p(given.zone_unrest[i, z])
        risk = math.log1p(mean_risk(i, given.risk, given.adults_place, adults) / ORDERS_SCALE)
        patron = given.support_log_ratio[i] + given.withdrawal_log_ratio[i]
        defection, striking = log_base(given.defection_per_day[i]), log_base(given.strike_per_day[i])
        shirkers_return = probability(given.shirking_return_per_day[i])
        strikers_return = probability(given.strike_return_per_day[i])
        units = state.units[i]
        left, able, struck, working = 0.0, 0.0, 0.0, 0.0
        for p in range(pillars):
            all_units = pillar_units(units, p)
            gone = units_at(units, p, Level.GONE)
            if all_units <= 0.0:
                continue
            worker = given.role[p] == Role.WORKERS
            owed = given.owed_month[i, p]
            base = striking if worker else defection
            months = given.arrears[i, p] / (MONTH_DAYS * owed) if owed > 0.0 else 0.0
            slopes = Slopes(
                given.loyalty_pay[i], given.loyalty_arrears[i], given.loyalty_crowd[i],
                given.loyalty_orders[i] if given.role[p] == Role.ENFORCER else 0.0, given.loyalty_peers[i],
                given.loyalty_belief[i], given.loyalty_patron[i], given.strike_call[i] if worker else 0.0,
            )  # fmt: skip
            for z in range(zones):
                met = Conditions(
                    base, given.real_pay[i, p], min(months, MOST_MONTHS), unrest[z], risk,
                    gone / all_units, given.belief_pillars[i], patron, state.strike_push[i],
                )  # fmt: skip
                hazard = math.exp(loyalty_terms(slopes, met, term))
                if explain and z == Zone.CAPITAL:
                    for t in range(TERMS):
                        record.loyalty_terms[i, now.day, p, t] = term[t]
                at = UnitAddress(now.seed, now.runs[i], now.day, given.unit_address[p, z], now.counted)
                if worker:
                    struck += strike(at, units[p, z], probability(hazard), strikers_return)
                    working += all_units / zones
                else:
                    shirks = probability(given.shirking_ratio[i] * hazard)
                    left += defect(at, units[p, z], probability(hazard), shirks, shirkers_return)
                    able += all_units / zones
        state.newly_left[i] = left / able if able > 0.0 else 0.0
        state.newly_strike[i] = struck / working if working > 0.0 else 0.0

"""What is kept of each day and of each occasion: state copied into the records, and shares made from it.

Nothing of a run depends on what is kept here. Explanations, kept on request, are written by the rules themselves.
"""

from __future__ import annotations

import math
from typing import NamedTuple

from numba import njit

from buttress.rules.now import Now
from buttress.rules.rates import logistic
from buttress.rules.units import pillar_units, units_at
from buttress.world.axes import (
    Days,
    DissentClasses,
    IntPillars,
    IntRuns,
    IntRunsByDay,
    IntRunsByDayByDomesticFlow,
    IntRunsByDayByFlow,
    IntRunsByDayByPillar,
    IntRunsByDomesticFlow,
    IntRunsByFlow,
    IntRunsByPillar,
    Pillars,
    Runs,
    RunsByAfter,
    RunsByCause,
    RunsByDay,
    RunsByDayByCause,
    RunsByDayByPillar,
    RunsByOccasionByPlace,
    RunsByPillar,
    RunsByPillarByZoneByLevel,
    RunsByPlace,
)
from buttress.world.codes import Intervened, Level, Role


class OccasionGiven(NamedTuple):
    """What `record_occasion` reads."""

    crowd: RunsByPlace  # crowd of the occasion of the moment, people
    held: RunsByPlace  # detained at the occasion of the moment, people


class OccasionRecord(NamedTuple):
    """What `record_occasion` keeps."""

    turnout: RunsByOccasionByPlace  # crowd, people
    detained: RunsByOccasionByPlace  # detained, people


@njit(cache=True)
def record_occasion(now: Now, given: OccasionGiven, record: OccasionRecord) -> None:
    """Keeps the crowd and the detained of an occasion."""
    for i in range(len(now.runs)):
        for p in range(given.crowd.shape[1]):
            record.turnout[i, now.occasion, p] = given.crowd[i, p]
            record.detained[i, now.occasion, p] = given.held[i, p]


class DayGiven(NamedTuple):
    """What `record_day` reads."""

    reserves: IntRuns  # gross reserves, foreign, minor units
    usable: IntRuns  # usable reserves, foreign, minor units
    exchange_rate: Runs  # rate of the day, domestic per foreign
    price: Runs  # prices against the trigger, ratio
    domestic_cash: IntRuns  # the state's balance, domestic, minor units
    demand: Runs  # the day's private demand for foreign currency, minor units
    met: IntRuns  # private demand that the bank meets, or would meet where the ledger speaks, minor units
    uncovered: IntRuns  # service due and not rolled over beyond usable reserves, minor units
    flow: IntRunsByFlow  # the day's foreign flows, minor units
    domestic: IntRunsByDomesticFlow  # the day's domestic flows, minor units
    headcount: Pillars  # people of a pillar, people
    role: IntPillars  # what each pillar does, of codes.Role
    real_pay: RunsByPillar  # real pay against the trigger, ratio
    owed: IntRunsByPillar  # pay owed for the day, minor units
    paid: IntRunsByPillar  # pay paid on the day, arrears included, minor units
    arrears: IntRunsByPillar  # pay in arrears, minor units
    units: RunsByPillarByZoneByLevel  # loyal, shirking, gone or on strike, units
    theta: DissentClasses  # mean private dissent of each class, standard deviations
    wish_log_odds: Runs  # log-odds that a person of median dissent privately wishes the incumbent to go, log-odds
    dissent_sd: Runs  # spread of private dissent among people, log-odds
    belief_society: Runs  # society's belief that the incumbent goes, against its base, log-odds
    belief_pillars: Runs  # the pillars' belief, against its base, log-odds
    attitude: Runs  # people's attitude to the patron, shift from its base, log-odds
    perceived_security: Runs  # how secure the incumbent feels, against the trigger, log-odds
    attention: Runs  # effort on suppression against the trigger, ratio
    leverage: Runs  # the patron's leverage, index
    unrest: Runs  # weekly crowd over one percent of adults, moving average of two weeks, ratio
    custody_count: Runs  # all who are held, people
    intervened: IntRuns  # of codes.Intervened
    intervention: Days  # the patron intervenes in force, 0/1
    hazard: RunsByCause  # the day's hazard by cause, per day
    cumulative_hazard: RunsByCause  # hazards added up since the fork


class DayRecord(NamedTuple):
    """What `record_day` keeps."""

    reserves: IntRunsByDay  # gross reserves, minor units
    usable: IntRunsByDay  # usable reserves, minor units
    exchange_rate: RunsByDay  # rate, domestic per foreign
    price: RunsByDay  # prices, ratio
    domestic_cash: IntRunsByDay  # domestic balance, minor units
    demand: RunsByDay  # private demand for foreign currency, minor units
    met: IntRunsByDay  # private demand that the bank meets, or would meet where the ledger speaks, minor units
    uncovered: IntRunsByDay  # service due and not rolled over beyond usable reserves, minor units
    flow: IntRunsByDayByFlow  # foreign flows, minor units
    domestic: IntRunsByDayByDomesticFlow  # domestic flows, minor units
    real_pay: RunsByDayByPillar  # real pay, ratio
    owed: IntRunsByDayByPillar  # pay owed, minor units
    paid: IntRunsByDayByPillar  # pay paid, arrears included, minor units
    arrears: IntRunsByDayByPillar  # arrears at the end of the day, minor units
    loyal_share: RunsByDayByPillar  # units neither shirking nor gone, share
    strikers: RunsByDay  # people of units on strike, people
    wish: RunsByDay  # people who privately wish the incumbent to go, share
    belief_society: RunsByDay  # society's belief, log-odds
    belief_pillars: RunsByDay  # pillars' belief, log-odds
    attitude: RunsByDay  # attitude to the patron, log-odds
    perceived_security: RunsByDay  # perceived security, log-odds
    attention: RunsByDay  # attention, ratio
    leverage: RunsByDay  # leverage, index
    unrest: RunsByDay  # unrest, ratio
    custody: RunsByDay  # people in custody at the end of the day, people
    intervened: RunsByDay  # codes.Intervened, 0/1
    hazard: RunsByDayByCause  # hazard by cause, per day
    survival: RunsByAfter  # in office so many days after the fork, probability


@njit(cache=True)
def record_day(now: Now, given: DayGiven, record: DayRecord) -> None:
    """Keeps the day's state; from the fork on P(in office) = exp(-sum of hazards since the fork)."""
    day = now.day
    for i in range(len(now.runs)):
        record.reserves[i, day] = given.reserves[i]
        record.usable[i, day] = given.usable[i]
        record.exchange_rate[i, day] = given.exchange_rate[i]
        record.price[i, day] = given.price[i]
        record.domestic_cash[i, day] = given.domestic_cash[i]
        record.demand[i, day] = given.demand[i]
        record.met[i, day] = given.met[i]
        record.uncovered[i, day] = given.uncovered[i]
        for f in range(given.flow.shape[1]):
            record.flow[i, day, f] = given.flow[i, f]
        for f in range(given.domestic.shape[1]):
            record.domestic[i, day, f] = given.domestic[i, f]
        wish = 0.0
        for h in range(len(given.theta)):
            wish += logistic(given.wish_log_odds[i] + given.theta[h] * given.dissent_sd[i]) / len(given.theta)
        record.wish[i, day] = wish
        record.belief_society[i, day] = given.belief_society[i]
        record.belief_pillars[i, day] = given.belief_pillars[i]
        record.attitude[i, day] = given.attitude[i]
        record.perceived_security[i, day] = given.perceived_security[i]
        record.attention[i, day] = given.attention[i]
        record.leverage[i, day] = given.leverage[i]
        record.unrest[i, day] = given.unrest[i]
        record.custody[i, day] = given.custody_count[i]
        stepped_in = given.intervened[i] > Intervened.NO or given.intervention[day] > 0.0
        record.intervened[i, day] = 1.0 if stepped_in else 0.0
        units = given.units[i]
        strikers = 0.0
        for p in range(len(given.role)):
            record.real_pay[i, day, p] = given.real_pay[i, p]
            record.owed[i, day, p] = given.owed[i, p]
            record.paid[i, day, p] = given.paid[i, p]
            record.arrears[i, day, p] = given.arrears[i, p]
            total = pillar_units(units, p)
            record.loyal_share[i, day, p] = units_at(units, p, Level.LOYAL) / total if total > 0.0 else 1.0
            if given.role[p] == Role.WORKERS and total > 0.0:
                strikers += given.headcount[p] * units_at(units, p, Level.GONE) / total
        record.strikers[i, day] = strikers
        since_fork = 0.0
        for c in range(given.hazard.shape[1]):
            record.hazard[i, day, c] = given.hazard[i, c]
            since_fork += given.cumulative_hazard[i, c]
        if day >= now.fork:
            record.survival[i, day - now.fork + 1] = math.exp(-since_fork)

"""The foreign account of a day, and the market for foreign currency."""

from __future__ import annotations

import math
from typing import NamedTuple

from numba import njit

from buttress.rules.inlined import inlined
from buttress.rules.now import Now
from buttress.rules.purse.money import MONTH, whole
from buttress.rules.rates import bounded
from buttress.world.axes import (
    Days,
    IntDays,
    IntDaysByFlow,
    IntRuns,
    IntRunsByFlow,
    IntRunsByTranche,
    Runs,
    RunsByTranche,
)
from buttress.world.codes import Flow

NEVER = 1e9
"""Day of a tranche that is not awaited."""


class Given(NamedTuple):
    """What the step reads."""

    known: Days  # the day is covered by the ledger's levels, 0/1
    patron_paid: IntDays  # paid out by the patron apart from the pledged loan, minor units
    known_flow: IntDaysByFlow  # the ledger's foreign flows; after its last level those of no rule, minor units
    debt_service: IntDays  # service due by the known plan, minor units
    rollover_kept: Days  # share of promised rollovers that the patron keeps to, share
    service_to_patron_share: Runs  # share of debt service owed to the patron, which a rollover can cancel, share
    unusable_reserves: int  # gold and encumbered reserves, minor units
    reserves_unusable_scale: Runs  # unusable reserves against the case's figure, ratio
    fx_trade_day: float  # usual daily trade in foreign currency, minor units a day
    fx_demand_base: Runs  # private net demand for foreign currency in calm, days of usual trade per day
    fx_demand_unrest: Runs  # private demand per unit of unrest, days of usual trade per day per unrest
    fx_flight_stock: Runs  # currency that can flee in all, days of usual trade
    fx_demand_depreciation: Runs  # demand per log depreciation of the last month, days of usual trade per day per log
    fx_supply_price: Runs  # supply per log real depreciation since the trigger, days of usual trade per day per log
    fx_demand_created: Runs  # share of created money that buys foreign currency, ratio
    fx_met_share: Runs  # share of private demand met from ample reserves, share
    fx_scarce: Runs  # usable reserves at which the bank meets half as much, days of usual trade
    fx_depth: Runs  # depth of the currency market, days of trade per log
    own_money: float  # whether the state can create money, 0/1
    unrest: Runs  # weekly crowd over one percent of adults, moving average of two weeks, ratio
    created_month: Runs  # money created, moving average of a month, minor units a day
    exchange_rate_start: float  # rate at the trigger, domestic per foreign
    price: Runs  # prices against the trigger, ratio


class State(NamedTuple):
    """What the step carries on."""

    rollover_left: IntRuns  # service the patron will still roll over, minor units
    tranche_amount: IntRunsByTranche  # loan still to come, minor units
    tranche_day: RunsByTranche  # when it comes, day
    exchange_rate: Runs  # rate of the day, domestic per foreign
    rate_month: Runs  # moving average of the log rate, a month, log
    fled: Runs  # currency flight so far, days of usual trade
    reserves: IntRuns  # gross reserves, foreign, minor units
    usable: IntRuns  # usable reserves, foreign, minor units
    flow: IntRunsByFlow  # the day's foreign flows, minor units
    patron_cash: IntRuns  # what the patron paid into the reserves on the day, minor units
    demand: Runs  # the day's private demand for foreign currency, minor units
    met: IntRuns  # private demand that the bank meets, or would meet where the ledger speaks, minor units
    uncovered: IntRuns  # service due and not rolled over beyond usable reserves, minor units


@inlined
def flight(unrest_slope: float, unrest: float, fled: float, stock: float) -> float:
    """Demand of those who flee the currency, which dries up as those who can flee have fled; unit of the slope."""
    return unrest_slope * unrest * max(1.0 - fled / stock, 0.0)


@inlined
def private_demand(
    base: float, fleeing: float, expecting: float, depreciation: float, response: float, real_depreciation: float
) -> float:
    """Private net demand for foreign currency in days of usual trade; may be negative (supply).

    Depreciation of late feeds expectations; a real depreciation since the trigger makes exports pay and imports dear.
    """
    return base + fleeing + expecting * max(depreciation, 0.0) - response * real_depreciation


@inlined
def met_share(ample: float, usable: float, scarce: float) -> float:
    """Share of demand the bank meets: `ample` with deep reserves, 0 as usable reserves run out."""
    if usable <= 0.0:
        return 0.0
    return ample * usable / (usable + scarce)


@inlined
def draw_tranches(i: int, day: int, amount: IntRunsByTranche, due_day: RunsByTranche) -> int:
    """Run `i`'s tranches due by `day`, minor units; they are no longer awaited."""
    received = 0
    for k in range(due_day.shape[1]):
        if due_day[i, k] <= day:
            received += amount[i, k]
            amount[i, k] = 0
            due_day[i, k] = NEVER
    return received


@inlined
def beyond_usable(service: int, there: int, unusable: int) -> int:
    """Service due beyond what can be used of the money there, all minor units."""
    return max(service - max(there - unusable, 0), 0)


@inlined
def pay_abroad(i: int, reserves: int, received: int, other: int, service: int, sold: int, flow: IntRunsByFlow) -> None:
    """Run `i`'s flows as the reserves can bear them: other flows first, then service, then sales to the public."""
    for f in range(flow.shape[1]):
        flow[i, f] = 0
    there = reserves + received
    flow[i, Flow.DISBURSED] = received
    flow[i, Flow.OTHER] = max(other, -there)
    there += flow[i, Flow.OTHER]
    flow[i, Flow.DEBT_SERVICE] = -min(service, there)
    flow[i, Flow.SOLD_TO_PUBLIC] = -min(sold, there + flow[i, Flow.DEBT_SERVICE])


@njit(cache=True)
def settle_foreign(now: Now, given: Given, state: State) -> None:
    """The foreign account for a day: ledger flows where known, else tranches, service and sales; then the rate."""
    day = now.day
    scale = math.log(given.exchange_rate_start)
    for i in range(len(now.runs)):
        unusable = whole(given.unusable_reserves * given.reserves_unusable_scale[i])
        before = max(state.reserves[i] - unusable, 0)
        log_rate = math.log(state.exchange_rate[i])
        stock = max(given.fx_flight_stock[i], 1.0e-9)
        fleeing = flight(given.fx_demand_unrest[i], given.unrest[i], state.fled[i], stock)
        state.fled[i] += fleeing
        days_of_trade = private_demand(
            given.fx_demand_base[i],
            fleeing,
            given.fx_demand_depreciation[i],
            log_rate - state.rate_month[i],
            given.fx_supply_price[i],
            log_rate - scale - math.log(given.price[i]),
        )
        created = given.fx_demand_created[i] * given.created_month[i] / state.exchange_rate[i]
        demand = days_of_trade * given.fx_trade_day + created
        if given.own_money <= 0.0:
            demand = 0.0  # a money that is not the state's: its bank sells none, and its unrest moves no rate
        share = met_share(given.fx_met_share[i], float(before), given.fx_scarce[i] * given.fx_trade_day)
        sold = min(whole(share * demand), before)
        state.patron_cash[i] = given.patron_paid[day]
        state.uncovered[i] = 0
        if given.known[day] > 0.0:
            for f in range(given.known_flow.shape[1]):
                state.flow[i, f] = given.known_flow[day, f]
        else:
            # Reported or planned by others; what the patron pledged comes on top.
            lent = draw_tranches(i, day, state.tranche_amount, state.tranche_day)
            state.patron_cash[i] += lent
            received = given.known_flow[day, Flow.DISBURSED] + lent
            due = given.debt_service[day]
            to_roll = whole(due * given.service_to_patron_share[i] * given.rollover_kept[day])
            rolled = min(to_roll, state.rollover_left[i])
            state.rollover_left[i] -= rolled
            other = given.known_flow[day, Flow.OTHER]
            there = state.reserves[i] + received + other
            state.uncovered[i] = beyond_usable(due - rolled, there, unusable)
            pay_abroad(i, state.reserves[i], received, other, due - rolled, sold, state.flow)
        for f in range(state.flow.shape[1]):
            state.reserves[i] += state.flow[i, f]
        state.usable[i] = max(state.reserves[i] - unusable, 0)
        step = (demand - sold) / (max(given.fx_depth[i], 1e-9) * given.fx_trade_day)
        rate = math.log(state.exchange_rate[i]) + bounded(step, -0.05, 0.05)
        state.exchange_rate[i] = math.exp(bounded(rate, scale - 2.0, scale + 5.0))
        state.rate_month[i] += MONTH * (math.log(state.exchange_rate[i]) - state.rate_month[i])
        state.demand[i] = demand
        state.met[i] = sold

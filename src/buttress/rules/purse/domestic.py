"""The domestic account of a day: revenue, the gap's financing, pay, prices and real pay."""

from __future__ import annotations

import math
from typing import NamedTuple

from numba import njit

from buttress.rules.inlined import inlined
from buttress.rules.now import Now
from buttress.rules.purse.money import month_weight, whole
from buttress.rules.rates import bounded
from buttress.rules.units import strike_share
from buttress.world.axes import (
    Days,
    IntDays,
    IntDaysByPillar,
    IntPillars,
    IntRuns,
    IntRunsByDomesticFlow,
    IntRunsByFlow,
    IntRunsByPillar,
    Runs,
    RunsByPillar,
    RunsByPillarByZoneByLevel,
)
from buttress.world.codes import DomesticFlow, Flow


class Given(NamedTuple):
    """What the step reads."""

    revenue: IntDays  # planned revenue, minor units
    payroll: IntDaysByPillar  # pay owed, minor units
    other_spending: IntDays  # other spending owed, minor units
    pay_order: IntPillars  # who is paid first, pillar index
    own_money: float  # whether the state can create money, 0/1
    revenue_unrest: Runs  # revenue lost per unit of unrest, share per unrest
    revenue_strike: Runs  # revenue lost if all state firms strike, share per strike share
    deficit_fx_share: Runs  # share of the domestic gap met by selling foreign currency, share
    deficit_created_share: Runs  # share of the remaining gap met by creating money; the rest is cut or owed, share
    unrest: Runs  # weekly crowd over one percent of adults, moving average of two weeks, ratio
    units: RunsByPillarByZoneByLevel  # loyal, shirking, gone or on strike, units
    role: IntPillars  # what each pillar does, of codes.Role
    known: Days  # the day is covered by the ledger's levels, 0/1
    unusable_reserves: int  # gold and encumbered reserves, minor units
    reserves_unusable_scale: Runs  # unusable reserves against the case's figure, ratio
    exchange_rate: Runs  # rate of the day, domestic per foreign
    exchange_rate_start: float  # rate at the trigger, domestic per foreign
    pass_through: Runs  # pass-through of the exchange rate to prices, log per log
    price_lag_days: Runs  # mean lag of prices, days


class State(NamedTuple):
    """What the step carries on."""

    reserves: IntRuns  # gross reserves, foreign, minor units
    usable: IntRuns  # usable reserves, foreign, minor units
    domestic_cash: IntRuns  # the state's balance, domestic, minor units
    created_month: Runs  # money created, moving average of a month, minor units a day
    outflow_month: Runs  # fall of reserves, loans received apart, moving average of a month, minor units a day
    arrears: IntRunsByPillar  # pay in arrears, minor units
    price: Runs  # prices against the trigger, ratio
    owed_month: RunsByPillar  # pay owed, moving average of a month, minor units a day
    paid_month: RunsByPillar  # pay paid, moving average of a month, minor units a day
    real_pay: RunsByPillar  # real pay against the trigger, ratio
    flow: IntRunsByFlow  # the day's foreign flows, minor units
    domestic: IntRunsByDomesticFlow  # the day's domestic flows, minor units
    paid: IntRunsByPillar  # pay paid on the day, arrears included, minor units
    owed: IntRunsByPillar  # pay owed for the day, minor units


@inlined
def next_log_price(log_price: float, log_rate: float, pass_through: float, lag_days: float) -> float:
    """Log prices move towards pass-through times the log rate, both against the trigger, with a mean lag."""
    return log_price + (pass_through * log_rate - log_price) / max(lag_days, 1.0)


@inlined
def purchasing_pay(paid: float, owed: float, price: float) -> float:
    """Real pay ratio: paid on time over owed, times purchasing power since the trigger; 1 where nothing is owed."""
    if owed <= 0.0:
        return 1.0 / price
    return min(paid / owed, 1.0) / price


@inlined
def pay_pillars(
    i: int, cash: int, order: IntPillars, owed: IntRunsByPillar, arrears: IntRunsByPillar, paid: IntRunsByPillar
) -> int:
    """Pay run `i`'s wages and arrears in the case's order as far as `cash` goes; returns their sum, minor units.

    What is not paid stays in arrears.
    """
    left = max(cash, 0)
    total = 0
    for k in range(len(order)):
        p = order[k]
        due = owed[i, p] + arrears[i, p]
        paid[i, p] = min(due, left)
        arrears[i, p] = due - paid[i, p]
        left -= paid[i, p]
        total += paid[i, p]
    return total


@inlined
def net_outflow(i: int, flow: IntRunsByFlow) -> float:
    """Fall of run `i`'s reserves in a day, minor units, loans received apart."""
    net = 0  # a loan is in the stock, and no pace at which money comes
    for f in range(flow.shape[1]):
        if f != Flow.DISBURSED:
            net += flow[i, f]
    return -float(net)


@njit(cache=True)
def settle_domestic(now: Now, given: Given, state: State) -> None:
    """The domestic account for a day: revenue, the gap's financing, pay in the case's order, then real pay."""
    day = now.day
    pillars = given.payroll.shape[1]
    weight = month_weight(day)
    for i in range(len(now.runs)):
        striking = strike_share(given.units[i], given.role)
        loss = given.revenue_unrest[i] * given.unrest[i] + given.revenue_strike[i] * striking
        income = whole(given.revenue[day] * bounded(1.0 - loss, 0.0, 1.0))
        state.domestic_cash[i] += income
        to_pay = given.other_spending[day]
        for p in range(pillars):
            to_pay += given.payroll[day, p] + state.arrears[i, p]
        gap = max(to_pay - state.domestic_cash[i], 0)
        sold = 0
        if given.known[day] <= 0.0:
            # The part of the gap met by selling foreign currency, never more than is usable.
            sold = min(whole(given.deficit_fx_share[i] * gap / given.exchange_rate[i]), state.usable[i])
        proceeds = whole(sold * given.exchange_rate[i])
        state.reserves[i] -= sold
        unusable = whole(given.unusable_reserves * given.reserves_unusable_scale[i])
        state.usable[i] = max(state.reserves[i] - unusable, 0)
        state.flow[i, Flow.SOLD_FOR_BUDGET] = -sold
        state.outflow_month[i] += weight * (net_outflow(i, state.flow) - state.outflow_month[i])
        created = 0
        if given.own_money > 0.0:
            created = whole(given.deficit_created_share[i] * max(gap - proceeds, 0))
        state.domestic_cash[i] += proceeds + created
        state.created_month[i] += weight * (created - state.created_month[i])
        for p in range(pillars):
            state.owed[i, p] = given.payroll[day, p]
        wages = pay_pillars(i, state.domestic_cash[i], given.pay_order, state.owed, state.arrears, state.paid)
        state.domestic_cash[i] -= wages
        spent = min(given.other_spending[day], max(state.domestic_cash[i], 0))
        state.domestic_cash[i] -= spent
        state.domestic[i, DomesticFlow.REVENUE] = income
        state.domestic[i, DomesticFlow.CREATED] = created
        state.domestic[i, DomesticFlow.FROM_FOREIGN] = proceeds
        state.domestic[i, DomesticFlow.PAYROLL] = -wages
        state.domestic[i, DomesticFlow.OTHER_SPENDING] = -spent
        log_rate = math.log(given.exchange_rate[i] / given.exchange_rate_start)
        log_price = next_log_price(math.log(state.price[i]), log_rate, given.pass_through[i], given.price_lag_days[i])
        state.price[i] = math.exp(log_price)
        for p in range(pillars):
            on_time = min(state.paid[i, p], state.owed[i, p])
            state.owed_month[i, p] += weight * (state.owed[i, p] - state.owed_month[i, p])
            state.paid_month[i, p] += weight * (on_time - state.paid_month[i, p])
            state.real_pay[i, p] = purchasing_pay(state.paid_month[i, p], state.owed_month[i, p], state.price[i])

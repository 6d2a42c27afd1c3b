"""Purse: two accounts, the market for foreign currency, prices and pay.

*Foreign* account: reserves + disbursements - debt service - sales of foreign currency. *Domestic*: revenue + money
created + foreign currency sold for the budget - payroll - other spending. A foreign unit never pays a wage: it is
sold first, at the rate of the day, and both legs are recorded. Private demand for foreign currency D = base + a
unrest + b depreciation of late - x real depreciation + c money created; the bank meets the share s = m U / (U +
scarce) of it, U usable reserves; the rest moves the rate, d log e = (1 - s) D / (depth x daily trade); prices follow
with pass-through and lag. Pay is phi = paid / owed x purchasing power since the trigger.

On days covered by the ledger the foreign account follows the ledger to the minor unit, residual included. Source:
accounting; the demand's form follows the design of currency-crisis accounting, sizes are priors.
"""

from __future__ import annotations

import math

import numpy as np
from numba import njit

from buttress.rules.rates import bounded

MONTH = 1.0 / 28.0
"""Weight of a day in moving averages of a month."""


@njit(cache=True)
def month_weight(day: int) -> float:
    """Weight of a day in a moving average that begins with the run: the mean so far until a month has passed."""
    return max(MONTH, 1.0 / (day + 1.0))


@njit(cache=True)
def whole(amount: float) -> int:
    """An amount rounded down to the minor unit."""
    return np.int64(math.floor(amount))


@njit(cache=True)
def flight(unrest_slope: float, unrest: float, fled: float, stock: float) -> float:
    """Demand of those who flee the currency, which dries up as those who can flee have fled; unit of the slope."""
    return unrest_slope * unrest * max(1.0 - fled / stock, 0.0)


@njit(cache=True)
def private_demand(
    base: float, fleeing: float, expecting: float, depreciation: float, response: float, real_depreciation: float
) -> float:
    """Private net demand for foreign currency in days of usual trade; may be negative (supply).

    Depreciation of late feeds expectations; a real depreciation since the trigger makes exports pay and imports dear.
    """
    return base + fleeing + expecting * max(depreciation, 0.0) - response * real_depreciation


@njit(cache=True)
def met_share(ample: float, usable: float, scarce: float) -> float:
    """Share of demand the bank meets: `ample` with deep reserves, 0 as usable reserves run out."""
    if usable <= 0.0:
        return 0.0
    return ample * usable / (usable + scarce)


@njit(cache=True)
def next_log_price(log_price: float, log_rate: float, pass_through: float, lag_days: float) -> float:
    """Log prices move towards pass-through times the log rate, both against the trigger, with a mean lag."""
    return log_price + (pass_through * log_rate - log_price) / max(lag_days, 1.0)


@njit(cache=True)
def purchasing_pay(paid: float, owed: float, price: float) -> float:
    """Real pay ratio: paid on time over owed, times purchasing power since the trigger; 1 where nothing is owed."""
    if owed <= 0.0:
        return 1.0 / price
    return min(paid / owed, 1.0) / price


@njit(cache=True)
def unused_promise(ending: int, used: int, left: int) -> int:
    """What lapses of a promise to roll over that ends: its sum less what was used, never more than is left."""
    return min(max(ending - used, 0), left) if ending > 0 else np.int64(0)


@njit(cache=True)
def pledge_loan(
    day, runs, loan_pledge, loan_cash, loan_delay_days, loan_refinance, loan_refinance_share, loan_first_days,
    loan_second_days, rollover_pledge, rollover_end, rolled_over, rollover_left, tranche_amount, tranche_day,
):  # fmt: skip
    """A pledge sets the dates and sums of its tranches; the refinancing part cancels service due, once.

    The rollover promised earlier counts first: only what the refinancing part adds to it cancels more service.
    """
    for i in range(len(runs)):
        rollover_left[i] += rollover_pledge[day]
        rolled_over[i] += rollover_pledge[day]
        unused = unused_promise(rollover_end[day], rolled_over[i] - rollover_left[i], rollover_left[i])
        rollover_left[i] -= unused
        rolled_over[i] -= unused
        if loan_pledge[day] <= 0 or loan_cash[day] <= 0.0:
            continue
        paid = whole(loan_pledge[day] * loan_cash[day])
        share = loan_refinance[day] if loan_refinance[day] >= 0.0 else loan_refinance_share[i]
        refinancing = whole(paid * share)
        more = max(refinancing - rolled_over[i], 0)
        rollover_left[i] += more
        rolled_over[i] += more
        cash = paid - refinancing
        first = day + loan_first_days[i] + loan_delay_days[day]
        tranche_amount[i, 0] += cash // 2
        tranche_day[i, 0] = min(tranche_day[i, 0], first)
        tranche_amount[i, 1] += cash - cash // 2
        tranche_day[i, 1] = min(tranche_day[i, 1], first + loan_second_days[i])


@njit(cache=True)
def settle_foreign(
    day, runs, known, known_flow, debt_service, rollover_kept, service_to_patron_share, rollover_left,
    tranche_amount, tranche_day, unusable_reserves, reserves_unusable_scale, fx_trade_day, fx_demand_base,
    fx_demand_unrest, fx_flight_stock, fx_demand_depreciation, fx_supply_price, fx_demand_created, fx_met_share,
    fx_scarce, fx_depth, own_money, unrest, created_month, exchange_rate, exchange_rate_start, rate_month, price, fled,
    reserves, usable, record_flow, record_demand, record_met,
):  # fmt: skip
    """The foreign account for a day: ledger flows where known, else tranches, service and sales; then the rate."""
    scale = math.log(exchange_rate_start)
    for i in range(len(runs)):
        unusable = whole(unusable_reserves * reserves_unusable_scale[i])
        before = max(reserves[i] - unusable, 0)
        log_rate = math.log(exchange_rate[i])
        fleeing = flight(fx_demand_unrest[i], unrest[i], fled[i], max(fx_flight_stock[i], 1.0e-9))
        fled[i] += fleeing
        days_of_trade = private_demand(
            fx_demand_base[i],
            fleeing,
            fx_demand_depreciation[i],
            log_rate - rate_month[i],
            fx_supply_price[i],
            log_rate - scale - math.log(price[i]),
        )
        demand = days_of_trade * fx_trade_day + fx_demand_created[i] * created_month[i] / exchange_rate[i]
        if own_money <= 0.0:
            demand = 0.0  # a money that is not the state's: its bank sells none, and its unrest moves no rate
        share = met_share(fx_met_share[i], float(before), fx_scarce[i] * fx_trade_day)
        sold = min(whole(share * demand), before)
        record_met[i, day] = sold
        if known[day] > 0.0:
            for f in range(known_flow.shape[1]):
                record_flow[i, day, f] = known_flow[day, f]
        else:
            received = known_flow[day, 0]  # reported or planned by others; what the patron pledged comes on top
            for k in range(tranche_day.shape[1]):
                if tranche_day[i, k] <= day:
                    received += tranche_amount[i, k]
                    tranche_amount[i, k] = 0
                    tranche_day[i, k] = 1e9
            due = debt_service[day]
            rolled = min(whole(due * service_to_patron_share[i] * rollover_kept[day]), rollover_left[i])
            rollover_left[i] -= rolled
            there = reserves[i] + received
            other = max(known_flow[day, 4], -there)
            record_flow[i, day, 0] = received
            record_flow[i, day, 4] = other
            record_flow[i, day, 1] = -min(due - rolled, there + other)
            record_flow[i, day, 2] = -min(sold, there + other + record_flow[i, day, 1])
        net = np.int64(0)
        for f in range(record_flow.shape[2]):
            net += record_flow[i, day, f]
        reserves[i] += net
        usable[i] = max(reserves[i] - unusable, 0)
        unmet = demand - sold
        step = bounded(unmet / (max(fx_depth[i], 1e-9) * fx_trade_day), -0.05, 0.05)
        exchange_rate[i] = math.exp(bounded(math.log(exchange_rate[i]) + step, scale - 2.0, scale + 5.0))
        rate_month[i] += MONTH * (math.log(exchange_rate[i]) - rate_month[i])
        record_demand[i, day] = demand


@njit(cache=True)
def settle_domestic(
    day, runs, revenue, payroll, other_spending, pay_order, own_money, revenue_unrest, revenue_strike,
    deficit_fx_share, deficit_created_share, unrest, units, role, known, unusable_reserves, reserves_unusable_scale,
    exchange_rate, exchange_rate_start, pass_through, price_lag_days, reserves, usable, domestic_cash, created_month,
    outflow_month, arrears, price, owed_month, paid_month, real_pay, record_flow, record_domestic, record_paid,
    record_owed,
):  # fmt: skip
    """The domestic account for a day: revenue, the gap's financing, pay in the case's order, then real pay."""
    pillars = payroll.shape[1]
    weight = month_weight(day)
    for i in range(len(runs)):
        loss = revenue_unrest[i] * unrest[i] + revenue_strike[i] * strike_share(units[i], role)
        income = whole(revenue[day] * bounded(1.0 - loss, 0.0, 1.0))
        domestic_cash[i] += income
        owed = other_spending[day]
        for p in range(pillars):
            owed += payroll[day, p] + arrears[i, p]
        gap = max(owed - domestic_cash[i], 0)
        sold = np.int64(0)
        if known[day] <= 0.0:
            # The part of the gap met by selling foreign currency, never more than is usable.
            sold = min(whole(deficit_fx_share[i] * gap / exchange_rate[i]), usable[i])
        proceeds = whole(sold * exchange_rate[i])
        reserves[i] -= sold
        usable[i] = max(reserves[i] - whole(unusable_reserves * reserves_unusable_scale[i]), 0)
        record_flow[i, day, 3] = -sold
        net = np.int64(0)  # without what was lent: a loan is in the stock, and no pace at which money comes
        for f in range(1, record_flow.shape[2]):
            net += record_flow[i, day, f]
        outflow_month[i] += weight * (-float(net) - outflow_month[i])
        created = whole(deficit_created_share[i] * max(gap - proceeds, 0)) if own_money > 0.0 else np.int64(0)
        domestic_cash[i] += proceeds + created
        created_month[i] += weight * (created - created_month[i])
        total = np.int64(0)
        for k in range(pillars):
            p = pay_order[k]
            due = payroll[day, p] + arrears[i, p]
            paid = min(due, max(domestic_cash[i], 0))
            domestic_cash[i] -= paid
            arrears[i, p] = due - paid
            total += paid
            on_time = min(paid, payroll[day, p])
            owed_month[i, p] += weight * (payroll[day, p] - owed_month[i, p])
            paid_month[i, p] += weight * (on_time - paid_month[i, p])
            record_owed[i, day, p] = payroll[day, p]
            record_paid[i, day, p] = paid
        spent = min(other_spending[day], max(domestic_cash[i], 0))
        domestic_cash[i] -= spent
        record_domestic[i, day, 0] = income
        record_domestic[i, day, 1] = created
        record_domestic[i, day, 2] = proceeds
        record_domestic[i, day, 3] = -total
        record_domestic[i, day, 4] = -spent
        log_rate = math.log(exchange_rate[i] / exchange_rate_start)
        price[i] = math.exp(next_log_price(math.log(price[i]), log_rate, pass_through[i], price_lag_days[i]))
        for p in range(pillars):
            real_pay[i, p] = purchasing_pay(paid_month[i, p], owed_month[i, p], price[i])


@njit(cache=True)
def strike_share(units, role):
    """Share of the workers' units on strike; 0 without workers. `units` (pillar, zone, level)."""
    out = 0.0
    everyone = 0.0
    for p in range(len(role)):
        if role[p] == 2:
            for z in range(units.shape[1]):
                out += units[p, z, 2]
                everyone += units[p, z, 0] + units[p, z, 1] + units[p, z, 2]
    return out / everyone if everyone > 0.0 else 0.0

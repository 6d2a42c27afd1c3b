"""What is kept of each day: the state columns copied into their records."""

from __future__ import annotations

from numba import njit

from buttress.rules.rates import logistic


@njit(cache=True)
def record_day(
    day, runs, headcount, role, reserves, usable, exchange_rate, price, real_pay, arrears, domestic_cash, units,
    belief_society, belief_pillars, attitude, perceived_security, attention, leverage, unrest, custody_count,
    theta, wish_log_odds, dissent_sd, intervened, intervention, record_wish, record_intervened,
    record_reserves, record_usable, record_exchange_rate, record_price, record_real_pay, record_arrears,
    record_domestic_cash, record_loyal_share, record_strikers, record_belief_society, record_belief_pillars,
    record_attitude, record_perceived_security, record_attention, record_leverage, record_unrest, record_custody,
):  # fmt: skip
    """Copies the day's state into the records."""
    for i in range(len(runs)):
        record_reserves[i, day] = reserves[i]
        record_usable[i, day] = usable[i]
        record_exchange_rate[i, day] = exchange_rate[i]
        record_price[i, day] = price[i]
        record_domestic_cash[i, day] = domestic_cash[i]
        record_belief_society[i, day] = belief_society[i]
        record_belief_pillars[i, day] = belief_pillars[i]
        record_attitude[i, day] = attitude[i]
        record_perceived_security[i, day] = perceived_security[i]
        record_attention[i, day] = attention[i]
        record_leverage[i, day] = leverage[i]
        record_unrest[i, day] = unrest[i]
        record_custody[i, day] = custody_count[i]
        wish = 0.0
        for h in range(len(theta)):
            wish += logistic(wish_log_odds[i] + theta[h] * dissent_sd[i]) / len(theta)
        record_wish[i, day] = wish
        record_intervened[i, day] = 1.0 if intervened[i] > 0.0 or intervention[day] > 0.0 else 0.0
        strikers = 0.0
        for p in range(units.shape[1]):
            record_real_pay[i, day, p] = real_pay[i, p]
            record_arrears[i, day, p] = arrears[i, p]
            everyone = 0.0
            loyal = 0.0
            gone = 0.0
            for z in range(units.shape[2]):
                loyal += units[i, p, z, 0]
                gone += units[i, p, z, 2]
                everyone += units[i, p, z, 0] + units[i, p, z, 1] + units[i, p, z, 2]
            record_loyal_share[i, day, p] = loyal / everyone if everyone > 0.0 else 1.0
            if role[p] == 2 and everyone > 0.0:
                strikers += headcount[p] * gone / everyone
        record_strikers[i, day] = strikers

"""Patron: a ladder of instruments, what it builds (backing, leverage) and what it costs (attitude).

Scripted: the acts stand in the signals, and what a scenario withholds stays withheld. Responsive: the patron sees a
noisy index of unrest, never a hazard, and acts on any rung whose cost the index exceeds, at a pace; costs are
exchangeable, so that an order of preference is a result. Attitude to the patron is a state of the people; an
intervention shocks it by an uncertain size of either sign. Money and reform build leverage. Sources: Casey 2020,
Nepstad 2013 (backing); Nielsen et al. 2011 (withdrawal); no observation for the one-day shift.
"""

from __future__ import annotations

import math

from numba import njit

from buttress.chance.random import normal, stream_id, uniform
from buttress.rules.rates import kept, probability

SEES = stream_id("patron sees")
ACTS = stream_id("patron acts")
COOLDOWN_DAYS = 28.0
EXERCISE_DAYS = 10.0
ORDERED, IN_PLACE, SCRIPTED = 1.0, 2.0, 3.0
"""Whether the patron has intervened: ordered today by a responsive patron, in place since, or once by the script."""


@njit(cache=True)
def need_seen(unrest: float, noise: float, need: float, contagion: float) -> float:
    """The patron's index: unrest with log noise, moved by warnings and requests (either sign)."""
    return unrest * math.exp(noise + contagion * need)


@njit(cache=True)
def chance_to_act(index: float, cost: float, pace: float) -> float:
    """Daily chance that a rung is used: hazard pace x (index / cost - 1) where the index exceeds the cost."""
    if not index > cost:
        return 0.0
    return probability(pace * (index / cost - 1.0))


@njit(cache=True)
def lent_share(lent: float, usable: float) -> float:
    """Money lent over usable reserves, at most 2; 0 for none."""
    return min(lent / max(float(usable), 1.0), 2.0) if lent > 0.0 else 0.0


@njit(cache=True)
def respond(
    day, seed, runs, fork, patron_cost, patron_acts_per_day, patron_noise_sd, patron_contagion, need, unrest,
    loan_pledge, loan_first_days, leverage_money, usable, reserve_standing, intervention, answered, patron_presence,
    patron_reserve, intervened, tranche_amount, tranche_day, leverage, surprise,
):  # fmt: skip
    """A responsive patron looks at unrest and may use each rung; each use is public and cools down for four weeks.

    A quarter of the largest loan is lent at a time. What stands already (a reserve, an intervention) is not done again.
    """
    largest = loan_pledge.max()
    for i in range(len(runs)):
        noise = patron_noise_sd[i] * normal(seed, runs[i], SEES, day, 0)
        index = need_seen(unrest[i], noise, need[i], patron_contagion[i])
        for r in range(patron_cost.shape[1]):
            if day < fork or day - answered[i, r] < COOLDOWN_DAYS:
                continue
            if r == 0 and largest <= 0:
                continue
            if r == 3 and (patron_reserve[i] > 0.0 or reserve_standing[day] > 0.0):
                continue
            if r == 4 and (0.0 < intervened[i] < SCRIPTED or intervention[day] > 0.0):
                continue
            if uniform(seed, runs[i], ACTS, day, r) >= chance_to_act(index, patron_cost[i, r], patron_acts_per_day[i]):
                continue
            answered[i, r] = day
            if r == 0:
                surprise[i, 1] += 1.0
                tranche_amount[i, 2] += largest // 4
                tranche_day[i, 2] = min(tranche_day[i, 2], day + loan_first_days[i])
                leverage[i] += leverage_money[i] * lent_share(largest // 4, usable[i])
            elif r == 1:
                surprise[i, 0] += 1.0
            elif r == 2:
                surprise[i, 2] += 1.0
                patron_presence[i] = day + EXERCISE_DAYS
            elif r == 3:
                surprise[i, 2] += 1.0
                patron_reserve[i] = 1.0
            else:
                surprise[i, 2] += 1.0
                intervened[i] = ORDERED


@njit(cache=True)
def back_and_bind(
    day, runs, signal, surprise, intervention, loan_pledge, loan_cash, reform_promise, usable, backing_half_life_days,
    attitude_half_life_days, attitude_endorsement, attitude_appeal, attitude_intervention, contest_repayment,
    leverage_money, leverage_reform, tranche_amount, intervened, backing, attitude, leverage, need,
):  # fmt: skip
    """What the day's acts do to backing, to the people's attitude, to leverage and to the loan's later tranches."""
    for i in range(len(runs)):
        helped = surprise[i, 0] + surprise[i, 1] + surprise[i, 2]
        backing[i] = kept(backing_half_life_days[i]) * backing[i] + helped - surprise[i, 5]
        need[i] = kept(COOLDOWN_DAYS) * need[i] + surprise[i, 9]
        shift = attitude_endorsement[i] * helped + attitude_appeal[i] * (surprise[i, 7] + surprise[i, 8])
        entered = intervention[day] > 0.0 and (day == 0 or intervention[day - 1] <= 0.0)
        if intervened[i] == ORDERED:
            shift += attitude_intervention[i]
            intervened[i] = IN_PLACE
        elif entered and intervened[i] != IN_PLACE:
            shift += attitude_intervention[i]
            intervened[i] = SCRIPTED
        attitude[i] = kept(attitude_half_life_days[i]) * attitude[i] + shift
        lent = lent_share(loan_pledge[day] * loan_cash[day], usable[i])  # what is withheld binds nobody
        endorsed = reform_promise[day] if signal[day, 0] > 0.0 else 0.0
        leverage[i] += leverage_money[i] * lent + leverage_reform[i] * min(endorsed, 1.0)
        if surprise[i, 8] > 0.0:
            remaining = (1.0 - contest_repayment[i]) ** surprise[i, 8]
            for k in range(tranche_amount.shape[1]):
                tranche_amount[i, k] = math.floor(tranche_amount[i, k] * remaining)


@njit(cache=True)
def add_force(
    day, runs, reserve_standing, intervention, unrest, intervention_force, reserve_trigger, patron_reserve,
    intervened, added_force,
):  # fmt: skip
    """Force beside the incumbent's own: a standing reserve that steps in past its trigger, and an intervention."""
    for i in range(len(runs)):
        reserve = reserve_standing[day] > 0.0 or patron_reserve[i] > 0.0
        stepped_in = reserve and unrest[i] > reserve_trigger[i]
        present = intervention[day] > 0.0 or 0.0 < intervened[i] < SCRIPTED
        added_force[i] = intervention_force[i] * ((1.0 if stepped_in else 0.0) + (1.0 if present else 0.0))

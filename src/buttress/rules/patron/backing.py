"""What the patron's acts build and cost: the people's attitude, leverage, and the loan that a contest cuts."""

from __future__ import annotations

import math
from typing import NamedTuple

from numba import njit

from buttress.rules.inlined import inlined
from buttress.rules.now import Now
from buttress.rules.rates import decay
from buttress.world.axes import Days, DaysByChannel, IntDays, IntRuns, IntRunsByTranche, Runs, RunsByChannel
from buttress.world.codes import Channel, Intervened

COOLDOWN_DAYS = 28.0


class Given(NamedTuple):
    """What the step reads."""

    signal: DaysByChannel  # public signals of the day, signals
    surprise: RunsByChannel  # the day's surprises, signals
    intervention: Days  # the patron intervenes in force, 0/1
    loan_pledge: IntDays  # loan pledged by the patron, minor units
    loan_cash: Days  # share of the pledged loan that is paid, share
    reform_promise: Days  # new promises of reform, promises
    usable: IntRuns  # usable reserves, foreign, minor units
    attitude_half_life_days: Runs  # half-life of a shift of attitude, days
    attitude_endorsement: Runs  # shift of attitude per endorsement, pledge or presence, log-odds per signal
    attitude_appeal: Runs  # shift of attitude per appeal or contest by the opposition, log-odds per signal
    attitude_intervention: Runs  # one-day shift of attitude on an intervention, log-odds
    contest_repayment: Runs  # share of later tranches lost per public contest of the agreement, share per signal
    leverage_money: Runs  # leverage per money lent, leverage per loan over usable reserves
    leverage_reform: Runs  # leverage per endorsed reform process, leverage per reform process


class State(NamedTuple):
    """What the step carries on."""

    tranche_amount: IntRunsByTranche  # loan still to come, minor units
    intervened: IntRuns  # of codes.Intervened
    attitude: Runs  # people's attitude to the patron, shift from its base, log-odds
    leverage: Runs  # the patron's leverage, index
    need: Runs  # warnings and requests to the patron, standing, signals


@inlined
def lent_share(lent: float, usable: float) -> float:
    """Money lent over usable reserves, at most 2; 0 for none."""
    return min(lent / max(float(usable), 1.0), 2.0) if lent > 0.0 else 0.0


@njit(cache=True)
def back_and_bind(now: Now, given: Given, state: State) -> None:
    """What the day's acts do to the people's attitude, to leverage and to the loan's later tranches."""
    day = now.day
    entered = given.intervention[day] > 0.0 and (day == 0 or given.intervention[day - 1] <= 0.0)
    for i in range(len(now.runs)):
        heard = given.surprise[i]
        contest = heard[Channel.CONTEST]
        helped = heard[Channel.ENDORSEMENT] + heard[Channel.PLEDGE] + heard[Channel.PRESENCE]
        state.need[i] = decay(COOLDOWN_DAYS) * state.need[i] + heard[Channel.BLAME]
        shift = given.attitude_endorsement[i] * helped + given.attitude_appeal[i] * (heard[Channel.APPEAL] + contest)
        if state.intervened[i] == Intervened.ORDERED:
            shift += given.attitude_intervention[i]
            state.intervened[i] = Intervened.IN_PLACE
        elif entered and state.intervened[i] != Intervened.IN_PLACE:
            shift += given.attitude_intervention[i]
            state.intervened[i] = Intervened.SCRIPTED
        state.attitude[i] = decay(given.attitude_half_life_days[i]) * state.attitude[i] + shift
        # What is withheld binds nobody.
        lent = lent_share(given.loan_pledge[day] * given.loan_cash[day], given.usable[i])
        endorsed = given.reform_promise[day] if given.signal[day, Channel.ENDORSEMENT] > 0.0 else 0.0
        state.leverage[i] += given.leverage_money[i] * lent + given.leverage_reform[i] * min(endorsed, 1.0)
        if contest > 0.0:
            remaining = (1.0 - given.contest_repayment[i]) ** contest
            for k in range(state.tranche_amount.shape[1]):
                state.tranche_amount[i, k] = math.floor(state.tranche_amount[i, k] * remaining)

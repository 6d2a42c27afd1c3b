"""The responsive patron's ladder: which rungs it uses on a day, and what each use leaves."""

from __future__ import annotations

import math
from typing import NamedTuple

from numba import njit

from buttress.chance.random import normal, stream_id, uniform
from buttress.rules.inlined import inlined
from buttress.rules.now import Now
from buttress.rules.patron.backing import COOLDOWN_DAYS, lent_share
from buttress.rules.rates import probability
from buttress.world.axes import Days, IntDays, IntRuns, IntRunsByTranche, Runs, RunsByChannel, RunsByRung, RunsByTranche
from buttress.world.codes import Channel, Intervened, Rung, Tranche

SEES = stream_id("patron sees")
ACTS = stream_id("patron acts")
EXERCISE_DAYS = 10.0


class Given(NamedTuple):
    """What the step reads."""

    patron_cost: RunsByRung  # unrest at which a rung begins to be worth its cost to the patron, unrest
    patron_acts_per_day: Runs  # pace at which a responsive patron acts on a rung, per day
    patron_noise_sd: Runs  # noise of the patron's index of unrest, log
    patron_contagion: Runs  # change of the sense of need per warning or request for help, log per blame signal
    need: Runs  # warnings and requests to the patron, standing, signals
    unrest: Runs  # weekly crowd over one percent of adults, moving average of two weeks, ratio
    loan_pledge: IntDays  # loan pledged by the patron, minor units
    loan_first_days: Runs  # days from the pledge to the first tranche, days
    leverage_money: Runs  # leverage per money lent, leverage per loan over usable reserves
    usable: IntRuns  # usable reserves, foreign, minor units
    reserve_standing: Days  # a police reserve stands ready, 0/1
    intervention: Days  # the patron intervenes in force, 0/1


class State(NamedTuple):
    """What the step carries on."""

    answered: RunsByRung  # last day a responsive patron acted on a rung, day
    patron_presence: Runs  # a responsive patron's exercises last until this day, day
    patron_reserve: Runs  # a responsive patron's reserve stands, 0/1
    intervened: IntRuns  # of codes.Intervened
    tranche_amount: IntRunsByTranche  # loan still to come, minor units
    tranche_day: RunsByTranche  # when it comes, day
    leverage: Runs  # the patron's leverage, index
    surprise: RunsByChannel  # the day's surprises, signals


@inlined
def need_seen(unrest: float, noise: float, need: float, contagion: float) -> float:
    """The patron's index: unrest with log noise, moved by warnings and requests (either sign)."""
    return unrest * math.exp(noise + contagion * need)


@inlined
def chance_to_act(index: float, cost: float, pace: float) -> float:
    """Daily chance that a rung is used: hazard pace x (index / cost - 1) where the index exceeds the cost."""
    if not index > cost:
        return 0.0
    return probability(pace * (index / cost - 1.0))


@inlined
def in_place(intervened: int) -> bool:
    """Whether a responsive patron's intervention is there."""
    return Intervened.NO < intervened < Intervened.SCRIPTED


@njit(cache=True)
def respond(now: Now, given: Given, state: State) -> None:
    """A responsive patron looks at unrest and may use each rung; each use is public and cools down for four weeks.

    A quarter of the largest loan is lent at a time. What stands already (a reserve, an intervention) is not done again.
    """
    largest = given.loan_pledge.max()
    quarter = largest // 4
    reserve_stands = given.reserve_standing[now.day] > 0.0
    intervention_stands = given.intervention[now.day] > 0.0
    for i in range(len(now.runs)):
        noise = given.patron_noise_sd[i] * normal(now.seed, now.runs[i], SEES, now.day, 0)
        index = need_seen(given.unrest[i], noise, given.need[i], given.patron_contagion[i])
        for r in range(given.patron_cost.shape[1]):
            if now.day < now.fork or now.day - state.answered[i, r] < COOLDOWN_DAYS:
                continue
            if r == Rung.MONEY and largest <= 0:
                continue
            if r == Rung.RESERVE and (state.patron_reserve[i] > 0.0 or reserve_stands):
                continue
            if r == Rung.INTERVENTION and (in_place(state.intervened[i]) or intervention_stands):
                continue
            chance = chance_to_act(index, given.patron_cost[i, r], given.patron_acts_per_day[i])
            if uniform(now.seed, now.runs[i], ACTS, now.day, r) >= chance:
                continue
            state.answered[i, r] = now.day
            if r == Rung.MONEY:
                first = now.day + given.loan_first_days[i]
                state.surprise[i, Channel.PLEDGE] += 1.0
                state.tranche_amount[i, Tranche.RESPONSIVE] += quarter
                state.tranche_day[i, Tranche.RESPONSIVE] = min(state.tranche_day[i, Tranche.RESPONSIVE], first)
                state.leverage[i] += given.leverage_money[i] * lent_share(quarter, given.usable[i])
            elif r == Rung.ENDORSEMENT:
                state.surprise[i, Channel.ENDORSEMENT] += 1.0
            elif r == Rung.EXERCISES:
                state.surprise[i, Channel.PRESENCE] += 1.0
                state.patron_presence[i] = now.day + EXERCISE_DAYS
            elif r == Rung.RESERVE:
                state.surprise[i, Channel.PRESENCE] += 1.0
                state.patron_reserve[i] = 1.0
            else:
                state.surprise[i, Channel.PRESENCE] += 1.0
                state.intervened[i] = Intervened.ORDERED

"""What stands of the patron's support and of its withdrawal, and what they do to every hazard of an end.

Support is three stocks between 0 and 1, never one sum: money (cash paid into the reserves; a pledge is words until it
is paid), words (endorsement, recognition, a pledge's news), force (exercises, a reserve that stands, intervention).
Each fades with its own half-life, and an act of size a fills the share a of what is missing: S' = k S + a (1 - k S).
A word has the size that the scenario leaves it; cash c over usable reserves U has 1 - exp(-c / (U s)), s a scale; force
has size 1 on the day it comes, and a stay is no further act. From the fork on the patron goes on speaking, at v times
the pace r seen before, but for what is withheld: an act of 1 - exp(-v r) a day gives the mean stock of words at random
days. A public withdrawal is a stock of its own, fed by refusals. What a scenario withholds feeds nothing.

Log hazard ratio, against no support: x = b E + sum_k d_k S_k, with E = max_k S_k + q (sum_k S_k - max_k S_k). The
effect b is that of support of any one kind, d_k what kind k deviates from it, q what further kinds add. A withdrawal W
has w W. Acts of other contests, from which b, d and w are learned, are coded alike (`studies/history`: half-life, days,
largest kind); q is open there. Sources: Casey 2020 (support by a patron), Nielsen et al. 2011 (aid withdrawn).
"""

from __future__ import annotations

import math
from typing import NamedTuple

from numba import njit

from buttress.arrays import Floats
from buttress.rules.inlined import inlined
from buttress.rules.now import Now
from buttress.rules.patron.backing import lent_share
from buttress.rules.patron.ladder import in_place
from buttress.rules.rates import bounded, decay
from buttress.world.axes import Days, IntRuns, Runs, RunsByChannel, RunsBySupport
from buttress.world.codes import Channel, Support


class Given(NamedTuple):
    """What the step reads."""

    heard: RunsByChannel  # the day's public signals, a responsive patron's too, signals
    words_pace: Days  # pace of the patron's words seen before the fork, from it on, per day
    patron_cash: IntRuns  # what the patron paid into the reserves on the day, minor units
    usable: IntRuns  # usable reserves, foreign, minor units
    presence: Days  # exercises in progress, 0/1
    reserve_standing: Days  # a police reserve stands ready, 0/1
    intervention: Days  # the patron intervenes in force, 0/1
    patron_presence: Runs  # a responsive patron's exercises last until this day, day
    patron_reserve: Runs  # a responsive patron's reserve stands, 0/1
    intervened: IntRuns  # of codes.Intervened
    support_money_scale: Runs  # cash over usable reserves that makes most of an act, share of usable reserves
    support_money_half_life_days: Runs  # half-life of money, days
    support_words_half_life_days: Runs  # half-life of words, days
    support_words_go_on: Runs  # pace of words after the fork against the pace seen before, ratio
    support_force_half_life_days: Runs  # half-life of force that has left, days
    withdrawal_half_life_days: Runs  # half-life of a public withdrawal, days
    support_effect: Runs  # an act of support of one kind, log hazard
    support_money: Runs  # what money deviates from it, log hazard
    support_words: Runs  # what words deviate from it, log hazard
    support_force: Runs  # what force deviates from it, log hazard
    support_further_share: Runs  # what further kinds add, share
    withdrawal_effect: Runs  # a public withdrawal, log hazard


class State(NamedTuple):
    """What the step carries on."""

    support: RunsBySupport  # what stands of the patron's money, words and force, 0 to 1, share
    force_there: Runs  # exercises, reserves and interventions of the patron that were there yesterday, number
    withdrawal: Runs  # what stands of the patron's public withdrawal, 0 to 1, share
    support_log_ratio: Runs  # the patron's support on the hazard of an end, against none, log hazard
    withdrawal_log_ratio: Runs  # the patron's withdrawal on the hazard of an end, against none, log hazard


@inlined
def fed(stock: float, half_life_days: float, act: float) -> float:
    """A stock after a day's fading and an act of size 0 to 1, which fills that share of what is missing to 1."""
    left = decay(half_life_days) * stock
    return left + act * (1.0 - left)


@inlined
def size_of_cash(paid: float, usable: float, scale: float) -> float:
    """Size of an act of cash: 1 - exp(-(paid over the usable reserves there were before it) / scale)."""
    if paid <= 0.0 or scale <= 0.0:
        return 0.0
    return 1.0 - math.exp(-lent_share(paid, usable - paid) / scale)


@inlined
def number_there(exercise: bool, reserve: bool, intervention: bool) -> float:
    """How many of three kinds of force are there."""
    return (1.0 if exercise else 0.0) + (1.0 if reserve else 0.0) + (1.0 if intervention else 0.0)


@inlined
def common_exposure(support: Floats, further_share: float) -> float:
    """The largest of the stocks, and the share of the others that further kinds add."""
    largest = max(support[Support.MONEY], support[Support.WORDS], support[Support.FORCE])
    total = support[Support.MONEY] + support[Support.WORDS] + support[Support.FORCE]
    return largest + further_share * (total - largest)


@njit(cache=True)
def stand_by(now: Now, given: Given, state: State) -> None:
    """The day's acts feed the stocks; the stocks have their effect on hazards."""
    day = now.day
    scripted = number_there(given.presence[day] > 0.0, given.reserve_standing[day] > 0.0, given.intervention[day] > 0.0)
    for i in range(len(now.runs)):
        heard, support = given.heard[i], state.support[i]
        praised, pledged = bounded(heard[Channel.ENDORSEMENT], 0.0, 1.0), bounded(heard[Channel.PLEDGE], 0.0, 1.0)
        going_on = given.support_words_go_on[i] * given.words_pace[day]
        silent = (1.0 - praised) * (1.0 - pledged) * math.exp(-going_on)
        there = scripted + number_there(
            given.patron_presence[i] >= day, given.patron_reserve[i] > 0.0, in_place(given.intervened[i])
        )
        came = 1.0 if there > state.force_there[i] else 0.0
        state.force_there[i] = there
        paid = size_of_cash(float(given.patron_cash[i]), float(given.usable[i]), given.support_money_scale[i])
        refused = bounded(heard[Channel.REFUSAL], 0.0, 1.0)
        support[Support.MONEY] = fed(support[Support.MONEY], given.support_money_half_life_days[i], paid)
        support[Support.WORDS] = fed(support[Support.WORDS], given.support_words_half_life_days[i], 1.0 - silent)
        support[Support.FORCE] = fed(support[Support.FORCE], given.support_force_half_life_days[i], came)
        state.withdrawal[i] = fed(state.withdrawal[i], given.withdrawal_half_life_days[i], refused)
        state.support_log_ratio[i] = (
            given.support_effect[i] * common_exposure(support, given.support_further_share[i])
            + given.support_money[i] * support[Support.MONEY]
            + given.support_words[i] * support[Support.WORDS]
            + given.support_force[i] * support[Support.FORCE]
        )
        state.withdrawal_log_ratio[i] = given.withdrawal_effect[i] * state.withdrawal[i]

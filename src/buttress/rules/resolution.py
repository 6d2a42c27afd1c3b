"""Resolution: daily hazards of an end by cause. A run's path never stops; hazards add up along it.

h_c = base x w_c x exp(terms): collapse answers to the crowd and to loyal force lost, a palace coup to officials and
army lost, pay and the pillars' belief, a negotiated exit to the society's belief and to a reform process. These terms
are taken against their sum at the end of the day before the fork (the anchor), so that the hazard at the fork is the
base rate of campaigns still going. The patron's support and withdrawal (`patron/support.py`) act on every cause and
have no anchor. Support is referred to the pool of campaigns, in 36 of whose 111 the regime had foreign aid: with x its
log hazard ratio and b that of one act, the term is x - log(36/111 e^b + 75/111). So .32 h(supported) + .68
h(unsupported) is the pool's hazard, draw by draw, and the two lie on both sides of it. S_t = exp(-sum of hazards since
the fork). Base: 23 of 111 nonviolent campaigns going at day 36 won within 180 days (NAVCO 1.2); fading to that of a
long-serving leader without a campaign (REIGN) as the crowd goes; causes by log weights. Sources of the terms:
Chenoweth and Stephan 2011, Chenoweth and Belgioioso 2019, Casper and Tyson 2014, Powell 2012, Casey 2020.
"""

from __future__ import annotations

import math
from typing import NamedTuple

import numpy as np
from numba import njit

from buttress.rules.inlined import inlined
from buttress.rules.now import Now
from buttress.rules.rates import bounded
from buttress.rules.units import lost_share
from buttress.world.axes import (
    Causes,
    IntPillars,
    Pillars,
    Runs,
    RunsByCause,
    RunsByDayByCauseByHazardTerm,
    RunsByPillar,
    RunsByPillarByZoneByLevel,
)
from buttress.world.codes import Cause, HazardTerm, Role

HIGHEST = 0.5
"""No cause may exceed this hazard a day."""
CAUSES = len(Cause)
TERMS = len(HazardTerm)
SUPPORTED = 36.0 / 111.0
"""Share of the campaigns still going at day 36 whose regime had foreign aid (NAVCO 1.2, column `regaid`)."""


class Given(NamedTuple):
    """What the step reads."""

    exit_per_day: Runs  # base hazard of an exit, all causes, while a campaign lives, per day
    calm_exit_per_day: Runs  # base hazard of an exit, all causes, when the crowd is gone, per day
    alive_unrest: Runs  # unrest at which a campaign counts as half alive, unrest
    cause_collapse: Runs  # log weight of collapse among causes, log weight
    cause_coup: Runs  # log weight of a palace coup, log weight
    cause_exit: Runs  # log weight of a negotiated exit, log weight
    collapse_crowd: Runs  # collapse per log(1 + unrest) against the trigger, log hazard per log unrest
    collapse_force: Runs  # collapse per share of the loyal force lost, log hazard per share
    coup_loyalty: Runs  # palace coup per share of officials and army gone or shirking, log hazard per share
    coup_pay: Runs  # palace coup per share of real pay lost, log hazard per real pay lost
    coup_belief: Runs  # palace coup per log-odds of the pillars' belief, log hazard per log-odds
    exit_belief: Runs  # negotiated exit per log-odds of the society's belief, log hazard per log-odds
    exit_reform: Runs  # negotiated exit under a credible reform process, log hazard
    reform_credibility: Runs  # credibility of the reform promise, share
    support_effect: Runs  # an act of support of one kind, log hazard
    unrest: Runs  # weekly crowd over one percent of adults, moving average of two weeks, ratio
    units: RunsByPillarByZoneByLevel  # loyal, shirking, gone or on strike, units
    role: IntPillars  # what each pillar does, of codes.Role
    added_force: Runs  # force added by the patron, share of enforcers
    real_pay: RunsByPillar  # real pay against the trigger, ratio
    support_log_ratio: Runs  # the patron's support on the hazard of an end, against none, log hazard
    withdrawal_log_ratio: Runs  # the patron's withdrawal on the hazard of an end, against none, log hazard
    belief_society: Runs  # society's belief that the incumbent goes, against its base, log-odds
    belief_pillars: Runs  # the pillars' belief, against its base, log-odds
    reform: Runs  # standing promises of reform, promises


class State(NamedTuple):
    """What the step carries on."""

    hazard_anchor: RunsByCause  # sum of the anchored terms at the end of the day before the fork, log hazard
    hazard: RunsByCause  # the day's hazard by cause, per day
    cumulative_hazard: RunsByCause  # hazards added up since the fork


class Record(NamedTuple):
    """Explanations, kept on request."""

    hazard_terms: RunsByDayByCauseByHazardTerm  # terms of the hazards, log hazard


@inlined
def base_hazard(alive: float, calm: float, unrest: float, half_alive: float) -> float:
    """Hazard of an exit of all causes: `alive` with a crowd, `calm` without, by unrest / (unrest + half_alive)."""
    if half_alive <= 0.0:
        return alive
    return calm + (alive - calm) * unrest / (unrest + half_alive)


@inlined
def cause_weights(collapse: float, coup: float, negotiated: float, out: Causes) -> None:
    """Softmax of three log weights into `out`."""
    top = max(collapse, coup, negotiated)
    out[Cause.COLLAPSE] = math.exp(collapse - top)
    out[Cause.PALACE_COUP] = math.exp(coup - top)
    out[Cause.NEGOTIATED_EXIT] = math.exp(negotiated - top)
    total = out[Cause.COLLAPSE] + out[Cause.PALACE_COUP] + out[Cause.NEGOTIATED_EXIT]
    for c in range(CAUSES):
        out[c] /= total


@inlined
def against_the_pool(log_ratio: float, effect: float) -> float:
    """Log hazard ratio of support against a campaign of the pool, of which a share is supported by one act."""
    return log_ratio - math.log(SUPPORTED * math.exp(bounded(effect, -20.0, 20.0)) + 1.0 - SUPPORTED)


@inlined
def lost_pay(real_pay: Pillars, role: IntPillars) -> float:
    """Share of real pay lost, mean over the pillars that are no workers."""
    lost = 0.0
    pillars = 0.0
    for p in range(len(role)):
        if role[p] != Role.WORKERS:
            lost += 1.0 - real_pay[p]
            pillars += 1.0
    return lost / pillars if pillars > 0.0 else 0.0


@njit(cache=True)
def resolve(now: Now, given: Given, state: State, record: Record) -> None:
    """Hazards of the day; they add up from the fork."""
    day = now.day
    weights = np.zeros(CAUSES)
    terms = np.zeros((CAUSES, TERMS))
    for i in range(len(now.runs)):
        unrest = given.unrest[i]
        total_base = base_hazard(given.exit_per_day[i], given.calm_exit_per_day[i], unrest, given.alive_unrest[i])
        cause_weights(given.cause_collapse[i], given.cause_coup[i], given.cause_exit[i], weights)
        force = bounded(lost_share(given.units[i], given.role, True) - given.added_force[i], -1.0, 1.0)
        terms[Cause.COLLAPSE, HazardTerm.CROWD] = given.collapse_crowd[i] * math.log1p(unrest)
        terms[Cause.COLLAPSE, HazardTerm.FORCE] = given.collapse_force[i] * force
        elite = lost_share(given.units[i], given.role, False)
        terms[Cause.PALACE_COUP, HazardTerm.FORCE] = given.coup_loyalty[i] * elite
        terms[Cause.PALACE_COUP, HazardTerm.PAY] = given.coup_pay[i] * lost_pay(given.real_pay[i], given.role)
        terms[Cause.PALACE_COUP, HazardTerm.BELIEF] = given.coup_belief[i] * given.belief_pillars[i]
        terms[Cause.NEGOTIATED_EXIT, HazardTerm.BELIEF] = given.exit_belief[i] * given.belief_society[i]
        terms[Cause.NEGOTIATED_EXIT, HazardTerm.REFORM] = (
            given.exit_reform[i] * given.reform_credibility[i] * given.reform[i]
        )
        support = against_the_pool(given.support_log_ratio[i], given.support_effect[i])
        withdrawn = given.withdrawal_log_ratio[i]
        for c in range(CAUSES):
            base = total_base * weights[c]
            terms[c, HazardTerm.BASE] = math.log(base) if base > 0.0 else -60.0
            moves = 0.0
            for t in range(HazardTerm.BASE + 1, HazardTerm.SUPPORT):
                moves += terms[c, t]
            terms[c, HazardTerm.SUPPORT] = support
            terms[c, HazardTerm.WITHDRAWAL] = withdrawn
            if day < now.fork:
                state.hazard_anchor[i, c] = moves
            change = bounded(moves - state.hazard_anchor[i, c] + support + withdrawn, -20.0, 20.0)
            state.hazard[i, c] = min(base * math.exp(change), HIGHEST)
            if day >= now.fork:
                state.cumulative_hazard[i, c] += state.hazard[i, c]
        if record.hazard_terms.shape[0] > 0:
            for c in range(CAUSES):
                for t in range(TERMS):
                    record.hazard_terms[i, day, c, t] = terms[c, t]

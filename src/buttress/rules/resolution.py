"""Resolution: daily hazards of an end by cause. A run's path never stops; hazards add up along it.

h_c = base x w_c x exp(terms): collapse answers to the crowd and to loyal force lost, a palace coup to officials and
army lost, pay, backing and the pillars' belief, a negotiated exit to the society's belief and to a reform process.
Terms are taken against their sum at the end of the day before the fork (the anchor), so that the hazard at the fork
is the base rate of campaigns still going. S_t = exp(-sum of hazards since the fork). Base: 23 of 111 nonviolent
campaigns going at day 36 won within 180 days (NAVCO 1.2); fading to that of a long-serving leader without a campaign
(REIGN) as the crowd goes; causes by log weights. Sources of the terms: Chenoweth and Stephan 2011, Chenoweth and
Belgioioso 2019, Casper and Tyson 2014, Powell 2012, Casey 2020.
"""

from __future__ import annotations

import math

import numpy as np
from numba import njit

from buttress.rules.rates import bounded

HIGHEST = 0.5
"""No cause may exceed this hazard a day."""


@njit(cache=True)
def lost_share(units, role, wanted_low, wanted_high) -> float:
    """Share of force lost in pillars with role in [low, high]: gone, and half of those shirking."""
    lost = 0.0
    everyone = 0.0
    for p in range(len(role)):
        if role[p] < wanted_low or role[p] > wanted_high or role[p] == 2:
            continue
        for z in range(units.shape[1]):
            lost += units[p, z, 2] + 0.5 * units[p, z, 1]
            everyone += units[p, z, 0] + units[p, z, 1] + units[p, z, 2]
    return lost / everyone if everyone > 0.0 else 0.0


@njit(cache=True)
def base_hazard(alive: float, calm: float, unrest: float, half_alive: float) -> float:
    """Hazard of an exit of all causes: `alive` with a crowd, `calm` without, by unrest / (unrest + half_alive)."""
    if half_alive <= 0.0:
        return alive
    return calm + (alive - calm) * unrest / (unrest + half_alive)


@njit(cache=True)
def cause_weights(collapse: float, coup: float, negotiated: float, out):
    """Softmax of three log weights into `out`."""
    top = max(collapse, coup, negotiated)
    out[0] = math.exp(collapse - top)
    out[1] = math.exp(coup - top)
    out[2] = math.exp(negotiated - top)
    total = out[0] + out[1] + out[2]
    for c in range(3):
        out[c] /= total


@njit(cache=True)
def resolve(
    day, runs, fork, exit_per_day, calm_exit_per_day, alive_unrest, cause_collapse, cause_coup, cause_exit,
    collapse_crowd, collapse_force, coup_loyalty, coup_pay, coup_backing, coup_belief, exit_belief, exit_reform,
    reform_credibility, deterrence, presence, reserve_standing, patron_presence, patron_reserve, unrest, units,
    role, added_force, real_pay, backing, belief_society, belief_pillars, reform, hazard_anchor, cumulative_hazard,
    record_hazard, record_survival, record_hazard_terms,
):  # fmt: skip
    """Hazards of the day; survival counts from the fork."""
    weights = np.zeros(3)
    terms = np.zeros((3, 8))
    for i in range(len(runs)):
        terms[:] = 0.0
        total_base = base_hazard(exit_per_day[i], calm_exit_per_day[i], unrest[i], alive_unrest[i])
        cause_weights(cause_collapse[i], cause_coup[i], cause_exit[i], weights)
        force = bounded(lost_share(units[i], role, 0, 0) - added_force[i], -1.0, 1.0)
        elite = lost_share(units[i], role, 1, 3)
        pay = 0.0
        pillars = 0.0
        for p in range(len(role)):
            if role[p] != 2:
                pay += 1.0 - real_pay[i, p]
                pillars += 1.0
        pay = pay / pillars if pillars > 0.0 else 0.0
        here = (
            presence[day] > 0.0 or reserve_standing[day] > 0.0 or patron_presence[i] >= day or patron_reserve[i] > 0.0
        )
        deterred = -deterrence[i] if here else 0.0
        terms[0, 1] = collapse_crowd[i] * math.log1p(unrest[i])
        terms[0, 2] = collapse_force[i] * force
        terms[0, 7] = deterred
        terms[1, 2] = coup_loyalty[i] * elite
        terms[1, 3] = coup_pay[i] * pay
        terms[1, 4] = -coup_backing[i] * backing[i]
        terms[1, 5] = coup_belief[i] * belief_pillars[i]
        terms[1, 7] = deterred
        terms[2, 5] = exit_belief[i] * belief_society[i]
        terms[2, 6] = exit_reform[i] * reform_credibility[i] * reform[i]
        for c in range(3):
            base = total_base * weights[c]
            terms[c, 0] = math.log(base) if base > 0.0 else -60.0
            moved = 0.0
            for t in range(1, 8):
                moved += terms[c, t]
            if day < fork:
                hazard_anchor[i, c] = moved
            change = bounded(moved - hazard_anchor[i, c], -20.0, 20.0)
            hazard = min(base * math.exp(change), HIGHEST)
            record_hazard[i, day, c] = hazard
            if day >= fork:
                cumulative_hazard[i, c] += hazard
        if record_hazard_terms.shape[0] > 0:
            for c in range(3):
                for t in range(8):
                    record_hazard_terms[i, day, c, t] = terms[c, t]
        if day >= fork:
            total = cumulative_hazard[i, 0] + cumulative_hazard[i, 1] + cumulative_hazard[i, 2]
            record_survival[i, day - fork + 1] = math.exp(-total)

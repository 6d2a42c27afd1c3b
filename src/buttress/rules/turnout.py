"""Turnout: who goes to an occasion.

For a person of a place, group, class of dissent and past,
logit P = occasion + place + anger + b_pi belief + b_crowd log(last like crowd / first) - lambda log(1 + r / r0)
+ leaders + scrutiny + attitude + leverage + wave + season + shock (the same for all in a place)
+ dissent + habit or fatigue - reform (moderates) + kappa x active ties.
Ties: the number of active ties of a person is Poisson with mean ties x share of the place that went last time; counts
carry the mean of P over that number. Crowds are drawn by inversion from one uniform a cell and day, so that a higher P
only adds people. Mean field: the expectation of the same.
Sources: design; Cantoni et al. 2019, Gonzalez 2020, Aytac et al. 2018 for the channels; sizes are priors.
"""

from __future__ import annotations

import math

import numpy as np
from numba import njit

from buttress.chance.draws import binomial
from buttress.chance.random import normal, stream_id, uniform
from buttress.rules.beliefs import log_surprise, news_of
from buttress.rules.rates import bounded, kept

GOES = stream_id("goes")
LOCAL = stream_id("local turnout shock")
TIRES = stream_id("tires")
MOST_TIES = 6
USUAL_WEIGHT = 1.0 / 3.0
"""Weight of the newest like occasion in the moving average."""
UNREST_HALF_LIFE_DAYS = 14.0


@njit(cache=True)
def crowd_term(feedback: float, last: float, first: float) -> float:
    """b log(last / first), 0 before there are two like crowds; a vanished crowd counts as one person."""
    if first <= 0.0:
        return 0.0
    return feedback * math.log((last + 1.0) / (first + 1.0))


@njit(cache=True)
def fear_term(fear: float, risk: float, scale: float) -> float:
    """-lambda log(1 + r / r0)."""
    return -fear * math.log1p(risk / scale)


@njit(cache=True)
def wave_term(depth: float, days: float, half_life_days: float) -> float:
    """How far the surge at the trigger has ebbed: -depth (1 - 2^(-days / half-life))."""
    return -depth * (1.0 - 2.0 ** (-days / half_life_days))


@njit(cache=True)
def removed_share(leaders, message: float) -> float:
    """Share of the leading body removed; the exiled keep a voice of `message`. `leaders`: here, exiled, jailed."""
    everyone = leaders[0] + leaders[1] + leaders[2]
    if everyone <= 0.0:
        return 0.0
    return (leaders[2] + leaders[1] * (1.0 - message)) / everyone


@njit(cache=True)
def tie_weights(mean_active: float, effect: float, weight, factor):
    """Poisson weights of 0..MOST_TIES active ties (the last takes the tail) and the factors exp(effect k)."""
    chance = math.exp(-mean_active)
    left = 1.0
    for k in range(MOST_TIES):
        weight[k] = chance
        left -= chance
        chance *= mean_active / (k + 1)
        factor[k] = math.exp(effect * k)
    weight[MOST_TIES] = max(left, 0.0)
    factor[MOST_TIES] = math.exp(effect * MOST_TIES)


@njit(cache=True)
def odds_by_dissent(theta, spread: float, out):
    """Odds of each class of dissent against the average person's, so that the spread does not move the mean odds."""
    total = 0.0
    for h in range(len(theta)):
        out[h] = math.exp(theta[h] * spread)
        total += out[h] / len(theta)
    for h in range(len(theta)):
        out[h] /= total


@njit(cache=True)
def chance_to_go(odds: float, weight, factor) -> float:
    """P of the odds, averaged over the number of active ties; ends where the weights left are below 1e-9."""
    total = 0.0
    left = 1.0
    for k in range(len(weight)):
        scaled = odds * factor[k]
        total += weight[k] * scaled / (1.0 + scaled)
        left -= weight[k]
        if left < 1.0e-9:
            break
    return total


@njit(cache=True)
def go_out(
    day, seed, runs, occasion, kind, counted, calls, adults_place, is_capital, is_rest, theta, cell_address,
    place_address, kind_address, occasion_log_odds, capital_log_odds, rest_log_odds, dissent_sd, habit, fatigue,
    crowd_feedback, belief_turnout, tie_effect, ties_mean, risk_fear, risk_scale, leaders_log_odds,
    exile_message_share, reform_moderates, reform_credibility, scrutiny_turnout, attitude_turnout, leverage_turnout,
    campaign_half_life_days, wave_depth, season_log_odds, season, turnout_shock_place_sd, turnout_shock,
    belief_society, risk, anger, leaders, reform, scrutiny, attitude, leverage, last_crowd, first_crowd, people, goers,
    crowd, record_turnout, record_turnout_terms, record_turnout_class,
):  # fmt: skip
    """Crowds of one occasion, by place and class. Writes goers, crowd and their records."""
    places, groups, classes, pasts = goers.shape[1:]
    stream = GOES ^ kind_address[kind]
    term = np.zeros(13)
    weight = np.empty(MOST_TIES + 1)
    factor = np.empty(MOST_TIES + 1)
    past_odds = np.ones(pasts)
    class_odds = np.ones(classes)
    explain = record_turnout_terms.shape[0] > 0
    for i in range(len(runs)):
        past_odds[1] = math.exp(habit[i])
        past_odds[2] = math.exp(-fatigue[i])
        odds_by_dissent(theta, dissent_sd[i], class_odds)
        class_odds[1] *= math.exp(-reform_moderates[i] * reform_credibility[i] * reform[i])
        term[0] = occasion_log_odds[i, kind]
        term[3] = belief_turnout[i] * belief_society[i]
        term[6] = -leaders_log_odds[i] * removed_share(leaders[i], exile_message_share[i])
        term[7] = scrutiny_turnout[i] * scrutiny[i]
        term[8] = -attitude_turnout[i] * attitude[i]
        term[9] = leverage_turnout[i] * leverage[i]
        term[10] = wave_term(wave_depth[i], float(day), campaign_half_life_days[i])
        term[11] = season_log_odds[i] * season[day]
        for p in range(places):
            if not calls[kind, p].any():
                goers[i, p] = 0
                crowd[i, p] = 0
                record_turnout[i, occasion, p] = 0
                continue
            local = 0.0
            if counted:
                local = turnout_shock_place_sd[i] * normal(seed, runs[i], LOCAL, day, place_address[p])
            term[1] = capital_log_odds[i] * is_capital[p] + rest_log_odds[i] * is_rest[p]
            term[2] = anger[i, p]
            term[4] = crowd_term(crowd_feedback[i], float(last_crowd[i, kind, p]), float(first_crowd[i, kind, p]))
            term[5] = fear_term(risk_fear[i], risk[i, p], risk_scale[i])
            term[12] = turnout_shock[i, occasion] + local
            shared = 0.0
            for t in range(13):
                shared += term[t]
            active = ties_mean[i] * last_crowd[i, kind, p] / adults_place[p]
            tie_weights(active, tie_effect[i], weight, factor)
            odds = math.exp(bounded(shared, -60.0, 30.0))
            total = 0.0
            for g in range(groups):
                called = calls[kind, p, g] > 0.0
                for h in range(classes):
                    for w in range(pasts):
                        n = people[i, p, g, h, w]
                        if not called or n <= 0:
                            goers[i, p, g, h, w] = 0
                            continue
                        chance = chance_to_go(odds * class_odds[h] * past_odds[w], weight, factor)
                        if counted:
                            u = uniform(seed, runs[i], stream, day, cell_address[p, g, h, w])
                            goers[i, p, g, h, w] = binomial(np.int64(n), chance, u)
                        else:
                            goers[i, p, g, h, w] = n * chance
                        total += goers[i, p, g, h, w]
            crowd[i, p] = total
            record_turnout[i, occasion, p] = total
            if explain:
                for t in range(13):
                    record_turnout_terms[i, occasion, p, t] = term[t]
                mean = 0.0
                for k in range(MOST_TIES + 1):
                    mean += weight[k] * factor[k]
                record_turnout_class[i, occasion, p] = math.log(mean)


@njit(cache=True)
def remember_crowd(
    day, runs, kind, crowd, adults_place, adults_zone, adults_total, is_capital, usual_crowd, last_crowd, first_crowd,
    unrest, zone_unrest, turnout_surprise,
):  # fmt: skip
    """The crowd becomes the last like crowd, a surprise, and unrest."""
    gain = 7.0 * (1.0 - kept(UNREST_HALF_LIFE_DAYS))
    for i in range(len(runs)):
        total = 0.0
        capital = 0.0
        for p in range(crowd.shape[1]):
            total += crowd[i, p]
            capital += crowd[i, p] * is_capital[p]
            last_crowd[i, kind, p] = crowd[i, p]
            if first_crowd[i, kind, p] <= 0:
                first_crowd[i, kind, p] = crowd[i, p]
        heard = news_of(total)
        surprise = log_surprise(heard, usual_crowd[i, kind])
        turnout_surprise[i] += surprise
        if usual_crowd[i, kind] < 0.0:
            usual_crowd[i, kind] = heard
        else:
            usual_crowd[i, kind] += USUAL_WEIGHT * surprise
        unrest[i] += gain * total / (0.01 * adults_total)
        zone_unrest[i, 0] += gain * capital / (0.01 * adults_zone[0])
        if adults_zone[1] > 0.0:
            zone_unrest[i, 1] += gain * (total - capital) / (0.01 * adults_zone[1])


@njit(cache=True)
def remember_past(
    day, seed, runs, kind, counted, main_kind, calls, cell_address, fatigue_share, recovery_share, people, goers
):
    """Goers become active, some active ones tire; on main occasions those at home rest. People are conserved."""
    for i in range(len(runs)):
        for p in range(people.shape[1]):
            for g in range(people.shape[2]):
                if calls[kind, p, g] <= 0.0:
                    continue
                for h in range(people.shape[3]):
                    cell = people[i, p, g, h]
                    went = goers[i, p, g, h]
                    if not counted:
                        tire = went[1] * fatigue_share[i]
                        rest = (cell[2] - went[2]) * recovery_share[i]
                    elif cell[1] + cell[2] + went[0] == 0:
                        continue
                    else:
                        u = uniform(seed, runs[i], TIRES, day, cell_address[p, g, h, 0])
                        tire = math.floor(went[1] * fatigue_share[i] + u)
                        rest = math.floor((cell[2] - went[2]) * recovery_share[i] + u)
                        tire = min(tire, float(went[1]))
                        rest = min(rest, float(cell[2] - went[2]))
                    if kind == main_kind:
                        home = cell[1] - went[1]
                        cell[0] += home + rest - went[0]
                        cell[1] += went[0] - tire - home
                        cell[2] += tire - rest
                    else:
                        cell[0] -= went[0]
                        cell[1] += went[0] - tire
                        cell[2] += tire


@njit(cache=True)
def fade_unrest(runs, unrest, zone_unrest):
    """Unrest halves in two weeks."""
    fade = kept(UNREST_HALF_LIFE_DAYS)
    for i in range(len(runs)):
        unrest[i] *= fade
        zone_unrest[i, 0] *= fade
        zone_unrest[i, 1] *= fade

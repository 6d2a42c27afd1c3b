"""Chances to go to an occasion, by place and class of person."""

from __future__ import annotations

import math
from typing import NamedTuple

import numpy as np
from numba import njit

from buttress.arrays import Floats
from buttress.chance.random import normal, stream_id
from buttress.rules.inlined import inlined
from buttress.rules.now import Now
from buttress.rules.rates import bounded
from buttress.rules.shocks import local_shock
from buttress.rules.turnout.terms import (
    MOST_TIES,
    chances_to_go,
    crowd_term,
    fear_term,
    odds_by_cell,
    odds_by_dissent,
    removed_share,
    tie_factors,
    tie_weights,
    wave_term,
)
from buttress.world.axes import (
    Days,
    DissentClasses,
    IntPlaces,
    KindsByPlaceByGroup,
    Occasions,
    OccasionsByPlace,
    Places,
    Runs,
    RunsByKind,
    RunsByKindByPlace,
    RunsByOccasion,
    RunsByOccasionByPlace,
    RunsByOccasionByPlaceByTurnoutTerm,
    RunsByPlace,
    RunsByPlaceByDissentByPast,
    RunsByWhereabouts,
)
from buttress.world.codes import Dissent, PastTurnout, TurnoutTerm

LOCAL = stream_id("local turnout shock")
TERMS = len(TurnoutTerm)


class Given(NamedTuple):
    """What the step reads."""

    calls: KindsByPlaceByGroup  # who is called to a kind of occasion, 0/1
    takes_place: OccasionsByPlace  # the occasion takes place there, 0/1
    adults_place: Places  # adults of each place, people
    is_capital: Places  # the capital, 0/1
    is_rest: Places  # a place of kind rest, 0/1
    theta: DissentClasses  # mean private dissent of each class, standard deviations
    place_address: IntPlaces  # random address of a place, address
    occasion_log_odds: RunsByKind  # an adult of average dissent outside the capital, at the trigger, log-odds
    capital_log_odds: Runs  # excess of the capital over other cities, log-odds
    rest_log_odds: Runs  # difference of places of kind rest from cities, log-odds
    dissent_sd: Runs  # spread of private dissent among people, log-odds
    habit: Runs  # difference for a person who went to the last main occasion, log-odds
    fatigue: Runs  # log-odds lost by a tired person, log-odds
    crowd_feedback: Runs  # effect of the last like crowd against its value at the trigger, log-odds per log crowd
    belief_turnout: Runs  # effect of the society's belief that the incumbent goes, log-odds per log-odds
    tie_effect: Runs  # effect of one tie who went to the last like occasion, log-odds per active tie
    ties_mean: Runs  # mean number of close ties in the same place, ties
    risk_fear: Runs  # fear: log-odds lost per log(1 + perceived risk / scale), log-odds per log risk
    risk_scale: Runs  # scale of perceived risk, detained per participant
    leaders_log_odds: Runs  # effect of the share of leaders removed from the country or jailed, log-odds
    exile_message_share: Runs  # voice an exiled leader keeps through messages, share
    reform_moderates: Runs  # lost among people of median dissent under a fully credible process, log-odds
    reform_credibility: Runs  # credibility of the reform promise, share
    scrutiny_turnout: Runs  # change of turnout per unit of scrutiny, log-odds per signal
    attitude_turnout: Runs  # turnout gained when the attitude to the patron falls by one, log-odds per log-odds
    leverage_turnout: Runs  # turnout per unit of the patron's leverage, log-odds per leverage
    campaign_half_life_days: Runs  # half-life of the surge over the floor that the trigger raised, days
    wave_depth: Runs  # log-odds between the surge at the trigger and a spent wave, log-odds
    wave_depth_ratio: RunsByKind  # how deep a kind of occasion ebbs, against the wave's depth, ratio
    season_log_odds: Runs  # midwinter against midsummer, log-odds
    season: Days  # midsummer -1, midwinter 1, -1 to 1
    turnout_shock_place_sd: Runs  # spread of the local shock to turnout, log-odds
    turnout_shock: RunsByOccasion  # national shock of each occasion, log-odds
    local_known: Occasions  # the draw brings the shocks of single places, 0/1
    known_local_turnout: RunsByOccasionByPlace  # a place's own shock of turnout that the draw brings, spreads
    belief_society: Runs  # society's belief that the incumbent goes, against its base, log-odds
    risk: RunsByPlace  # risk as people saw it, detained per participant
    anger: RunsByPlace  # anger, log-odds
    leaders: RunsByWhereabouts  # in the country, exiled, jailed, leaders
    reform: Runs  # standing promises of reform, promises
    scrutiny: Runs  # standing outside scrutiny, signals
    attitude: Runs  # people's attitude to the patron, shift from its base, log-odds
    leverage: Runs  # the patron's leverage, index
    last_crowd: RunsByKindByPlace  # crowd of the last like occasion, 0 = none yet, people
    first_crowd: RunsByKindByPlace  # crowd of the first like occasion, people


class State(NamedTuple):
    """What the step carries on."""

    chances: RunsByPlaceByDissentByPast  # chance to go to the occasion of the moment, probability


class Record(NamedTuple):
    """Explanations, kept on request."""

    turnout_terms: RunsByOccasionByPlaceByTurnoutTerm  # terms of turnout, log-odds
    turnout_class: RunsByOccasionByPlace  # ties: mean shift of log-odds, log-odds


@inlined
def mean_tie_shift(weight: Floats, factor: Floats) -> float:
    """Log of the mean factor of active ties, log-odds."""
    mean = 0.0
    for k in range(len(weight)):
        mean += weight[k] * factor[k]
    return math.log(mean)


@njit(cache=True, error_model="numpy")  # no check of divisors, which are 1 and more: several are divided by at once
def weigh_turnout(now: Now, given: Given, state: State, record: Record) -> None:
    """Chances to go to one occasion, where anyone is called."""
    day, kind = now.day, now.kind
    places, classes, pasts = state.chances.shape[1:]
    term = np.zeros(TERMS)
    weight = np.empty(MOST_TIES + 1)
    factor = np.empty(MOST_TIES + 1)
    past_odds = np.ones(pasts)
    class_odds = np.ones(classes)
    odds, chance = np.empty(classes * pasts), np.empty(classes * pasts)
    explain = record.turnout_terms.shape[0] > 0
    called = np.empty(places, dtype=np.bool_)
    for p in range(places):
        called[p] = given.takes_place[now.occasion, p] > 0.0 and given.calls[kind, p].any()
    for i in range(len(now.runs)):
        past_odds[PastTurnout.ACTIVE] = math.exp(given.habit[i])
        past_odds[PastTurnout.TIRED] = math.exp(-given.fatigue[i])
        odds_by_dissent(given.theta, given.dissent_sd[i], class_odds)
        promised = given.reform_moderates[i] * given.reform_credibility[i] * given.reform[i]
        class_odds[Dissent.MODERATE] *= math.exp(-promised)
        term[TurnoutTerm.OCCASION] = given.occasion_log_odds[i, kind]
        term[TurnoutTerm.BELIEF] = given.belief_turnout[i] * given.belief_society[i]
        removed = removed_share(given.leaders[i], given.exile_message_share[i])
        term[TurnoutTerm.LEADERS] = -given.leaders_log_odds[i] * removed
        term[TurnoutTerm.SCRUTINY] = given.scrutiny_turnout[i] * given.scrutiny[i]
        term[TurnoutTerm.ATTITUDE_TO_THE_PATRON] = -given.attitude_turnout[i] * given.attitude[i]
        term[TurnoutTerm.LEVERAGE] = given.leverage_turnout[i] * given.leverage[i]
        depth = given.wave_depth[i] * given.wave_depth_ratio[i, kind]
        term[TurnoutTerm.WAVE] = wave_term(depth, float(day), given.campaign_half_life_days[i])
        term[TurnoutTerm.SEASON] = given.season_log_odds[i] * given.season[day]
        tie_factors(given.tie_effect[i], factor)
        for p in range(places):
            if not called[p]:
                continue
            last = given.last_crowd[i, kind, p]
            place = given.capital_log_odds[i] * given.is_capital[p] + given.rest_log_odds[i] * given.is_rest[p]
            local = 0.0
            if given.local_known[now.occasion] > 0.0:
                local = local_shock(given.turnout_shock_place_sd[i], given.known_local_turnout[i, now.occasion, p])
            elif now.counted:
                fresh = normal(now.seed, now.runs[i], LOCAL, day, given.place_address[p])
                local = local_shock(given.turnout_shock_place_sd[i], fresh)
            term[TurnoutTerm.PLACE] = place
            term[TurnoutTerm.ANGER] = given.anger[i, p]
            term[TurnoutTerm.LAST_CROWD] = crowd_term(given.crowd_feedback[i], last, given.first_crowd[i, kind, p])
            term[TurnoutTerm.FEAR] = fear_term(given.risk_fear[i], given.risk[i, p], given.risk_scale[i])
            term[TurnoutTerm.SHOCK] = given.turnout_shock[i, now.occasion] + local
            tie_weights(given.ties_mean[i] * last / given.adults_place[p], weight)
            shared = 0.0
            for t in range(TERMS):
                shared += term[t]
            odds_by_cell(math.exp(bounded(shared, -60.0, 30.0)), class_odds, past_odds, odds)
            chances_to_go(odds, weight, factor, chance)
            for h in range(classes):
                for w in range(pasts):
                    state.chances[i, p, h, w] = chance[h * pasts + w]
            if explain:
                record.turnout_class[i, now.occasion, p] = mean_tie_shift(weight, factor)
                for t in range(TERMS):
                    record.turnout_terms[i, now.occasion, p, t] = term[t]

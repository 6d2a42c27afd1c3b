"""Policing: officers go where a crowd is expected, the capital first.

Detained ~ Binomial(crowd, 1 - exp(-k x officers x shock / crowd)).

Expected is the last like crowd; before there is one, what the occasion draws at base odds. One fitted rate an
officer, a shock a day; attention, scrutiny, restraint and the two fixed what-ifs move it relative to the trigger. No
crowd, no division. Caps: one arrest an officer a day, and the places of detention, shared out by largest remainder.
Terms: some let go at once, the rest held 7 or 15 days, a few beyond the horizon. What is seen becomes risk (an
average with memory) and anger (jumps with visible violence, halves with its half-life). Sources: design; Carey 2006
(reactions within days), Aytac et al. 2018 (anger), Steinert-Threlkeld et al. 2022 (two opposing terms).
"""

from __future__ import annotations

import math

import numpy as np
from numba import njit

from buttress.chance.draws import binomial, largest_remainder
from buttress.chance.random import normal, stream_id, uniform
from buttress.rules.rates import bounded, kept, logistic

DETAINED = stream_id("detained")
LOCAL = stream_id("local policing shock")
LETS_GO = stream_id("lets go")
SHIRKING_WORTH = 0.5
"""A shirking unit does half its work."""
VIOLENCE_SCALE = 0.01
MOST_ANGER = 1.5
"""Anger saturates: it can raise or lower the odds by four and a half at most."""
SHORT_TERM_DAYS = 7
LONG_ARREST_DAYS = 15


@njit(cache=True)
def detention_chance(rate: float, officers: float, factor: float, crowd: float) -> float:
    """1 - exp(-k officers factor / crowd); 0 for no crowd."""
    if crowd <= 0.0:
        return 0.0
    return -math.expm1(-rate * officers * factor / crowd)


@njit(cache=True)
def fit_officers(units, headcount, role, deployable) -> float:
    """Officers fit for duty: loyal enforcers and half of those that shirk. `units` (pillar, zone, level)."""
    officers = 0.0
    for p in range(len(role)):
        if role[p] != 0:
            continue
        everyone = 0.0
        fit = 0.0
        for z in range(units.shape[1]):
            everyone += units[p, z, 0] + units[p, z, 1] + units[p, z, 2]
            fit += units[p, z, 0] + SHIRKING_WORTH * units[p, z, 1]
        if everyone > 0.0:
            officers += headcount[p] * deployable[p] * fit / everyone
    return officers


@njit(cache=True)
def called_adults(adults, calls) -> float:
    """Adults of a place who are called to an occasion. `adults` (group, dissent), `calls` (group)."""
    total = 0.0
    for g in range(adults.shape[0]):
        for h in range(adults.shape[1]):
            total += calls[g] * adults[g, h]
    return total


@njit(cache=True)
def send_officers(officers: float, per_protester: float, expected, is_capital, sent):
    """Share officers out: the capital first, the others by expected crowd, none more than it needs."""
    left = officers
    others = 0.0
    for p in range(len(expected)):
        if is_capital[p] > 0.0:
            sent[p] = min(per_protester * expected[p], left)
            left -= sent[p]
        else:
            others += per_protester * expected[p]
    share = min(left / others, 1.0) if others > 0.0 else 0.0
    for p in range(len(expected)):
        if is_capital[p] <= 0.0:
            sent[p] = share * per_protester * expected[p]


@njit(cache=True)
def release(day, runs, people, custody, custody_count):
    """Those whose term ends today return to the rested."""
    slot = day % custody.shape[1]
    for i in range(len(runs)):
        for p in range(people.shape[1]):
            for g in range(people.shape[2]):
                for h in range(people.shape[3]):
                    people[i, p, g, h, 0] += custody[i, slot, p, g, h]
                    custody_count[i] -= custody[i, slot, p, g, h]
                    custody[i, slot, p, g, h] = 0


@njit(cache=True)
def detain(
    day, seed, runs, occasion, kind, counted, is_capital, is_rest, adults, calls, occasion_log_odds,
    capital_log_odds, rest_log_odds, headcount, role, deployable, custody_places, place_address, kind_address,
    detention_rate, officers_per_protester, police_withheld, police_withheld_factor, policing_intensity,
    scrutiny_policing, scrutiny, attention, policing_shock_place_sd, policing_shock, released_same_day_share,
    long_term_share, disperse_violence, units, last_crowd, crowd, people, goers, custody, custody_long,
    custody_count, held, violence, record_detained,
):  # fmt: skip
    """Detentions at one occasion by place; the held leave the crowd and the free people."""
    places = goers.shape[1]
    stream = DETAINED ^ kind_address[kind]
    expected = np.empty(places)
    sent = np.empty(places)
    wanted = np.zeros(places)
    shared = np.zeros(places, dtype=np.int64)
    ring = custody.shape[1]
    for i in range(len(runs)):
        for p in range(places):
            expected[p] = last_crowd[i, kind, p]
            if expected[p] <= 0.0:
                log_odds = capital_log_odds[i] * is_capital[p] + rest_log_odds[i] * is_rest[p]
                expected[p] = called_adults(adults[p], calls[kind, p]) * logistic(occasion_log_odds[i, kind] + log_odds)
        send_officers(
            fit_officers(units[i], headcount, role, deployable), officers_per_protester[i], expected, is_capital, sent
        )
        factor = (
            attention[i]
            * policing_intensity[day]
            * math.exp(scrutiny_policing[i] * scrutiny[i] + policing_shock[i, occasion])
        )
        if police_withheld[day] > 0.0:
            factor *= police_withheld_factor[i]
        total = 0.0
        for p in range(places):
            wanted[p] = 0.0
            violence[i, p] = 0.0
            if crowd[i, p] <= 0:
                continue
            local = 0.0
            if counted:
                local = policing_shock_place_sd[i] * normal(seed, runs[i], LOCAL, day, place_address[p])
            chance = detention_chance(detention_rate[i], sent[p], factor * math.exp(local), float(crowd[i, p]))
            if counted:
                u = uniform(seed, runs[i], stream, day, place_address[p])
                wanted[p] = binomial(np.int64(crowd[i, p]), chance, u)
                wanted[p] = min(wanted[p], math.ceil(sent[p]))
            else:
                wanted[p] = min(crowd[i, p] * chance, sent[p])
            violence[i, p] = disperse_violence[i] * chance
            total += wanted[p]
        room = float(max(custody_places - custody_count[i], 0))
        if total > room:
            if counted:
                largest_remainder(np.int64(room), wanted, shared)
                for p in range(places):
                    wanted[p] = min(float(shared[p]), wanted[p])
            else:
                for p in range(places):
                    wanted[p] *= room / total
        for p in range(places):
            held[i, p] = wanted[p]
            record_detained[i, occasion, p] = wanted[p]
            if crowd[i, p] > 0:
                violence[i, p] += wanted[p] / crowd[i, p]
            if wanted[p] <= 0.0:
                continue
            kept_in = wanted[p] * (1.0 - released_same_day_share[i])
            beyond = kept_in * long_term_share[i]
            if counted:
                u = uniform(seed, runs[i], LETS_GO ^ stream, day, place_address[p])
                kept_in = min(math.floor(kept_in + u), wanted[p])
                beyond = min(math.floor(beyond + u), kept_in)
                custody_count[i] += np.int64(kept_in)
                take_into_custody(
                    np.int64(kept_in),
                    np.int64(beyond),
                    day,
                    ring,
                    goers[i, p],
                    people[i, p],
                    custody[i, :, p],
                    custody_long[i, p],
                )
            else:
                custody_count[i] += kept_in
                take_shares(
                    kept_in / crowd[i, p],
                    beyond / crowd[i, p],
                    day,
                    ring,
                    goers[i, p],
                    people[i, p],
                    custody[i, :, p],
                    custody_long[i, p],
                )


@njit(cache=True)
def take_into_custody(kept_in, beyond, day, ring, goers, people, custody, custody_long):
    """Whole people of one place, by largest remainder over its crowd; half 7 days, half 15, `beyond` longer."""
    groups, classes, pasts = goers.shape
    weights = np.empty(groups * classes * pasts)
    shares = np.zeros(groups * classes * pasts, dtype=np.int64)
    c = 0
    for g in range(groups):
        for h in range(classes):
            for w in range(pasts):
                weights[c] = goers[g, h, w]
                c += 1
    largest_remainder(kept_in, weights, shares)
    c = 0
    long_left = beyond
    early = (day + SHORT_TERM_DAYS) % ring
    late = (day + LONG_ARREST_DAYS) % ring
    odd = 0
    for g in range(groups):
        for h in range(classes):
            for w in range(pasts):
                taken = min(shares[c], np.int64(goers[g, h, w]))
                c += 1
                if taken <= 0:
                    continue
                goers[g, h, w] -= taken
                people[g, h, w] -= taken
                long = min(long_left, taken)
                long_left -= long
                rest = taken - long
                short = (rest + odd) // 2
                odd = (rest + odd) % 2
                custody_long[g, h] += long
                custody[early, g, h] += short
                custody[late, g, h] += rest - short


@njit(cache=True)
def take_shares(share, beyond, day, ring, goers, people, custody, custody_long):
    """The mean field of `take_into_custody`."""
    groups, classes, pasts = goers.shape
    early = (day + SHORT_TERM_DAYS) % ring
    late = (day + LONG_ARREST_DAYS) % ring
    for g in range(groups):
        for h in range(classes):
            for w in range(pasts):
                taken = share * goers[g, h, w]
                long = beyond * goers[g, h, w]
                goers[g, h, w] -= taken
                people[g, h, w] -= taken
                custody_long[g, h] += long
                custody[early, g, h] += 0.5 * (taken - long)
                custody[late, g, h] += 0.5 * (taken - long)


@njit(cache=True)
def see_violence(
    day, runs, crowd, held, violence, adults_place, risk_memory_days, news_spread, anger_jump, risk, anger
):
    """What the day's policing does to risk as people see it, and to anger."""
    for i in range(len(runs)):
        total = 0.0
        taken = 0.0
        seen = 0.0
        for p in range(crowd.shape[1]):
            total += crowd[i, p]
            taken += held[i, p]
            seen += violence[i, p] * crowd[i, p]
        if total <= 0.0:
            continue
        weight = 1.0 - kept(risk_memory_days[i]) ** 7.0
        for p in range(crowd.shape[1]):
            here = held[i, p] / crowd[i, p] if crowd[i, p] > 0 else taken / total
            risk_seen = (1.0 - news_spread[i]) * here + news_spread[i] * taken / total
            risk[i, p] += weight * (risk_seen - risk[i, p])
            local = violence[i, p] if crowd[i, p] > 0 else 0.0
            violence_seen = (1.0 - news_spread[i]) * local + news_spread[i] * seen / total
            jump = anger_jump[i] * math.log1p(violence_seen / VIOLENCE_SCALE)
            anger[i, p] = bounded(anger[i, p] + jump, -MOST_ANGER, MOST_ANGER)


@njit(cache=True)
def fade_anger(runs, anger_half_life_days, anger):
    """Anger halves with its half-life."""
    for i in range(len(runs)):
        fade = kept(anger_half_life_days[i])
        for p in range(anger.shape[1]):
            anger[i, p] *= fade

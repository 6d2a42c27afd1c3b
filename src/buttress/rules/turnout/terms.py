"""Terms of the log-odds of going, ties, and the chance that they make."""

from __future__ import annotations

import math

from buttress.arrays import Floats
from buttress.rules.inlined import inlined
from buttress.rules.rates import bounded
from buttress.world.axes import DissentClasses
from buttress.world.codes import Whereabouts

MOST_TIES = 6


@inlined
def crowd_term(feedback: float, last: float, first: float) -> float:
    """b log(last / first), 0 before there are two like crowds; a vanished crowd counts as one person."""
    if first <= 0.0:
        return 0.0
    return feedback * math.log((last + 1.0) / (first + 1.0))


@inlined
def fear_term(fear: float, risk: float, scale: float) -> float:
    """-lambda log(1 + r / r0)."""
    return -fear * math.log1p(risk / scale)


@inlined
def wave_term(depth: float, days: float, half_life_days: float) -> float:
    """How far the surge at the trigger has ebbed: -depth (1 - 2^(-days / half-life))."""
    return -depth * (1.0 - 2.0 ** (-days / half_life_days))


@inlined
def removed_share(leaders: Floats, message: float) -> float:
    """Share of the leading body removed; the exiled keep a voice of `message`. `leaders` (whereabouts)."""
    exiled = leaders[Whereabouts.EXILED]
    jailed = leaders[Whereabouts.JAILED]
    everyone = leaders[Whereabouts.IN_COUNTRY] + exiled + jailed
    if everyone <= 0.0:
        return 0.0
    return (jailed + exiled * (1.0 - message)) / everyone


@inlined
def tie_weights(mean_active: float, weight: Floats) -> None:
    """Poisson weights of 0..MOST_TIES active ties; the last takes the tail."""
    chance = math.exp(-mean_active)
    left = 1.0
    for k in range(MOST_TIES):
        weight[k] = chance
        left -= chance
        chance *= mean_active / (k + 1)
    weight[MOST_TIES] = max(left, 0.0)


@inlined
def tie_factors(effect: float, factor: Floats) -> None:
    """Factors exp(effect k) on the odds of 0..MOST_TIES active ties."""
    for k in range(MOST_TIES + 1):
        factor[k] = math.exp(effect * k)


@inlined
def odds_by_dissent(theta: DissentClasses, spread: float, out: DissentClasses) -> None:
    """Odds of each class of dissent against the average person's, so that the spread does not move the mean odds."""
    total = 0.0
    for h in range(len(theta)):
        out[h] = math.exp(bounded(theta[h] * spread, -700.0, 700.0))  # no float holds more
        total += out[h] / len(theta)
    for h in range(len(theta)):
        out[h] /= total


@inlined
def odds_by_cell(shared: float, class_odds: DissentClasses, past_odds: Floats, out: Floats) -> None:
    """Odds of each class of dissent and past into `out` (cell,), pasts within classes."""
    for h in range(len(class_odds)):
        for w in range(len(past_odds)):
            out[h * len(past_odds) + w] = shared * class_odds[h] * past_odds[w]


@inlined
def chances_to_go(odds: Floats, weight: Floats, factor: Floats, out: Floats) -> None:
    """P of each of the odds (cell,), averaged over the number of active ties, into `out`; ends where the weights left
    are below 1e-9. Tie by tie, so that several cells are worked out at once.
    """
    for c in range(len(odds)):
        out[c] = 0.0
    left = 1.0
    for k in range(len(weight)):
        for c in range(len(odds)):
            scaled = odds[c] * factor[k]
            out[c] += weight[k] * scaled / (1.0 + scaled)
        left -= weight[k]
        if left < 1.0e-9:
            break

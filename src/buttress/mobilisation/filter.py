"""The filter: how likely a series of reports is under each of many parameter sets, and the crowd's state at its end.

State (d, base, depth, fear): d is the crowd's departure from its course, the other three are unknown but constant.
  course_t = base - depth (1 - 2^(-t / half-life)) - fear log(1 + risk_t / scale)
  d_t = elasticity d_{t-1} + shock_t,  y_t = course_t + d_t + noise_t
Given elasticity, spreads and half-life all is linear; base, depth and fear are integrated out exactly (Rao-Blackwell).
Noise is a normal, now and then a wider one; reports are points or intervals; a report of zero may also be of a quiet
week, which says nothing of the crowd there would have been. After each report the state's distribution is replaced by
the normal of the same mean and variance (assumed-density filtering, Maybeck 1982; for the two noises, the first-order
collapse of Harrison and Stevens 1976).
"""

from __future__ import annotations

import math
from typing import NamedTuple

import numpy as np
from numba import njit

from buttress.arrays import Floats
from buttress.rules.turnout.terms import wave_term

STATE = 4
LEAST = 1e-300
NONE = math.log1p(0.5)
NEAR = math.log(2.0) + 1e-9
"""Bounds no further apart (log) make a figure."""
ROOT_2 = math.sqrt(2.0)
LOG_ROOT_2_PI = 0.5 * math.log(2.0 * math.pi)


class ReportedWeeks(NamedTuple):
    """`low`, `high` (weeks,) bound each report on the log scale, equal for a point, NaN for a week without one; `risk`
    (weeks,) is the fear regressor; `days` the days of a week.
    """

    low: Floats
    high: Floats
    risk: Floats
    days: float


class ParameterSets(NamedTuple):
    """Parameters (n,) of a course, and means and spreads (n, 3) of its base, depth and fear."""

    elasticity: Floats
    shock: Floats
    noise: Floats
    half_life: Floats
    first_mean: Floats
    first_sd: Floats


class NoiseMixture(NamedTuple):
    """The chance that a report's noise is `wide` times as wide; the chance of a `quiet` week."""

    wide_chance: float
    wide: float
    quiet: float


class Filtered(NamedTuple):
    """State after the last week: `mean` (n, 4), `cov` (n, 4, 4).

    By week, (n, weeks): `log_p`, the log probability of its report given those before, 0 without one; and `rank`, where
    a figure lay in what those before gave to expect (0 to 1), NaN for a bound, a zero and a week without a report.
    """

    mean: Floats
    cov: Floats
    log_p: Floats
    rank: Floats

    @classmethod
    def empty(cls, n: int, weeks: int) -> Filtered:
        """To be filled."""
        return cls(np.empty((n, STATE)), np.empty((n, STATE, STATE)), np.zeros((n, weeks)), np.full((n, weeks), np.nan))


@njit(cache=True)
def filter_reports(weeks: ReportedWeeks, sets: ParameterSets, mixture: NoiseMixture, out: Filtered) -> None:
    """Fill `out` for n parameter sets."""
    ph = np.empty(STATE)
    h = np.empty(STATE)
    h[0] = 1.0
    h[1] = 1.0
    for i in range(len(sets.elasticity)):
        m, p = out.mean[i], out.cov[i]
        p[:] = 0.0
        g = sets.elasticity[i]
        steady = sets.shock[i] ** 2 / max(1.0 - g * g, 1e-3)
        m[0] = 0.0
        p[0, 0] = steady
        for k in range(3):
            m[k + 1] = sets.first_mean[i, k]
            p[k + 1, k + 1] = sets.first_sd[i, k] ** 2
        for t in range(len(weeks.low)):
            if t > 0:
                m[0] *= g
                for k in range(STATE):
                    p[0, k] *= g
                for k in range(STATE):
                    p[k, 0] *= g
                p[0, 0] += sets.shock[i] ** 2
            if math.isnan(weeks.low[t]):
                continue
            h[2] = wave_term(1.0, weeks.days * t, sets.half_life[i])
            h[3] = weeks.risk[t]
            expected = _expect(h, m, p, ph)
            if weeks.high[t] - weeks.low[t] <= NEAR:
                out.rank[i, t] = _rank(weeks.low[t], weeks.high[t], expected, sets.noise[i], mixture)
            out.log_p[i, t] = _report(weeks.low[t], weeks.high[t], expected, m, p, ph, sets.noise[i], mixture)


@njit(cache=True)
def _expect(h: Floats, m: Floats, p: Floats, ph: Floats) -> tuple[float, float]:
    """Mean and variance of the crowd (log) that a report will speak of; fills `ph`, the product of P and h."""
    at = 0.0
    spread = 0.0
    for k in range(STATE):
        at += h[k] * m[k]
        ph[k] = 0.0
        for j in range(STATE):
            ph[k] += p[k, j] * h[j]
        spread += h[k] * ph[k]
    return at, spread


@njit(cache=True)
def _rank(low: float, high: float, expected: tuple[float, float], noise: float, mixture: NoiseMixture) -> float:
    """The probability of less than a figure, a small one's being the middle of its interval's ends."""
    at, spread = expected
    narrow = math.sqrt(2.0 * max(spread + noise * noise, 1e-12))
    wide = math.sqrt(2.0 * max(spread + (noise * mixture.wide) ** 2, 1e-12))
    above = 0.0
    for end in (low, high):
        above += (1.0 - mixture.wide_chance) * math.erfc((end - at) / narrow)
        above += mixture.wide_chance * math.erfc((end - at) / wide)
    return 1.0 - 0.25 * above


@njit(cache=True)
def _report(
    low: float,
    high: float,
    expected: tuple[float, float],
    m: Floats,
    p: Floats,
    ph: Floats,
    noise: float,
    mixture: NoiseMixture,
) -> float:
    """Take one report into the state; its log probability."""
    at, spread = expected
    chances = 0.0
    first = 0.0
    second = 0.0
    curve = 0.0
    for c in range(2):
        weight = mixture.wide_chance if c == 1 else 1.0 - mixture.wide_chance
        if weight <= 0.0:
            continue
        sd = noise * mixture.wide if c == 1 else noise
        variance = max(spread + sd * sd, 1e-12)
        chance, pull, shrink = _look(low, high, at, variance)
        chance *= weight * (1.0 - mixture.quiet)
        chances += chance
        first += chance * pull
        second += chance * pull * pull
        curve += chance * shrink
    if high <= NONE:
        chances += mixture.quiet
    if chances < LEAST:
        return math.log(LEAST)
    first /= chances
    second = second / chances - first * first - curve / chances
    for k in range(STATE):
        m[k] += ph[k] * first
        for j in range(STATE):
            p[k, j] += ph[k] * ph[j] * second
    return math.log(chances)


@njit(cache=True)
def _look(low: float, high: float, at: float, variance: float) -> tuple[float, float, float]:
    """Chance of a report under a normal, the pull on the mean and the shrinking of the variance, per unit of P h."""
    root = math.sqrt(variance)
    if low == high:
        z = (low - at) / root
        return math.exp(-0.5 * z * z - LOG_ROOT_2_PI) / root, (low - at) / variance, 1.0 / variance
    a = (low - at) / root
    b = (high - at) / root
    if a > 0.0:
        chance = 0.5 * (math.erfc(a / ROOT_2) - math.erfc(b / ROOT_2))
    else:
        chance = 0.5 * (math.erfc(-b / ROOT_2) - math.erfc(-a / ROOT_2))
    if chance < 1e-14:
        # So far out that only the near bound counts: as a point there.
        edge = a if a > 0.0 else b
        return max(math.exp(-0.5 * edge * edge - LOG_ROOT_2_PI), LEAST), edge / root, 1.0 / variance
    fa = 0.0 if math.isinf(a) else math.exp(-0.5 * a * a - LOG_ROOT_2_PI)
    fb = 0.0 if math.isinf(b) else math.exp(-0.5 * b * b - LOG_ROOT_2_PI)
    shift = (fa - fb) / chance
    inside = 1.0 + ((0.0 if math.isinf(a) else a * fa) - (0.0 if math.isinf(b) else b * fb)) / chance - shift * shift
    return chance, shift / root, (1.0 - max(inside, 0.0)) / variance

"""New unknowns drawn where the new reports point, instead of blindly from the prior.

A week brings shocks and reporters that the particles know nothing of. Drawn from the prior, hardly one of them fits the
week's reports. With a particle's expectation y0 of the reports at the prior's median of the new unknowns and the slopes
J of the reports on them (one regression over all particles), a particle's new unknowns are close to a normal of
precision 1 + J'WJ and mean that times J'W(d - y0), with d what was reported and W the weights of Student's t
(iteratively reweighted). Nine in ten are drawn from it, the tenth from the prior; the exact density of that mixture
enters the particle's weight, so that J, W and the straight line cost effective particles only, never exactness.

Source: the optimal importance function, Doucet, Godsill and Andrieu 2000, Statistics and Computing 10; the defensive
part, Hesterberg 1995, Technometrics 37.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numba import njit

from buttress.arrays import Floats, Ints
from buttress.infer.algebra import cross, factorise, solve, substitute
from buttress.infer.simulated_batch import SimulatedBatch
from buttress.infer.updating.annealed_target import AnnealedTarget
from buttress.observe.expected import Expected

#: Share of the particles that is drawn from the prior.
BLIND = 0.1
#: Degrees of freedom of a report's noise (`observe.noise`), rounds of reweighting, ridge of the regression.
DEGREES_OF_FREEDOM, ROUNDS, RIDGE = 4.0, 6, 1e-6


class BoundedReports(NamedTuple):
    """The k bounded reports: slopes on the new unknowns (k, m); expectation and spread at their median, (n, k); bounds
    (k,).
    """

    slopes: Floats
    start: Floats
    spread: Floats
    low: Floats
    high: Floats


@dataclass(frozen=True)
class Proposal:
    """Particles z (n, d) with their new columns drawn, their simulated pasts, log prior over proposal density (n,)."""

    z: Floats
    batch: SimulatedBatch
    log_ratio: Floats


def propose(target: AnnealedTarget, z: Floats, new: Ints, rng: np.random.Generator) -> Proposal:
    """Draw the columns `new` of z (n, d) for a target. Three simulated pasts a particle; one where nothing is new."""
    if not len(new):
        return Proposal(z, target.simulate(z), np.zeros(len(z)))
    middle, tried = z.copy(), z.copy()
    middle[:, new] = 0.0
    tried[:, new] = rng.standard_normal((len(z), len(new)))
    expected, after = target.expect(middle, target.simulate(middle)), target.expect(tried, target.simulate(tried))
    low, high = _ends(target, expected)
    start, spread = _stacked(expected)
    slopes = _slopes(tried[:, new], _stacked(after)[0] - start)
    bounded = np.isfinite(low) | np.isfinite(high)
    reports = BoundedReports(slopes[bounded], start[:, bounded], spread[:, bounded], low[bounded], high[bounded])
    out = z.copy()
    e = rng.standard_normal((len(z), len(new)))
    blind = rng.random(len(z)) < BLIND
    drawn, log_ratio = np.empty_like(e), np.empty(len(z))
    draw(reports, e, blind, drawn, log_ratio)
    out[:, new] = drawn
    return Proposal(out, target.simulate(out), log_ratio)


def _stacked(expected: Sequence[Expected]) -> tuple[Floats, Floats]:
    """Expectations and spreads of all reports, (n, k) each."""
    return np.column_stack([s.location for s in expected]), np.column_stack([s.spread for s in expected])


def _ends(target: AnnealedTarget, expected: Sequence[Expected]) -> tuple[Floats, Floats]:
    """Bounds of what each report says, (k,); infinite on both sides where new unknowns have no part."""
    ends = [
        component.edges(j) if hasattr(component, "edges") else (-np.inf, np.inf)
        for component, part in zip(target.evidence.components, expected, strict=True)
        for j in range(part.location.shape[1])
    ]
    return np.array([low for low, _ in ends]), np.array([high for _, high in ends])


def _slopes(tried: Floats, change: Floats) -> Floats:
    """Slopes (k, new) of what reporters expect on the new unknowns: least squares through the origin."""
    fine = np.isfinite(change).all(axis=1)
    x, y = np.ascontiguousarray(tried[fine]), np.ascontiguousarray(change[fine])
    return np.ascontiguousarray(solve(cross(x, x) + RIDGE * len(x) * np.eye(x.shape[1]), cross(x, y)).T)


@njit(cache=True)
def draw(reports, e, blind, drawn, log_ratio):  # type: ignore[no-untyped-def]
    """Fill `drawn` (n, m) from standard normals e (n, m), and the log of prior over mixture density, (n,)."""
    n, m = e.shape  # element by element: whole-array statements take seconds to compile
    for i in range(n):
        mean = np.zeros(m)
        factor = _conditional(reports, i, mean)
        if blind[i]:
            for c in range(m):
                drawn[i, c] = e[i, c]
            distance = _distance(factor, mean, drawn[i])
        else:
            distance = _place(factor, mean, e[i], drawn[i])
        prior, scale = 0.0, 0.0
        for c in range(m):
            prior -= 0.5 * drawn[i, c] * drawn[i, c]
            scale += np.log(factor[c, c])
        log_ratio[i] = -_log_mix(scale - 0.5 * distance - prior)


@njit(cache=True)
def _conditional(reports, i, mean):  # type: ignore[no-untyped-def]
    """Move `mean` (m,), nought, to that of particle i's new unknowns given the reports; their precision's factor."""
    k, m = reports.slopes.shape
    weight, gap = np.zeros(k), np.zeros(k)
    factor = np.zeros((m, m))
    for _ in range(ROUNDS):
        for r in range(k):
            at = reports.start[i, r]
            for c in range(m):
                at += reports.slopes[r, c] * mean[c]
            aim = _aim(at, reports.low[r], reports.high[r])
            wide = reports.high[r] - reports.low[r]
            extra = wide * wide / 12.0 if np.isfinite(wide) else 0.0
            variance = reports.spread[i, r] * reports.spread[i, r] + extra
            t2 = (aim - at) * (aim - at) / variance
            pulls = aim != at or np.isfinite(wide)
            weight[r] = (DEGREES_OF_FREEDOM + 1.0) / (DEGREES_OF_FREEDOM + t2) / variance if pulls else 0.0
            gap[r] = aim - reports.start[i, r]
        factor = _precision(reports.slopes, weight)
        _mean(reports.slopes, weight, gap, factor, mean)
    return factor


@njit(cache=True)
def _distance(factor, mean, x):  # type: ignore[no-untyped-def]
    """Squared length of L'(x - mean): the distance of x in the proposal."""
    m, total = len(mean), 0.0
    for c in range(m):
        at = 0.0
        for d in range(c, m):
            at += factor[d, c] * (x[d] - mean[d])
        total += at * at
    return total


@njit(cache=True)
def _place(factor, mean, e, x):  # type: ignore[no-untyped-def]
    """Set x = mean + L'^-1 e; the squared length of e."""
    m, total = len(mean), 0.0
    for c in range(m - 1, -1, -1):
        at = e[c]
        for d in range(c + 1, m):
            at -= factor[d, c] * x[d]
        x[c] = at / factor[c, c]
        total += e[c] * e[c]
    for c in range(m):
        x[c] += mean[c]
    return total


@njit(cache=True)
def _aim(at, low, high):  # type: ignore[no-untyped-def]
    """What a report asks for: its middle; the bound that `at` violates; `at` itself where it violates none."""
    if np.isfinite(low) and np.isfinite(high):
        return 0.5 * (low + high)
    if np.isfinite(low) and at < low:
        return low
    if np.isfinite(high) and at > high:
        return high
    return at


@njit(cache=True)
def _log_mix(near):  # type: ignore[no-untyped-def]
    """Log of (1 - BLIND) exp(near) + BLIND."""
    a, b = np.log(1.0 - BLIND) + near, np.log(BLIND)
    top = max(a, b)
    return top + np.log(np.exp(a - top) + np.exp(b - top))


@njit(cache=True)
def _precision(slopes, weight):  # type: ignore[no-untyped-def]
    """Lower Cholesky factor of 1 + J'WJ."""
    k, m = slopes.shape
    out = np.zeros((m, m))
    for c in range(m):
        out[c, c] = 1.0
    for r in range(k):
        if weight[r] > 0.0:
            for c in range(m):
                for d in range(c + 1):
                    out[c, d] += weight[r] * slopes[r, c] * slopes[r, d]
    factorise(out)
    return out


@njit(cache=True)
def _mean(slopes, weight, gap, factor, mean):  # type: ignore[no-untyped-def]
    """Solve (1 + J'WJ) mean = J'W gap with the factor."""
    pull = np.zeros((len(mean), 1))
    for c in range(len(mean)):
        for r in range(len(weight)):
            if weight[r] > 0.0:
                pull[c, 0] += slopes[r, c] * weight[r] * gap[r]
    substitute(factor, pull)
    for c in range(len(mean)):
        mean[c] = pull[c, 0]

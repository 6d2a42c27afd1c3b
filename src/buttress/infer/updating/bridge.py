"""From the posterior of the rows seen to that of all rows, by moves that leave each posterior between them invariant.

The path tempers the new reports only: at phi the likelihood is that of the old reports times that of the new to the
power phi, phi from 0 to 1, each step as long as the effective sample size allows. Which report counts as new decides
how long the path is, never where it ends: what the old reports themselves say otherwise by now (more days survived, a
ledger that has closed) is paid for in the weights at the start.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from buttress.infer.layout import Layout
from buttress.infer.move import Mover
from buttress.infer.target import CaseTarget, Simulate, World
from buttress.infer.tempering import FLOOR, Effort
from buttress.infer.updating.state import Particles
from buttress.observe.counted import Counted
from buttress.observe.evidence import Evidence
from buttress.observe.seen import Seen

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

#: Halvings in the search for the next temperature.
HALVINGS = 40


class BridgeTarget(CaseTarget):
    """A case's posterior in which the reports marked `new` (one array a component) count to the power `phi`.

    Spreads of places' shocks, which the mean field does not read and the reports do, move freely like the reporters'
    unknowns: they are where a fit's moves are slowest.
    """

    def __init__(
        self, layout: Layout, evidence: Evidence, simulate: Simulate, idle: Ints, new: Sequence[NDArray[np.bool_]]
    ) -> None:
        super().__init__(layout, evidence, simulate, idle)
        self.phi = 1.0
        self._new = list(new)
        unread = {component.place_sd for component in evidence.components if isinstance(component, Counted)}
        self._unread = [j for j, name in enumerate(layout.prior.names) if name in unread]
        self.free = np.flatnonzero(np.isin(self.active, [*layout.reporter_columns, *self._unread]))

    def see(self, z: Floats, world: World) -> list[Seen]:
        """What each component expects of its reports at n points (n, d)."""
        whole, parameters = self.full(z), world.parameters.copy()
        for j in self._unread:
            parameters[:, j] = self.layout.prior.distributions[j].value(whole[:, j])
        return self.evidence.see(world.past, self.layout.by_name(parameters, self.layout.reporter_values(whole)))

    def both(self, z: Floats, world: World) -> tuple[Floats, Floats]:
        """Log-likelihood of the old reports and of the new ones, (n,) each."""
        old, late = np.zeros(len(z)), np.zeros(len(z))
        for part, new in zip(self.evidence.log_terms(self.see(z, world)), self._new, strict=True):
            old += part[:, ~new].sum(axis=1)
            late += part[:, new].sum(axis=1)
        return np.maximum(old, FLOOR), np.maximum(late, FLOOR)

    def log_likelihood(self, z: Floats, world: World) -> Floats:
        old, late = self.both(z, world)
        return old + self.phi * late

    def sensitivity(self) -> tuple[Floats, Floats]:
        slopes, weight = super().sensitivity()
        return slopes, weight * np.where(np.concatenate(self._new), self.phi, 1.0)


class Bridge(Mover):
    """Moves of points that are there already, with the worlds simulated from them."""

    def __init__(self, target: BridgeTarget, rng: np.random.Generator) -> None:
        super().__init__(target, FLOOR)
        self.rng = rng

    def start(self, z: Floats) -> tuple[Floats, Floats]:
        """Simulate points (n, d); what the old and the new reports say of them."""
        self._hold(z, self.target.simulate(z))
        return self.both(z)

    def both(self, z: Floats) -> tuple[Floats, Floats]:
        """The same of the points last held."""
        old, late = self.target.both(z, self._world)
        return old, late

    def take(self, z: Floats, chosen: Ints) -> Floats:
        """Some of the points, with their worlds."""
        self._hold(z[chosen], self._world.take(chosen))
        return z[chosen]

    def sweep(self, z: Floats, times: int) -> tuple[Floats, Floats]:
        """Points moved, and their log-likelihoods, (n,)."""
        new, like = self.smc_metropolis(z, times, None, self._likelihood(z, self._world))
        return new, like.ravel()


def cross_over(target: BridgeTarget, held: Particles, z: Floats, effort: Effort, rng: np.random.Generator) -> Particles:
    """Points of equal weight of all rows' posterior, in random order, from those of the rows seen.

    `z` (n, layout.dim) are the held particles' points with their new columns drawn from the prior. Columns that no
    report speaks of are drawn anew.
    """
    mover, target.phi = Bridge(target, rng), 0.0
    points = np.ascontiguousarray(z[:, target.active])
    old, late = mover.start(points)
    log_weight = held.log_weight - log_mean(held.log_weight) + old - held.log_likelihood
    evidence, levels = held.log_evidence, held.temperatures
    while True:
        step = _next(log_weight, late, 1.0 - target.phi, effort.target_ess)
        log_weight = log_weight + step * late
        evidence += log_mean(log_weight)
        levels += 1
        target.phi = 1.0 if step >= 1.0 - target.phi else target.phi + step
        points = mover.take(points, resampled(log_weight, rng))
        if target.phi >= 1.0:
            break
        points, _ = mover.sweep(points, effort.sweeps)
        log_weight = np.zeros(len(points))
        _, late = mover.both(points)
    points, like = mover.sweep(points, effort.final_sweeps)
    acceptance = float(np.mean(mover.step.accepted[-effort.final_sweeps :]))
    whole = rng.standard_normal((len(points), target.layout.dim))
    whole[:, target.active] = points
    order = rng.permutation(len(points))
    return Particles(whole[order], np.zeros(len(points)), like[order], evidence, acceptance, levels)


def resampled(log_weight: Floats, rng: np.random.Generator) -> Ints:
    """Indices of n points of equal weight: systematic resampling (Kitagawa 1996)."""
    weights = np.exp(log_weight - log_weight.max())
    edges = np.cumsum(weights / weights.sum())
    points = (np.arange(len(edges)) + rng.random()) / len(edges)
    return np.searchsorted(edges, points).clip(max=len(edges) - 1)


def _next(log_weight: Floats, late: Floats, most: float, share: float) -> float:
    """The longest step that keeps the effective share, at most `most`; a hair where the weights are worse already."""

    def effective(step: float) -> float:
        log = log_weight + step * late
        weights = np.exp(log - log.max())
        return float(np.square(weights.sum()) / np.square(weights).sum() / len(weights))

    if effective(most) >= share:
        return most
    low, high = 0.0, most
    for _ in range(HALVINGS):
        middle = (low + high) / 2
        low, high = (middle, high) if effective(middle) >= share else (low, middle)
    return max(low, min(most, 1e-3))


def log_mean(log_weight: Floats) -> float:
    top = float(log_weight.max())
    return top + float(np.log(np.mean(np.exp(log_weight - top))))

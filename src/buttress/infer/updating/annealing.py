"""From the posterior of the rows seen to that of all rows, by moves that leave each posterior between them invariant.

The path tempers the new reports only: at phi the likelihood is that of the old reports times that of the new to the
power phi. It starts from the points that the new reports guided (`guide`), weighted for the largest phi at which enough
of them are effective, and goes on to 1 with the particles of a fit, each step as long as their effective sample size
allows. Which report counts as new decides how long the path is, never where it ends: what the old reports themselves
say otherwise by now (more days survived, a ledger that has closed) is paid for in the weights at the start. At the end
stand the sweeps of a fit.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from buttress.infer.move import Mover
from buttress.infer.target import SimulatedBatch
from buttress.infer.tempering import FLOOR, Effort, collect
from buttress.infer.updating.annealed_target import AnnealedTarget
from buttress.infer.updating.initial_points import InitialPoints
from buttress.infer.updating.state import Particles
from buttress.infer.updating.weights import effective, log_mean, resampled

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

#: Halvings in the search for the next temperature, and its least step.
HALVINGS, LEAST = 40, 1e-3


class AnnealedMover(Mover):
    """Moves of points that are there already, with the worlds simulated from them."""

    def __init__(self, target: AnnealedTarget, rng: np.random.Generator) -> None:
        super().__init__(target, FLOOR)
        self.rng = rng

    @property
    def world(self) -> SimulatedBatch:
        """Of the points last moved or chosen."""
        world: SimulatedBatch = self._world
        return world

    def choose(self, z: Floats, world: SimulatedBatch, chosen: Ints) -> tuple[Floats, Floats]:
        """Some of the points z (n, d), and their log-likelihoods."""
        z, world = z[chosen], world.take(chosen)
        self._hold(z, world)
        return z, self._likelihood(z, world)


def anneal(
    target: AnnealedTarget, held: Particles, start: InitialPoints, effort: Effort, rng: np.random.Generator
) -> Particles:
    """As many points of equal weight as are held, of all rows' posterior, in random order.

    The path and the sweeps are those of `effort.particles` points. Columns that no report speaks of are drawn anew.
    """
    mover, z, world = AnnealedMover(target, rng), start.z, start.world
    target.phi = start.first(effort.target_ess * effort.particles)
    log_weight = start.log_weight + target.phi * start.late
    evidence, levels = held.log_evidence, held.temperatures
    while True:
        evidence += log_mean(log_weight)
        levels += 1
        z, like = mover.choose(z, world, resampled(log_weight, effort.particles, rng))
        if target.phi >= 1.0:
            break
        z, _ = mover.smc_metropolis(z, effort.sweeps, None, like)
        world = mover.world
        late = target.both(z, world)[1]
        step = _next(late, 1.0 - target.phi, effort.target_ess)
        log_weight = step * late
        target.phi = 1.0 if step >= 1.0 - target.phi else target.phi + step
    z, like, acceptance = collect(mover, z, like, effort, len(held.z), rng)
    whole = rng.standard_normal((len(z), target.layout.dim))
    whole[:, target.active] = z
    return Particles(whole, np.zeros(len(z)), like, evidence, acceptance, levels)


def _next(late: Floats, most: float, share: float) -> float:
    """The longest step that keeps the effective share, at most `most`."""
    enough = share * len(late)
    if effective(most * late) >= enough:
        return most
    low, high = 0.0, most
    for _ in range(HALVINGS):
        middle = (low + high) / 2
        low, high = (middle, high) if effective(middle * late) >= enough else (low, middle)
    return max(low, min(most, LEAST))

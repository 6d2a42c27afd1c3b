"""From the posterior of the rows seen to that of all rows, by moves that leave each posterior between them invariant.

The path tempers the new reports only: at phi the likelihood is that of the old reports times that of the new to the
power phi. It starts from the points that the new reports guided (`proposal.py`), weighted for the largest phi at which
enough of them are effective, and goes on to 1 with the particles of a fit, each step as long as their effective sample
size allows. Which report counts as new decides how long the path is, never where it ends: what the old reports
themselves say otherwise by now (more days survived, a ledger that has closed) is paid for in the weights at the start.
At the end stand the sweeps of a fit.
"""

from __future__ import annotations

import numpy as np

from buttress.arrays import Floats, Ints
from buttress.infer.effort import Effort
from buttress.infer.move import Mover
from buttress.infer.simulated_batch import SimulatedBatch
from buttress.infer.tempering import FLOOR, collect
from buttress.infer.updating.annealed_target import AnnealedTarget
from buttress.infer.updating.initial_points import InitialPoints
from buttress.infer.updating.particles import Particles
from buttress.infer.updating.weights import effective, log_mean, resampled

#: Halvings in the search for the next temperature, and its least step.
HALVINGS, LEAST = 40, 1e-3


class AnnealedMover(Mover):
    """Moves of points that are there already, with the simulated pasts simulated from them."""

    def __init__(self, target: AnnealedTarget, rng: np.random.Generator) -> None:
        super().__init__(target, FLOOR, rng)

    @property
    def batch(self) -> SimulatedBatch:
        """Of the points last moved or chosen."""
        batch: SimulatedBatch = self._batch
        return batch

    def choose(self, z: Floats, batch: SimulatedBatch, chosen: Ints) -> tuple[Floats, Floats]:
        """Some of the points z (n, d), and their log-likelihoods."""
        z, batch = z[chosen], batch.take(chosen)
        self._remember(z, batch)
        return z, self._likelihood(z, batch)


def anneal(
    target: AnnealedTarget,
    before: Particles,
    start: InitialPoints,
    effort: Effort,
    rng: np.random.Generator,
    n: int | None = None,
) -> Particles:
    """`n` points of equal weight (default: as many as there were `before`), of all rows' posterior, in random order.

    The path and the sweeps are those of `effort.particles` points. Columns that no report speaks of are drawn anew.
    """
    mover, z, batch = AnnealedMover(target, rng), start.z, start.batch
    target.phi = start.first(effort.target_ess * effort.particles)
    log_weight = start.log_weight + target.phi * start.late
    evidence, levels = before.log_evidence, before.temperatures
    while True:
        evidence += log_mean(log_weight)
        levels += 1
        z, like = mover.choose(z, batch, resampled(log_weight, effort.particles, rng))
        if target.phi >= 1.0:
            break
        z, _ = mover.smc_metropolis(z, effort.sweeps, None, like)
        batch = mover.batch
        late = target.both(z, batch)[1]
        step = _next_step(late, 1.0 - target.phi, effort.target_ess)
        log_weight = step * late
        target.phi = 1.0 if step >= 1.0 - target.phi else target.phi + step
    z, like, chain, acceptance = collect(mover, z, like, effort, len(before.z) if n is None else n, rng)
    whole = rng.standard_normal((len(z), target.layout.dim))
    whole[:, target.active] = z
    return Particles(whole, np.zeros(len(z)), like, chain, evidence, acceptance, levels)


def _next_step(late: Floats, most: float, share: float) -> float:
    """The longest step that keeps the effective share, at most `most`."""
    enough = share * len(late)
    if effective(most * late) >= enough:
        return most
    low, high = 0.0, most
    for _ in range(HALVINGS):
        middle = (low + high) / 2
        low, high = (middle, high) if effective(middle * late) >= enough else (low, middle)
    return max(low, min(most, LEAST))

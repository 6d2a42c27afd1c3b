"""Parameter moves that leave the tempered posterior invariant.

`smcpy` supplies the sequential Monte Carlo (tempering path, adaptive temperatures, resampling, evidence). Its kernel is
a random walk with the particles' covariance, no scale for dimension and a step that starts afresh at every temperature:
with some two hundred unknowns, of which reports pin down a few dozen combinations, it accepts next to nothing. A
reference fitted to the particles' own moments does no better: with more unknowns than a few hundred particles can span,
the fit and the particles narrow each other.

Instead the move knows where reports can speak: it proposes by a reference made of their sensitivities
(`reference.py`). A Metropolis test against the tempered posterior follows, so the posterior stays invariant whatever
the reference and the step are (to the order of one over the number of points, whose own mean is the centre).

Many unknowns hardly move a report. In one step with those that do they would go no farther than these can, so every few
sweeps they move by themselves, by long steps, and between these the others do, given them.

Unknowns that no simulation depends on (the reporters') also move between simulations, by steps that are reversible for
the prior, and spreads of shocks with their shocks, by steps that leave the simulation as it is (interweaving: Yu and
Meng 2011, Journal of Computational and Graphical Statistics 20).
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from buttress.arrays import Flags, Floats
from buttress.infer.moved_columns import MovedColumns
from buttress.infer.reference import Reference
from buttress.infer.sampler_target import SamplerTarget
from buttress.infer.step_size import StepSize

#: Acceptance aimed at. A step of size b that is taken with probability p renews about p b^2: long steps seldom taken
#: beat short ones, until the size reaches 1. Free steps cost little, so theirs is the usual 0.3.
ACCEPT, ACCEPT_FAINT, ACCEPT_FREE = 0.06, 0.2, 0.3
#: Columns of which reports say less than this share of what the prior says are faint, and move every so many sweeps.
FAINT, FAINT_EVERY = 0.25, 3
#: A proposal farther out than this, in spreads of the prior, is refused unsimulated: the model need not bear it.
FARTHEST = 8.0
#: This share of particles takes steps of full size, the others steps of `SHORT` of it, so that none is stuck for long.
LONG, SHORT = 0.7, 0.35
#: Points simulated before the reference is worked out anew: slopes change slowly, and the work is that of a sweep.
FRESH = 128
#: Times that the reference was worked out from whose points its centre comes, once the target stays the same.
CENTRES = 20
#: Steps of the free unknowns before every simulation.
FREE_STEPS = 2
#: Step of a shock's spread that takes its shocks along.
SCALE_STEP = 0.6


class Mover:
    """Moves of particles, in the form that `smcpy`'s kernel asks of its MCMC.

    `still` says that target and temperature stay the same from call to call.
    Simulations of the particles are kept and found again by the particles' bytes, since resampling repeats particles
    and changes none. `phi` gives the temperature; `rng` is replaced by the kernel's.
    """

    def __init__(self, target: SamplerTarget, floor: float, rng: np.random.Generator) -> None:
        self.target = target
        self.rng = rng
        self.phi: Callable[[], float] = lambda: 1.0
        self.still = False
        self.step = StepSize(0.7, ACCEPT)
        self.faint_step = StepSize(0.7, ACCEPT_FAINT)
        self.free_step = StepSize(0.4, ACCEPT_FREE)
        self._floor = floor
        self._batch: Any = None
        self._row: dict[bytes, int] = {}
        self._moved: list[MovedColumns] = []
        self._points: list[Floats] = []
        self._since, self._sweeps = 0, 0

    def sample_from_priors(self, num_samples: int) -> Floats:
        """Draws of the prior of all unknowns, standard normals (num_samples, d)."""
        return self.rng.standard_normal((num_samples, self.target.dim))

    def evaluate_log_priors(self, inputs: Floats) -> Floats:
        """Log density of the prior without its constant, which cancels, (n, 1)."""
        return np.asarray(-0.5 * np.square(inputs).sum(axis=1, keepdims=True))

    def evaluate_log_likelihood(self, inputs: Floats) -> Floats:
        """Log-likelihood of particles (n, d) that are simulated now, (n, 1)."""
        return self._simulated(inputs)[:, None]

    def smc_metropolis(
        self, inputs: Floats, num_samples: int, cov: Any, log_likes: Floats | None = None
    ) -> tuple[Floats, Floats]:
        """`num_samples` sweeps; particles (n, d) and their log-likelihoods (n, 1). `cov` is not used."""
        del cov
        z = np.array(inputs, dtype=float)
        like = self._simulated(z) if log_likes is None else np.array(log_likes, dtype=float).ravel()
        batch = self._batch.take(np.array([self._row[row.tobytes()] for row in z]))
        if not self.still:
            self._moved, self._points = [], []
        for _ in range(num_samples):
            z = self._rescale(z)
            for _ in range(FREE_STEPS if len(self.target.free) else 0):
                z, like = self._move_free(z, like, batch)
            z, like, batch = self._sweep(z, like, batch)
        self._remember(z, batch)
        return z, like[:, None]

    def _simulated(self, z: Floats) -> Floats:
        batch = self.target.simulate(z)
        self._remember(z, batch)
        return self._likelihood(z, batch)

    def _remember(self, z: Floats, batch: Any) -> None:
        self._batch = batch
        self._row = {row.tobytes(): i for i, row in enumerate(z)}

    def _likelihood(self, z: Floats, batch: Any) -> Floats:
        value = np.asarray(self.target.log_likelihood(z, batch), dtype=float)
        return np.where(value > self._floor, value, self._floor)

    def _accept(self, log_ratio: Floats) -> Flags:
        return np.asarray(np.log(self.rng.random(len(log_ratio))) < log_ratio)

    def _move_free(self, z: Floats, like: Floats, batch: Any) -> tuple[Floats, Floats]:
        b, free = self.free_step.size, self.target.free
        new = z.copy()
        new[:, free] = np.sqrt(1 - b * b) * z[:, free] + b * self.rng.standard_normal((len(z), len(free)))
        new_like = self._likelihood(new, batch)
        taken = self._accept(self.phi() * (new_like - like))
        self.free_step.tune(float(taken.mean()))
        return np.where(taken[:, None], new, z), np.where(taken, new_like, like)

    def _rescale(self, z: Floats) -> Floats:
        """New spreads of shocks, with the shocks changed so that their products, and so the simulation, stay.

        Interweaves the two ways to write a spread (Yu and Meng 2011): the chance is the prior's ratio of the shocks
        times the ratio of volumes.
        """
        for each in self.target.shock_spreads:
            new = z.copy()
            fresh = self.rng.standard_normal(len(z))
            new[:, each.spread] = np.sqrt(1 - SCALE_STEP**2) * z[:, each.spread] + SCALE_STEP * fresh
            ratio = each.distribution.value(z[:, each.spread]) / each.distribution.value(new[:, each.spread])
            new[:, each.shocks] *= ratio[:, None]
            change = (np.square(z[:, each.shocks]) - np.square(new[:, each.shocks])).sum(axis=1) / 2
            taken = self._accept(change + len(each.shocks) * np.log(ratio))
            z = np.where(taken[:, None], new, z)
        return z

    def _columns_to_move(self, z: Floats, phi: float) -> MovedColumns:
        """Those whose turn it is; references are worked out anew once `FRESH` points have been simulated since."""
        if not self._moved or self._since >= FRESH:
            self._points = [*self._points, z][-CENTRES:]
            reference = Reference.of(np.concatenate(self._points), *self.target.sensitivity(), phi)
            faint = reference.information < FAINT
            faint[self.target.free] = False
            parts = (~faint, self.step), (faint, self.faint_step)
            self._moved = [MovedColumns.of(reference, flags, step) for flags, step in parts if flags.any()]
            self._since = 0
        self._since += len(z)
        self._sweeps += 1
        return self._moved[-1 if self._sweeps % FAINT_EVERY == 0 else 0]

    def _sweep(self, z: Floats, like: Floats, batch: Any) -> tuple[Floats, Floats, Any]:
        phi = self.phi()
        moved = self._columns_to_move(z, phi)
        step, long = moved.step, self.rng.random(len(z)) < LONG
        new, correction = moved.propose(z, np.where(long, 1.0, SHORT) * step.size, self.rng)
        new = np.where(np.abs(new).max(axis=1, keepdims=True) > FARTHEST, z, new)
        new_batch = self.target.simulate(new)
        new_like = self._likelihood(new, new_batch)
        prior = (np.square(z) - np.square(new)).sum(axis=1) / 2
        taken = self._accept(phi * (new_like - like) + prior + correction)
        step.tune(float(taken[long].mean()) if long.any() else step.aim)
        return np.where(taken[:, None], new, z), np.where(taken, new_like, like), batch.replaced(taken, new_batch)

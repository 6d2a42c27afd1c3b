"""Parameter moves that leave the tempered posterior invariant.

`smcpy` supplies the sequential Monte Carlo (tempering path, adaptive temperatures, resampling, evidence). Its kernel is
a random walk with the particles' covariance, no scale for dimension and a step that starts afresh at every temperature:
with some two hundred unknowns, of which reports pin down a few dozen combinations, it accepts next to nothing. A
reference fitted to the particles' own moments does no better: with more unknowns than a few hundred particles can span,
the fit and the particles narrow each other.

Instead the move knows where reports can speak. With J the sensitivities of what reporters expect to the unknowns and w
the curvatures of their log probabilities, the tempered posterior is close to a normal of covariance
(1 + phi J'wJ)^-1: the prior, narrowed along few directions. The proposal is t-preconditioned Crank-Nicolson for a
Student t of that shape: reversible for it, so that only the difference between posterior and reference is paid for in
rejections, whatever the dimension. A Metropolis test against the tempered posterior follows, so the posterior stays
invariant whatever J, w and the step are (to the order of one over the number of points, whose own mean is the centre).

Unknowns that no simulation depends on (the reporters') also move between simulations, by steps that are reversible for
the prior, and spreads of shocks with their shocks, by steps that leave the simulation as it is.

Sources: Cui, Law and Marzouk 2016, Journal of Computational Physics 304 (directions informed by the likelihood);
Kamatani 2018, Journal of Applied Probability 55, and Grumitt, Karamanis and Seljak 2024 (the t version of the
proposal); Cotter, Roberts, Stuart and White 2013, Statistical Science 28 (preconditioned Crank-Nicolson);
Yu and Meng 2011, Journal of Computational and Graphical Statistics 20 (interweaving).
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray
from smcpy import VectorMCMC

from buttress.infer.algebra import cross, solve

Floats = NDArray[np.float64]

#: Degrees of freedom of the reference: between a normal, too thin in the tails, and a Cauchy.
DEGREES_OF_FREEDOM = 8.0
#: Acceptance aimed at. A step of size b that is taken with probability p renews about p b^2: long steps seldom taken
#: beat short ones, until the size reaches 1. Free steps cost little, so theirs is the usual 0.3.
ACCEPT, ACCEPT_FREE = 0.06, 0.3
#: This share of particles takes steps of full size, the others steps of `SHORT` of it, so that none is stuck for long.
LONG, SHORT = 0.7, 0.35
#: Standard errors by which a column's mean must differ from 0 to be believed.
BEYOND = 3.0
#: Gain of the step's adaptation a sweep, and the smallest step.
GAIN, SMALLEST = 0.8, 0.02
#: Points simulated before the reference is worked out anew: slopes change slowly, and the work is that of a sweep.
FRESH = 128
#: Steps of the free unknowns before every simulation.
FREE_STEPS = 2
#: Step of a shock's spread that takes its shocks along.
SCALE_STEP = 0.6


@dataclass(frozen=True)
class Reference:
    """Student t about `centre` (d,) with scale C = (1 + A'A)^-1, A (k, d) the `informed` directions.

    `inner` (k, k) is (1 + A A')^-1, with which C x = x - A' inner A x.
    """

    centre: Floats
    informed: Floats
    inner: Floats

    @classmethod
    def of(cls, z: Floats, slopes: Floats, weight: Floats, phi: float) -> Reference:
        """C = (1 + phi J'wJ)^-1 for J (k, d) and w (k,).

        Centre: the mean m of the particles z (n, d) along J's directions, m - C m; of what is left (the spread of noise
        can shift without a slope) the columns that differ from 0 by more than their standard error allows.
        """
        informed = np.sqrt(phi * weight)[:, None] * slopes
        one = np.eye(len(informed))
        inner = solve(one + cross(informed.T, informed.T), one)
        reference = cls(np.zeros(z.shape[1]), informed, inner)
        mean = z.mean(axis=0)
        left = reference.narrowed(mean[None])[0]
        kept = np.abs(left) > BEYOND * z.std(axis=0) / np.sqrt(len(z))
        return replace(reference, centre=mean - np.where(kept, 0.0, left))

    def narrowed(self, x: Floats) -> Floats:
        """C x by rows, (n, d)."""
        return np.asarray(x - cross(cross(self.inner, self._along(x).T), self.informed))

    def noise(self, n: int, rng: np.random.Generator) -> Floats:
        """n normal draws of covariance C, (n, d): C (e + A'f) for standard normals e and f."""
        k, d = self.informed.shape
        return self.narrowed(rng.standard_normal((n, d)) + cross(rng.standard_normal((k, n)), self.informed))

    def radius2(self, z: Floats) -> Floats:
        """Squared Mahalanobis distance from the centre, (n,)."""
        x = z - self.centre
        return np.asarray(np.square(x).sum(axis=1) + np.square(self._along(x)).sum(axis=1))

    def _along(self, x: Floats) -> Floats:
        """A x by rows, (n, k)."""
        return cross(x.T, self.informed.T)


def propose(z: Floats, reference: Reference, size: Floats, rng: np.random.Generator) -> tuple[Floats, Floats]:
    """New particles (n, d) for steps of `size` (n,), and the log of the factor that makes the move reversible, (n,)."""
    n, d = z.shape
    shape = (d + DEGREES_OF_FREEDOM) / 2
    before = reference.radius2(z)
    radius = np.sqrt((DEGREES_OF_FREEDOM + before) / 2 / rng.gamma(shape, size=n))
    noise = reference.noise(n, rng)
    keep = np.sqrt(1 - np.square(size))[:, None]
    new = reference.centre + keep * (z - reference.centre) + (size * radius)[:, None] * noise
    after = reference.radius2(new)
    return new, shape * (np.log1p(after / DEGREES_OF_FREEDOM) - np.log1p(before / DEGREES_OF_FREEDOM))


class StepSize:
    """Size of a move in (0, 1], tuned from sweep to sweep; keeps what was accepted."""

    def __init__(self, size: float, aim: float) -> None:
        self.size = size
        self.aim = aim
        self.accepted: list[float] = []

    def tune(self, accepted: float) -> None:
        """Take note of a sweep's acceptance rate."""
        self.accepted.append(accepted)
        self.size = float(np.clip(self.size * np.exp(GAIN * (accepted - self.aim)), SMALLEST, 1.0))


class StandardNormals:
    """The prior of all unknowns, in the form that `smcpy` asks for."""

    def __init__(self, dim: int) -> None:
        self.dim = dim

    def rvs(self, size: int, random_state: np.random.Generator) -> Floats:
        """Draws, (size, dim)."""
        return random_state.standard_normal((size, self.dim))

    def logpdf(self, z: Floats) -> Floats:
        """Log density without its constant, (n, 1); constants cancel."""
        return np.asarray(-0.5 * np.square(z).sum(axis=1, keepdims=True))


class _Direct:
    """A likelihood that is the model's output itself."""

    def __init__(self, model: Any, data: Any, args: Any) -> None:
        del data, args
        self._model = model

    def __call__(self, inputs: Floats) -> Floats:
        return self._model(inputs)


class Mover(VectorMCMC):  # type: ignore[misc]
    """`smcpy`'s vectorised MCMC with our moves in place of its random walk.

    `target` is a `tempering.Target`. Simulations of the particles are kept and found again by the particles' bytes,
    since resampling repeats particles and changes none.
    """

    def __init__(self, target: Any, floor: float) -> None:
        super().__init__(self._first, None, [StandardNormals(target.dim)], log_like_func=_Direct)
        self.target = target
        self.phi = lambda: 1.0
        self.step = StepSize(0.7, ACCEPT)
        self.free_step = StepSize(0.4, ACCEPT_FREE)
        self._floor = floor
        self._world: Any = None
        self._row: dict[bytes, int] = {}
        self._reference: Reference | None = None
        self._since = 0

    def smc_metropolis(
        self, inputs: Floats, num_samples: int, cov: Any, log_likes: Floats | None = None
    ) -> tuple[Floats, Floats]:
        """`num_samples` sweeps; particles (n, d) and their log-likelihoods (n, 1). `cov` is not used."""
        del cov
        z = np.array(inputs, dtype=float)
        like = self._first(z) if log_likes is None else np.array(log_likes, dtype=float).ravel()
        world = self._world.take(np.array([self._row[row.tobytes()] for row in z]))
        self._reference = None  # points or temperature are others than before
        for _ in range(num_samples):
            z = self._rescale(z)
            for _ in range(FREE_STEPS if len(self.target.free) else 0):
                z, like = self._free(z, like, world)
            z, like, world = self._sweep(z, like, world)
        self._hold(z, world)
        return z, like[:, None]

    def _first(self, z: Floats) -> Floats:
        world = self.target.simulate(z)
        self._hold(z, world)
        return self._likelihood(z, world)

    def _hold(self, z: Floats, world: Any) -> None:
        self._world = world
        self._row = {row.tobytes(): i for i, row in enumerate(z)}

    def _likelihood(self, z: Floats, world: Any) -> Floats:
        value = np.asarray(self.target.log_likelihood(z, world), dtype=float)
        return np.where(value > self._floor, value, self._floor)

    def _take(self, log_ratio: Floats) -> NDArray[np.bool_]:
        return np.asarray(np.log(self.rng.random(len(log_ratio))) < log_ratio)

    def _free(self, z: Floats, like: Floats, world: Any) -> tuple[Floats, Floats]:
        b, free = self.free_step.size, self.target.free
        new = z.copy()
        new[:, free] = np.sqrt(1 - b * b) * z[:, free] + b * self.rng.standard_normal((len(z), len(free)))
        new_like = self._likelihood(new, world)
        taken = self._take(self.phi() * (new_like - like))
        self.free_step.tune(float(taken.mean()))
        return np.where(taken[:, None], new, z), np.where(taken, new_like, like)

    def _rescale(self, z: Floats) -> Floats:
        """New spreads of shocks, with the shocks changed so that their products, and so the simulation, stay.

        Interweaves the two ways to write a spread (Yu and Meng 2011): the chance is the prior's ratio of the shocks
        times the ratio of volumes.
        """
        for scale in self.target.scales:
            new = z.copy()
            fresh = self.rng.standard_normal(len(z))
            new[:, scale.spread] = np.sqrt(1 - SCALE_STEP**2) * z[:, scale.spread] + SCALE_STEP * fresh
            ratio = scale.distribution.value(z[:, scale.spread]) / scale.distribution.value(new[:, scale.spread])
            new[:, scale.of] *= ratio[:, None]
            change = (np.square(z[:, scale.of]) - np.square(new[:, scale.of])).sum(axis=1) / 2
            taken = self._take(change + len(scale.of) * np.log(ratio))
            z = np.where(taken[:, None], new, z)
        return z

    def _refer(self, z: Floats, phi: float) -> Reference:
        """The reference, worked out anew once `FRESH` points have been simulated since."""
        if self._reference is None or self._since >= FRESH:
            slopes, weight = self.target.sensitivity()
            self._reference, self._since = Reference.of(z, slopes, weight, phi), 0
        self._since += len(z)
        return self._reference

    def _sweep(self, z: Floats, like: Floats, world: Any) -> tuple[Floats, Floats, Any]:
        phi = self.phi()
        reference = self._refer(z, phi)
        long = self.rng.random(len(z)) < LONG
        new, correction = propose(z, reference, np.where(long, 1.0, SHORT) * self.step.size, self.rng)
        new_world = self.target.simulate(new)
        new_like = self._likelihood(new, new_world)
        prior = (np.square(z) - np.square(new)).sum(axis=1) / 2
        taken = self._take(phi * (new_like - like) + prior + correction)
        self.step.tune(float(taken[long].mean()) if long.any() else self.step.aim)
        return np.where(taken[:, None], new, z), np.where(taken, new_like, like), world.replaced(taken, new_world)

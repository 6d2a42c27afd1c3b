"""The distribution that moves are proposed by: a Student t shaped by what the reports can tell apart.

With J the sensitivities of what reporters expect to the unknowns and w the curvatures of their log probabilities, the
posterior tempered to phi is close to a normal of covariance (1 + phi J'wJ)^-1: the prior, narrowed along few
directions. The proposal is t-preconditioned Crank-Nicolson for a Student t of that shape: reversible for it, so that
only the difference between posterior and reference is paid for in rejections, whatever the dimension.

Sources: Cui, Law and Marzouk 2016, Journal of Computational Physics 304 (directions informed by the likelihood);
Kamatani 2018, Journal of Applied Probability 55, and Grumitt, Karamanis and Seljak 2024 (the t version of the
proposal); Cotter, Roberts, Stuart and White 2013, Statistical Science 28 (preconditioned Crank-Nicolson).
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from buttress.arrays import Floats, Ints
from buttress.infer.algebra import cross, solve

#: Degrees of freedom of the reference: between a normal, too thin in the tails, and a Cauchy.
DEGREES_OF_FREEDOM = 8.0
#: Standard errors by which a column's mean must differ from 0 to be believed.
BEYOND = 3.0


@dataclass(frozen=True)
class Reference:
    """Student t of scale C = (1 + A'A)^-1, A (k, d) the `informed` directions, about `centre`, (d,) or one a particle
    (n, d). `inner` (k, k) is (1 + A A')^-1, with which C x = x - A' inner A x.
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
        reference = cls(np.zeros(z.shape[1]), informed, _inner(informed))
        mean = z.mean(axis=0)
        left = reference.narrowed(mean[None])[0]
        kept = np.abs(left) > BEYOND * z.std(axis=0) / np.sqrt(len(z))
        return replace(reference, centre=mean - np.where(kept, 0.0, left))

    @property
    def information(self) -> Floats:
        """What the reports say of each column by itself, as a share of what the prior says, (d,)."""
        return np.square(self.informed).sum(axis=0)

    def of_columns(self, columns: Ints) -> Reference:
        """The shape of some columns given the others; `given` moves its centre to where the others ask for it."""
        informed = np.ascontiguousarray(self.informed[:, columns])
        return Reference(self.centre[columns], informed, _inner(informed))

    def pull(self, z: Floats, columns: Ints) -> Floats:
        """How far these columns of z (n, d) lie off the centre along the informed directions, (n, k)."""
        off = z[:, columns] - self.centre[columns]
        return cross(off.T, np.ascontiguousarray(self.informed[:, columns]).T)

    def given(self, pull: Floats) -> Reference:
        """The same about centres (n, d) that make up for the pull (n, k) of the other columns."""
        return replace(self, centre=self.centre - self.narrowed(cross(pull.T, self.informed)))

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


def _inner(informed: Floats) -> Floats:
    one = np.eye(len(informed))
    return solve(one + cross(informed.T, informed.T), one)


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

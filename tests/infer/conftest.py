"""Targets whose posterior is known exactly."""

from __future__ import annotations

import pickle
from fcntl import LOCK_EX, flock
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from buttress.case import load
from buttress.infer.effort import Effort
from buttress.infer.fit import fit
from buttress.infer.posterior import Posterior
from buttress.infer.settings import Settings
from tests.infer.exact import linear_posterior

Floats = NDArray[np.float64]


SMALL = Settings(draws=32, effort=Effort(particles=32, target_ess=0.4, sweeps=1, final_sweeps=2))
"""A fit small enough for a test."""


@pytest.fixture(scope="session")
def small() -> Settings:
    """The size of `fitted`."""
    return SMALL


@pytest.fixture(scope="session")
def fitted(belarus: Path) -> Posterior:
    """One small fit of the shipped case for all who only read it, in whichever process they run.

    It is kept in the home that all processes of the session share, and that ends with it.
    """
    kept = Path.home() / "fit-of-belarus.pickle"
    with kept.with_suffix(".lock").open("w") as lock:
        flock(lock, LOCK_EX)
        if not kept.exists():
            kept.write_bytes(pickle.dumps(fit(load(belarus), SMALL)))
        found: Posterior = pickle.loads(kept.read_bytes())  # noqa: S301 - our own bytes
    return found


class Line:
    """What was simulated: n predictions of k numbers."""

    def __init__(self, at: Floats) -> None:
        self.at = at

    def take(self, index: NDArray[np.int64]) -> Line:
        return Line(self.at[index])

    def replaced(self, keep: NDArray[np.bool_], new: Line) -> Line:
        return Line(np.where(keep[:, None], new.at, self.at))


class LinearGaussian:
    """k numbers y = A z + noise over d standard normals; the last `free` unknowns are not simulated."""

    def __init__(self, dim: int = 30, numbers: int = 8, noise: float = 0.4, free: int = 0, seed: int = 1) -> None:
        rng = np.random.default_rng(seed)
        self.dim = dim
        self.free = np.arange(dim - free, dim)
        self.shock_spreads: list[object] = []
        self.noise = noise
        self.slopes = rng.standard_normal((numbers, dim)) / np.sqrt(5.0)
        self.slopes[:, dim // 2 : dim - free] = 0.0  # half of them shape nothing
        self.seen = self.slopes @ rng.standard_normal(dim) + noise * rng.standard_normal(numbers)

    def simulate(self, z: Floats) -> Line:
        simulated = z.copy()
        simulated[:, self.free] = 0.0
        return Line(simulated @ self.slopes.T)

    def log_likelihood(self, z: Floats, world: Line) -> Floats:
        at = world.at + z[:, self.free] @ self.slopes[:, self.free].T
        return -0.5 * np.square((self.seen - at) / self.noise).sum(axis=1)

    def sensitivity(self) -> tuple[Floats, Floats]:
        return self.slopes, np.full(len(self.slopes), self.noise**-2)

    def moments(self) -> tuple[Floats, Floats]:
        """Exact posterior mean (d,) and covariance (d, d)."""
        mean, covariance, _ = linear_posterior(self.slopes, self.seen, self.noise)
        return mean, covariance

    def log_evidence(self) -> float:
        """Of the likelihood as written, without the noise's constant."""
        return linear_posterior(self.slopes, self.seen, self.noise)[2]


@pytest.fixture
def linear() -> type[LinearGaussian]:
    """The class, for tests that choose its size."""
    return LinearGaussian

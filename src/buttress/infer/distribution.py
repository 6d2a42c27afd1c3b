"""Prior distributions, each as a monotone map from a standard normal number.

Inference works on the standard normals z: every prior is then the same, and "how far did the data move it" means the
same for a rate, a share and a coefficient.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from scipy import special

from buttress.arrays import Floats, Ints

#: Probabilities are kept this far from 0 and 1, so that a share stays inside its bounds.
EDGE = 1e-12


@dataclass(frozen=True)
class PriorDistribution:
    """`normal(mean, sd)`, `lognormal(median, sigma)`, `beta(a, b)`, `uniform(low, high)` or `fixed(value)`."""

    dist: str
    args: tuple[float, ...]

    @classmethod
    def of(cls, prior: Any) -> PriorDistribution:
        """From a mapping `{dist: ..., ...}` or an object with `dist` and `args`; raises ValueError for another kind."""
        given = dict(prior) if isinstance(prior, Mapping) else {"dist": prior.dist, **dict(prior.args)}
        dist = str(given.pop("dist"))
        if dist not in ARGUMENTS:
            raise ValueError(f"unknown distribution {dist!r}; write one of {', '.join(ARGUMENTS)}")
        return cls(dist, tuple(float(given[name]) for name in ARGUMENTS[dist]))

    @property
    def fixed(self) -> bool:
        """Whether there is nothing to learn."""
        return self.dist == "fixed"

    def value(self, z: Floats) -> Floats:
        """The value at standard normal z."""
        if self.dist == "normal":
            return np.asarray(self.args[0] + self.args[1] * z)
        if self.dist == "lognormal":
            return np.asarray(self.args[0] * np.exp(self.args[1] * z))
        if self.dist == "fixed":
            return np.full_like(np.asarray(z, dtype=float), self.args[0])
        p = np.clip(special.ndtr(z), EDGE, 1 - EDGE)
        if self.dist == "uniform":
            return np.asarray(self.args[0] + (self.args[1] - self.args[0]) * p)
        return np.asarray(special.betaincinv(self.args[0], self.args[1], p))

    def z(self, value: Floats) -> Floats:
        """The standard normal of a value: the inverse of `value`; 0 for a fixed one."""
        value = np.asarray(value, dtype=float)
        if self.dist == "normal":
            return np.asarray((value - self.args[0]) / self.args[1])
        if self.dist == "lognormal":
            return np.asarray(np.log(value / self.args[0]) / self.args[1])
        if self.dist == "fixed":
            return np.zeros_like(value)
        if self.dist == "uniform":
            return np.asarray(special.ndtri((value - self.args[0]) / (self.args[1] - self.args[0])))
        return np.asarray(special.ndtri(special.betainc(self.args[0], self.args[1], value)))

    def logpdf(self, value: Floats) -> Floats:
        """Log density, -inf outside; 0 at a fixed value."""
        value = np.asarray(value, dtype=float)
        with np.errstate(divide="ignore", invalid="ignore"):
            return _DENSITIES[self.dist](value, *self.args)

    @property
    def mean(self) -> float:
        """Expectation."""
        a = self.args
        return {
            "normal": lambda: a[0],
            "lognormal": lambda: a[0] * float(np.exp(a[1] ** 2 / 2)),
            "beta": lambda: a[0] / (a[0] + a[1]),
            "uniform": lambda: (a[0] + a[1]) / 2,
            "fixed": lambda: a[0],
        }[self.dist]()

    @property
    def sd(self) -> float:
        """Standard deviation."""
        a = self.args
        return {
            "normal": lambda: a[1],
            "lognormal": lambda: self.mean * float(np.sqrt(np.expm1(a[1] ** 2))),
            "beta": lambda: float(np.sqrt(self.mean * (1 - self.mean) / (a[0] + a[1] + 1))),
            "uniform": lambda: (a[1] - a[0]) / float(np.sqrt(12)),
            "fixed": lambda: 0.0,
        }[self.dist]()

    def quantile(self, p: float) -> float:
        """Value below which the share p lies."""
        return float(self.value(special.ndtri(np.asarray([p])))[0])

    def scaled(self, factor: float) -> PriorDistribution:
        """The same centre with the spread times `factor`.

        Normal: sd; log-normal: sigma; beta: sd at the same mean, at most that of a flat-bottomed one (a + b = 1);
        uniform: half width, kept on the side of zero, and inside 0 to 1, where it lay.
        """
        a = self.args
        if self.dist in ("normal", "lognormal"):
            return PriorDistribution(self.dist, (a[0], a[1] * factor))
        if self.dist == "beta":
            weight = max((a[0] + a[1] + 1) / factor**2 - 1, min(1.0, a[0] + a[1]))
            return PriorDistribution("beta", (self.mean * weight, (1 - self.mean) * weight))
        if self.dist == "uniform":
            half = (a[1] - a[0]) / 2 * factor
            low = self.mean - half if a[0] < 0 else max(0.0, self.mean - half)
            high = min(1.0, self.mean + half) if a[0] >= 0 and a[1] <= 1 else self.mean + half
            return PriorDistribution("uniform", (low, high))
        return self


ARGUMENTS: dict[str, tuple[str, ...]] = {
    "normal": ("mean", "sd"),
    "lognormal": ("median", "sigma"),
    "beta": ("a", "b"),
    "uniform": ("low", "high"),
    "fixed": ("value",),
}

_HALF_LOG_2PI = 0.5 * float(np.log(2 * np.pi))


def _log_normal(x: Floats, mean: float, sd: float) -> Floats:
    return np.asarray(-0.5 * ((x - mean) / sd) ** 2 - np.log(sd) - _HALF_LOG_2PI)


def _log_lognormal(x: Floats, median: float, sigma: float) -> Floats:
    inside = -0.5 * (np.log(x / median) / sigma) ** 2 - np.log(sigma * x) - _HALF_LOG_2PI
    return np.asarray(np.where(x > 0, inside, -np.inf))


def _log_beta(x: Floats, a: float, b: float) -> Floats:
    inside = (a - 1) * np.log(x) + (b - 1) * np.log1p(-x) - special.betaln(a, b)
    return np.asarray(np.where((x > 0) & (x < 1), inside, -np.inf))


def _log_uniform(x: Floats, low: float, high: float) -> Floats:
    return np.asarray(np.where((x >= low) & (x <= high), -np.log(high - low), -np.inf))


def _log_fixed(x: Floats, value: float) -> Floats:
    return np.asarray(np.where(x == value, 0.0, -np.inf))


_DENSITIES: dict[str, Callable[..., Floats]] = {
    "normal": _log_normal,
    "lognormal": _log_lognormal,
    "beta": _log_beta,
    "uniform": _log_uniform,
    "fixed": _log_fixed,
}


class DistributionColumns:
    """Distributions side by side, one a column; those of one kind are worked out together.

    Columns that are not among `drawn` (default: all) are at their medians, wherever z is.
    """

    def __init__(self, distributions: Sequence[PriorDistribution], drawn: Ints | None = None) -> None:
        columns = range(len(distributions)) if drawn is None else [int(j) for j in drawn]
        self._kinds = _by_kind(distributions, columns)
        self._medians = np.empty(len(distributions))
        for at, together in _by_kind(distributions, range(len(distributions))):
            self._medians[at] = together.value(np.zeros(len(at)))

    def values(self, z: Floats) -> Floats:
        """Values (n, p) at standard normals (n, p)."""
        out = np.tile(self._medians, (len(z), 1))
        for at, together in self._kinds:
            out[:, at] = together.value(z[:, at])
        return out


def _by_kind(distributions: Sequence[PriorDistribution], of: Sequence[int]) -> list[tuple[Ints, PriorDistribution]]:
    """Columns of each kind among those asked for, and a distribution whose arguments are arrays."""
    kinds: dict[str, list[int]] = {}
    for j in of:
        kinds.setdefault(distributions[j].dist, []).append(j)
    return [
        (np.array(at, dtype=np.int64), PriorDistribution(kind, tuple(np.array([distributions[j].args for j in at]).T)))
        for kind, at in kinds.items()
    ]

"""A probability as a share of parameter draws: its effective number of draws, Jeffreys' limits, odds ratios."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from buttress.arrays import Flags
from buttress.experiment.jeffreys import jeffreys
from buttress.experiment.weighted_draws import WeightedDraws


@dataclass(frozen=True)
class Probability:
    """A share `p` of draws that stand for `effective` independent ones."""

    p: float
    effective: float

    @classmethod
    def of(cls, inside: Flags, weighted: WeightedDraws) -> Probability:
        """The share of weight of the draws `inside` (D,).

        The effective number is p (1 - p) over the variance of p by chain, C / (C - 1) times the sum over chains of
        (sum of w (I - p))^2 and the draws' inflation. It lies between those of wholly dependent and of independent
        draws of a chain; where no draw differs from another it is the former.
        """
        weights = weighted.weights
        p = float(np.clip(weights @ inside, 0.0, 1.0))
        _, chain = np.unique(weighted.draws.chains, return_inverse=True)
        inflation = weighted.draws.inflation
        least = float(1.0 / np.square(np.bincount(chain, weights=weights)).sum()) / inflation
        parts = np.bincount(chain, weights=weights * (inside - p))
        variance = inflation * float(np.square(parts).sum()) * len(parts) / max(1, len(parts) - 1)
        if not 0.0 < p < 1.0:
            return cls(p, least)
        most = weighted.effective / inflation
        return cls(p, float(np.clip(p * (1.0 - p) / max(variance, 1e-12), min(least, most), most)))

    @property
    def limits(self) -> tuple[float, float]:
        """Jeffreys' 95 % limits."""
        return jeffreys(self.p, self.effective)

    def odds_over(self, other: Probability) -> float:
        """Its odds over the other's, each (n p + 1/2) / (n (1 - p) + 1/2), with the smaller n of both.

        So it is finite where all draws agree, and 1 where all of both do.
        """
        n = min(self.effective, other.effective)
        return _odds(self.p, n) / _odds(other.p, n)


def _odds(p: float, n: float) -> float:
    return (n * p + 0.5) / (n * (1.0 - p) + 0.5)

"""A discrete-time hazard of the incumbent's fall, by step, with known normal priors.

Fall in a step ~ Bernoulli(1 - exp(-lambda)), log lambda = offset + x b (Prentice and Gloeckler 1978, Biometrics 34). x
holds a level, pieces of time since the trigger, what was known at the start, and exposures: `support` has one effect,
and its kinds are deviations from it with a prior so narrow that they stay near zero; `withdrawal` likewise. Each
contest ends once, so there is no frailty beside the pieces of time. Campaigns of NAVCO 1.2 that won within 180 days are
a second source: won ~ Binomial(1 - exp(-exp(a + (support + bias) aided))), with a level a and a bias of their own.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy import special

from buttress.arrays import Flags, Floats
from studies.history.campaigns import OWN_BIAS_SD, CampaignCounts
from studies.history.risk import RiskRows

LARGEST = 30.0
"""Log hazards are held below this."""
BLOCK = 64
"""Points whose rows are computed at once."""


@dataclass(frozen=True)
class HazardModel:
    """The posterior of standardised unknowns z (points, dim): coefficients b = mean + sd z.

    With `campaigns`, two unknowns more: their level and their bias.
    """

    rows: RiskRows
    campaigns: CampaignCounts | None

    @property
    def mean(self) -> Floats:
        return np.append(self.rows.mean, [0.0, 0.0]) if self.campaigns else self.rows.mean

    @property
    def sd(self) -> Floats:
        return np.append(self.rows.sd, [2.0, OWN_BIAS_SD]) if self.campaigns else self.rows.sd

    @property
    def dim(self) -> int:
        """Number of unknowns."""
        return len(self.mean)

    def coefficients(self, z: Floats) -> Floats:
        """b (points, dim)."""
        return self.mean + self.sd * z

    def log_likelihood(self, z: Floats) -> Floats:
        """(points,)."""
        b = self.coefficients(np.atleast_2d(z))
        found = np.concatenate([self._panel(part) for part in np.array_split(b, -(-len(b) // BLOCK))])
        return found + (self._campaigns(b) if self.campaigns else 0.0)

    def curvature(self, z: Floats) -> tuple[Floats, Floats]:
        """Gradient (dim,) and Hessian (dim, dim) of the log posterior at one point."""
        b = self.coefficients(z)
        x, fell = self.rows.x, self.rows.fell
        first, second = _slopes(x @ b[: x.shape[1]] + self.rows.offset, fell)
        gradient, hessian = np.zeros(self.dim), np.zeros((self.dim, self.dim))
        panel = slice(0, x.shape[1])
        gradient[panel], hessian[panel, panel] = first @ x, (second[:, None] * x).T @ x
        for (won, number), v in self._sources():
            eta = np.array([v @ b, v @ b])
            d, dd = _slopes(eta, np.array([True, False]))
            weight = np.array([won, number - won])
            gradient += (weight @ d) * v
            hessian += (weight @ dd) * np.outer(v, v)
        return gradient * self.sd - z, hessian * np.outer(self.sd, self.sd) - np.eye(self.dim)

    def _panel(self, b: Floats) -> Floats:
        eta = np.minimum(b[:, : self.rows.x.shape[1]] @ self.rows.x.T + self.rows.offset, LARGEST)
        hazard = np.exp(eta)
        return _log_fall(hazard[:, self.rows.fell]).sum(axis=1) - hazard[:, ~self.rows.fell].sum(axis=1)

    def _campaigns(self, b: Floats) -> Floats:
        total = np.zeros(len(b))
        for (won, number), v in self._sources():
            hazard = np.exp(np.minimum(b @ v, LARGEST))
            total += won * _log_fall(hazard) - (number - won) * hazard
        return total

    def _sources(self) -> list[tuple[tuple[int, int], Floats]]:
        """Counts of campaigns with the weights of the coefficients in their log hazard."""
        if self.campaigns is None:
            return []
        level, aided = np.zeros(self.dim), np.zeros(self.dim)
        level[-2] = 1.0
        aided[[-2, -1, self.rows.column("support")]] = 1.0
        return [(self.campaigns.unaided, level), (self.campaigns.aided, aided)]


def _log_fall(hazard: Floats) -> Floats:
    """log(1 - exp(-hazard))."""
    return np.log(-np.expm1(-np.maximum(hazard, 1e-300)))


def _slopes(eta: Floats, fell: Flags) -> tuple[Floats, Floats]:
    """First and second derivative of a row's log-likelihood by its log hazard."""
    hazard = np.exp(np.minimum(eta, LARGEST))
    ratio = 1.0 / special.exprel(hazard)
    first = np.where(fell, ratio, -hazard)
    return first, np.where(fell, ratio * (1.0 - ratio * np.exp(np.minimum(hazard, 600.0))), -hazard)

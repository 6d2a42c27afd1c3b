"""One week of a case: how its rows were taken in, and how far that lies from a full fit of the same day."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from buttress.infer.posterior import Posterior
from buttress.infer.unknown import Unknown
from buttress.infer.updating.state import State, UpdateRecord

ERRORS = 4.0
"""So many Monte-Carlo errors of a difference of means are still called chance."""


@dataclass(frozen=True)
class Estimate:
    """What an update, or a full fit, found: pasts it simulated, the number of independent draws that one of its two
    fits is worth, and the mean log-likelihood of either.
    """

    simulations: int
    worth: float
    log_likelihoods: tuple[float, ...]

    @classmethod
    def of(cls, state: State, posterior: Posterior, simulations: int) -> Estimate:
        """Of a state and of the posterior that it stands for."""
        means = tuple(float(fit.weights @ fit.log_likelihood) for fit in state.fits)
        return cls(simulations, posterior.ess, means)


@dataclass(frozen=True)
class Gap:
    """Means of unknowns that reports shape, by an update and by a full fit, in the full fit's posterior spreads:
    Monte-Carlo errors of a difference (`ERRORS` of them), how many of `unknowns` lie further apart, and the largest.
    """

    four_errors: float
    apart: int
    unknowns: int
    largest: float

    @classmethod
    def of(cls, updated: Posterior, fitted: Posterior) -> Gap:
        """Raises ValueError where the two do not hold the same unknowns."""
        pairs = list(zip(_rows(updated), _rows(fitted), strict=True))
        gaps = [abs(pooled_mean(a) - pooled_mean(b)) / b.ratio for a, b in pairs if a.active and b.active]
        error = np.sqrt(0.5 / updated.ess + 0.5 / fitted.ess)  # of two fits, each worth `ess` draws
        bound = float(ERRORS * error)
        return cls(bound, int(np.sum(np.array(gaps) > bound)), len(gaps), max(gaps, default=0.0))


@dataclass(frozen=True)
class Week:
    """A week's record, what the update found, and a full fit of the day with the gap to it, where one was made."""

    record: UpdateRecord
    update: Estimate
    fit: Estimate | None = None
    gap: Gap | None = None


def pooled_mean(row: Unknown) -> float:
    """The mean of an unknown over both fits, on the scale on which its prior is standard normal."""
    return row.shift - row.error * row.ratio / 2.0


def _rows(posterior: Posterior) -> Sequence[Unknown]:
    return (*posterior.unknowns, *posterior.reporter_rows)

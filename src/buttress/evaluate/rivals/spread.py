"""A distribution as samples: evenly spaced quantiles, so that a rival's score has no sampling noise."""

from __future__ import annotations

import numpy as np

from buttress.arrays import Floats

MOST = 23.0
"""No forecast goes above ten thousand million people, log1p scale."""


def levels(samples: int) -> Floats:
    """The middles of `samples` equal slices of (0, 1)."""
    return (np.arange(samples) + 0.5) / samples


def of_values(values: Floats, samples: int) -> Floats:
    """Quantiles of an empirical distribution, joined by straight lines, (samples,)."""
    return np.quantile(values, levels(samples), method="hazen")


def people(log_values: Floats) -> Floats:
    """From the log1p scale to people, never below zero."""
    return np.expm1(np.clip(log_values, 0.0, MOST))

"""What weights on the log are worth, and points drawn by them."""

from __future__ import annotations

import numpy as np

from buttress.arrays import Floats, Ints


def effective(log_weight: Floats) -> float:
    """Effective sample size, (sum of weights)^2 / sum of their squares (Kong, Liu and Wong 1994)."""
    weights = np.exp(log_weight - log_weight.max())
    return float(np.square(weights.sum()) / np.square(weights).sum())


def log_mean(log_weight: Floats) -> float:
    """Log of the mean weight."""
    top = float(log_weight.max())
    return top + float(np.log(np.mean(np.exp(log_weight - top))))


def resampled(log_weight: Floats, n: int, rng: np.random.Generator) -> Ints:
    """Indices of n points of equal weight: systematic resampling (Kitagawa 1996)."""
    weights = np.exp(log_weight - log_weight.max())
    edges = np.cumsum(weights / weights.sum())
    points = (np.arange(n) + rng.random()) / n
    return np.searchsorted(edges, points).clip(max=len(edges) - 1)

"""The effect on a count: the log ratio of draw means, draw by draw."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from buttress.experiment.measures import BY_NAME


def log_ratio(values: np.ndarray, base: np.ndarray, runs_per_draw: int) -> np.ndarray:
    """A value a run, (n,), whose mean in each draw is log((a + 1) / (b + 1)) of the draw's means a and b.

    `values` and `base` (n,) are counts of paired runs, in the order of runs from run 0 on. Runs of a draw lie round
    the draw's own log ratio as the first-order expansion of log((a + 1) / (b + 1)) lets them (the delta method): from
    that `two_errors` tells what chance adds.
    """
    starts = np.arange(0, len(values), runs_per_draw)
    sizes = np.diff(np.append(starts, len(values)))

    def logs(counts: np.ndarray) -> np.ndarray:
        mean = np.repeat(np.add.reduceat(counts, starts) / sizes, sizes) + 1.0
        return np.asarray(np.log(mean) + (counts + 1.0 - mean) / mean)

    return logs(np.asarray(values, dtype=float)) - logs(np.asarray(base, dtype=float))


def is_log_ratio(weights: Mapping[str, float], measure: str) -> bool:
    """Is it the difference of two scenarios in a count of people, which is told as a log ratio?"""
    used = sorted(weight for weight in weights.values() if weight)
    return used == [-1.0, 1.0] and measure in BY_NAME and BY_NAME[measure].unit == "people"


def two_compared(weights: Mapping[str, float]) -> tuple[str, str]:
    """The scenarios of a log ratio: over, and under the line."""
    one, other = sorted((name for name, weight in weights.items() if weight), key=lambda name: -weights[name])
    return one, other

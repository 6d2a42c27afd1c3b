"""What a component predicts of its reports, run by run."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Series = Literal["stock", "flow", "event"]
"""What a series of numbers counts: something held at a moment, people or money a day, or a dated happening."""


@dataclass(frozen=True)
class Seen:
    """`middle` (n, k): where run n expects report k, on the log (of people, of people detained, of money) or log-odds.

    `spread` (n, k): standard deviation round it, on the same scale.
    """

    middle: Floats
    spread: Floats

    @classmethod
    def empty(cls, n: int) -> Seen:
        """No reports."""
        return cls(np.zeros((n, 0)), np.zeros((n, 0)))

    @classmethod
    def stack(cls, columns: list[tuple[Floats, Floats]], n: int) -> Seen:
        """From a (middle, spread) pair a report."""
        if not columns:
            return cls.empty(n)
        return cls(np.column_stack([m for m, _ in columns]), np.column_stack([s for _, s in columns]))


def log_people(at: Floats, place_sd: Floats | float) -> tuple[Floats, Floats]:
    """Log of the sum over places (n, p) of people, at least one, and the variance that place shocks add to it, (n,).

    Inference samples no shock of a single place; each place's, of spread `place_sd`, adds its variance weighted by the
    square of the place's share of the people: the delta method for the log of a sum of independent log-normals. Two
    reporters of one crowd share its place's shock; that is neglected. On the Belarus case, these shocks as unknowns of
    their own left the best known parameters within the error of the fit, and cost two thirds of the effective draws.
    """
    people = np.maximum(at, 1e-9)
    whole = people.sum(axis=1)
    weight = np.square(people / whole[:, None]).sum(axis=1)
    return np.log(np.maximum(whole, 1.0)), weight * np.square(place_sd)


def log_odds(
    at: Floats, part: tuple[int, ...], whole: tuple[int, ...], place_sd: Floats | float
) -> tuple[Floats, Floats]:
    """Log-odds of a part in a whole, both sets of columns of `at`, and the variance that place shocks add, (n,)."""
    others = sorted(set(whole) - set(part))
    inside, more = log_people(at[:, list(part)], place_sd)
    outside, less = log_people(at[:, others], place_sd)
    return inside - outside, more + less

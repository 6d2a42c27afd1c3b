"""People over some of the places of an occasion, as a reporter may count them together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numba import njit

from buttress.arrays import Floats

#: People where there is nobody, so that shares are numbers.
NOBODY = 1e-9


@dataclass(frozen=True)
class Gathering:
    """People over some places, run by run: `total`, (n,) or (n, k) of k gatherings, its `log` (of one at least), and
    the `share2` of places, the sum of the squares of their shares.

    The sampler moves no shock of a single place; each place's adds its variance weighted by the square of the place's
    share of the people: the delta method for the log of a sum of independent log-normals of mean one, whose log is
    expected half that variance below nought. `infer.place_shocks` draws them given the reports. Two reporters of one
    crowd share its place's shock; that is neglected. On the Belarus case, these shocks as unknowns of their own left
    the best known parameters within the error of the fit, and cost two thirds of the effective draws.
    """

    total: Floats
    log: Floats
    share2: Floats

    @classmethod
    def of(cls, people: Floats) -> Gathering:
        """From people by place (n, p)."""
        people = np.maximum(people, NOBODY)
        total = people.sum(axis=1)
        return cls(total, np.log(np.maximum(total, 1.0)), np.square(people / total[:, None]).sum(axis=1))

    @classmethod
    def over(cls, people: Floats, where: Sequence[tuple[int, Sequence[int]]]) -> Gathering:
        """Several side by side, (n, k): of people (n, occasions, places) those of an occasion over some places."""
        ends = np.cumsum([0, *(len(places) for _, places in where)])
        places = np.array([place for _, some in where for place in some], dtype=np.int64)
        occasion = np.array([occasion for occasion, _ in where], dtype=np.int64)
        total, share2 = np.empty((len(people), len(where))), np.empty((len(people), len(where)))
        _fill(np.ascontiguousarray(people, dtype=float), occasion, ends, places, total, share2)
        return cls(total, np.log(np.maximum(total, 1.0)), share2)

    def shock_variance(self, place_sd: Floats | float) -> Floats:
        """The variance that shocks of places, of spread `place_sd`, add to the log."""
        return np.asarray(self.share2 * np.square(place_sd))


def log_odds(part: Gathering, others: Gathering, place_sd: Floats | float) -> tuple[Floats, Floats]:
    """Log-odds of a part in the whole of it and all others, and the variance that place shocks add."""
    mine, theirs = part.shock_variance(place_sd), others.shock_variance(place_sd)
    return part.log - others.log - (mine - theirs) / 2, mine + theirs


@njit(cache=True)
def _fill(people, occasion, ends, places, total, share2):  # type: ignore[no-untyped-def]
    for i in range(total.shape[0]):
        for j in range(total.shape[1]):
            whole, squares = 0.0, 0.0
            for at in places[ends[j] : ends[j + 1]]:
                whole += max(people[i, occasion[j], at], NOBODY)
            for at in places[ends[j] : ends[j + 1]]:
                share = max(people[i, occasion[j], at], NOBODY) / whole
                squares += share * share
            total[i, j], share2[i, j] = whole, squares

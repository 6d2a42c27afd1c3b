"""People over some of the places of an occasion, as a reporter may count them together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields

import numpy as np

from buttress.arrays import Floats


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
        people = np.maximum(people, 1e-9)
        total = people.sum(axis=1)
        return cls(total, np.log(np.maximum(total, 1.0)), np.square(people / total[:, None]).sum(axis=1))

    @classmethod
    def stack(cls, columns: Sequence[Gathering]) -> Gathering:
        """Several side by side, (n, k)."""
        return cls(*(np.array([getattr(one, f.name) for one in columns]).T for f in fields(cls)))

    def shock_variance(self, place_sd: Floats | float) -> Floats:
        """The variance that shocks of places, of spread `place_sd`, add to the log."""
        return np.asarray(self.share2 * np.square(place_sd))


def log_odds(part: Gathering, others: Gathering, place_sd: Floats | float) -> tuple[Floats, Floats]:
    """Log-odds of a part in the whole of it and all others, and the variance that place shocks add."""
    mine, theirs = part.shock_variance(place_sd), others.shock_variance(place_sd)
    return part.log - others.log - (mine - theirs) / 2, mine + theirs

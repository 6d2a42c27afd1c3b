"""First-order and total indices of groups on the priors, by a design of Sobol's (SALib).

Unknowns are independent there, so that both indices are Sobol's own and together need (groups + 2) x `BASE` runs
(Saltelli et al., Computer Physics Communications 181, 2010). Intervals are SALib's, by a bootstrap over the design.

A run keeps some chance of its own also in the mean field (whether a unit defects, whether a deportation is tried), and
each run of the design has another: that chance would be in the total of every group. So one column more, `CHANCE`,
moves nothing, and its total, which is the chance's share, is taken off all others.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from scipy.special import ndtri

from buttress.arrays import Floats
from buttress.explore.sensitivity.given_data import CUT, Index

BASE = 256
"""Points of the design before its columns are exchanged; a power of two."""
RESAMPLES = 200
EDGE = 1e-6
CHANCE = "chance"


class SobolDesign:
    """Points of groups of unknowns, each standard normal; `labels` in the order of their columns."""

    def __init__(self, labels: Mapping[str, Sequence[int]], base: int, seed: int = 0) -> None:
        from SALib.sample.sobol import sample

        of = {column: label for label, columns in labels.items() for column in columns}
        of[len(of)] = CHANCE
        self.labels = tuple(dict.fromkeys(of[column] for column in range(len(of))))
        self._seed = seed
        self._problem = {
            "num_vars": len(of),
            "names": [str(column) for column in range(len(of))],
            "groups": [of[column] for column in range(len(of))],
            "bounds": [[0.0, 1.0]] * len(of),
        }
        uniform = sample(self._problem, base, calc_second_order=False, seed=seed)
        self.z: Floats = ndtri(np.clip(uniform[:, :-1], EDGE, 1.0 - EDGE))

    def indices(self, y: Floats) -> tuple[dict[str, Index], dict[str, Index]]:
        """First-order and total indices, by label, of the columns of y (n, t) at the points."""
        from SALib.analyze.sobol import analyze

        cut = np.clip(y, *np.quantile(y, CUT, axis=0))
        found = [
            analyze(self._problem, column, calc_second_order=False, num_resamples=RESAMPLES, seed=self._seed)
            for column in cut.T
        ]
        first, total = ({label: _index(found, key, j) for j, label in enumerate(self.labels)} for key in ("S1", "ST"))
        chance = total.pop(CHANCE)
        first.pop(CHANCE)
        return first, {label: _without(index, chance) for label, index in total.items()}


def _without(index: Index, chance: Index) -> Index:
    """An index less the chance's share, with the errors of both."""
    half = np.hypot(index.high - index.value, chance.high - chance.value)
    value = index.value - chance.value
    return Index(value, value - half, value + half)


def _index(found: Sequence[Mapping[str, Floats]], key: str, j: int) -> Index:
    value = np.array([each[key][j] for each in found])
    half = np.array([each[f"{key}_conf"][j] for each in found])
    return Index(value, value - half, value + half)

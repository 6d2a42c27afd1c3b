"""Reports of one role, with the names of the reporters' unknowns that they are read by."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from buttress.arrays import Floats
from buttress.observe import reporter as reporters
from buttress.observe.report import Report
from buttress.observe.reporter import Quantity

Values = Mapping[str, Floats]


class RoleReports:
    """k reports of a quantity that are used alike; `at`: which of all its reports they are.

    `here` and `elsewhere`: the occasion of each with the places that it speaks of, and with the other places.
    """

    def __init__(self, quantity: Quantity, at: Sequence[int], reports: Sequence[Report]) -> None:
        self.at = np.array(at, dtype=np.int64)
        self.here = tuple((report.occasion, report.places) for report in reports)
        self.elsewhere = tuple((report.occasion, report.others) for report in reports)
        self._own = [reporters.own_name(quantity, report.reporter) for report in reports]
        self._noise = [reporters.noise_name(quantity, report.reporter) for report in reports]
        self._growth = {j: reporters.growth_names(quantity, each.kind) for j, each in enumerate(reports) if each.early}
        self._drift: dict[int, tuple[str, str, int]] = {}
        last: dict[str, int] = {}
        for j, report in enumerate(reports):
            if report.week and reporters.drifts(quantity, report.kind):
                self._drift[j] = reporters.drift_name(quantity, report.kind), report.reporter, report.week
                last[report.reporter] = max(report.week, last.get(report.reporter, 0))
        self._steps = {name: reporters.step_names(name, weeks) for name, weeks in last.items()}

    def own(self, values: Values, n: int) -> Floats:
        """Bias or coverage of each report's reporter when it reported, (n, k), of n runs."""
        return _columns(values, self._own) + self._drifted(values, n)

    def noise(self, values: Values) -> Floats:
        """Noise of each report's reporter, (n, k)."""
        return _columns(values, self._noise)

    def growth(self, values: Values, n: int) -> tuple[Floats, Floats]:
        """Growth of each report's kind and its noise, (n, k); nought for final numbers."""
        growth, scatter = np.zeros((n, len(self.at))), np.zeros((n, len(self.at)))
        for j, (rise, spread) in self._growth.items():
            growth[:, j], scatter[:, j] = values[rise], values[spread]
        return growth, scatter

    def _drifted(self, values: Values, n: int) -> Floats:
        """How far each report's bias has drifted from where it stood at the trigger, (n, k)."""
        out = np.zeros((n, len(self.at)))
        walks = {name: np.cumsum(_columns(values, steps), axis=1) for name, steps in self._steps.items()}
        for j, (spread, reporter, week) in self._drift.items():
            out[:, j] = values[spread] * walks[reporter][:, week - 1]
        return out


def _columns(values: Values, names: Sequence[str]) -> Floats:
    return np.array([values[name] for name in names]).T

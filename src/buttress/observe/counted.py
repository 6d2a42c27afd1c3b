"""What reports of crowds and of detentions have in common: people counted, as a level or as a part of a whole.

A kind of count says where its numbers stand in a simulated past, on which scale they are compared, and what a reporter
is expected to say; the rest is here.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from typing import Any, ClassVar, Literal, Self

import numpy as np
from numpy.typing import NDArray

from buttress.observe import reporter as reporters
from buttress.observe.noise import log_density, log_interval
from buttress.observe.past import Past
from buttress.observe.report import EvidenceRow, Report, reporters_of, select
from buttress.observe.seen import Seen, log_odds

Floats = NDArray[np.float64]
Values = Mapping[str, Floats]
Middle = tuple[Floats, Floats]
"""Where a report is expected, and its spread, (n,) each."""
Quantity = Literal["crowd", "detained"]

#: Spread, in log-odds, of a reporter's share of a part in the whole: assumed, a factor of 1.3 in the odds.
SHARE_SD = 0.25


class Counted(ABC):
    """All used reports of one kind of count. `name` is the kind; `place_sd` the parameter that holds the spread of a
    place's own shock, which inference does not sample.
    """

    name: ClassVar[Quantity]
    place_sd: ClassVar[str]

    def __init__(self, reports: Sequence[Report], rows: Sequence[EvidenceRow] = ()) -> None:
        self.reports = list(reports)
        self.rows = list(rows)
        self.parameters = reporters.parameters(self.name, reporters_of(reports))
        edges = [self._bounds(report) for report in reports]
        self._low = np.array([low for low, _ in edges])
        self._high = np.array([high for _, high in edges])
        self._share = np.array([report.role == "share" for report in reports], dtype=bool)

    @classmethod
    def of(cls, case: Any, world: Any) -> Self:
        """Select the reports of a case."""
        return cls(*select(case, world, cls.name))

    @abstractmethod
    def people(self, past: Past) -> Floats:
        """People counted, (n, occasions, places)."""

    @abstractmethod
    def level(self, report: Report, there: Floats, noise: Floats, values: Values) -> Middle:
        """Middle and spread of a level on the kind's scale, given people by place (n, places) and the noise (n,)."""

    @abstractmethod
    def edges_of(self, report: Report) -> tuple[float, float]:
        """Bounds of a level on the kind's scale."""

    @abstractmethod
    def counted(self, at: Floats) -> Floats:
        """Points on the kind's scale in people."""

    def see(self, past: Past, values: Values) -> Seen:
        """What each reporter is expected to say (log-odds for a share), given a past and values by name."""
        people = self.people(past)
        columns = [self._one(report, people[:, report.occasion, :], values) for report in self.reports]
        return Seen.stack(columns, len(past))

    def log_terms(self, seen: Seen) -> Floats:
        """Log probability of each report, (n, k)."""
        if not self.reports:
            return np.zeros_like(seen.middle)
        interval = log_interval(self._low, self._high, seen.middle, seen.spread)
        return np.where(self._share, log_density(self._low, seen.middle, seen.spread), interval)

    def edges(self, j: int) -> tuple[float, float]:
        """Bounds of report j on the scale of `see`, infinite where it has none."""
        return float(self._low[j]), float(self._high[j])

    def natural(self, j: int, at: Floats) -> Floats:
        """Points on the scale of `see` in people, or as a share."""
        return 1.0 / (1.0 + np.exp(-at)) if self._share[j] else self.counted(at)

    def _bounds(self, report: Report) -> tuple[float, float]:
        if report.role == "share":
            odds = share_odds(report)
            return odds, odds
        return self.edges_of(report)

    def _one(self, report: Report, there: Floats, values: Values) -> Middle:
        noise = values[reporters.shared_name(self.name, report.kind)]
        if report.role == "share":
            middle, extra = log_odds(there, report.places, report.whole, values.get(self.place_sd, 0.0))
            return middle, np.sqrt(SHARE_SD**2 + noise**2 + extra)
        return self.level(report, there[:, list(report.places)], noise, values)


def share_odds(report: Report) -> float:
    """Reported log-odds of a part in its whole."""
    assert report.of is not None
    assert report.figure is not None
    return float(np.log(report.figure) - np.log(report.of - report.figure))

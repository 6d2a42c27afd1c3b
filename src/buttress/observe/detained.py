"""How likely a count of people detained is, given how many were detained.

With m = coverage * (people detained on the occasion, in the places that the reporter speaks of), the count n has
log(1 + n) = log(1 + m) + spread * t, with t Student's t of 4 degrees and spread^2 = noise^2 + shocks of places that
inference does not sample + m / (1 + m)^2, the chance of a Poisson count on this scale. A negative binomial of the same
variance has no such tails: one reporter's thirty people in a town to which the model sends no police then outweighs
all else. A number stands for the interval that rounds to it. Only final counts are used. One level is used as a count;
a part beside it, from the same reporter, as the log-odds of its share, in which coverage cancels.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from buttress.observe import reporter as reporters
from buttress.observe.crowd import SHARE_SD, log_density, log_interval, share_odds
from buttress.observe.past import Past
from buttress.observe.report import EvidenceRow, Report, half_unit, reporters_of, select
from buttress.observe.seen import Seen, log_odds, log_people

Floats = NDArray[np.float64]

#: The model parameter that holds the spread of a place's own shock to policing.
PLACE_SD = "policing_shock_place_sd"


class DetainedReports:
    """Component `detained`: all used counts of people detained."""

    name = "detained"

    def __init__(self, reports: Sequence[Report], rows: Sequence[EvidenceRow] = ()) -> None:
        self.reports = list(reports)
        self.rows = list(rows)
        self.parameters = reporters.parameters("detained", reporters_of(reports))
        edges = [_edges(report) for report in reports]
        self._low = np.array([low for low, _ in edges])
        self._high = np.array([high for _, high in edges])
        self._share = np.array([report.role == "share" for report in reports], dtype=bool)

    @classmethod
    def of(cls, case: Any, world: Any) -> DetainedReports:
        """Select the detention counts of a case."""
        return cls(*select(case, world, "detained"))

    def see(self, past: Past, values: Mapping[str, Floats]) -> Seen:
        """Log of 1 + count (or log-odds of a share) that each reporter expects, given `past.detained`."""
        columns = [self._one(report, past.detained[:, report.occasion, :], values) for report in self.reports]
        return Seen.stack(columns, len(past))

    def log_terms(self, seen: Seen) -> Floats:
        """Log probability of each count, (n, k)."""
        if not self.reports:
            return np.zeros_like(seen.middle)
        interval = log_interval(self._low, self._high, seen.middle, seen.spread)
        return np.where(self._share, log_density(self._low, seen.middle, seen.spread), interval)

    def edges(self, j: int) -> tuple[float, float]:
        """Bounds of count j on the scale of `see`."""
        return float(self._low[j]), float(self._high[j])

    def natural(self, j: int, at: Floats) -> Floats:
        """Points on the scale of `see` in people, or as a share."""
        return 1.0 / (1.0 + np.exp(-at)) if self._share[j] else np.maximum(np.expm1(at), 0.0)

    @staticmethod
    def _one(report: Report, at: Floats, values: Mapping[str, Floats]) -> tuple[Floats, Floats]:
        noise = values[reporters.shared_name("detained", report.kind)]
        place_sd = values.get(PLACE_SD, 0.0)
        if report.role == "share":
            middle, extra = log_odds(at, report.places, report.whole, place_sd)
            return middle, np.sqrt(SHARE_SD**2 + noise**2 + extra)
        places = at[:, list(report.places)]
        _, extra = log_people(places, place_sd)
        mean = values[reporters.own_name("detained", report.reporter)] * places.sum(axis=1)
        return np.log1p(mean), np.sqrt(noise**2 + extra + mean / np.square(1.0 + mean))


def _edges(report: Report) -> tuple[float, float]:
    """Log(1 + n) of the interval that rounds to a count; a share is a point in log-odds."""
    if report.role == "share":
        odds = share_odds(report)
        return odds, odds
    count = report.low or 0.0
    half = half_unit(count)
    return float(np.log1p(count - half)), float(np.log1p(count + half))

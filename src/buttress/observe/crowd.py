"""How likely a report of a crowd is, given how many were there.

The reporter sees y = log(people there) + bias + noise * t, with t Student's t of 4 degrees: tails that forgive a
misprint. A figure stands for the interval that rounds to it, a range for itself, "more than" for y above, "not over"
for y below. A share report compares log-odds of the part within the whole; the bias cancels there.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from buttress.observe import reporter as reporters
from buttress.observe.past import Past
from buttress.observe.report import EvidenceRow, Report, half_unit, reporters_of, select
from buttress.observe.seen import Seen, log_odds, log_people

Floats = NDArray[np.float64]

#: Log density at 0 of the noise, Student's t of 4 degrees: the usual robust choice (Lange, Little and Taylor 1989).
LOG_PEAK = float(np.log(3.0 / 8.0))
#: Spread, in log-odds, of a reporter's share of a part in the whole: assumed, a factor of 1.3 in the odds.
SHARE_SD = 0.25
#: Lowest probability that a single report may have.
LEAST = 1e-300
#: The model parameter that holds the spread of a place's own shock to turnout.
PLACE_SD = "turnout_shock_place_sd"


class CrowdReports:
    """Component `crowd`: all used crowd reports of a case."""

    name = "crowd"

    def __init__(self, reports: Sequence[Report], rows: Sequence[EvidenceRow] = ()) -> None:
        self.reports = list(reports)
        self.rows = list(rows)
        self.parameters = reporters.parameters("crowd", reporters_of(reports))
        edges = [_edges(report) for report in reports]
        self._low = np.array([low for low, _ in edges])
        self._high = np.array([high for _, high in edges])
        self._share = np.array([report.role == "share" for report in reports], dtype=bool)

    @classmethod
    def of(cls, case: Any, world: Any) -> CrowdReports:
        """Select the crowd reports of a case."""
        return cls(*select(case, world, "crowd"))

    def see(self, past: Past, values: Mapping[str, Floats]) -> Seen:
        """Log people (or log-odds of a share) that each reporter expects, given `past.turnout` and values by name."""
        columns = [self._one(report, past.turnout[:, report.occasion, :], values) for report in self.reports]
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
        return 1.0 / (1.0 + np.exp(-at)) if self._share[j] else np.exp(at)

    @staticmethod
    def _one(report: Report, at: Floats, values: Mapping[str, Floats]) -> tuple[Floats, Floats]:
        noise = values[reporters.shared_name("crowd", report.kind)]
        place_sd = values.get(PLACE_SD, 0.0)
        if report.role == "share":
            middle, extra = log_odds(at, report.places, report.whole, place_sd)
            return middle, np.sqrt(SHARE_SD**2 + noise**2 + extra)
        there, extra = log_people(at[:, list(report.places)], place_sd)
        return there + values[reporters.own_name("crowd", report.reporter)], np.sqrt(noise**2 + extra)


def log_interval(low: Floats | float, high: Floats | float, middle: Floats, spread: Floats) -> Floats:
    """Log P(low <= y <= high) for y = middle + spread * t; bounds may be infinite; at least log 1e-300."""
    a, b = (low - middle) / spread, (high - middle) / spread
    with np.errstate(invalid="ignore"):
        upper = a + b > 0  # both bounds infinite: not a number, not above
    # Take the difference in the smaller tail, where it keeps its digits.
    near, far = np.where(upper, -b, a), np.where(upper, -a, b)
    return np.asarray(np.log(np.maximum(below(far) - below(near), LEAST)))


def below(t: Floats) -> Floats:
    """Distribution function of Student's t of 4 degrees: (1 + u)^2 (2 - u) / 4 with u = t / sqrt(4 + t^2)."""
    root = np.sqrt(4.0 + np.square(t))
    with np.errstate(invalid="ignore"):
        high = np.where(np.isinf(t), np.sign(t), t / root)
        # 1 + u without loss of digits in the lower tail.
        lift = np.where(t < 0, 4.0 / (root * (root - t)), 1.0 + high)
    return np.asarray(np.square(lift) * (2.0 - high) / 4.0)


def log_density(at: Floats | float, middle: Floats, spread: Floats) -> Floats:
    """Log density at y of middle + spread * t."""
    t = (at - middle) / spread
    return np.asarray(LOG_PEAK - np.log(spread) - 2.5 * np.log1p(np.square(t) / 4.0))


def _edges(report: Report) -> tuple[float, float]:
    """Bounds in logs; a figure widens to the interval that rounds to it; a share is a point in log-odds."""
    low, high = report.low, report.high
    if report.role == "share":
        odds = share_odds(report)
        return odds, odds
    if low is not None and low == high:
        half = half_unit(low)
        return float(np.log(max(low - half, 0.5))), float(np.log(low + half))
    return (
        -np.inf if low is None or low <= 0 else float(np.log(low)),
        np.inf if high is None else float(np.log(high)),
    )


def share_odds(report: Report) -> float:
    """Reported log-odds of a part in its whole."""
    assert report.of is not None
    assert report.figure is not None
    return float(np.log(report.figure) - np.log(report.of - report.figure))

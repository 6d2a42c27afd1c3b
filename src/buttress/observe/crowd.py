"""How likely a report of a crowd is, given how many were there.

The reporter sees y = log(people there) + bias + noise * t, with t Student's t of 4 degrees: tails that forgive a
misprint. A figure stands for the interval that rounds to it, a range for itself, "more than" for y above, "not over"
for y below. An early figure is short of y by the growth of its kind, and scatters more.
"""

from __future__ import annotations

from dataclasses import replace
from typing import ClassVar

import numpy as np

from buttress.arrays import Floats
from buttress.observe.counted import CountedReports, LocationScale
from buttress.observe.expected import SeriesKind
from buttress.observe.gathering import Gathering
from buttress.observe.past import SimulatedPast
from buttress.observe.report import Report, half_unit
from buttress.observe.reporter import Quantity


class CrowdReports(CountedReports):
    """Component `crowd`: all used crowd reports of a case; the scale is log people."""

    name: ClassVar[Quantity] = "crowd"
    series: ClassVar[SeriesKind] = "event"
    place_sd = "turnout_shock_place_sd"

    def people(self, past: SimulatedPast) -> Floats:
        """Turnout, (n, occasions, places)."""
        return past.turnout

    def with_people(self, past: SimulatedPast, people: Floats) -> SimulatedPast:
        """The past with other turnout."""
        return replace(past, turnout=people)

    def level(
        self,
        there: Gathering,
        own: Floats,
        noise: Floats,
        growth: Floats | float = 0.0,
        place_sd: Floats | float = 0.0,
    ) -> LocationScale:
        """In log people: the bias of the reporter added, the growth taken off."""
        shocks = there.shock_variance(place_sd)
        return np.asarray(there.log - shocks / 2 + own - growth), np.sqrt(np.square(noise) + shocks)

    def edges_of(self, report: Report) -> tuple[float, float]:
        """Bounds in logs; a figure widens to the interval that rounds to it."""
        low, high = report.low, report.high
        if low is not None and low == high:
            half = half_unit(low)
            return float(np.log(max(low - half, 0.5))), float(np.log(low + half))
        return (
            -np.inf if low is None or low <= 0 else float(np.log(low)),
            np.inf if high is None else float(np.log(high)),
        )

    def counted(self, at: Floats) -> Floats:
        """Points of the scale as people."""
        return np.exp(at)

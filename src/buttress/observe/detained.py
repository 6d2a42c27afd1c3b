"""How likely a count of people detained is, given how many were detained.

With m = coverage * exp(-growth) * (people detained on the occasion, in the places that the reporter speaks of), where a
final count has no growth, the count n has log(1 + n) = log(1 + m) + scale * t, with t Student's t of 4 degrees and
scale^2 = noise^2 + shocks of places that inference does not sample + m / (1 + m)^2, the chance of a Poisson count on
this scale. A negative binomial of the same variance has no such tails: one reporter's thirty people in a town to which
the model sends no police then outweighs all else. A number stands for the interval that rounds to it, nobody for
everything below one half.
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


class DetainedReports(CountedReports):
    """Component `detained`: all used counts of people detained; the scale is log of 1 + count."""

    name: ClassVar[Quantity] = "detained"
    series: ClassVar[SeriesKind] = "flow"
    place_sd = "policing_shock_place_sd"

    def people(self, past: SimulatedPast) -> Floats:
        """People detained, (n, occasions, places)."""
        return past.detained

    def with_people(self, past: SimulatedPast, people: Floats) -> SimulatedPast:
        """The past with others detained."""
        return replace(past, detained=people)

    def level(
        self,
        there: Gathering,
        own: Floats,
        noise: Floats,
        growth: Floats | float = 0.0,
        place_sd: Floats | float = 0.0,
    ) -> LocationScale:
        """In log of 1 + count: the share that the reporter counts, with the chance of a Poisson count."""
        shocks = there.shock_variance(place_sd)
        mean = own * np.exp(-growth - shocks / 2) * there.total
        chance = mean / np.square(1.0 + mean)
        return np.log1p(mean), np.sqrt(np.square(noise) + shocks + chance)

    def edges_of(self, report: Report) -> tuple[float, float]:
        """Log(1 + n) of the interval that rounds to a count."""
        count = report.low or 0.0
        half = half_unit(count)
        return -np.inf if count == 0 else float(np.log1p(count - half)), float(np.log1p(count + half))

    def counted(self, at: Floats) -> Floats:
        """Points of the scale as people."""
        return np.maximum(np.expm1(at), 0.0)

"""A paired difference as an estimate of the brief."""

from __future__ import annotations

from typing import TYPE_CHECKING

from buttress.brief.content import IntervalEstimate, Unit
from buttress.findings.measure_unit import measure_unit

if TYPE_CHECKING:
    from buttress.experiment import MeanEstimate


def difference_unit(unit: Unit) -> Unit:
    """The unit of a difference of two numbers: probabilities differ by points, counts by a log ratio."""
    return {Unit.SHARE: Unit.POINTS, Unit.PEOPLE: Unit.LOG_RATIO}.get(unit, unit)


def signed_difference(effect: MeanEstimate, measure: str) -> IntervalEstimate:
    """What `Comparison.effect` gives of two scenarios in a measure: its mean and 95 % interval, with its sign."""
    return IntervalEstimate(effect.mean, *effect.interval_95, difference_unit(measure_unit(measure)), signed=True)

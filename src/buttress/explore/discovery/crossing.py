"""A line that an answer may cross: the edge of a claim's region, or a number that a measure or an effect passes."""

from __future__ import annotations

import math
from dataclasses import dataclass

from buttress.arrays import Flags, Floats
from buttress.case.claim import Region
from buttress.explore.answer import Answer
from buttress.explore.error import ExploreError


@dataclass(frozen=True)
class Crossing:
    """`line` in the answer's unit, None for a claim; the effect on a count of people has a factor for its line.

    `reverse`: does the answer cross where the claim's region does not hold it, or where it is at or below the line?
    """

    answer: Answer
    line: float | None
    reverse: bool = False

    @classmethod
    def at(cls, answer: Answer, line: float) -> Crossing:
        """A measure's level or effect that passes a line. Raises ExploreError for a line that it can't have."""
        if not math.isfinite(line) or (answer.people and (line < 0 if answer.level else line <= 0)):
            kind = "a factor above 0, such as 1.1" if answer.people and not answer.level else "a number that it has"
            raise ExploreError(f"{answer.measure} can't cross {line:g}: write {kind}")
        return cls(answer, line)

    def crosses(self, values: Floats) -> Flags:
        """Does the answer cross in each draw, (D,)? `values` as `Answer.values` has them."""
        if self.line is None:
            held = self.answer.inside(values)
        else:
            held = values > self._scaled(self.line)
        return ~held if self.reverse else held

    def intervals(self) -> tuple[tuple[float, float], ...]:
        """Where a claim's own parameter crosses: above the first and at most the second end of each interval.

        Regions of coefficients are hazard or odds ratios. Raises ValueError where no claim on a parameter is asked.
        """
        if self.answer.claim is None or self.answer.claim.parameter is None:
            raise ValueError("only a claim on a parameter has intervals")
        region = self.answer.claim.region
        if region.between is not None:
            low, high = (_log(end) for end in region.between)
            return ((-math.inf, low), (high, math.inf)) if self.reverse else ((low, high),)
        over = (region.above is not None) != self.reverse
        edge = _log(region.above if region.above is not None else region.below or 0.0)
        return ((edge, math.inf),) if over else ((-math.inf, edge),)

    @property
    def words(self) -> str:
        """What crosses, and on which side, as a clause with units."""
        claim = self.answer.claim
        region = claim.region if claim is not None else Region(above=self.line)
        return self.answer.estimand.line(region, self.reverse)

    def _scaled(self, line: float) -> float:
        if not self.answer.people:
            return line
        return math.log1p(line) if self.answer.level else math.log(line)


def _log(ratio: float) -> float:
    return math.log(ratio) if ratio > 0.0 else -math.inf

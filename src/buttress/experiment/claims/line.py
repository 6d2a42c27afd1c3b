"""What is estimated, and the line that it may cross, in words with units; differences as scenario minus baseline."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from scipy.special import expit

from buttress.experiment.arm import BASELINE
from buttress.experiment.log_ratio import is_log_ratio, two_compared
from buttress.experiment.measures import measure_of

if TYPE_CHECKING:
    from buttress.case import Claim
    from buttress.case.claim import Region

OF_PARTS = ("probability", "share")
"""Units whose differences are told in points."""


@dataclass(frozen=True)
class Estimand:
    """A measure under a `contrast` of scenarios, whose `titles` are told by name; names without one stand themselves.

    A contrast of one scenario is its level, one of two their difference, of counts of people their factor. `by_date`:
    the day of which it is told is left out, since each date has its own.
    """

    measure: str
    contrast: Mapping[str, float]
    titles: Mapping[str, str]
    by_date: bool = False

    @classmethod
    def of_claim(cls, claim: Claim, titles: Mapping[str, str]) -> Estimand:
        """What a claim is about."""
        return cls(claim.measure, claim.contrast, titles)

    @property
    def words(self) -> str:
        """`the chance of being in office after 90 days, “Without the loan” minus baseline`."""
        if self.measure.startswith("parameter: "):
            return f"the hazard ratio of {self.measure.removeprefix('parameter: ').replace('_', ' ')}"
        used = self._used
        if self._level:
            (name,) = used
            return self._subject if name == BASELINE else f"{self._subject}, under {self._title(name)}"
        if self._two is not None:
            one, other = self._two
            sign = "over" if self._factor else "minus"
            return f"{self._subject}, {self._title(one)} {sign} {self._title(other)}"
        return f"{self._subject}, {' '.join(self._term(*each, first=i == 0) for i, each in enumerate(used.items()))}"

    def line(self, region: Region, reverse: bool = False) -> str:
        """Where the region holds it, or with `reverse` where not, as a clause.

        `under “Without the loan”, the chance of being in office after 90 days is lower than in the baseline by more
        than 2 points`.
        """
        one, other = self._two or (next(iter(self._used), BASELINE), None)
        under = "" if one == BASELINE else f"under {self._title(one)}, "
        if other is not None:
            than = "than in the baseline" if other == BASELINE else f"than under {self._title(other)}"
            return f"{under}{self._subject} is {self._apart(region, reverse, than)}"
        subject = f"{under}{self._subject}" if self._level else self.words
        return f"{subject} {self._side(region, reverse)}"

    @property
    def _used(self) -> dict[str, float]:
        return {name: weight for name, weight in self.contrast.items() if weight}

    @property
    def _level(self) -> bool:
        return list(self._used.values()) == [1.0]

    @property
    def _two(self) -> tuple[str, str] | None:
        return two_compared(self.contrast) if sorted(self._used.values()) == [-1.0, 1.0] else None

    @property
    def _factor(self) -> bool:
        return is_log_ratio(self.contrast, self.measure)

    @property
    def _unit(self) -> str:
        return "" if self.measure.startswith("parameter: ") else measure_of(self.measure).unit

    @property
    def _subject(self) -> str:
        measure = measure_of(self.measure)
        return measure.subject if self.by_date else f"{measure.subject} {measure.when}".strip()

    def _title(self, name: str) -> str:
        if name == BASELINE:
            return BASELINE
        return f"“{self.titles.get(name, name)}”"

    def _term(self, name: str, weight: float, first: bool) -> str:
        size = "" if abs(weight) == 1.0 else f"{abs(weight):g} times "
        sign = ("minus " if weight < 0 else "") if first else ("minus " if weight < 0 else "plus ")
        return f"{sign}{size}{self._title(name)}"

    def _side(self, region: Region, reverse: bool) -> str:
        """Of a level, a ratio or a sum: `is above 50 %`."""
        if region.between is not None:
            low, high = (self._value(end) for end in region.between)
            return f"{'does not lie' if reverse else 'lies'} between {low} and {high}"
        if region.above is not None:
            return f"is {'at most' if reverse else 'above'} {self._value(region.above)}"
        return f"is {'at least' if reverse else 'below'} {self._value(region.below or 0.0)}"

    def _apart(self, region: Region, reverse: bool, than: str) -> str:
        """Of a difference or a factor: `lower than in the baseline by more than 2 points`."""
        if region.between is not None:
            low, high = region.between
            if reverse:
                return f"{self._beyond(low, '<', than)}, or {self._beyond(high, '>', than)}"
            return f"{self._beyond(low, '>=', than)}, and {self._beyond(high, '<=', than)}"
        if region.above is not None:
            return self._beyond(region.above, "<=" if reverse else ">", than)
        return self._beyond(region.below or 0.0, ">=" if reverse else "<", than)

    def _beyond(self, edge: float, side: str, than: str) -> str:
        """A difference on one side of an edge, in terms of how much higher or lower it is."""
        up, down = ("longer", "shorter") if self._unit == "weeks" else ("higher", "lower")
        rise, over = edge - self._nothing, side.startswith(">")
        if rise == 0.0:
            return {"<": down, ">": up, "<=": f"not {up}", ">=": f"not {down}"}[side] + f" {than}"
        word = up if rise > 0.0 else down
        if (rise > 0.0) == over:
            return f"{word} {than} by {'at least' if side.endswith('=') else 'more than'} {self._gap(edge)}"
        if side.endswith("="):
            return f"not {word} {than} by more than {self._gap(edge)}"
        return f"not {word} {than} by {self._gap(edge)} or more"

    @property
    def _nothing(self) -> float:
        """The edge at which nothing differs."""
        return 1.0 if self._factor else 0.0

    def _gap(self, edge: float) -> str:
        """The size of a difference with its unit."""
        size = abs(edge - self._nothing)
        if self._factor:
            return f"{_number(100 * size)} %"
        if self._unit in OF_PARTS:
            return f"{_number(100 * size)} points"
        if self._unit == "ratio":
            return f"{_number(100 * size)} % of its value at the trigger"
        if self._unit == "log-odds":
            moved = 100 * float(expit(edge))
            return f"{_number(size)} in log-odds (as from 50 to {moved:.0f} %)"
        return f"{_number(size)} {self._unit if self._unit != 'index' else 'in its index'}"

    def _value(self, edge: float) -> str:
        """A value with its unit."""
        if self._factor or not self._unit:
            return _number(edge)
        if self._unit in OF_PARTS:
            return f"{_number(100 * edge)} %"
        if self._unit == "ratio":
            return f"{_number(100 * edge)} % of its value at the trigger"
        return f"{_number(edge)} {'in its index' if self._unit == 'index' else self._unit}"


def _number(value: float) -> str:
    """Two significant digits under ten, three from there on, whole numbers of people."""
    digits = 2 if abs(value) < 10 else 3
    rounded = float(f"{value:.{digits}g}") if abs(value) < 1000 else round(value)
    return f"{rounded:,.0f}" if abs(rounded) >= 1000 else f"{rounded:g}".replace("-", "−")

"""What knowing something is worth to an answer: the interval now and then, and the chance of a wrong verdict."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass, replace

from buttress.arrays import Flags, Floats

Region = Callable[[Floats], Flags]
"""Does a claim's region hold these values?"""


@dataclass(frozen=True)
class Wrong:
    """Chance that the likelier word is wrong, now and then; `mc_se` is the standard error of the difference."""

    now: float
    then: float
    mc_se: float

    @property
    def told(self) -> bool:
        """Can the fall be told from nothing? By three standard errors."""
        return self.now - self.then > 3 * self.mc_se


@dataclass(frozen=True)
class Gain:
    """`interval_then` is as wide as is to be expected, round the same middle. `shrinks_by` is a share of the width.

    `mc_se` is the standard error of `shrinks_by`; `effective`, for evidence, the mean effective number of draws that
    it leaves. `wrong` where a claim is asked about.
    """

    interval_now: tuple[float, float]
    interval_then: tuple[float, float]
    shrinks_by: float
    mc_se: float
    wrong: Wrong | None = None
    effective: float | None = None

    def widened(self, inflation: float) -> Gain:
        """The same where the variance of a mean over draws is `inflation` times what their chains show."""
        factor = math.sqrt(inflation)
        wrong = None if self.wrong is None else replace(self.wrong, mc_se=self.wrong.mc_se * factor)
        return replace(self, mc_se=self.mc_se * factor, wrong=wrong)

    @property
    def told(self) -> bool:
        """Can it be told from nothing? By three standard errors, since many are tried."""
        return self.shrinks_by > 3 * self.mc_se

    @property
    def likely(self) -> bool:
        """Is it two standard errors from nothing, which of fifty tries one or two are by chance?"""
        return self.shrinks_by > 2 * self.mc_se

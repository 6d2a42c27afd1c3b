"""A share of cases and a rate of events, each with its interval."""

from __future__ import annotations

from dataclasses import dataclass

from scipy import stats


@dataclass(frozen=True)
class CaseShare:
    """A share of cases with its 95 % interval (Wilson 1927)."""

    label: str
    events: int
    cases: int

    @property
    def value(self) -> float:
        return self.events / self.cases if self.cases else float("nan")

    @property
    def interval(self) -> tuple[float, float]:
        if not self.cases:
            return 0.0, 1.0
        found = stats.binomtest(self.events, self.cases).proportion_ci(method="wilson")
        return float(found.low), float(found.high)


@dataclass(frozen=True)
class Rate:
    """Events in an exposure, with the exact 95 % interval of a Poisson mean (Garwood 1936)."""

    label: str
    events: int
    exposure: float

    @property
    def value(self) -> float:
        return self.events / self.exposure if self.exposure else float("nan")

    @property
    def interval(self) -> tuple[float, float]:
        if not self.exposure:
            return 0.0, float("inf")
        low = stats.chi2.ppf(0.025, 2 * self.events) / 2 if self.events else 0.0
        return float(low) / self.exposure, float(stats.chi2.ppf(0.975, 2 * self.events + 2)) / 2 / self.exposure

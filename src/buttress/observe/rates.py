"""What printed exchange rates say of the market for foreign currency.

A rate of a day between the trigger and the fork is held against the model's rate at the end of that day, in logs. The
model moves the rate by demand alone; what other currencies do to it is noise.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import ClassVar

import numpy as np

from buttress.arrays import Flags, Floats, Ints
from buttress.case import Case
from buttress.case.rows import Cash
from buttress.case.schema import Purse
from buttress.observe.expected import Expected, SeriesKind
from buttress.observe.noise import log_density, noise
from buttress.observe.past import SimulatedPast
from buttress.observe.report import EvidenceRow
from buttress.observe.reporter import ReporterParameter
from buttress.world import World

#: Noise of a log rate: assumed, what neighbouring currencies moved against the dollar within a month.
RATE_SD = 0.05


@dataclass(frozen=True)
class RateLevel:
    """Domestic per foreign currency on a day of the run."""

    day: int
    rate: float


class ExchangeRates:
    """Component `rates`."""

    name = "rates"
    series: ClassVar[SeriesKind] = "stock"

    def __init__(self, levels: Sequence[RateLevel], rows: Sequence[EvidenceRow] = ()) -> None:
        self.parameters: list[ReporterParameter] = []
        self.levels = list(levels)
        self.rows = list(rows)

    @classmethod
    def of(cls, case: Case, world: World) -> ExchangeRates:
        """From the case's rates, one a day: the first published."""
        levels: dict[int, RateLevel] = {}
        rows = []
        for row in (row for row in case.cash if row.kind == "exchange_rate"):
            day = (row.date - case.facts.trigger.date).days
            why = _objection(row, day, world.fork, levels, case.facts.purse)
            rows.append(_row(row, why))
            if why is None:
                levels[day] = RateLevel(day, float(row.amount_m))
        return cls([levels[day] for day in sorted(levels)], rows)

    def expect(self, past: SimulatedPast, values: Mapping[str, Floats]) -> Expected:
        """The model's log rate on each day."""
        columns = [(np.log(past.rate[:, level.day]), np.full(len(past), RATE_SD)) for level in self.levels]
        return Expected.stack(columns, len(past))

    def log_terms(self, expected: Expected) -> Floats:
        """Log density of each rate, (n, k)."""
        return log_density(np.log([level.rate for level in self.levels]), expected.location, expected.scale)

    def reported(self) -> Floats:
        """Each log rate as both of its bounds, (k, 2)."""
        return np.log([[level.rate] * 2 for level in self.levels]).reshape(-1, 2)

    def natural(self, j: int, at: Floats) -> Floats:
        """Domestic per foreign."""
        del j
        return np.exp(at)

    def ends(self, occasion_days: Ints) -> Ints:
        """The day after each rate's, (k,)."""
        del occasion_days
        return np.array([level.day + 1 for level in self.levels], dtype=np.int64)

    def take(self, kept: Flags) -> ExchangeRates:
        """Some of the rates."""
        return ExchangeRates([self.levels[j] for j in np.flatnonzero(kept)], self.rows)

    def replica(self, expected: Expected, rng: np.random.Generator) -> ExchangeRates:
        """Rates drawn from the first run of `expected`."""
        rates = np.exp(expected.location[0] + expected.scale[0] * noise(rng, len(self.levels)))
        levels = [replace(level, rate=float(rate)) for level, rate in zip(self.levels, rates, strict=True)]
        return ExchangeRates(levels, self.rows)


def _objection(row: Cash, day: int, fork: int, levels: Mapping[int, RateLevel], purse: Purse | None) -> str | None:
    if row.basis != "level":
        return "a claim, not a rate of the day"
    if purse is None or row.currency != purse.domestic_currency or not purse.own_money:
        return "not the domestic currency, or the state has none of its own"
    if not 0 <= day < fork:
        return "outside of the days from the trigger to the cut-off"
    if day in levels:
        return "another rate of that day was used"
    return None


def _row(row: Cash, why: str | None) -> EvidenceRow:
    return EvidenceRow(
        file="cash.csv",
        line=row.line,
        date=row.date.isoformat(),
        where="national",
        what="exchange rate",
        reporter="",
        quantity="rate",
        value=f"{row.amount_m} {row.currency}",
        used=why is None,
        why=why or f"against the model's rate at the end of the day, noise {RATE_SD:g} in logs",
    )

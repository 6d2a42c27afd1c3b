"""What the fall of the reserves says of the demand for foreign currency.

Between two reserve levels the ledger knows the dated flows; what it can't date (sales without a date and the residual)
is what the bank sold to the public, plus revaluation and other business. For every closed period that reaches past the
trigger this drain is held against the model's

    sum over the days since the trigger of (share met x private demand)  +  quiet pace x days before it.

The quiet pace and the noise of a month come from the closed periods before the trigger: the median of their drains
over the last six, and the median distance from it (scaled to a normal's standard deviation). Without such a period
the whole fall is no evidence. Noise is Student's t of 4 degrees, since a month's revaluation can be large.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import ClassVar

import numpy as np

from buttress.arrays import Flags, Floats, Ints
from buttress.case import Case
from buttress.case.period import Period
from buttress.observe.expected import Expected, SeriesKind
from buttress.observe.noise import log_density, noise
from buttress.observe.past import SimulatedPast
from buttress.observe.report import EvidenceRow
from buttress.observe.reporter import ReporterParameter
from buttress.world import World

#: Closed periods before the trigger from which pace and noise are learned, and the fewest that will do.
QUIET_PERIODS, FEWEST = 6, 3
#: Minor units in a million.
MILLION = 1e8
#: A median distance times this is a normal's standard deviation.
MAD_TO_SD = 1.4826


@dataclass(frozen=True)
class Fall:
    """A closed period: days of the run (first to before last), its drain since the trigger and the noise, millions."""

    first: int
    last: int
    drain_m: float
    sd_m: float


class ReserveFalls:
    """Component `reserves`."""

    name = "reserves"
    series: ClassVar[SeriesKind] = "stock"

    def __init__(self, falls: Sequence[Fall], rows: Sequence[EvidenceRow] = ()) -> None:
        self.parameters: list[ReporterParameter] = []
        self.falls = list(falls)
        self.rows = list(rows)

    @classmethod
    def of(cls, case: Case, world: World) -> ReserveFalls:
        """From the periods of the case's ledger."""
        trigger = case.facts.trigger.date
        quiet = _quiet_periods(case)
        pace, sd = _quiet(quiet)
        falls, rows = [], []
        for period in case.ledger.periods:
            if period.end <= trigger:
                continue
            why = _objection(period, quiet)
            rows.append(_row(case, period, why))
            if why is None:
                first, last = (period.start - trigger).days, min((period.end - trigger).days, world.fork)
                length = (period.end - period.start).days
                drain = _drain(period) - pace * max(0, -first)
                falls.append(Fall(max(0, first), last, drain, sd * np.sqrt(length)))
        return cls(falls, rows)

    def expect(self, past: SimulatedPast, values: Mapping[str, Floats]) -> Expected:
        """Millions that the bank would have sold in each period, as the simulator says."""
        columns = []
        for fall in self.falls:
            days = slice(fall.first, fall.last)
            sold = past.met[:, days].sum(axis=1) / MILLION
            columns.append((sold, np.full(len(past), fall.sd_m)))
        return Expected.stack(columns, len(past))

    def log_terms(self, expected: Expected) -> Floats:
        """Log density of each fall, (n, k)."""
        return log_density(np.array([fall.drain_m for fall in self.falls]), expected.location, expected.scale)

    def reported(self) -> Floats:
        """Each fall, millions, as both of its bounds, (k, 2)."""
        return np.array([[fall.drain_m] * 2 for fall in self.falls]).reshape(-1, 2)

    def natural(self, j: int, at: Floats) -> Floats:
        """Millions are millions."""
        del j
        return at

    def ends(self, occasion_days: Ints) -> Ints:
        """The end of each period, (k,)."""
        del occasion_days
        return np.array([fall.last for fall in self.falls], dtype=np.int64)

    def take(self, kept: Flags) -> ReserveFalls:
        """Some of the periods."""
        return ReserveFalls([self.falls[j] for j in np.flatnonzero(kept)], self.rows)

    def replica(self, expected: Expected, rng: np.random.Generator) -> ReserveFalls:
        """Falls drawn from the first run of `expected`."""
        drains = expected.location[0] + expected.scale[0] * noise(rng, len(self.falls))
        falls = [replace(fall, drain_m=float(drain)) for fall, drain in zip(self.falls, drains, strict=True)]
        return ReserveFalls(falls, self.rows)


def noise_a_day(case: Case) -> float | None:
    """Noise of a fall, millions a square root of a day, from the quiet periods; None where there are too few."""
    quiet = _quiet_periods(case)
    return _quiet(quiet)[1] if len(quiet) >= FEWEST else None


def _quiet_periods(case: Case) -> list[Period]:
    """The last closed periods before the trigger."""
    trigger = case.facts.trigger.date
    return [period for period in case.ledger.periods if period.closed and period.end <= trigger][-QUIET_PERIODS:]


def _drain(period: Period) -> float:
    """Sales and residual of a period, millions, positive = reserves fell."""
    return (period.flows["fx_sale"] - period.residual) / MILLION


def _quiet(periods: Sequence[Period]) -> tuple[float, float]:
    """Pace a day and noise a square root of a day, millions."""
    if len(periods) < FEWEST:
        return 0.0, 0.0
    days = np.array([(period.end - period.start).days for period in periods], dtype=float)
    drains = np.array([_drain(period) for period in periods])
    pace = float(np.median(drains / days))
    return pace, float(MAD_TO_SD * np.median(np.abs(drains - pace * days) / np.sqrt(days)))


def _objection(period: Period, quiet: Sequence[Period]) -> str | None:
    if not period.closed:
        return "no reserve level closes the period before the cut-off"
    if len(quiet) < FEWEST:
        return f"fewer than {FEWEST} closed periods before the trigger to learn pace and noise from"
    return None


def _row(case: Case, period: Period, why: str | None) -> EvidenceRow:
    value = f"{_drain(period):,.0f} million {case.facts.foreign} not explained by dated payments"
    return EvidenceRow(
        file="cash.csv",
        line=period.line,
        date=period.start.isoformat(),
        where="national",
        what=f"reserves to {period.end.isoformat()}",
        reporter="",
        quantity="reserves",
        value=value,
        used=why is None,
        why=why or "as sales of foreign currency since the trigger, with the pace and noise of the months before it",
    )

"""What a brief says, before it has a form: plain numbers, names and intervals, free of the model.

A number that a reader sees is an `Estimate`, a `Spread` or a `Path`: each carries its interval and its unit.
Bare numbers stand only for what has no interval: settings of the ensemble, reports as their reporters gave them,
sums that a document names.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Literal

BASELINE = "baseline"
LEVELS = (50, 80, 95)


class Unit(StrEnum):
    """How a number is written. `share` is a probability and `percent` a ratio, both shown in %; `points` is a
    difference of probabilities."""

    SHARE = "share"
    POINTS = "points"
    PEOPLE = "people"
    WEEKS = "weeks"
    DAYS = "days"
    PERCENT = "percent"
    RATIO = "ratio"
    NUMBER = "number"
    MONEY = "money"


@dataclass(frozen=True)
class Estimate:
    """A mean with its interval. `money` names the currency and scale of a sum (`USD m`), `cap` is a censoring point,
    `signed` writes the plus of a difference."""

    mean: float
    low: float
    high: float
    unit: Unit
    level: int = 95
    money: str = ""
    cap: float | None = None
    signed: bool = False


@dataclass(frozen=True)
class Spread:
    """A median with its central 50, 80 and 95 % intervals (predictive)."""

    median: float
    bands: tuple[tuple[int, float, float], ...]
    unit: Unit

    def band(self, level: int) -> tuple[float, float]:
        """The interval of one level; raises KeyError if the spread lacks it."""
        for known, low, high in self.bands:
            if known == level:
                return low, high
        raise KeyError(level)

    def estimate(self, level: int = 95) -> Estimate:
        """The median with one of its intervals."""
        low, high = self.band(level)
        return Estimate(self.median, low, high, self.unit, level)


@dataclass(frozen=True)
class Band:
    """One interval along a path; `low` and `high` have the path's length."""

    level: int
    low: tuple[float, ...]
    high: tuple[float, ...]


@dataclass(frozen=True)
class Path:
    """A quantity over dates: its middle and its bands, all of one length."""

    dates: tuple[date, ...]
    middle: tuple[float, ...]
    bands: tuple[Band, ...]
    unit: Unit
    money: str = ""

    def band(self, level: int) -> Band:
        """The band of one level; raises KeyError if the path lacks it."""
        for known in self.bands:
            if known.level == level:
                return known
        raise KeyError(level)

    def at(self, index: int, level: int = 95) -> Estimate:
        """The path's value at one index, with one of its intervals."""
        band = self.band(level)
        return Estimate(self.middle[index], band.low[index], band.high[index], self.unit, level, self.money)


@dataclass(frozen=True)
class Paired:
    """A paired difference (scenario minus baseline) with both errors and the two levels beside it.

    `difference` holds the interval with parameter uncertainty, `mc_se` the Monte-Carlo standard error in the same
    unit, `nothing` the half-width of what counts as practically nothing.
    """

    difference: Estimate
    mc_se: float
    nothing: float
    baseline: Estimate
    scenario: Estimate


@dataclass(frozen=True)
class Effect:
    """One scenario against the baseline. `subject` is what the scenario takes away ("the loan"), empty if nothing
    that simple; `fixed` marks the two what-ifs on policing, which report harm first and are never ranked. `settled`
    and `basis` come from the claims on this very difference, if there are any."""

    scenario: str
    title: str
    fired: bool
    runs: int
    tenure: Paired
    turnout: Paired
    detained: Paired
    subject: str = ""
    fixed: bool = False
    settled_tenure: bool | None = None
    settled_turnout: bool | None = None
    basis_tenure: str = ""
    basis_turnout: str = ""
    trace: str = ""


@dataclass(frozen=True)
class Beside:
    """A second number under a headline cell: a label and its estimate."""

    label: str
    estimate: Estimate


@dataclass(frozen=True)
class Cell:
    """One of the four headline cells: a label, its number, what stands beside it, and the sources it leans on.

    `estimate` is None where the runs do not reach it.
    """

    label: str
    estimate: Estimate | None
    beside: tuple[Beside, ...] = ()
    sources: tuple[str, ...] = ()
    trace: str = ""


@dataclass(frozen=True)
class Curve:
    """Share of a scenario's weight still in office, from the fork on."""

    scenario: str
    label: str
    path: Path


@dataclass(frozen=True)
class Report:
    """A crowd as a reporter gave it, of the country or of its capital: `low` alone is "more than", `high` alone "not
    over"."""

    date: date
    reporter: str
    low: float | None
    high: float | None
    nationwide: bool
    trace: str = ""


@dataclass(frozen=True)
class Fan:
    """Turnout of one kind of occasion, nationwide, before and after the fork, with the reports."""

    occasion: str
    path: Path
    reports: tuple[Report, ...]


@dataclass(frozen=True)
class Promise:
    """Money from a lender as a document names it, in millions of `money`: pledged until it is paid."""

    date: date
    label: str
    amount_m: float
    money: str
    paid: bool
    source: str = ""


@dataclass(frozen=True)
class Purse:
    """The purse by week: usable foreign money, payroll owed and paid, what was promised, what of it is new money."""

    cash: Path
    owed: Path
    paid: Path
    promises: tuple[Promise, ...]
    beside: tuple[Beside, ...] = ()


@dataclass(frozen=True)
class PlaceWeek:
    """Next seven days in one place: the largest crowd of the week and all people detained in it."""

    place: str
    name: str
    turnout: Spread
    detained: Spread
    trace: str = ""


@dataclass(frozen=True)
class OccasionWeek:
    """An occasion of the next seven days, nationwide."""

    name: str
    date: date
    where: str
    turnout: Spread
    detained: Spread
    trace: str = ""


Verdict = Literal["supported", "contradicted", "undetermined"]


@dataclass(frozen=True)
class Claim:
    """A claim with its verdict; `estimate` is None only where no number can be made, and `basis` then says why."""

    id: str
    row: str
    who: str
    says: str
    verdict: Verdict
    basis: str
    estimate: Estimate | None
    measure: str
    rule: str
    would_change: str
    note: str = ""
    trace: str = ""


@dataclass(frozen=True)
class ReadingRow:
    """A difference that the scripted and the responsive patron do not share."""

    title: str
    measure: str
    scripted: Estimate
    responsive: Estimate


@dataclass(frozen=True)
class PriorRow:
    """A headline number as the reports have shaped it, and under the priors alone."""

    what: str
    posterior: Estimate
    prior: Estimate
    trace: str = ""


@dataclass(frozen=True)
class Disagreement:
    """Reporters of one occasion who give different numbers: (reporter, what they said)."""

    date: date
    what: str
    said: tuple[tuple[str, str], ...]
    trace: str = ""


@dataclass(frozen=True)
class Assumed:
    """A number of the case that no source gives."""

    key: str
    value: str
    why: str


@dataclass(frozen=True)
class Unmoved:
    """A parameter that the evidence did not move: posterior spread over prior spread, near one."""

    name: str
    meaning: str
    ratio: float


@dataclass(frozen=True)
class Score:
    """How forecasts of a target did one week ahead: `skill`, by how much smaller their error (CRPS) was than that of
    the last number again; `held`, how many of the `forecasts` had their figure within the 80 % interval."""

    target: str
    forecasts: int
    skill: Estimate
    held: int


@dataclass(frozen=True)
class Unknowns:
    """What the brief cannot tell."""

    disagreements: tuple[Disagreement, ...] = ()
    assumed: tuple[Assumed, ...] = ()
    unmoved: tuple[Unmoved, ...] = ()
    parameters: int = 0
    never_fired: tuple[str, ...] = ()
    scores: tuple[Score, ...] = ()
    limits: tuple[str, ...] = ()


@dataclass(frozen=True)
class Source:
    """A source of the case, as its evidence ledger gives it."""

    id: str
    publisher: str
    date: str
    title: str
    url: str


@dataclass(frozen=True)
class Provenance:
    """What makes this brief again, to the byte."""

    case_id: str
    case_hash: str
    version: str
    seed: int
    runs: int
    draws: int
    effective_sample_size: float
    command: str
    settings: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class BriefData:
    """Everything that a brief shows, in the order in which it shows it."""

    title: str
    question: str
    as_of: date
    trigger: date
    horizon_days: int
    incumbent: str
    tenure_days: int
    occasion: str
    cells: tuple[Cell, ...]
    curves: tuple[Curve, ...]
    fan: Fan
    effects: tuple[Effect, ...]
    claims: tuple[Claim, ...]
    purse: Purse
    places: tuple[PlaceWeek, ...]
    occasions: tuple[OccasionWeek, ...]
    unknowns: Unknowns
    provenance: Provenance
    lead: str = ""
    readings: tuple[ReadingRow, ...] = ()
    responsive: bool = False  # was a patron who responds run at all
    prior: tuple[PriorRow, ...] = ()  # empty unless asked for
    sources: tuple[Source, ...] = ()
    warnings: tuple[str, ...] = field(default=())

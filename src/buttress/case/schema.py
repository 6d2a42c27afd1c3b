"""The form of `case.yaml`, `sources.yaml`, `claims.yaml` and a scenario file.

Field names carry the unit where one is needed: `_m` millions of a currency, `_month` and `_day` per month and day,
`_days` days, shares between 0 and 1. Every number is a quantity: a value with the id of its source, or with the reason
for which it is assumed.
"""

from __future__ import annotations

import re
from datetime import date
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints, model_validator

MIN_PEOPLE = 100_000
"""No place smaller than this: results about fewer people could point at persons."""

_ISO = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
Weekday = Literal["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]


def iso_day(value: Any) -> Any:
    """A date from text `YYYY-MM-DD` and from nothing else; raises ValueError."""
    if isinstance(value, date):
        return value
    if not isinstance(value, str) or not _ISO.fullmatch(value):
        raise ValueError("write a date as YYYY-MM-DD")
    try:
        return date.fromisoformat(value)
    except ValueError:
        raise ValueError(f"{value} is not a day of the calendar") from None


Day = Annotated[date, BeforeValidator(iso_day), Field(ge=date(1800, 1, 1), le=date(2200, 1, 1))]
Id = Annotated[str, StringConstraints(pattern=r"^[A-Za-z][A-Za-z0-9_]{0,49}$")]
CaseId = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9][A-Za-z0-9_.-]{0,79}$")]
SourceId = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9][A-Za-z0-9_.-]{0,49}$")]
Text = Annotated[str, StringConstraints(min_length=1, max_length=5000, pattern=r"\S")]
Currency = Annotated[str, StringConstraints(pattern=r"^[A-Z]{3}$")]


class Form(BaseModel):
    """Base of all forms: unknown keys, conversions between types, NaN and infinity are refused."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True, allow_inf_nan=False, validate_default=False)


_ONE_ORIGIN: dict[str, Any] = {"oneOf": [{"required": ["source"]}, {"required": ["assumed"]}]}


class Provenance(Form):
    """Where a number comes from: exactly one of a source id and the reason for an assumption."""

    model_config = ConfigDict(json_schema_extra=_ONE_ORIGIN)

    source: SourceId | None = None
    assumed: Text | None = None
    as_of: Day | None = None
    note: Text | None = None

    @model_validator(mode="after")
    def _one_origin(self) -> Provenance:
        if (self.source is None) == (self.assumed is None):
            raise ValueError("give exactly one of 'source' (an id of sources.yaml) and 'assumed' (why)")
        return self


class Quantity(Provenance):
    """A number of zero or more."""

    value: Annotated[float, Field(ge=0, le=1e15)]


class Positive(Provenance):
    """A number above zero."""

    value: Annotated[float, Field(gt=0, le=1e15)]


class Share(Provenance):
    """A share, 0 to 1."""

    value: Annotated[float, Field(ge=0, le=1)]


class Count(Provenance):
    """A whole number of people or things."""

    value: Annotated[int, Field(ge=0, le=10_000_000_000)]


class DatedFact(Provenance):
    """A date with its source."""

    value: Day


class Distribution(Form):
    """A prior: `normal(mean, sd)`, `lognormal(median, sigma)`, `beta(a, b)`, `uniform(low, high)` or `fixed(value)`."""

    model_config = ConfigDict(json_schema_extra=_ONE_ORIGIN)

    dist: Literal["normal", "lognormal", "beta", "uniform", "fixed"]
    mean: float | None = None
    sd: Annotated[float, Field(gt=0)] | None = None
    median: Annotated[float, Field(gt=0)] | None = None
    sigma: Annotated[float, Field(gt=0)] | None = None
    a: Annotated[float, Field(gt=0)] | None = None
    b: Annotated[float, Field(gt=0)] | None = None
    low: float | None = None
    high: float | None = None
    value: float | None = None
    source: SourceId | None = None
    assumed: Text | None = None
    note: Text | None = None

    @model_validator(mode="after")
    def _arguments(self) -> Distribution:
        wanted = ARGUMENTS[self.dist]
        given = tuple(name for name in NUMBERS if getattr(self, name) is not None)
        if set(given) != set(wanted):
            raise ValueError(f"{self.dist} takes {' and '.join(wanted)}, not {' and '.join(given) or 'nothing'}")
        if self.dist == "uniform" and not (self.low or 0.0) < (self.high or 0.0):
            raise ValueError("'low' must be below 'high'")
        if (self.source is None) == (self.assumed is None):
            raise ValueError("give exactly one of 'source' (an id of sources.yaml) and 'assumed' (why)")
        return self


ARGUMENTS: dict[str, tuple[str, ...]] = {
    "normal": ("mean", "sd"),
    "lognormal": ("median", "sigma"),
    "beta": ("a", "b"),
    "uniform": ("low", "high"),
    "fixed": ("value",),
}
NUMBERS = ("mean", "sd", "median", "sigma", "a", "b", "low", "high", "value")


class Trigger(Form):
    """The event that opened the contest; day 0."""

    date: Day
    what: Text
    source: SourceId


class Incumbent(Form):
    """The office holder, a public figure."""

    name: Text
    in_office_since: DatedFact


class Patron(Form):
    """The foreign backer."""

    id: Id
    name: Text


class Contender(Form):
    """The best known challenger, a public figure; `leaders` counts the members of the leading body."""

    name: Text
    status: Literal["in_country", "exiled", "jailed"]
    leaders: Count


class Place(Form):
    """A city, a region, or the rest of one; 100,000 people or more."""

    id: Id
    name: Text
    kind: Literal["city", "region", "rest"]
    capital: bool = False
    population: Count


class Group(Form):
    """A part of the adults; the shares of all groups sum to 1."""

    id: Id
    name: Text
    share_of_adults: Share


class Pillar(Form):
    """A group whose loyalty the incumbent needs; `monthly_pay` in domestic currency a head."""

    id: Id
    name: Text
    role: Literal["enforcer", "army", "workers", "officials"]
    headcount: Count
    unit_size: Count
    monthly_pay: Positive
    capital_share: Share
    deployable_share: Share


class Purse(Form):
    """The two accounts at the trigger; `_m` millions of the currency named in the architecture document."""

    domestic_currency: Currency
    foreign_currency: Currency
    own_money: bool
    exchange_rate: Positive
    reserves_unusable_m: Quantity
    revenue_month_m: Quantity
    other_spending_month_m: Quantity
    domestic_cash_m: Quantity
    payment_order: list[Id]
    fx_trade_day_m: Positive


def _all_or_list(value: Any) -> Any:
    if value == "all" or isinstance(value, list):
        return value
    raise ValueError("write 'all' or a list of ids")


AllOrIds = Annotated[Literal["all"] | list[Id], BeforeValidator(_all_or_list)]


class Calling(Form):
    """A kind of occasion in the calendar: on a weekday from a day on, or on listed dates."""

    id: Id
    name: Text
    weekday: Weekday | None = None
    from_: Annotated[Day | None, Field(alias="from")] = None
    until: Day | None = None
    dates: Annotated[list[Day], Field(min_length=1, max_length=1000)] | None = None
    places: AllOrIds
    groups: AllOrIds

    @model_validator(mode="after")
    def _when(self) -> Calling:
        if (self.weekday is None) == (self.dates is None):
            raise ValueError("give exactly one of 'weekday' (with 'from') and 'dates'")
        if (self.weekday is None) != (self.from_ is None):
            raise ValueError("'weekday' and 'from' go together")
        if self.until is not None and (self.from_ is None or self.until < self.from_):
            raise ValueError("'until' must not be before 'from'")
        if self.dates is not None and len(set(self.dates)) != len(self.dates):
            raise ValueError("a date is repeated in 'dates'")
        return self


class Reporter(Form):
    """Who counts crowds and detentions."""

    id: Id
    name: Text
    kind: Literal["official", "monitor", "newsroom", "organiser"]
    note: Text | None = None


class Facts(Form):
    """`case.yaml`."""

    format: Literal[1]
    id: CaseId
    title: Text
    question: Text
    trigger: Trigger
    as_of: Day
    horizon_days: Annotated[int, Field(ge=7, le=1000)]
    seed: Annotated[int, Field(ge=0, le=2**63 - 1)]
    incumbent: Incumbent
    patron: Patron
    contender: Contender
    adults_share: Share
    places: Annotated[list[Place], Field(min_length=1, max_length=500)]
    groups: Annotated[list[Group], Field(min_length=1, max_length=50)]
    pillars: Annotated[list[Pillar], Field(min_length=1, max_length=50)]
    purse: Purse
    custody_places: Count
    calendar: Annotated[list[Calling], Field(min_length=1, max_length=100)]
    priors: dict[Id, Distribution] = Field(default_factory=dict)
    reporters: Annotated[list[Reporter], Field(min_length=1, max_length=200)]

    @property
    def capital(self) -> Place:
        return next(place for place in self.places if place.capital)


class Source(Form):
    """A published text; `date` is the day of publication."""

    id: SourceId
    publisher: Text
    date: Day
    title: Text
    url: str = ""
    supports: Text


Lever = Literal[
    "loan_cash",
    "loan_announced",
    "loan_delay_days",
    "loan_refinance_share",
    "rollover",
    "endorsement",
    "refusal",
    "exercises",
    "reserve_force",
    "intervention",
    "reform_promise",
    "scrutiny",
    "policing_intensity",
]

LEVERS: dict[str, float] = {
    "loan_cash": 1.0,
    "loan_announced": 1.0,
    "loan_delay_days": 0.0,
    "loan_refinance_share": -1.0,
    "rollover": 1.0,
    "endorsement": 1.0,
    "refusal": 0.0,
    "exercises": 1.0,
    "reserve_force": 1.0,
    "intervention": 0.0,
    "reform_promise": 1.0,
    "scrutiny": 1.0,
    "policing_intensity": 1.0,
}
"""Each lever's value in the baseline."""

LIMITS: dict[str, tuple[float, float]] = {
    "loan_cash": (0.0, 2.0),
    "loan_announced": (0.0, 1.0),
    "loan_delay_days": (0.0, 365.0),
    "loan_refinance_share": (0.0, 1.0),
    "rollover": (0.0, 1.0),
    "endorsement": (0.0, 1.0),
    "refusal": (0.0, 1.0),
    "exercises": (0.0, 1.0),
    "reserve_force": (0.0, 1.0),
    "intervention": (0.0, 1.0),
    "reform_promise": (0.0, 1.0),
    "scrutiny": (0.0, 1.0),
}
POLICING = (2.0 / 3.0, 3.0 / 2.0)
"""The two fixed what-ifs, milder and harsher; nothing between or beyond may be asked."""


class Change(Form):
    """From a day on a lever has a value; `policing_intensity` is snapped to 2/3 or 3/2."""

    lever: Lever
    from_: Annotated[Day, Field(alias="from")]
    value: float

    @model_validator(mode="before")
    @classmethod
    def _snap(cls, data: Any) -> Any:
        if isinstance(data, dict) and data.get("lever") == "policing_intensity":
            value = data.get("value")
            if isinstance(value, (int, float)) and not isinstance(value, bool):
                for allowed in POLICING:
                    if abs(value - allowed) < 1e-3:
                        return {**data, "value": allowed}
        return data

    @model_validator(mode="after")
    def _allowed(self) -> Change:
        if self.lever == "policing_intensity":
            if self.value not in POLICING:
                raise ValueError("'policing_intensity' is 0.6667 (milder) or 1.5 (harsher) and nothing else")
            return self
        low, high = LIMITS[self.lever]
        if not (low <= self.value <= high or self.value == LEVERS[self.lever]):
            raise ValueError(f"'{self.lever}' must be between {low:g} and {high:g}")
        return self


class Scenario(Form):
    """A small file of dated changes to a case."""

    title: Text
    question: Text
    what_if: Literal["fixed"] | None = None
    changes: Annotated[list[Change], Field(max_length=100)]

    @property
    def policing(self) -> bool:
        return any(change.lever == "policing_intensity" for change in self.changes)


class Region(Form):
    """The values a claim asserts: exactly one of above, below, between."""

    above: float | None = None
    below: float | None = None
    between: Annotated[list[float], Field(min_length=2, max_length=2)] | None = None

    @model_validator(mode="after")
    def _one(self) -> Region:
        if sum(side is not None for side in (self.above, self.below, self.between)) != 1:
            raise ValueError("give exactly one of 'above', 'below' and 'between'")
        if self.between is not None and not self.between[0] < self.between[1]:
            raise ValueError("'between' takes the lower value first")
        return self


def _measure(value: Any) -> Any:
    if isinstance(value, dict) and set(value) == {"parameter"}:
        return f"parameter: {value['parameter']}"
    return value


Measure = Annotated[
    str, BeforeValidator(_measure), StringConstraints(pattern=r"^(parameter: )?[A-Za-z][A-Za-z0-9_]{0,79}$")
]


class Claim(Form):
    """A hypothesis and the rule for its verdict, written before any run."""

    id: Id
    row: Annotated[str, StringConstraints(pattern=r"^[A-Z]{1,2}[0-9]{0,3}$")] | None = None
    who: Text
    says: Text
    rests_on: list[Id]
    measure: Measure
    contrast: dict[Id, float] = Field(default_factory=dict)
    relative_to: Id | None = None
    region: Region
    structure: bool = False
    would_change: Text

    @property
    def parameter(self) -> str | None:
        """The coefficient's name if the claim is about one."""
        return self.measure.removeprefix("parameter: ") if self.measure.startswith("parameter: ") else None

    @model_validator(mode="after")
    def _about_something(self) -> Claim:
        if self.parameter is None and not any(self.contrast.values()):
            raise ValueError("'contrast' needs a scenario with a weight other than 0")
        if self.parameter is not None and self.contrast:
            raise ValueError("a claim on a parameter has no 'contrast'")
        return self

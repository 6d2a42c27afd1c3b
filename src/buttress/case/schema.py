"""The forms of `case.yaml` and `sources.yaml`; those of scenarios and claims stand beside it and are named here too.

Field names carry the unit where one is needed: `_m` millions of a currency, `_month` and `_day` per month and day,
`_days` days, shares between 0 and 1. Every number is a quantity: a value with the id of its source, or with the reason
for which it is assumed.
"""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field, model_validator

from buttress.case.claim import Claim as Claim
from buttress.case.claim import Region as Region
from buttress.case.quantity import (
    CaseId,
    Count,
    Currency,
    DatedFact,
    Day,
    Distribution,
    Form,
    Id,
    Positive,
    Quantity,
    Share,
    SourceId,
    Text,
)
from buttress.case.scenario import LEVERS as LEVERS
from buttress.case.scenario import POLICING as POLICING
from buttress.case.scenario import Change as Change
from buttress.case.scenario import Scenario as Scenario

MIN_PEOPLE = 100_000
"""No place smaller than this: results about fewer people could point at persons."""

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
Weekday = Literal["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]


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

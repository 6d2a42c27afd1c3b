"""The forms of `case.yaml` and `sources.yaml`; those of scenarios and claims stand beside it and are named here too.

Field names carry the unit where one is needed: `_m` millions of a currency, `_month` and `_day` per month and day,
`_days` days, shares between 0 and 1. Every number is a quantity: a value with the id of its source, or with the reason
for which it is assumed.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import Annotated, Literal

from pydantic import Field, model_validator

from buttress.case.calendar import Calling as Calling
from buttress.case.calendar import main_kind
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

PARTS = ("patron", "contender", "purse", "pillars")
"""Parts of a case that a case of format 2 may leave out, each on its own."""
RESERVES = "reserves"
"""The part of the purse that is off where it names no foreign currency."""

MIN_PEOPLE = 100_000
"""No place smaller than this: results about fewer people could point at persons."""


class Trigger(Form):
    """The event that opened the contest; day 0."""

    date: Day
    what: Text
    source: SourceId


class Incumbent(Form):
    """The office holder, a public figure."""

    name: Text
    in_office_since: DatedFact | None = None


class IncumbentOne(Incumbent):
    """The office holder of format 1, with the day on which the office was taken."""

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
    """A group whose loyalty the incumbent needs; `monthly_pay` in domestic currency a head, where there is a purse."""

    id: Id
    name: Text
    role: Literal["enforcer", "army", "workers", "officials"]
    headcount: Count
    unit_size: Count
    monthly_pay: Positive | None = None
    capital_share: Share
    deployable_share: Share


class OtherCurrency(Form):
    """A third currency in which money moves, and what one of it is worth in the foreign currency."""

    currency: Currency
    in_foreign: Positive


class Purse(Form):
    """The two accounts at the trigger; `_m` millions of the currency named in the architecture document.

    What `ABROAD` names goes together: a purse without it has no reserves, and its foreign account is off.
    """

    domestic_currency: Currency
    foreign_currency: Currency | None = None
    own_money: bool
    exchange_rate: Positive | None = None
    reserves_unusable_m: Quantity | None = None
    revenue_month_m: Quantity
    other_spending_month_m: Quantity
    domestic_cash_m: Quantity
    payment_order: list[Id] = Field(default_factory=list)
    fx_trade_day_m: Positive | None = None
    other_currencies: Annotated[list[OtherCurrency], Field(max_length=50)] = Field(default_factory=list)

    @model_validator(mode="after")
    def _abroad_together(self) -> Purse:
        missing = [name for name in ABROAD if getattr(self, name) is None]
        if missing and len(missing) < len(ABROAD):
            raise ValueError(f"{', '.join(ABROAD)} go together; {' and '.join(missing)} missing")
        own = (self.domestic_currency, self.foreign_currency)
        others = [each.currency for each in self.other_currencies]
        twice = [name for index, name in enumerate(others) if name in own or name in others[:index]]
        if twice:
            raise ValueError(f"{twice[0]} has two rates: it stands twice, or is the domestic or foreign currency")
        if others and self.foreign_currency is None:
            raise ValueError("'other_currencies' are worth so much of the foreign currency; give 'foreign_currency'")
        return self


ABROAD = ("foreign_currency", "exchange_rate", "reserves_unusable_m", "fx_trade_day_m")
"""What a purse has if the country publishes its reserves."""


class PurseOne(Purse):
    """The purse of format 1, in which every number is there."""

    foreign_currency: Currency
    exchange_rate: Positive
    reserves_unusable_m: Quantity
    payment_order: list[Id]
    fx_trade_day_m: Positive


class Reporter(Form):
    """Who counts crowds and detentions."""

    id: Id
    name: Text
    kind: Literal["official", "monitor", "newsroom", "organiser"]
    note: Text | None = None


class Facts(Form):
    """`case.yaml`. What a case of format 2 leaves out of `PARTS` is off: no mechanism of it runs."""

    format: Literal[1, 2]
    id: CaseId
    title: Text
    question: Text
    trigger: Trigger
    as_of: Day
    horizon_days: Annotated[int, Field(ge=7, le=1000)]
    seed: Annotated[int, Field(ge=0, le=2**63 - 1)]
    incumbent: Incumbent
    patron: Patron | None = None
    contender: Contender | None = None
    adults_share: Share
    places: Annotated[list[Place], Field(min_length=1, max_length=500)]
    groups: Annotated[list[Group], Field(min_length=1, max_length=50)]
    pillars: Annotated[list[Pillar], Field(max_length=50)] = Field(default_factory=list)
    purse: Purse | None = None
    custody_places: Count
    calendar: Annotated[list[Calling], Field(min_length=1, max_length=100)]
    priors: dict[Id, Distribution] = Field(default_factory=dict)
    reporters: Annotated[list[Reporter], Field(min_length=1, max_length=200)]

    @property
    def off(self) -> tuple[str, ...]:
        """The parts that the case leaves out: of `PARTS`, and the reserves."""
        parts = tuple(part for part in PARTS if not getattr(self, part))
        return parts if self.foreign is not None else (*parts, RESERVES)

    @property
    def foreign(self) -> str | None:
        """The foreign currency of the purse, if it has one."""
        return None if self.purse is None else self.purse.foreign_currency

    @property
    def capital(self) -> Place:
        """The one place that is marked as the capital."""
        return next(place for place in self.places if place.capital)

    @property
    def end(self) -> date:
        """The first day after the run, as written; the horizon of a case seen from another day is `Case.horizon`."""
        return self.as_of + timedelta(days=self.horizon_days)

    @property
    def main_kind(self) -> Calling:
        """The main kind of occasion. It does not move with the day from which the case is seen."""
        return main_kind(self.calendar, self.trigger.date, self.end)


class FactsOne(Facts):
    """`case.yaml` of format 1, in which every part is there."""

    format: Literal[1]
    incumbent: IncumbentOne
    patron: Patron
    contender: Contender
    pillars: Annotated[list[Pillar], Field(min_length=1, max_length=50)]
    purse: PurseOne


class Source(Form):
    """A published text; `date` is the day of publication."""

    id: SourceId
    publisher: Text
    date: Day
    title: Text
    url: str = ""
    supports: Text

"""The rows of `cash.csv`, `events.csv` and `signals.csv`.

`line` is the row's line in its file. Money is kept as an exact decimal, in millions, as it was written.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Annotated, Any, ClassVar, Literal

from pydantic import BeforeValidator, Field, model_validator

from buttress.case.quantity import Currency, Day, Form, Id, SourceId, Text

CashKind = Literal[
    "revenue",
    "payroll",
    "other_spending",
    "debt_service",
    "pledged",
    "disbursed",
    "rollover",
    "fx_sale",
    "reserve_level",
    "exchange_rate",
    "arrears_level",
    "arrears_payment",
    "deposit_change",
    "borrowing",
    "residual",
]
Basis = Literal["flow", "level", "plan", "claim"]
Scope = Literal["place", "national", "rest"]
Side = Literal["protest", "pro_government"]
Stage = Literal["early", "final", "cumulative", "part"]
SignalKind = Literal[
    "endorsement",
    "recognition",
    "pledge",
    "meeting",
    "request",
    "blame",
    "resolve",
    "weakness",
    "exercise",
    "reserve_force",
    "intervention",
    "refusal",
    "reform_promise",
    "scrutiny",
    "exile",
    "deportation",
    "deportation_attempt",
    "leader_detained",
    "appeal",
    "agreement_contested",
    "sanction",
    "strike_call",
    "ultimatum",
    "inauguration",
    "police_withheld",
    "expropriation",
]

ANNOUNCED = frozenset(
    [
        "pledge",
        "meeting",
        "exercise",
        "reserve_force",
        "reform_promise",
        "sanction",
        "strike_call",
        "ultimatum",
        "inauguration",
    ]
)
"""Signals that may be published before their day: they are set for a date."""

PLAIN_KINDS = ("strike", "other")
"""Kinds of events beside the occasions of the calendar."""

LEVELS = frozenset(("reserve_level", "arrears_level", "exchange_rate"))
SIGNED = frozenset(("deposit_change", "residual"))
"""The only kinds whose amount may be below zero."""

_WHOLE = re.compile(r"[0-9]{1,12}")
_DECIMAL = re.compile(r"-?[0-9]{1,12}(\.[0-9]{1,9})?")


def _whole(value: Any) -> Any:
    if isinstance(value, str):
        if re.fullmatch(r"-[0-9]+", value):
            raise ValueError("a count can't be negative")
        if not _WHOLE.fullmatch(value):
            raise ValueError("write a whole number in digits alone, without unit, blank or comma")
        return int(value)
    return value


def _decimal(value: Any) -> Any:
    if isinstance(value, str):
        if not _DECIMAL.fullmatch(value):
            raise ValueError("write a number in digits with a decimal point, without unit, blank or comma")
        return Decimal(value)
    return value


Whole = Annotated[int, BeforeValidator(_whole), Field(ge=0, le=10_000_000_000)]
Amount = Annotated[Decimal, BeforeValidator(_decimal), Field(ge=-10_000_000, le=10_000_000)]


class Row(Form):
    """What all rows have; `published` is the first day on which the row could be known.

    `sorted_by`: the columns by which rows are sorted before all others.
    """

    file: ClassVar[str]
    sorted_by: ClassVar[tuple[str, ...]]
    line: int
    date: Day
    published: Day
    source: SourceId
    note: Text | None = None

    @property
    def announced(self) -> bool:
        """Whether the row speaks of a date set beforehand, so that it can be known before its day."""
        raise NotImplementedError

    @property
    def known_from(self) -> dt.date:
        """The last day that the row must have seen to be a report."""
        return self.date

    @model_validator(mode="after")
    def _known_after(self) -> Row:
        if self.published < self.known_from and not self.announced:
            raise ValueError(f"published on {self.published}, before its day {self.known_from}; only plans can be")
        return self


class Cash(Row):
    """A row of `cash.csv`; `amount_m` in millions of `currency`, spread evenly over date..until."""

    file: ClassVar[str] = "cash.csv"
    sorted_by: ClassVar[tuple[str, ...]] = ("date", "kind", "basis", "currency", "published")
    until: Day | None = None
    kind: CashKind
    basis: Basis
    amount_m: Amount
    currency: Currency
    counterparty: Text | None = None

    @property
    def announced(self) -> bool:
        return self.basis == "plan" or self.kind == "pledged"

    @property
    def last(self) -> dt.date:
        """The last day that the amount speaks of."""
        return self.until or self.date

    @property
    def known_from(self) -> dt.date:
        return self.last

    @property
    def days(self) -> int:
        """Length of date..until."""
        return (self.last - self.date) // dt.timedelta(days=1) + 1

    @model_validator(mode="after")
    def _meaning(self) -> Cash:
        if self.until is not None and self.until < self.date:
            raise ValueError(f"'until' {self.until} is before the date {self.date}")
        if self.days > 3660:
            raise ValueError("date..until is longer than ten years")
        if self.amount_m < 0 and self.kind not in SIGNED:
            raise ValueError(
                f"'amount_m' is negative; amounts are positive and the kind '{self.kind}' says the direction"
            )
        if (self.kind in LEVELS) != (self.basis == "level") and self.basis != "claim":
            raise ValueError(f"the basis '{self.basis}' does not go with the kind '{self.kind}'")
        if self.basis == "level" and self.until is not None:
            raise ValueError("a level is of one day; leave 'until' empty")
        if self.kind == "exchange_rate" and self.amount_m <= 0:
            raise ValueError("a rate is domestic currency for one of the foreign currency, above zero")
        if self.kind == "pledged" and self.basis not in ("plan", "claim"):
            raise ValueError("a pledge moves no money; its basis is 'plan' or 'claim'")
        if self.kind == "residual" and self.basis != "claim":
            raise ValueError("the ledger computes the residual; a printed one is a 'claim'")
        if self.kind == "deposit_change" and self.basis != "claim":
            raise ValueError("deposits are other people's money, not the purse's; the basis is 'claim'")
        return self


class Event(Row):
    """A row of `events.csv`: what one reporter said of one crowd or its detentions (people)."""

    file: ClassVar[str] = "events.csv"
    sorted_by: ClassVar[tuple[str, ...]] = ("date", "kind", "side", "scope", "place", "reporter", "published")
    place: Id | None = None
    scope: Scope
    side: Side
    kind: Id
    crowd_low: Whole | None = None
    crowd_high: Whole | None = None
    detained: Whole | None = None
    stage: Stage
    reporter: Id

    @property
    def announced(self) -> bool:
        return False

    @model_validator(mode="after")
    def _meaning(self) -> Event:
        if (self.place is not None) != (self.scope == "place"):
            raise ValueError("'place' is given if and only if the scope is 'place'")
        if self.crowd_low is not None and self.crowd_high is not None and self.crowd_low > self.crowd_high:
            raise ValueError(f"'crowd_low' {self.crowd_low} is above 'crowd_high' {self.crowd_high}")
        return self


class Signal(Row):
    """A row of `signals.csv`: a public act of a named office or body."""

    file: ClassVar[str] = "signals.csv"
    sorted_by: ClassVar[tuple[str, ...]] = ("date", "kind", "published", "actor")
    until: Day | None = None
    actor: Text
    kind: SignalKind
    target: Text | None = None
    quantity: Amount | None = None
    unit: Text | None = None

    @property
    def announced(self) -> bool:
        return self.kind in ANNOUNCED

    @property
    def last(self) -> dt.date:
        return self.until or self.date

    @model_validator(mode="after")
    def _meaning(self) -> Signal:
        if self.until is not None and self.until < self.date:
            raise ValueError(f"'until' {self.until} is before the date {self.date}")
        if self.quantity is not None and self.quantity < 0:
            raise ValueError("'quantity' is negative")
        if (self.quantity is None) != (self.unit is None):
            raise ValueError("'quantity' and 'unit' go together")
        return self


ROWS: tuple[type[Row], ...] = (Cash, Event, Signal)


def columns(model: type[Row]) -> list[str]:
    """The columns of the model's file; their order in a file is free."""
    return [name for name in model.model_fields if name != "line"]


@dataclass(frozen=True)
class Evidence:
    """Every row of the three CSV files."""

    cash: tuple[Cash, ...]
    events: tuple[Event, ...]
    signals: tuple[Signal, ...]

    def rows(self) -> Iterable[Row]:
        yield from self.cash
        yield from self.events
        yield from self.signals

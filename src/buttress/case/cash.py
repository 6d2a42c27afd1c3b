"""The rows of `cash.csv`. Money is kept as an exact decimal, in millions, as it was written."""

from __future__ import annotations

import datetime as dt
from typing import ClassVar, Literal

from pydantic import model_validator

from buttress.case.cell import Amount
from buttress.case.quantity import Currency, Day, Text
from buttress.case.row import Row

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

LEVELS = frozenset(("reserve_level", "arrears_level", "exchange_rate"))
SIGNED = frozenset(("deposit_change", "residual"))
"""The only kinds whose amount may be below zero."""
AHEAD = frozenset(("debt_service", "rollover"))
"""Kinds of which a claim may speak before their day, such as service that is due and announced not to be paid."""


class Cash(Row):
    """A row of `cash.csv`; `amount_m` in millions of `currency`, spread evenly over date..until."""

    file: ClassVar[str] = "cash.csv"
    sorted_by: ClassVar[tuple[str, ...]] = ("date", "kind", "basis", "currency", "published")
    how_ahead: ClassVar[str] = (
        ": a row of basis 'plan' or kind 'pledged', or a 'debt_service' or 'rollover' of basis 'claim', as of service "
        "that is suspended; a total over days that are partly past is a 'plan'"
    )
    until: Day | None = None
    kind: CashKind
    basis: Basis
    amount_m: Amount
    currency: Currency
    counterparty: Text | None = None

    @property
    def announced(self) -> bool:
        """Whether it is a plan, a pledge, or a claim about service to come, as that it is due or suspended."""
        return self.basis == "plan" or self.kind == "pledged" or (self.basis == "claim" and self.kind in AHEAD)

    @property
    def last(self) -> dt.date:
        """The last day that the amount speaks of."""
        return self.until or self.date

    @property
    def known_from(self) -> dt.date:
        """The last day of the amount."""
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

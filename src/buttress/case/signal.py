"""The rows of `signals.csv`."""

from __future__ import annotations

import datetime as dt
from typing import ClassVar, Literal

from pydantic import model_validator

from buttress.case.cell import Amount
from buttress.case.quantity import Day, Text
from buttress.case.row import Row

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
        """Whether acts of its kind are set for a date."""
        return self.kind in ANNOUNCED

    @property
    def last(self) -> dt.date:
        """The last day of the act."""
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

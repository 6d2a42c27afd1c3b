"""The purse by week, and what lenders promised."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from buttress.brief.content.headline import LabelledEstimate
from buttress.brief.content.quantity import BandedSeries


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
class PurseByWeek:
    """The purse by week: usable foreign money, payroll owed and paid, what was promised, what of it is new money.

    `cash` is None where the case has no reserves, `owed` and `paid` are None where it has no pillars to pay.
    """

    cash: BandedSeries | None
    owed: BandedSeries | None
    paid: BandedSeries | None
    promises: tuple[Promise, ...]
    beside: tuple[LabelledEstimate, ...] = ()

"""Money in a third currency, taken into the foreign one."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from buttress.case.cash import Cash
from buttress.case.schema import Purse

PLACES = Decimal("0.000001")
"""An amount is kept to the unit."""


def in_foreign(rows: Iterable[Cash], purse: Purse | None) -> list[Cash]:
    """The rows, those in one of the purse's other currencies at its one rate; a rate of exchange stays as it is."""
    rates = {} if purse is None else {each.currency: each.in_foreign.value for each in purse.other_currencies}
    return [
        row.model_copy(
            update={
                "amount_m": (row.amount_m * Decimal(str(rates[row.currency]))).quantize(PLACES),
                "currency": purse.foreign_currency,
            }
        )
        if purse is not None and row.currency in rates and row.kind != "exchange_rate"
        else row
        for row in rows
    ]

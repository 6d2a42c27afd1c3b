"""Payments as daily amounts, a line a kind; all money in whole minor units."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import numpy as np
from numpy.typing import NDArray

from buttress.case.payments import Payment

Days = NDArray[np.int64]

FOREIGN = ("disbursed", "debt_service", "rollover", "fx_sale", "other")
DOMESTIC = ("revenue", "payroll", "other_spending", "borrowing", "arrears_payment", "debt_service", "other")
SIGN = {"disbursed": 1, "debt_service": -1, "rollover": 0, "fx_sale": -1, "other": 1}
"""How a line moves the reserves; `other` and `residual` carry their own sign."""

_INTO_OTHER = {"revenue": 1, "borrowing": 1, "disbursed": 1}
"""Kinds that bring money in where they have no line of their own; all others take it out."""


def spread(amount: int, days: int) -> Days:
    """An amount over days, evenly to the minor unit: the first days take one unit more where it doesn't divide."""
    each, rest = divmod(abs(amount), days)
    values = np.full(days, each, dtype=np.int64)
    values[:rest] += 1
    return -values if amount < 0 else values


def daily_lines(payments: Sequence[Payment], kinds: tuple[str, ...], start: date, end: date) -> dict[str, Days]:
    """Daily amounts by kind for start <= day < end."""
    length = max(0, (end - start).days)
    lines = {kind: np.zeros(length, dtype=np.int64) for kind in kinds}
    for payment in payments:
        row = payment.row
        kind = row.kind if row.kind in kinds else "other"
        sign = 1 if kind == row.kind else _INTO_OTHER.get(row.kind, -1)
        offset = (row.date - start).days
        low, high = max(0, offset), min(length, offset + row.days)
        if low < high:
            lines[kind][low:high] += sign * spread(payment.amount, row.days)[low - offset : high - offset]
    return lines


def net_flow(lines: dict[str, Days]) -> Days:
    """What the lines together do to the reserves by day."""
    net = np.zeros_like(lines["other"])
    for kind, sign in SIGN.items():
        net += sign * lines[kind]
    return net

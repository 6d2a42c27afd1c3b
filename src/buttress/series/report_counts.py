"""The number of a report in one quantity: crowd, detained, killed or injured."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np

from buttress.intake.event_report import EventReport
from buttress.series.weekly_series import Quantity

OPEN_REACH = 10.0
"""How many times its low end an open number ("12+") may be where others tell more."""


def has_number(report: EventReport, quantity: Quantity) -> bool:
    """Whether the report gives a number of the quantity."""
    return (report.low if quantity == "crowd" else getattr(report, quantity)) is not None


def low_end(report: EventReport, quantity: Quantity) -> float:
    """The low end in people; 0 for no number."""
    return float((report.low if quantity == "crowd" else getattr(report, quantity)) or 0)


def high_end(report: EventReport, quantity: Quantity) -> float:
    """The high end in people, infinite where there is none."""
    if quantity == "crowd":
        return np.inf if report.high is None else report.high
    high = getattr(report, f"{quantity}_high")
    return low_end(report, quantity) if high is None else float(high)


def is_open(report: EventReport, quantity: Quantity) -> bool:
    """Whether the number has no high end."""
    return bool(np.isinf(high_end(report, quantity)))


def reach(report: EventReport, quantity: Quantity) -> float:
    """The high end; of an open one, `OPEN_REACH` times the low end."""
    return OPEN_REACH * low_end(report, quantity) if is_open(report, quantity) else high_end(report, quantity)


def only(report: EventReport, quantity: Quantity) -> EventReport:
    """The report with its number of one quantity alone."""
    ends = {"crowd": ("low", "high")}
    ends |= {each: (each, f"{each}_high") for each in ("detained", "killed", "injured")}
    others: dict[str, Any] = {name: None for each, names in ends.items() if each != quantity for name in names}
    return replace(report, **others)

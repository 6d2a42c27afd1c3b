"""What the two headline differences of a scenario come to, in words."""

from __future__ import annotations

import math
from collections.abc import Iterable
from typing import Any

from buttress.brief import phrases
from buttress.findings.effects import TENURE_NOTHING, TURNOUT_NOTHING


def directions(rows: Iterable[Any]) -> list[str]:
    """A sentence each on time in office and on turnout: up, down, practically nothing, or not to be told.

    `rows` are those of one scenario in a table of differences.
    """
    by_measure = {row.measure: row for row in rows}
    tenure, turnout = by_measure["tenure_90"], by_measure["turnout_8w"]
    return [
        f"chance to be in office after 90 days: {_direction(tenure, TENURE_NOTHING, phrases.TENURE)}",
        f"mean crowd of 8 weeks: {_direction(turnout, TURNOUT_NOTHING, phrases.TURNOUT)}",
    ]


def _direction(row: Any, nothing: float, words: phrases.EffectWords) -> str:
    """The word for a difference whose interval is held against what counts as practically nothing."""
    low, high = (row.low_95, row.high_95) if math.isnan(row.log_ratio) else (row.log_ratio_low, row.log_ratio_high)
    if math.isnan(row.difference):
        return "the case's horizon ends before"
    if math.isnan(low):
        return "too few runs to tell"
    if low > nothing:
        return words.up
    if high < -nothing:
        return words.down
    if -nothing <= low and high <= nothing:
        return phrases.NO_EFFECT
    return phrases.CANNOT_TELL

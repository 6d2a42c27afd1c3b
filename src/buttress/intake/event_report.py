"""One reporter's number of one event: the row that series are made of."""

from __future__ import annotations

import datetime as dt
import math
from dataclasses import dataclass, field
from typing import Literal

Level = Literal["country", "region", "rest", "place"]
Stage = Literal["early", "final"]

NO_NAME = "anonymous"
"""The reporter of a file that names none."""


@dataclass(frozen=True)
class EventReport:
    """What `reporter` said of `date` at a level of place, first known on `known`.

    `low` and `high` bound the crowd (None: no crowd given). `detained` is a number, or the low end of one where
    `detained_high` holds the high end (infinite without one); so are `killed` and `injured`; None: not given. `stage`
    is None where a row is an event of its own; else the rows of one place, day, `event` and `event_id` (where events
    have one) speak of the same, and the final or latest one counts. `mark` is the row's source: a row that stands twice
    with its source is one report. `row` is the row's number in its file, `region` the one that a place lies in.
    """

    date: dt.date
    known: dt.date
    reporter: str
    level: Level
    place: str
    event: str = ""
    low: float | None = None
    high: float | None = None
    detained: int | None = None
    stage: Stage | None = None
    mark: str = ""
    detained_high: float | None = None
    killed: int | None = None
    injured: int | None = None
    killed_high: float | None = None
    injured_high: float | None = None
    region: str = ""
    event_id: str = ""
    row: int = field(default=0, compare=False)


def crowd_bounds(low: int | None, high: int | None) -> tuple[float | None, float | None]:
    """Both ends from the two columns: low alone is "more than", high alone "not over"."""
    if low is None and high is None:
        return None, None
    return float(low or 0), math.inf if high is None else float(high)

"""The rows of a case, file by file; the form of a row stands in the file of its name."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from buttress.case.cash import Cash as Cash
from buttress.case.event import Event as Event
from buttress.case.row import Row as Row
from buttress.case.row import columns as columns
from buttress.case.signal import Signal as Signal

ROWS: tuple[type[Row], ...] = (Cash, Event, Signal)


@dataclass(frozen=True)
class Rows:
    """Every row of the three CSV files, visible at `as_of` or not, in canonical order."""

    cash: tuple[Cash, ...]
    events: tuple[Event, ...]
    signals: tuple[Signal, ...]

    def __iter__(self) -> Iterator[Row]:
        yield from self.cash
        yield from self.events
        yield from self.signals

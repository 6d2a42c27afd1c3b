"""The clock of a run."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from buttress.case import Case


@dataclass(frozen=True)
class Clock:
    """Day 0 is the trigger; `fork` the index of `as_of`; `days` the number of days."""

    start: date
    fork: int
    days: int

    def index(self, day: date) -> int:
        return (day - self.start).days

    def at(self, index: int) -> date:
        return self.start + timedelta(days=index)

    def span(self, first: date, last: date) -> slice:
        """The days from first to last, both included, cut to the run."""
        return slice(max(0, self.index(first)), max(0, min(self.days, self.index(last) + 1)))


def clock(case: Case) -> Clock:
    """The clock of a case at its `as_of`."""
    fork = (case.as_of - case.facts.trigger.date).days
    return Clock(case.facts.trigger.date, fork, fork + case.facts.horizon_days)

"""Which reports say that an irregular kind of occasion happened: they alone set its pace."""

from __future__ import annotations

from datetime import date

from buttress.case.calendar import Calling
from buttress.case.event import Event


def happened(kind: Calling, event: Event, start: date, fork: date) -> bool:
    """Whether an event says that an irregular kind was held on a day of start <= day < fork, with a number or none."""
    return (
        kind.irregular
        and event.kind == kind.id
        and event.side == "protest"
        and event.stage != "cumulative"
        and start <= event.date < fork
    )

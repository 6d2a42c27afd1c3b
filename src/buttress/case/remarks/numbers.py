"""Numbers of a report that can't be meant: more detained than there were people, or none at all."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from buttress.case.contest import Case
from buttress.case.event import Event
from buttress.case.message import Message, remark

MAX_NAMED = 3
"""Further lines that a remark names."""


def more_detained_than_out(case: Case) -> Iterator[Message]:
    """A reporter's people detained beside its own crowd of the same people, of which there are fewer."""
    crowds: dict[tuple[Any, ...], Event] = {}
    for event in _by_line(case):
        if event.crowd_high is not None:
            crowds[_people(event)] = max(crowds.get(_people(event), event), event, key=lambda e: e.crowd_high or 0)
    for event in _by_line(case):
        crowd = crowds.get(_people(event))
        if crowd is None or crowd.crowd_high is None or event.detained is None:
            continue
        if event.detained > crowd.crowd_high:
            where = "" if crowd is event else f" (line {crowd.line})"
            text = f"'{event.reporter}' counts {event.detained} detained of a crowd of {crowd.crowd_high}{where}"
            yield remark("warning", event.file, event.line, text)


def rows_without_a_number(case: Case) -> Iterator[Message]:
    """Rows that hold no number of people: one remark, at the first."""
    empty = [event for event in _by_line(case) if event.counts_nobody]
    if empty:
        first, *others = empty
        lines = ", ".join(str(event.line) for event in others[:MAX_NAMED])
        more = f" and {len(others) - MAX_NAMED} more" if len(others) > MAX_NAMED else ""
        also = f" (also on lines {lines}{more})" if others else ""
        text = f"the row holds no number{also}: give 'crowd_low', 'crowd_high' or 'detained', or leave it out"
        yield remark("warning", first.file, first.line, text)


def _by_line(case: Case) -> list[Event]:
    return sorted(case.events, key=lambda event: event.line)


def _people(event: Event) -> tuple[Any, ...]:
    return (event.date, event.scope, event.place, event.side, event.kind, event.reporter, event.stage)

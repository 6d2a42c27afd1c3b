"""Numbers of a report that can't be meant: more detained than there were people, or none at all."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from buttress.case.contest import Case
from buttress.case.event import Event
from buttress.case.message import Message, remark
from buttress.case.pace import happened

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
    """Rows without a number of people: a remark at the first that says nothing, one at the first that sets a pace."""
    empty = [event for event in _by_line(case) if event.counts_nobody]
    paces = [event for event in empty if sets_a_pace(case, event)]
    silent = [event for event in empty if event not in paces]
    if silent:
        text = f"the row holds no number{_also(silent)}: give 'crowd_low', 'crowd_high' or 'detained', or leave it out"
        yield remark("warning", silent[0].file, silent[0].line, text)
    if paces:
        kinds = ", ".join(f"'{kind}'" for kind in sorted({event.kind for event in paces}))
        text = f"the row holds no number{_also(paces)}: it counts for the pace of {kinds} alone; keep it"
        yield remark("note", paces[0].file, paces[0].line, text)


def sets_a_pace(case: Case, event: Event) -> bool:
    """Whether a row says that an irregular kind of occasion happened before the fork."""
    return any(happened(kind, event, case.facts.trigger.date, case.as_of) for kind in case.facts.calendar)


def _also(events: list[Event]) -> str:
    lines = ", ".join(str(event.line) for event in events[1 : 1 + MAX_NAMED])
    more = f" and {len(events) - 1 - MAX_NAMED} more" if len(events) - 1 > MAX_NAMED else ""
    return f" (also on lines {lines}{more})" if events[1:] else ""


def _by_line(case: Case) -> list[Event]:
    return sorted(case.events, key=lambda event: event.line)


def _people(event: Event) -> tuple[Any, ...]:
    return (event.date, event.scope, event.place, event.side, event.kind, event.reporter, event.stage)

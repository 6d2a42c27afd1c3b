"""Reports that contradict each other, or count one thing twice."""

from __future__ import annotations

import math
from collections.abc import Iterator
from itertools import combinations
from typing import Any

from buttress.case.apart import beyond
from buttress.case.contest import Case
from buttress.case.event import Event
from buttress.case.message import Message, remark

MAX_COMPARED = 60
"""Reports of one thing that are compared with each other."""


def conflicts(case: Case) -> Iterator[Message]:
    """Final numbers of two reporters for the same people that leave a factor between them."""
    groups: dict[tuple[Any, ...], list[Event]] = {}
    for event in _by_line(case):
        if event.stage == "final":
            groups.setdefault((event.date, event.scope, event.place, event.side, event.kind), []).append(event)
    for events in groups.values():
        for one, other in combinations(events[:MAX_COMPARED], 2):
            if one.reporter != other.reporter:
                yield from _conflict(one, other)


def _conflict(one: Event, other: Event) -> Iterator[Message]:
    pairs = (
        ("crowd", _range(one.crowd_low, one.crowd_high), _range(other.crowd_low, other.crowd_high)),
        ("detained", _range(one.detained, one.detained), _range(other.detained, other.detained)),
    )
    for what, first, second in pairs:
        if first is not None and second is not None and _apart(first, second):
            text = (
                f"{what} on {other.date}, {other.place or other.scope}: '{other.reporter}' says {_words(second)}, "
                f"'{one.reporter}' on line {one.line} says {_words(first)}"
            )
            yield remark("warning", other.file, other.line, text)


def parts_above_wholes(case: Case) -> Iterator[Message]:
    """A reporter's places that add up to more than the same reporter's nation."""
    places: dict[tuple[Any, ...], dict[str, Event]] = {}
    for event in case.events:
        if event.stage == "final" and event.place is not None and event.detained is not None:
            key = (event.date, event.side, event.kind, event.reporter)
            places.setdefault(key, {})[event.place] = event
    for event in case.events:
        if event.stage == "final" and event.scope == "national" and event.detained is not None:
            parts = places.get((event.date, event.side, event.kind, event.reporter), {})
            total = sum(part.detained or 0 for part in parts.values())
            if total > event.detained:
                text = (
                    f"'{event.reporter}' counts {event.detained} detained nationwide on {event.date}, "
                    f"but {total} in its places"
                )
                yield remark("warning", event.file, event.line, text)


def second_finals(case: Case) -> Iterator[Message]:
    """Two final figures of one reporter for one thing: each would count as evidence."""
    first: dict[tuple[Any, ...], Event] = {}
    for event in _by_line(case):
        for what in ("crowd", "detained"):
            given = event.detained if what == "detained" else (event.crowd_low or event.crowd_high)
            if event.stage == "final" and given is not None:
                key = (what, event.date, event.scope, event.place, event.side, event.kind, event.reporter)
                earlier = first.setdefault(key, event)
                if earlier is not event:
                    line = earlier.line
                    text = f"'{event.reporter}' gives a second final figure ({what}) for what line {line} reports"
                    yield remark("warning", event.file, event.line, text)


def _by_line(case: Case) -> list[Event]:
    """The visible events in the order of the file, so that a remark on two of them stands at the later line."""
    return sorted(case.events, key=lambda event: event.line)


def _range(low: int | None, high: int | None) -> tuple[float, float] | None:
    if low is None and high is None:
        return None
    return (float(low or 0), math.inf if high is None else float(high))


def _apart(one: tuple[float, float], other: tuple[float, float]) -> bool:
    return beyond(one[0], other[1]) or beyond(other[0], one[1])


def _words(span: tuple[float, float]) -> str:
    if span[1] == math.inf:
        return f"more than {span[0]:.0f}"
    return f"{span[0]:.0f}" if span[0] == span[1] else f"{span[0]:.0f} to {span[1]:.0f}"

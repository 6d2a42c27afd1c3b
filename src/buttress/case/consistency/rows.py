"""Rows that contradict the facts: unknown names, crowds above the people there, rows that stand twice."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from buttress.case.calendar import WEEKDAYS, Calling
from buttress.case.event import NUMBERS, PLAIN_KINDS, Event
from buttress.case.message import Message, error, nearest, shown
from buttress.case.payments import payments
from buttress.case.row import Row
from buttress.case.rows import Rows
from buttress.case.schema import Facts, Purse, Source


class _Names:
    """What rows may name."""

    def __init__(self, facts: Facts, sources: dict[str, Source]) -> None:
        self.facts = facts
        self.sources = sources
        self.people = {place.id: place.population.value for place in facts.places}
        self.callings = {calling.id: calling for calling in facts.calendar}
        self.kinds = [*self.callings, *PLAIN_KINDS]
        self.reporters = {reporter.id for reporter in facts.reporters}
        self.total = sum(self.people.values())
        self.rest = self.total - sum(place.population.value for place in facts.places if place.capital)


def check_rows(facts: Facts, rows: Rows, sources: dict[str, Source]) -> list[Message]:
    """Every row against the places, reporters, occasions, sources and currencies that it names, by file and line."""
    return sorted(_wrong(facts, rows, sources), key=lambda message: (message.file, message.line or 0))


def _wrong(facts: Facts, rows: Rows, sources: dict[str, Source]) -> Iterator[Message]:
    names = _Names(facts, sources)
    if facts.purse is not None:
        yield from _money(rows, facts.purse)
    for event in rows.events:
        yield from _event(event, names)
    for table in (rows.cash, rows.events, rows.signals):
        yield from _copies(table)
    for basis in ("flow", "plan") if facts.purse is not None else ():
        yield from payments(rows.cash, basis)[1]


def _money(rows: Rows, purse: Purse) -> Iterator[Message]:
    """Rows in a currency that the purse does not have."""
    known = [name for name in (purse.domestic_currency, purse.foreign_currency) if name is not None]
    for cash in rows.cash:
        if cash.currency not in known:
            hint = "convert the amount, or give its rate in 'other_currencies'"
            text = f"unknown currency '{cash.currency}'; the purse has {' and '.join(known)}: {hint}"
            yield error(cash.file, cash.line, text)
        elif cash.kind == "reserve_level" and purse.foreign_currency is None:
            text = "a reserve level, and the purse has no 'foreign_currency'; give it, or leave the row out"
            yield error(cash.file, cash.line, text)
        elif cash.kind == "reserve_level" and cash.currency != purse.foreign_currency:
            yield error(cash.file, cash.line, f"reserves are in '{purse.foreign_currency}', the foreign currency")


def _event(event: Event, names: _Names) -> Iterator[Message]:
    def wrong(text: str) -> Message:
        return error(event.file, event.line, text)

    if event.reporter not in names.reporters:
        yield wrong(f"unknown reporter {shown(event.reporter)}{nearest(event.reporter, names.reporters)}")
    if event.kind not in names.kinds:
        yield wrong(f"unknown kind {shown(event.kind)}{nearest(event.kind, names.kinds)}")
    if event.place is not None and event.place not in names.people:
        yield wrong(f"unknown place {shown(event.place)}{nearest(event.place, names.people)}")
        return
    people = {"place": names.people.get(event.place or "", 0), "national": names.total, "rest": names.rest}[event.scope]
    for key in NUMBERS:
        number = getattr(event, key)
        if number is not None and number > people:
            where = f"the place '{event.place}'" if event.place else f"the scope '{event.scope}'"
            yield wrong(f"'{key}' {number} is above the population of {where}, {people}")
    calling = names.callings.get(event.kind)
    if calling is not None and event.side == "protest" and event.stage != "cumulative":
        yield from (wrong(text) for text in _off_calendar(event, calling))


def _off_calendar(event: Event, calling: Calling) -> Iterator[str]:
    if calling.dates is not None and event.date not in calling.dates:
        yield f"{event.date} is not among the dates of '{calling.id}'; write the kind 'other' or extend the calendar"
    if calling.weekday is not None and calling.from_ is not None:
        day = WEEKDAYS[event.date.weekday()]
        if day != calling.weekday or event.date < calling.from_ or (calling.until and event.date > calling.until):
            yield (
                f"{event.date}, a {day}, is not a day of '{calling.id}' ({calling.weekday} from {calling.from_}); "
                f"write the kind 'other' or extend the calendar"
            )
    if (calling.daily or calling.irregular) and not calling.within(event.date):
        ends = (("from", calling.from_), ("until", calling.until))
        span = " ".join(f"{word} {end}" for word, end in ends if end is not None)
        yield f"{event.date} is not a day of '{calling.id}' ({span}); write the kind 'other' or extend the calendar"
    if event.place is not None and calling.places != "all" and event.place not in calling.places:
        yield f"'{calling.id}' is not held in '{event.place}'; write the kind 'other' or add the place to the calendar"


def _copies(rows: Iterable[Row]) -> Iterator[Message]:
    first: dict[Any, int] = {}
    for row in rows:
        content = tuple(getattr(row, name) for name in type(row).model_fields if name != "line")
        if content in first:
            yield error(row.file, row.line, f"the row repeats line {first[content]}")
        first.setdefault(content, row.line)

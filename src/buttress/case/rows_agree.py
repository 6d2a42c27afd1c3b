"""Whether the rows agree with the facts: every name known, no crowd above the people there, no row twice."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from buttress.case.calendar import WEEKDAYS, Calling
from buttress.case.message import Message, error, nearest, shown
from buttress.case.payments import payments
from buttress.case.rows import PLAIN_KINDS, Event, Evidence, Row
from buttress.case.schema import Facts, Source


class _Known:
    """What rows may name."""

    def __init__(self, facts: Facts, sources: dict[str, Source]) -> None:
        self.facts = facts
        self.sources = sources
        self.people = {place.id: place.population.value for place in facts.places}
        self.callings = {calling.id: calling for calling in facts.calendar}
        self.kinds = [*self.callings, *PLAIN_KINDS]
        self.reporters = {reporter.id for reporter in facts.reporters}
        self.currencies = (facts.purse.domestic_currency, facts.purse.foreign_currency)
        self.total = sum(self.people.values())
        self.rest = self.total - sum(place.population.value for place in facts.places if place.capital)


def rows_agree(facts: Facts, evidence: Evidence, sources: dict[str, Source]) -> list[Message]:
    """Every row against the places, reporters, occasions, sources and currencies that it names, by file and line."""
    return sorted(_wrong(facts, evidence, sources), key=lambda message: (message.file, message.line or 0))


def _wrong(facts: Facts, evidence: Evidence, sources: dict[str, Source]) -> Iterator[Message]:
    known = _Known(facts, sources)
    for row in evidence.rows():
        if row.source not in sources:
            yield error(row.file, row.line, f"unknown source {shown(row.source)}{nearest(row.source, sources)}")
    for cash in evidence.cash:
        if cash.currency not in known.currencies:
            yield error(
                cash.file,
                cash.line,
                f"unknown currency '{cash.currency}'; the purse has {' and '.join(known.currencies)}: "
                f"convert the amount",
            )
        elif cash.kind == "reserve_level" and cash.currency != facts.purse.foreign_currency:
            yield error(cash.file, cash.line, f"reserves are in '{facts.purse.foreign_currency}', the foreign currency")
    for event in evidence.events:
        yield from _event(event, known)
    for rows in (evidence.cash, evidence.events, evidence.signals):
        yield from _copies(rows)
    for basis in ("flow", "plan"):
        yield from payments(evidence.cash, basis)[1]


def _event(event: Event, known: _Known) -> Iterator[Message]:
    def wrong(text: str) -> Message:
        return error(event.file, event.line, text)

    if event.reporter not in known.reporters:
        yield wrong(f"unknown reporter {shown(event.reporter)}{nearest(event.reporter, known.reporters)}")
    if event.kind not in known.kinds:
        yield wrong(f"unknown kind {shown(event.kind)}{nearest(event.kind, known.kinds)}")
    if event.place is not None and event.place not in known.people:
        yield wrong(f"unknown place {shown(event.place)}{nearest(event.place, known.people)}")
        return
    people = {"place": known.people.get(event.place or "", 0), "national": known.total, "rest": known.rest}[event.scope]
    for key in ("crowd_low", "crowd_high", "detained"):
        number = getattr(event, key)
        if number is not None and number > people:
            where = f"the place '{event.place}'" if event.place else f"the scope '{event.scope}'"
            yield wrong(f"'{key}' {number} is above the population of {where}, {people}")
    calling = known.callings.get(event.kind)
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
    if event.place is not None and calling.places != "all" and event.place not in calling.places:
        yield f"'{calling.id}' is not held in '{event.place}'; write the kind 'other' or add the place to the calendar"


def _copies(rows: Iterable[Row]) -> Iterator[Message]:
    first: dict[Any, int] = {}
    for row in rows:
        content = tuple(getattr(row, name) for name in type(row).model_fields if name != "line")
        if content in first:
            yield error(row.file, row.line, f"the row repeats line {first[content]}")
        first.setdefault(content, row.line)

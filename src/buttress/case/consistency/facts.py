"""Mistakes that show only when parts of `case.yaml` are seen together: ids, sums, days, names."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from buttress.case.calendar import Calling
from buttress.case.document import Document, Path, repeated
from buttress.case.event import PLAIN_KINDS
from buttress.case.message import Message, error, nearest, shown
from buttress.case.schema import MIN_PEOPLE, Facts, Pillar, Purse

SHARES_TOLERANCE = 1e-3


def check_facts(facts: Facts, document: Document) -> Iterator[Message]:
    """Every mistake of the facts, at its line."""
    for key in ("places", "groups", "pillars", "calendar", "reporters"):
        yield from repeated(document, [item.id for item in getattr(facts, key)], (key,))
    yield from _places(facts, document)
    yield from _shares(facts, document)
    yield from _days(facts, document)
    yield from _pillars(facts, document)
    for index, calling in enumerate(facts.calendar):
        yield from _calling(facts, document, index, calling)
    yield from _main(facts, document)


def _places(facts: Facts, document: Document) -> Iterator[Message]:
    for index, place in enumerate(facts.places):
        if place.population.value < MIN_PEOPLE:
            line = document.line(("places", index, "population", "value"))
            yield error(
                document.name,
                line,
                f"the place '{place.id}' has {place.population.value} people; no place below {MIN_PEOPLE:,} "
                f"is modelled: merge it into its region",
            )
    capitals = [place.id for place in facts.places if place.capital]
    if len(capitals) != 1:
        named = f"these are marked: {', '.join(capitals)}" if capitals else "none is marked 'capital: true'"
        yield error(document.name, document.line(("places",)), f"exactly one place must be the capital; {named}")


def _shares(facts: Facts, document: Document) -> Iterator[Message]:
    total = sum(group.share_of_adults.value for group in facts.groups)
    if abs(total - 1.0) > SHARES_TOLERANCE:
        yield error(
            document.name,
            document.line(("groups",)),
            f"the groups are a partition of adults, but 'share_of_adults' sums to {total:.4g}, not 1",
        )
    if facts.adults_share.value <= 0:
        yield error(document.name, document.line(("adults_share",)), "'adults_share' must be above 0")


def _days(facts: Facts, document: Document) -> Iterator[Message]:
    if facts.as_of <= facts.trigger.date:
        yield error(
            document.name,
            document.line(("as_of",)),
            f"'as_of' {facts.as_of} must be after the trigger {facts.trigger.date}",
        )
    if facts.as_of - facts.trigger.date > timedelta(days=3650):
        yield error(document.name, document.line(("as_of",)), "'as_of' is more than ten years after the trigger")
    since = facts.incumbent.in_office_since
    if since is not None and since.value > facts.trigger.date:
        yield error(
            document.name, document.line(("incumbent", "in_office_since")), "'in_office_since' is after the trigger"
        )


def _pillars(facts: Facts, document: Document) -> Iterator[Message]:
    if facts.purse is not None:
        yield from _paid(facts.purse, facts.pillars, document)
    for index, pillar in enumerate(facts.pillars):
        if not 1 <= pillar.unit_size.value <= max(1, pillar.headcount.value):
            yield error(
                document.name,
                document.line(("pillars", index, "unit_size", "value")),
                f"'unit_size' {pillar.unit_size.value} must be between 1 and the headcount {pillar.headcount.value}",
            )
    people = sum(place.population.value for place in facts.places)
    staff = sum(pillar.headcount.value for pillar in facts.pillars)
    if staff > people:
        yield error(
            document.name, document.line(("pillars",)), f"the pillars have {staff} heads, the places {people} people"
        )
    if facts.purse is not None and facts.purse.own_money and facts.purse.domestic_currency == facts.foreign:
        yield error(
            document.name,
            document.line(("purse", "foreign_currency")),
            "a case with its own money has two currencies; these are the same",
        )


def _paid(purse: Purse, pillars: list[Pillar], document: Document) -> Iterator[Message]:
    """Pillars without pay, and those that the payment order does not name once."""
    for index, pillar in enumerate(pillars):
        if pillar.monthly_pay is None:
            text = f"the key 'monthly_pay' is missing in 'pillars[{index + 1}]'; the purse pays every pillar"
            yield error(document.name, document.line(("pillars", index)), text)
    names = [pillar.id for pillar in pillars]
    order = purse.payment_order
    for index, name in enumerate(order):
        line = document.line(("purse", "payment_order", index))
        if name not in names:
            yield error(document.name, line, f"unknown pillar {shown(name)} in 'payment_order'{nearest(name, names)}")
        elif name in order[:index]:
            yield error(document.name, line, f"the pillar '{name}' is repeated in 'payment_order'")
    for name in names:
        if name not in order:
            yield error(
                document.name,
                document.line(("purse", "payment_order")),
                f"'payment_order' must name every pillar once; '{name}' is missing",
            )


def _calling(facts: Facts, document: Document, index: int, calling: Calling) -> Iterator[Message]:
    path: Path = ("calendar", index)
    if calling.id in PLAIN_KINDS:
        yield error(document.name, document.line((*path, "id")), f"'{calling.id}' is a fixed kind; take another id")
    ids = {"places": [place.id for place in facts.places], "groups": [group.id for group in facts.groups]}
    for key, names in ids.items():
        given = getattr(calling, key)
        if given == "all":
            continue
        if not given:
            yield error(document.name, document.line((*path, key)), f"'{key}' is empty; write ids or 'all'")
        for at, name in enumerate(given):
            line = document.line((*path, key, at))
            if name not in names:
                yield error(document.name, line, f"unknown {key[:-1]} {shown(name)}{nearest(name, names)}")
            elif name in given[:at]:
                yield error(document.name, line, f"the {key[:-1]} '{name}' is repeated")


def _main(facts: Facts, document: Document) -> Iterator[Message]:
    marked = [(index, calling.id) for index, calling in enumerate(facts.calendar) if calling.main]
    for index, name in marked[1:]:
        first, other = marked[0]
        yield error(
            document.name,
            document.line(("calendar", index, "main")),
            f"'{name}' and '{other}' (line {document.line(('calendar', first, 'main'))}) are both marked 'main: true'; "
            "mark one, the kind whose crowds the measures count",
        )

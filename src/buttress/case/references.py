"""Checks that need more than one node: names that must exist, sums, days, and what may be known when."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from typing import Any

from buttress.case.contest import Evidence
from buttress.case.document import Document, Path
from buttress.case.message import Message, error, nearest, shown
from buttress.case.payments import payments
from buttress.case.rows import Event, Row
from buttress.case.schema import (
    LEVERS,
    MIN_PEOPLE,
    WEEKDAYS,
    Calling,
    Claim,
    Facts,
    Scenario,
    Source,
)

SLOW = frozenset(
    [
        "population",
        "adults_share",
        "share_of_adults",
        "headcount",
        "unit_size",
        "capital_share",
        "deployable_share",
        "custody_places",
        "reserves_unusable_m",
        "in_office_since",
    ]
)
"""Facts that a later source may give: they don't move with the contest."""
PLAIN_KINDS = ("strike", "other")
SHARES_TOLERANCE = 1e-3


def cross_check(
    facts: Facts,
    sources: list[Source],
    evidence: Evidence,
    claims: list[Claim],
    scenarios: dict[str, Scenario],
    documents: dict[str, Document],
) -> list[Message]:
    """Every mistake that shows only when the files are seen together."""
    case = documents["case.yaml"]
    dated = {source.id: source for source in sources}
    repeated = list(_repeated(documents["sources.yaml"], [source.id for source in sources]))
    if repeated:  # which of the two a row means is open, so nothing else about sources can be said
        return repeated
    return [
        *_facts(facts, case),
        *_sources_exist(case, dated),
        *known_before(facts, evidence, dated, facts.as_of, case),
        *_rows(facts, evidence, dated),
        *payments(evidence.cash, "flow")[1],
        *payments(evidence.cash, "plan")[1],
        *_scenarios(facts, scenarios, documents),
        *_claims(claims, scenarios, documents["claims.yaml"]),
    ]


def known_before(
    facts: Facts, evidence: Evidence, sources: dict[str, Source], as_of: date, document: Document
) -> list[Message]:
    """Numbers and visible rows that rest on a source from `as_of` or later, slow facts excepted."""
    found: list[Message] = []
    for path, node in quantities(document.data):
        key = next((part for part in reversed(path) if isinstance(part, str)), "")
        source = sources.get(str(node.get("source")))
        if key in SLOW or source is None or source.date < as_of:
            continue
        found.append(
            error(
                document.name,
                document.line((*path, "source")),
                f"'{key}' rests on '{source.id}' of {source.date}, not before as_of {as_of}; "
                f"later sources may give only slow facts",
            )
        )
    for row in evidence.rows():
        source = sources.get(row.source)
        if source is not None and row.published < as_of <= source.date:
            found.append(
                error(
                    row.file,
                    row.line,
                    f"published on {row.published} by its own word, but its source '{source.id}' is of {source.date}, "
                    f"not before as_of {as_of}; cite what was printed then",
                )
            )
    return found


def quantities(node: Any, path: Path = ()) -> Iterator[tuple[Path, dict[str, Any]]]:
    """Every mapping that has a source, with its path; the trigger's own source names an event, not a number."""
    if isinstance(node, dict):
        if "source" in node and path != ("trigger",):
            yield path, node
        for key, child in node.items():
            yield from quantities(child, (*path, key))
    elif isinstance(node, list):
        for index, child in enumerate(node):
            yield from quantities(child, (*path, index))


def _sources_exist(document: Document, sources: dict[str, Source]) -> Iterator[Message]:
    def named(node: Any, path: Path) -> Iterator[tuple[Path, str]]:
        items = node.items() if isinstance(node, dict) else enumerate(node) if isinstance(node, list) else ()
        for key, child in items:
            if key == "source" and isinstance(child, str):
                yield (*path, key), child
            yield from named(child, (*path, key))

    for path, name in named(document.data, ()):
        if name not in sources:
            yield error(document.name, document.line(path), f"unknown source {shown(name)}{nearest(name, sources)}")


def _repeated(document: Document, ids: Sequence[str], under: Path = ()) -> Iterator[Message]:
    first: dict[str, int] = {}
    for index, name in enumerate(ids):
        if name in first:
            line = document.line((*under, first[name], "id"))
            yield error(
                document.name,
                document.line((*under, index, "id")),
                f"the id {shown(name)} is repeated (first on line {line})",
            )
        first.setdefault(name, index)


def _facts(facts: Facts, document: Document) -> Iterator[Message]:
    for key in ("places", "groups", "pillars", "calendar", "reporters"):
        yield from _repeated(document, [item.id for item in getattr(facts, key)], (key,))
    yield from _places(facts, document)
    yield from _shares(facts, document)
    yield from _days(facts, document)
    yield from _pillars(facts, document)
    for index, calling in enumerate(facts.calendar):
        yield from _calling(facts, document, index, calling)


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
    if facts.incumbent.in_office_since.value > facts.trigger.date:
        yield error(
            document.name, document.line(("incumbent", "in_office_since")), "'in_office_since' is after the trigger"
        )


def _pillars(facts: Facts, document: Document) -> Iterator[Message]:
    names = [pillar.id for pillar in facts.pillars]
    order = facts.purse.payment_order
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
    if facts.purse.own_money and facts.purse.domestic_currency == facts.purse.foreign_currency:
        yield error(
            document.name,
            document.line(("purse", "foreign_currency")),
            "a case with its own money has two currencies; these are the same",
        )


def _calling(facts: Facts, document: Document, index: int, calling: Calling) -> Iterator[Message]:
    path: Path = ("calendar", index)
    if calling.id in PLAIN_KINDS:
        yield error(document.name, document.line((*path, "id")), f"'{calling.id}' is a fixed kind; take another id")
    known = {"places": [place.id for place in facts.places], "groups": [group.id for group in facts.groups]}
    for key, names in known.items():
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


def _rows(facts: Facts, evidence: Evidence, sources: dict[str, Source]) -> Iterator[Message]:
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


def _scenarios(facts: Facts, scenarios: dict[str, Scenario], documents: dict[str, Document]) -> Iterator[Message]:
    end = facts.as_of + timedelta(days=facts.horizon_days)
    for name, scenario in scenarios.items():
        document = documents[f"scenarios/{name}.yaml"]
        now = dict(LEVERS)
        seen: set[tuple[str, date]] = set()
        for index in sorted(range(len(scenario.changes)), key=lambda at: scenario.changes[at].from_):
            change = scenario.changes[index]
            line = document.line(("changes", index))
            day_line = document.line(("changes", index, "from"))
            if change.from_ < facts.as_of:
                yield error(
                    document.name,
                    day_line,
                    f"the change is before the fork: 'from' {change.from_} is earlier than as_of {facts.as_of}",
                )
            elif change.from_ >= end:
                yield error(
                    document.name,
                    day_line,
                    f"the change is outside of the run: 'from' {change.from_}, "
                    f"the last day is {end - timedelta(days=1)}",
                )
            if (change.lever, change.from_) in seen:
                yield error(document.name, line, f"'{change.lever}' is set twice from {change.from_}")
            elif change.value == now[change.lever]:
                yield error(
                    document.name,
                    line,
                    f"the change has no effect: '{change.lever}' is already {change.value:g} on {change.from_}",
                )
            seen.add((change.lever, change.from_))
            now[change.lever] = change.value
        yield from _policing(scenario, document)


def _policing(scenario: Scenario, document: Document) -> Iterator[Message]:
    if scenario.policing and scenario.what_if != "fixed":
        index = next(at for at, change in enumerate(scenario.changes) if change.lever == "policing_intensity")
        yield error(
            document.name,
            document.line(("changes", index)),
            "'policing_intensity' may change only in a scenario with 'what_if: fixed', which reports harm first",
        )
    if scenario.what_if == "fixed" and not (scenario.policing and len(scenario.changes) == 1):
        yield error(
            document.name,
            document.line(("what_if",)),
            "a fixed what-if has one change, of 'policing_intensity', and no other",
        )


def _claims(claims: list[Claim], scenarios: dict[str, Scenario], document: Document) -> Iterator[Message]:
    yield from _repeated(document, [claim.id for claim in claims])
    names = ["baseline", *scenarios]
    for index, claim in enumerate(claims):
        for name in claim.contrast:
            if name not in names:
                yield error(
                    document.name,
                    document.line((index, "contrast", name)),
                    f"unknown scenario {shown(name)} in 'contrast'{nearest(name, names)}",
                )
        policed = [name for name in claim.contrast if name in scenarios and scenarios[name].policing]
        if policed and claim.measure.startswith("tenure"):
            yield error(
                document.name,
                document.line((index, "contrast", policed[0])),
                "policing is never ranked by tenure; take a measure of turnout or detention",
            )

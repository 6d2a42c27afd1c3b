"""What is not wrong but should be known before the case is used.

Errors stop the loading; here stand the softer remarks: numbers that are assumed, reports that contradict each other,
money that doesn't add up, scenarios that change nothing, sources that nothing rests on.
"""

from __future__ import annotations

import math
import os
import re
from collections.abc import Iterator
from itertools import combinations
from typing import Any

from buttress.case.contest import Case
from buttress.case.document import Path
from buttress.case.files import FILES
from buttress.case.message import Level, Message, nearest, printable, shown
from buttress.case.references import quantities
from buttress.case.rows import Cash, Event

FACTOR = 2.0
"""Final figures of two reporters that differ by more than this are named."""

MAX_COMPARED = 60
"""Reports of one thing that are compared with each other."""

ROUNDING = 0.0015
"""Printed reserve levels of one day that differ by more than this share are named."""


def check(case: Case) -> list[Message]:
    """All remarks on a case that loads, in the order of files and lines."""
    found = [
        *_assumed(case),
        *_later_sources(case),
        *_levels(case),
        *_residuals(case),
        *_stock(case),
        *_payroll(case),
        *_nobody_detains(case),
        _main_kind(case),
        *_reports(case),
        *_parts(case),
        *_twice(case),
        *_scenarios(case),
        *_unused(case),
        *_unread(case),
    ]
    return sorted(set(found), key=lambda message: (message.file, message.line or 0, message.message))


def _remark(level: Level, file: str, line: int | None, text: str) -> Message:
    return Message(printable(file), line, level, printable(text))


def _nobody_detains(case: Case) -> Iterator[Message]:
    """Cases in which no run can detain anybody, whatever the reports say."""
    document = case.documents["case.yaml"]
    pillars = case.facts.pillars
    officers = sum(p.headcount.value * p.deployable_share.value for p in pillars if p.role == "enforcer")
    if officers <= 0:
        text = "no pillar of the role 'enforcer' can send anybody out, so no run detains anybody"
        yield _remark("warning", document.name, document.line(("pillars",)), text)
    if case.facts.custody_places.value == 0:
        text = "'custody_places' is 0, so no run detains anybody"
        yield _remark("warning", document.name, document.line(("custody_places",)), text)


def _main_kind(case: Case) -> Message:
    """Which kind of occasion the measures count, and why."""
    document, main = case.documents["case.yaml"], case.facts.main_kind
    held = main.count(case.facts.trigger.date, case.facts.end)
    most = f"it has the most occasions in the run, {held}; mark another by 'main: true'"
    why = "it is marked 'main: true'" if main.main else most
    line = document.line(("calendar", document.index(main.id, ("calendar",))))
    return _remark("note", document.name, line, f"'{main.id}' is the main kind of occasion: {why}")


def _assumed(case: Case) -> Iterator[Message]:
    document = case.documents["case.yaml"]

    def walk(node: Any, path: Path) -> Iterator[Message]:
        if isinstance(node, dict):
            if isinstance(node.get("assumed"), str):
                name = _named(document.data, path)
                text = f"'{name}' is assumed: {shown(node['assumed'], 200)[1:-1]}"
                yield _remark("note", document.name, document.line((*path, "assumed")), text)
            for key, child in node.items():
                yield from walk(child, (*path, key))
        elif isinstance(node, list):
            for index, child in enumerate(node):
                yield from walk(child, (*path, index))

    yield from walk(document.data, ())


def _later_sources(case: Case) -> Iterator[Message]:
    """Slow facts that a source of the fork's day or later gives."""
    document = case.documents["case.yaml"]
    for path, node in quantities(document.data):
        source = case.sources[node["source"]]
        if source.date >= case.as_of:
            text = (
                f"'{_named(document.data, path)}' rests on a later source, '{source.id}' of {source.date}: "
                "right for what changes slowly"
            )
            yield _remark("note", document.name, document.line((*path, "source")), text)


def _named(data: Any, path: Path) -> str:
    """A path in words, list items by their id: `pillars.police.headcount`."""
    words: list[str] = []
    for part in path:
        data = data[part]
        words.append(str(data.get("id", part)) if isinstance(part, int) and isinstance(data, dict) else str(part))
    return ".".join(words)


def _levels(case: Case) -> Iterator[Message]:
    first: dict[tuple[Any, ...], Cash] = {}
    for row in case.cash:
        if row.basis != "level":
            continue
        party = "" if row.kind == "reserve_level" else (row.counterparty or "")
        known = first.setdefault((row.kind, row.currency, party, row.date), row)
        gap = abs(row.amount_m - known.amount_m)
        if float(gap) > max(0.15, ROUNDING * float(known.amount_m)):
            text = (
                f"'{row.kind}' of {row.date}: '{row.source}' says {row.amount_m}m, "
                f"'{known.source}' on line {known.line} says {known.amount_m}m; the first published is used"
            )
            yield _remark("warning", row.file, row.line, text)


def _residuals(case: Case) -> Iterator[Message]:
    for period in case.ledger.periods:
        if period.closed and abs(period.residual) > period.known:
            text = (
                f"from {period.start} to {period.end} the reserves moved by {_m(period.closing - period.opening)}m, "
                f"the known flows come to {_m(period.known)}m: what is left, {_m(period.residual)}m, is more "
                "than they are"
            )
            yield _remark("warning", "cash.csv", period.line, text)


def _stock(case: Case) -> Iterator[Message]:
    below = [day for day, level in zip(case.ledger.days, case.ledger.foreign["level"], strict=True) if level < 0]
    if below:
        text = f"the known flows take the reserves below zero on {below[0]}"
        yield _remark("warning", "cash.csv", case.ledger.periods[-1].line, text)
    unusable = case.facts.purse.reserves_unusable_m.value * 100_000_000
    if unusable > case.ledger.closing:
        document = case.documents["case.yaml"]
        text = f"more reserves are unusable than there are at as_of ({_m(case.ledger.closing)}m)"
        yield _remark("warning", document.name, document.line(("purse", "reserves_unusable_m")), text)


def _payroll(case: Case) -> Iterator[Message]:
    purse = case.facts.purse
    payroll = sum(pillar.headcount.value * pillar.monthly_pay.value for pillar in case.facts.pillars) / 1e6
    gap = payroll + purse.other_spending_month_m.value - purse.revenue_month_m.value
    if gap > 0:
        document = case.documents["case.yaml"]
        text = (
            f"each month the state spends {gap:,.1f}m {purse.domestic_currency} more than it takes in "
            f"(payroll {payroll:,.1f}m, other {purse.other_spending_month_m.value:,.1f}m, "
            f"revenue {purse.revenue_month_m.value:,.1f}m)"
        )
        large = gap > 0.25 * purse.revenue_month_m.value
        yield _remark("warning" if large else "note", document.name, document.line(("purse", "revenue_month_m")), text)


def _by_line(case: Case) -> list[Event]:
    """The visible events in the order of the file, so that a remark on two of them stands at the later line."""
    return sorted(case.events, key=lambda event: event.line)


def _reports(case: Case) -> Iterator[Message]:
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
                f"{what} on {other.date}, {other.place or other.scope}: '{other.reporter}' says {_say(second)}, "
                f"'{one.reporter}' on line {one.line} says {_say(first)}"
            )
            yield _remark("warning", other.file, other.line, text)


def _range(low: int | None, high: int | None) -> tuple[float, float] | None:
    if low is None and high is None:
        return None
    return (float(low or 0), math.inf if high is None else float(high))


def _apart(one: tuple[float, float], other: tuple[float, float]) -> bool:
    """Whether two ranges are more than a factor apart; where both are closed their middles count."""
    if math.inf not in (one[1], other[1]):
        low, high = sorted((sum(one) / 2, sum(other) / 2))
        return high > FACTOR * low
    return one[0] > FACTOR * other[1] or other[0] > FACTOR * one[1]


def _say(span: tuple[float, float]) -> str:
    if span[1] == math.inf:
        return f"more than {span[0]:.0f}"
    return f"{span[0]:.0f}" if span[0] == span[1] else f"{span[0]:.0f} to {span[1]:.0f}"


def _parts(case: Case) -> Iterator[Message]:
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
                yield _remark("warning", event.file, event.line, text)


def _twice(case: Case) -> Iterator[Message]:
    """Two final figures of one reporter for one thing: each would count as evidence."""
    first: dict[tuple[Any, ...], Event] = {}
    for event in _by_line(case):
        for what in ("crowd", "detained"):
            given = event.detained if what == "detained" else (event.crowd_low or event.crowd_high)
            if event.stage == "final" and given is not None:
                key = (what, event.date, event.scope, event.place, event.side, event.kind, event.reporter)
                known = first.setdefault(key, event)
                if known is not event:
                    text = f"'{event.reporter}' gives a second final figure ({what}) for what line {known.line} reports"
                    yield _remark("warning", event.file, event.line, text)


def _unread(case: Case) -> Iterator[Message]:
    """Files that look like a part of the case and are none."""
    for name in sorted(os.listdir(case.path)):
        if name.endswith((".yaml", ".yml", ".csv")) and name not in FILES:
            yield _remark("warning", name, None, f"the file is not read{nearest(name, FILES)}")


def _scenarios(case: Case) -> Iterator[Message]:
    for name, scenario in case.scenarios.items():
        if not scenario.changes:
            file = f"scenarios/{name}.yaml"
            line = case.documents[file].line(("changes",))
            yield _remark("warning", file, line, "the scenario changes nothing")


def _texts(node: Any) -> Iterator[str]:
    """Every text of a document."""
    if isinstance(node, str):
        yield node
    elif isinstance(node, (dict, list)):
        for child in node.values() if isinstance(node, dict) else node:
            yield from _texts(child)


def _unused(case: Case) -> Iterator[Message]:
    used = {row.source for row in case.evidence.rows()} | {case.facts.trigger.source}
    used |= {node["source"] for _, node in quantities(case.documents["case.yaml"].data)}
    # The reason for an assumed number, and a note, name what they lean on.
    said = [*_texts(case.documents["case.yaml"].data), *(row.note or "" for row in case.evidence.rows())]
    used |= {word for text in said for word in re.findall(r"[\w.-]*\w", text)}
    document = case.documents["sources.yaml"]
    for name in case.sources:
        if name not in used:
            line = document.line((document.index(name), "id"))
            yield _remark("note", document.name, line, f"nothing rests on the source '{name}'")
    reporting = {event.reporter for event in case.evidence.events}
    facts = case.documents["case.yaml"]
    for reporter in case.facts.reporters:
        if reporter.id not in reporting:
            line = facts.line(("reporters", facts.index(reporter.id, ("reporters",)), "id"))
            yield _remark("note", facts.name, line, f"the reporter '{reporter.id}' has no row in events.csv")


def _m(amount: int) -> str:
    """Minor units as millions with one decimal."""
    return f"{amount / 100_000_000:,.1f}"

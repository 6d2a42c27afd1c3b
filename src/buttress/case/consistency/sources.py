"""Sources that are named and not there, and what they may be cited for: nothing from after `as_of` but slow facts."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from buttress.case.document import Document, Path
from buttress.case.message import Message, error, nearest, shown
from buttress.case.rows import Rows
from buttress.case.schema import Source

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

MAX_NAMED = 3
"""Places of one mistake that a message names."""


def known_before(rows: Rows, sources: dict[str, Source], as_of: date, document: Document) -> list[Message]:
    """Numbers and visible rows that rest on a source from `as_of` or later, slow facts excepted."""
    messages: list[Message] = []
    for path, node in quantities(document.data):
        key = next((part for part in reversed(path) if isinstance(part, str)), "")
        source = sources.get(str(node.get("source")))
        if key in SLOW or source is None or source.date < as_of:
            continue
        messages.append(
            error(
                document.name,
                document.line((*path, "source")),
                f"'{key}' rests on '{source.id}' of {source.date}, not before as_of {as_of}; "
                f"later sources may give only slow facts",
            )
        )
    for row in rows:
        source = sources.get(row.source)
        if source is not None and row.published < as_of <= source.date:
            messages.append(
                error(
                    row.file,
                    row.line,
                    f"published on {row.published} by its own word, but its source '{source.id}' is of {source.date}, "
                    f"not before as_of {as_of}; cite what was printed then",
                )
            )
    return messages


def quantities(node: Any, path: Path = ()) -> Iterator[tuple[Path, dict[str, Any]]]:
    """Every mapping that has a source, with its path; the trigger's own source names an event, not a number."""
    if isinstance(node, dict):
        if isinstance(node.get("source"), str) and path != ("trigger",):
            yield path, node
        for key, child in node.items():
            yield from quantities(child, (*path, key))
    elif isinstance(node, list):
        for index, child in enumerate(node):
            yield from quantities(child, (*path, index))


def unknown_sources(document: Document, rows: Rows, sources: dict[str, Source]) -> Iterator[Message]:
    """Every source that case.yaml or a row names and sources.yaml does not hold: one message a source."""
    places: dict[str, list[tuple[str, int | None]]] = {}
    for path, name in _sources_named(document.data):
        places.setdefault(name, []).append((document.name, document.line(path)))
    for row in rows:
        places.setdefault(row.source, []).append((row.file, row.line))
    if not sources:
        named = ", ".join(list(places)[:MAX_NAMED])
        text = f"no source stands here, and numbers name {len(places)} (first {named}); write a list, '- id: ...'"
        yield error("sources.yaml", 1, text)
        return
    for name, where in places.items():
        if name not in sources:
            first, *others = sorted(where, key=lambda place: (place[0], place[1] or 0))
            yield error(*first, f"unknown source {shown(name)}{nearest(name, sources)}{_also(others)}")


def _also(where: list[tuple[str, int | None]]) -> str:
    """Other places of the same mistake, the first three by name."""
    if not where:
        return ""
    first = ", ".join(f"{file}:{line}" for file, line in where[:MAX_NAMED])
    more = f" and {len(where) - MAX_NAMED} more" if len(where) > MAX_NAMED else ""
    return f" (also {first}{more})"


def _sources_named(node: Any, path: Path = ()) -> Iterator[tuple[Path, str]]:
    """Every source id below a node, with its path."""
    items = node.items() if isinstance(node, dict) else enumerate(node) if isinstance(node, list) else ()
    for key, child in items:
        if key == "source" and isinstance(child, str):
            yield (*path, key), child
        yield from _sources_named(child, (*path, key))

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


def unknown_sources(document: Document, sources: dict[str, Source]) -> Iterator[Message]:
    """Every source that case.yaml names and sources.yaml does not hold."""

    def named(node: Any, path: Path) -> Iterator[tuple[Path, str]]:
        items = node.items() if isinstance(node, dict) else enumerate(node) if isinstance(node, list) else ()
        for key, child in items:
            if key == "source" and isinstance(child, str):
                yield (*path, key), child
            yield from named(child, (*path, key))

    for path, name in named(document.data, ()):
        if name not in sources:
            yield error(document.name, document.line(path), f"unknown source {shown(name)}{nearest(name, sources)}")

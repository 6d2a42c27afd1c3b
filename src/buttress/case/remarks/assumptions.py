"""Numbers that nobody publishes, and slow facts that a later source gives."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from buttress.case.consistency.sources import quantities
from buttress.case.contest import Case
from buttress.case.document import Path
from buttress.case.message import Message, remark, shown


def assumed_numbers(case: Case) -> Iterator[Message]:
    """Every number that is marked `assumed`, with its reason."""
    document = case.documents["case.yaml"]

    def walk(node: Any, path: Path) -> Iterator[Message]:
        if isinstance(node, dict):
            if isinstance(node.get("assumed"), str):
                name = _named(document.data, path)
                text = f"'{name}' is assumed: {shown(node['assumed'], 200)[1:-1]}"
                yield remark("note", document.name, document.line((*path, "assumed")), text)
            for key, child in node.items():
                yield from walk(child, (*path, key))
        elif isinstance(node, list):
            for index, child in enumerate(node):
                yield from walk(child, (*path, index))

    yield from walk(document.data, ())


def later_sources(case: Case) -> Iterator[Message]:
    """Slow facts that a source of the fork's day or later gives: one remark a source, at the first of them by name."""
    document = case.documents["case.yaml"]
    resting: dict[str, list[Path]] = {}
    for path, node in quantities(document.data):
        if case.sources[node["source"]].date >= case.as_of:
            resting.setdefault(node["source"], []).append(path)
    for name, paths in resting.items():
        first, *others = sorted(paths, key=lambda path: _named(document.data, path))
        more = f" and {len(others)} more number{'s' if len(others) > 1 else ''}" if others else ""
        text = (
            f"'{_named(document.data, first)}'{more} rest{'' if others else 's'} on a later source, '{name}' of "
            f"{case.sources[name].date}: right for what changes slowly"
        )
        yield remark("note", document.name, document.line((*first, "source")), text)


def _named(data: Any, path: Path) -> str:
    """A path in words, list items by their id: `pillars.police.headcount`."""
    words: list[str] = []
    for part in path:
        data = data[part]
        words.append(str(data.get("id", part)) if isinstance(part, int) and isinstance(data, dict) else str(part))
    return ".".join(words)

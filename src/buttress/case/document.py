"""A YAML file as plain data with a line for every node."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from buttress.case.message import Message, error, shown

Path = tuple[str | int, ...]


@dataclass
class Document:
    """A file's data; `lines` maps the path of each node (keys and indices) to its line."""

    name: str
    data: Any
    lines: dict[Path, int] = field(default_factory=dict)

    def line(self, path: Path) -> int | None:
        """The line of the node, or of the nearest node above that exists."""
        for end in range(len(path), -1, -1):
            if path[:end] in self.lines:
                return self.lines[path[:end]]
        return None

    def index(self, name: str, under: Path = ()) -> int:
        """Where the item with this id stands in the list at a path; raises ValueError if it does not."""
        items = self.data
        for part in under:
            items = items[part]
        return [item.get("id") for item in items].index(name)


def repeated(document: Document, ids: Sequence[str], under: Path = ()) -> Iterator[Message]:
    """A message for every id that stands twice in a list of the document."""
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

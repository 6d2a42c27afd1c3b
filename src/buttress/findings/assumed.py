"""Numbers of a case that no source gives."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from buttress.brief.content import AssumedNumber
from buttress.case.quantity import ARGUMENTS


def assumed_numbers(node: Any, path: tuple[str, ...] = ()) -> Iterator[AssumedNumber]:
    """Quantities marked `assumed`, by their path in case.yaml; list items by their id."""
    if isinstance(node, dict):
        if isinstance(node.get("assumed"), str):
            yield AssumedNumber(" ".join(path).replace("_", " "), _value(node), node["assumed"])
        for key, child in node.items():
            yield from assumed_numbers(child, (*path, str(key)))
    elif isinstance(node, list):
        for index, child in enumerate(node):
            name = child.get("id", index) if isinstance(child, dict) else index
            yield from assumed_numbers(child, (*path, str(name)))


def _value(node: dict[str, Any]) -> str:
    value = node.get("value")
    if "dist" in node:
        numbers = ", ".join(f"{name} {node[name]:g}" for name in ARGUMENTS[node["dist"]])
        return f"{node['dist']}({numbers})"
    return f"{value:,}" if isinstance(value, (int, float)) and not isinstance(value, bool) else str(value)

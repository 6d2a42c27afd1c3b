"""Tables of results that take minutes or hours, from the files in which the studies keep them.

A file of results (`studies/results.py` has the form) is looked for as `docs/data/NAME.json` and as
`studies/NAME/results.json`.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from docs.builder.markdown import table

ROOT = Path(__file__).resolve().parents[2]


def files() -> dict[str, Path]:
    """The results' files by name."""
    found = {path.stem: path for path in sorted((ROOT / "docs" / "data").glob("*.json"))}
    return found | {path.parent.name: path for path in sorted((ROOT / "studies").glob("*/results.json"))}


def page(name: str) -> str:
    """Everything that the file holds: intro, command, tables with their notes."""
    held = _read(name)
    parts = [*held["intro"], f"Made by `{held['made_by']}`."]
    parts += [f"## {one['title']}\n\n{_table(one)}" for one in held["tables"]]
    return "\n\n".join(parts) + "\n"


def one_table(address: str) -> str:
    """The table at `NAME.TABLE`. Raises ValueError, with the names known, where there is none."""
    return _table(_held(address))


def rows_of(address: str) -> list[list[str]]:
    """The rows of the table at `NAME.TABLE`, for a picture. Raises ValueError as `one_table` does."""
    rows: list[list[str]] = _held(address)["rows"]
    return rows


def _held(address: str) -> dict[str, Any]:
    name, _, wanted = address.partition(".")
    tables: dict[str, dict[str, Any]] = {one["name"]: one for one in _read(name)["tables"]}
    if wanted not in tables:
        raise ValueError(f"{name} has no table {wanted!r}; known: {', '.join(tables)}")
    return tables[wanted]


def _table(held: dict[str, Any]) -> str:
    note = f"\n{held['note']}\n" if held["note"] else ""
    return table(held["columns"], held["rows"]) + note


def _read(name: str) -> dict[str, Any]:
    if name not in files():
        raise ValueError(f"no results are called {name!r}; known: {', '.join(files())}")
    held: dict[str, Any] = json.loads(files()[name].read_text(encoding="utf-8"))
    return held

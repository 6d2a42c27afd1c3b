"""Tables of results that take minutes or hours, from the files in which the studies keep them.

A file holds `title`, `made_by` (the command), `intro` (paragraphs) and `tables`, each with `name`, `title`, `columns`,
`rows` (text cells) and a `note`. It is looked for as `docs/data/NAME.json` and as `studies/NAME/results.json`.
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
    name, _, wanted = address.partition(".")
    tables = {one["name"]: one for one in _read(name)["tables"]}
    if wanted not in tables:
        raise ValueError(f"{name} has no table {wanted!r}; known: {', '.join(tables)}")
    return _table(tables[wanted])


def _table(held: dict[str, Any]) -> str:
    note = f"\n{held['note']}\n" if held["note"] else ""
    return table(held["columns"], held["rows"]) + note


def _read(name: str) -> dict[str, Any]:
    if name not in files():
        raise ValueError(f"no results are called {name!r}; known: {', '.join(files())}")
    held: dict[str, Any] = json.loads(files()[name].read_text(encoding="utf-8"))
    return held


def as_text(results: dict[str, Any]) -> str:
    """The text of a results' file: a line a row of a table, so that differences can be read."""
    head = {name: part for name, part in results.items() if name != "tables"}
    lines = ["{", *(f" {_json(name)}: {_json(part)}," for name, part in head.items()), ' "tables": [']
    for number, one in enumerate(results["tables"], 1):
        about = [f"   {_json(name)}: {_json(part)}," for name, part in one.items() if name != "rows"]
        rows = ",\n".join(f"    {_json(row)}" for row in one["rows"])
        end = "  }" if number == len(results["tables"]) else "  },"
        lines += ["  {", *about, '   "rows": [', *([rows] if rows else []), "   ]", end]
    return "\n".join([*lines, " ]", "}"]) + "\n"


def _json(part: Any) -> str:
    return json.dumps(part, ensure_ascii=False)

"""The form in which a study keeps its results: a file of tables, from which the site makes pages.

A file holds `title`, `made_by` (the command), `intro` (paragraphs) and `tables`, each with `name`, `title`, `columns`,
`rows` (text cells) and a `note`.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

Results = dict[str, Any]

_TITLE = re.compile(r"^(?:#+ |\*\*)(?P<title>.+?)(?:\*\*)?$")
_BARS = re.compile(r"(?<!\\)\|")


def of_markdown(text: str, title: str, made_by: str, intro: Sequence[str] = ()) -> Results:
    """The tables of what a study prints, each with the heading or bold line above it and the paragraph below it."""
    tables: list[dict[str, Any]] = []
    for heading, lines, note in _blocks(text.splitlines()):
        columns, _, *rows = [[cell.strip().replace("\\|", "|") for cell in _BARS.split(line)[1:-1]] for line in lines]
        name = re.sub(r"\W+", "_", heading.lower()).strip("_")
        if any(other["name"] == name for other in tables):
            name, heading = f"{name}_{len(tables)}", f"{heading}: {columns[0]}"
        tables.append({"name": name, "title": heading, "columns": columns, "note": note, "rows": rows})
    return {"title": title, "made_by": made_by, "intro": list(intro), "tables": tables}


def _blocks(lines: Sequence[str]) -> Iterator[tuple[str, list[str], str]]:
    """Each table: the title above it, its lines, the plain line below it if there is one."""
    heading, at = "", 0
    while at < len(lines):
        if not lines[at].startswith("|"):
            found = _TITLE.match(lines[at])
            heading = found["title"] if found else heading
            at += 1
            continue
        begin = at
        while at < len(lines) and lines[at].startswith("|"):
            at += 1
        below = lines[at + 1] if at + 1 < len(lines) else ""
        yield heading, list(lines[begin:at]), below if below and below[0] not in "|#*!<" else ""


def as_text(results: Results) -> str:
    """The text of a results' file: a line a row of a table, so that differences can be read."""
    head = {name: part for name, part in results.items() if name != "tables"}
    lines = ["{", *(f" {_json(name)}: {_json(part)}," for name, part in head.items()), ' "tables": [']
    for number, one in enumerate(results["tables"], 1):
        about = [f"   {_json(name)}: {_json(part)}," for name, part in one.items() if name != "rows"]
        rows = ",\n".join(f"    {_json(row)}" for row in one["rows"])
        end = "  }" if number == len(results["tables"]) else "  },"
        lines += ["  {", *about, '   "rows": [', *([rows] if rows else []), "   ]", end]
    return "\n".join([*lines, " ]", "}"]) + "\n"


def write(path: Path, results: Results) -> None:
    """Write a results' file; its folder is made."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(as_text(results), encoding="utf-8")


def _json(part: Any) -> str:
    return json.dumps(part, ensure_ascii=False)

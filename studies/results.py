"""Results of a study as data: tables of text cells, from which the site renders its pages."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from buttress.store.file import write_whole

FILE = "results.json"
BAR = "\\|"


@dataclass(frozen=True)
class StudyTable:
    """A table by a `name` that pages address it by; a `note` stands below it."""

    name: str
    title: str
    columns: Sequence[str]
    rows: Sequence[Sequence[str]]
    note: str = ""

    def markdown(self) -> str:
        """A heading, the table, and its note."""
        lines = [f"### {self.title}", "", *(_line(row) for row in (self.columns, ["---"] * len(self.columns)))]
        lines += [_line(row) for row in self.rows]
        return "\n".join([*lines, *(["", self.note] if self.note else [])])


@dataclass(frozen=True)
class StudyResults:
    """What a study found: paragraphs of `intro`, and tables; `made_by` is its command."""

    title: str
    made_by: str
    intro: Sequence[str]
    tables: Sequence[StudyTable]

    def markdown(self) -> str:
        """For the terminal."""
        return "\n\n".join([*self.intro, *(table.markdown() for table in self.tables)])

    def text(self) -> str:
        """The text of the file: JSON, a line a row of a table, so that differences can be read."""
        head = {"title": self.title, "made_by": self.made_by, "intro": list(self.intro)}
        lines = ["{", *(f" {_json(name)}: {_json(part)}," for name, part in head.items()), ' "tables": [']
        for number, table in enumerate(self.tables, 1):
            about = {"name": table.name, "title": table.title, "columns": list(table.columns), "note": table.note}
            rows = ",\n".join(f"    {_json(list(row))}" for row in table.rows)
            end = "  }" if number == len(self.tables) else "  },"
            lines += ["  {", *(f"   {_json(name)}: {_json(part)}," for name, part in about.items())]
            lines += ['   "rows": [', *([rows] if rows else []), "   ]", end]
        return "\n".join([*lines, " ]", "}"]) + "\n"


def write(path: Path, results: StudyResults) -> None:
    """Write a file of results; its folder is made."""
    write_whole(path, results.text().encode())


def update(folder: Path, results: StudyResults) -> Path:
    """Write a folder's results.json; tables there that another call of the study made keep their places."""
    path = folder / FILE
    tables = list(results.tables)
    if path.exists():
        fresh = {table.name: table for table in tables}
        before = read(path).tables
        tables = [fresh.pop(table.name, table) for table in before] + list(fresh.values())
    write(path, replace(results, tables=tables))
    return path


def show(results: StudyResults, folder: Path | None) -> None:
    """Print the tables and, where a folder is named, write them into its results.json."""
    print(results.markdown())
    if folder is not None:
        print(update(folder, results), file=sys.stderr)


def read(path: Path) -> StudyResults:
    """The results in a file."""
    whole: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return StudyResults(
        whole["title"], whole["made_by"], whole["intro"], [StudyTable(**table) for table in whole["tables"]]
    )


def _line(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cell.replace('|', BAR) for cell in cells)} |"


def _json(part: Any) -> str:
    return json.dumps(part, ensure_ascii=False)

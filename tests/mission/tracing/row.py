"""A row of the trace, and reading them from `trace.yaml`."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

DATA = Path(__file__).resolve().parents[1] / "trace.yaml"


class TraceError(ValueError):
    """The trace can't answer; the text says why."""


@dataclass(frozen=True)
class Mutation:
    """What to take away from a row's test: a mechanism to switch `off`, or rows of a file of the case to `drop`.

    `drop` is a CSV file's name; `where` maps columns to the values that mark the rows which go.
    """

    off: str = ""
    drop: str = ""
    where: tuple[tuple[str, str], ...] = ()

    def __str__(self) -> str:
        if self.off:
            return f"off: {self.off}"
        return f"drop {self.drop}: " + ", ".join(f"{key} {value}" for key, value in self.where)


@dataclass(frozen=True)
class Row:
    """One sentence of the source in our own words (`what`), how the model has it, and where that lives in the program.

    `part` is the title of the part of the source that begins with this row, else empty.
    """

    row: str
    what: str
    kind: str
    how: str
    part: str
    modules: tuple[str, ...]
    tests: tuple[str, ...]
    claims: tuple[str, ...]
    mutation: Mutation

    def as_dict(self) -> dict[str, Any]:
        """The row as `trace.py --json` prints it."""
        return {
            "row": self.row,
            "what": self.what,
            "modules": list(self.modules),
            "tests": list(self.tests),
            "claims": list(self.claims),
            "mutation": str(self.mutation),
        }


@cache
def _all() -> tuple[Row, ...]:
    return tuple(_row(entry) for entry in YAML(typ="safe", pure=True).load(DATA.read_text(encoding="utf-8")))


def _row(entry: Mapping[str, Any]) -> Row:
    mutation = entry["mutation"]
    return Row(
        row=str(entry["row"]),
        what=entry["what"],
        kind=entry["kind"],
        how=entry["how"],
        part=entry.get("part", ""),
        modules=tuple(entry.get("modules", ())),
        tests=tuple(entry.get("tests", ())),
        claims=tuple(entry.get("claims", ())),
        mutation=Mutation(
            off=mutation.get("off", ""),
            drop=mutation.get("drop", ""),
            where=tuple((str(key), str(value)) for key, value in mutation.get("where", {}).items()),
        ),
    )


def rows(only: Iterable[str] | None = None) -> list[Row]:
    """The rows, all or those named, in the order of the source; raises TraceError for a row that is not there."""
    wanted = list(only or ())
    known = {row.row: row for row in _all()}
    for name in wanted:
        if name not in known:
            raise TraceError(f"no row {name!r} in the trace; known: {', '.join(known)}")
    return [row for row in _all() if not wanted or row.row in wanted]

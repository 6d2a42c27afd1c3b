"""Which kind of reporter a name stands for: official, monitor, newsroom, organiser, or announced in advance."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from buttress.parsed_yaml import parsed

#: Kinds whose numbers are counts; the order of tables.
COUNTING = ("official", "newsroom", "monitor", "organiser")


@dataclass(frozen=True)
class ReporterKind:
    """`name` is one of `COUNTING` or "announced"; one that `retells` quotes others and is no second witness."""

    name: str
    retells: bool = False

    @property
    def witness(self) -> bool:
        """Whether its number is a count of its own."""
        return self.name in COUNTING and not self.retells


@cache
def kind_of(reporter: str) -> ReporterKind:
    """The kind of a reporter by its name, as `kinds.yaml` sorts names and words; a newsroom if it says nothing."""
    entry = _table()["names"].get(reporter.lower())
    if entry is not None:
        return ReporterKind(str(entry["kind"]), bool(entry.get("retells", False)))
    words = set(re.findall(r"[^\W\d_]+", reporter.lower()))
    for kind, signs in _table()["words"].items():
        if words & set(signs):
            return ReporterKind(str(kind))
    return ReporterKind("newsroom")


def published(kind: str) -> tuple[float, float]:
    """Mean and spread (log) of a kind's bias against newsrooms, from marches outside the episodes."""
    entry = _table()["published"][kind]
    return float(entry["mean"]), float(entry["sd"])


@cache
def _table() -> Mapping[str, Any]:
    loaded: Mapping[str, Any] = parsed(Path(__file__).with_name("kinds.yaml"))
    return loaded

"""What the forms of a case need to know of it, kept on the disk under the state of its files: a case is loaded in
seconds, its page is wanted at once.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import asdict, dataclass
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any

import buttress
from buttress.store.file import write_whole

PROGRAM = Path(buttress.__file__).parent
ROOMS = ("case", "world", "web")
"""Rooms of the program whose change makes other facts."""


@dataclass(frozen=True)
class LeverForm:
    """A lever that the case has, with its limits and its value in the baseline."""

    name: str
    low: float
    high: float
    baseline: float
    whole: bool


@dataclass(frozen=True)
class ScenarioFacts:
    """A scenario of the case, its changes as its file has them."""

    name: str
    title: str
    question: str
    policing: bool
    changes: tuple[dict[str, Any], ...]


@dataclass(frozen=True)
class CaseFacts:
    """What the forms of a case need to know of it; days are written 2020-09-14, `first` is the trigger's."""

    title: str
    question: str
    hash: str
    first: str
    as_of: str
    last: str
    places: tuple[tuple[str, str], ...]
    scenarios: tuple[ScenarioFacts, ...]
    levers: tuple[LeverForm, ...]
    policing: bool


def stamp_of(folder: Path) -> str:
    """The state of a case's files, and of the rooms of the program that read them."""
    files = [*folder.glob("*.*"), *folder.glob("scenarios/*.yaml")]
    return sha256(repr([*_states(files), *_program()]).encode()).hexdigest()


@cache
def _program() -> list[tuple[str, int, int]]:
    """Of the program, once: what this process has loaded stays as it is."""
    return _states(path for room in ROOMS for path in (PROGRAM / room).rglob("*.py"))


def _states(files: Iterable[Path]) -> list[tuple[str, int, int]]:
    """Name, time of the last change and size of files."""
    stats = ((path.as_posix(), path.stat()) for path in sorted(files))
    return [(name, stat.st_mtime_ns, stat.st_size) for name, stat in stats]


def keep_facts(path: Path, facts: CaseFacts, stamp: str) -> None:
    """Keep facts of a case in a file."""
    write_whole(path, json.dumps({"stamp": stamp, "facts": asdict(facts)}, ensure_ascii=False).encode())


def kept_facts(path: Path, stamp: str) -> CaseFacts | None:
    """The facts that a file keeps; None if there are none of this state."""
    with suppress(OSError, ValueError, TypeError, KeyError):
        kept: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
        if kept["stamp"] == stamp:
            facts = kept["facts"]
            scenarios = [ScenarioFacts(**{**one, "changes": tuple(one["changes"])}) for one in facts["scenarios"]]
            levers = [LeverForm(**one) for one in facts["levers"]]
            places = [(id, name) for id, name in facts["places"]]
            told = {"scenarios": tuple(scenarios), "levers": tuple(levers), "places": tuple(places)}
            return CaseFacts(**{**facts, **told})
    return None

"""Ranks on disk: one row a trial, appended as it comes, so that a killed run goes on from where it was.

The first line is a comment that says what was run; a file of other settings, another case or another model is refused.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any

import numpy as np

from buttress.arrays import Ints
from buttress.store.file import write_whole
from studies.calibration.trial import RANKED, Trials

MARK = "# "


class OtherRunError(ValueError):
    """The file holds ranks of another run; the text says what differs."""


class Ranks:
    """A file of ranks: trials by number, quantities by name."""

    def __init__(self, path: Path, about: Mapping[str, Any], names: tuple[str, ...]) -> None:
        self.path = path
        self.about = dict(about)
        self.names = names
        self.rows: dict[int, Ints] = {}

    @classmethod
    def of(cls, path: Path, trials: Trials) -> Ranks:
        """What the file holds already, if it is of these trials; OtherRunError if it is not."""
        ranks = cls(path, about(trials), trials.names)
        if path.exists():
            held = read(path)
            if held.about != ranks.about or held.names != ranks.names:
                raise OtherRunError(f"{path} holds ranks of another run: {_difference(held, ranks)}; name another file")
            ranks.rows = held.rows
        return ranks

    def add(self, number: int, row: Ints) -> None:
        """Append one trial to the file and let the disk have it."""
        self.rows[number] = row
        fresh = not self.path.exists()
        self.path.parent.mkdir(parents=True, exist_ok=True)
        with self.path.open("a", encoding="utf-8") as file:
            if fresh:
                file.write(self._head())
            file.write(_line(number, row))
            file.flush()
            os.fsync(file.fileno())

    def tidy(self) -> None:
        """Write the file anew, in the order of the trials."""
        lines = "".join(_line(number, self.rows[number]) for number in sorted(self.rows))
        write_whole(self.path, (self._head() + lines).encode())

    def table(self) -> Ints:
        """Ranks (trials, quantities), in the order of the trials."""
        rows = [self.rows[number] for number in sorted(self.rows)]
        return np.array(rows, dtype=np.int64).reshape(-1, len(self.names))

    def _head(self) -> str:
        return MARK + json.dumps(self.about, sort_keys=True) + "\n" + ",".join(("trial", *self.names)) + "\n"


def about(trials: Trials) -> dict[str, Any]:
    """What ranks depend on, apart from code that changes no number."""
    settings = trials.settings
    return {
        "case": trials.case.facts.id,
        "as_of": trials.case.as_of.isoformat(),
        "draws": settings.draws,
        "effort": asdict(settings.effort),
        "ranked": RANKED,
        "fingerprint": f"{trials.fingerprint():.6g}",
    }


def read(path: Path) -> Ranks:
    """A file of ranks; a line cut short by a kill is left out. ValueError for another file."""
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    if len(lines) < 2 or not lines[0].startswith(MARK):
        raise ValueError(f"{path} is no file of ranks")
    names = tuple(lines[1].strip().split(",")[1:])
    ranks = Ranks(path, json.loads(lines[0].removeprefix(MARK)), names)
    ranks.rows = dict(_whole(lines[2:], len(names)))
    return ranks


def _whole(lines: list[str], width: int) -> Iterator[tuple[int, Ints]]:
    for line in lines:
        cells = line.strip().split(",")
        if line.endswith("\n") and len(cells) == width + 1:
            yield int(cells[0]), np.array([int(cell) for cell in cells[1:]], dtype=np.int64)


def _line(number: int, row: Ints) -> str:
    return ",".join(str(int(value)) for value in (number, *row)) + "\n"


def _difference(held: Ranks, asked: Ranks) -> str:
    keys = sorted(key for key in held.about.keys() | asked.about.keys() if held.about.get(key) != asked.about.get(key))
    words = [f"{key} {held.about.get(key)}, now {asked.about.get(key)}" for key in keys]
    return "; ".join(words) or "other quantities"

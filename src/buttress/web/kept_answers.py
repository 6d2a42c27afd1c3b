"""Answers as they were given, so that their addresses hold while the server is started anew; the oldest go."""

from __future__ import annotations

import json
import re
from contextlib import suppress
from pathlib import Path
from typing import Any

from buttress.store.file import write_whole
from buttress.web.error import NotHere

NAME = re.compile(r"[0-9a-f]{16}")
MOST = 40


class KeptAnswers:
    """Answers of plain data in a folder, a file each."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)

    def put(self, name: str, answer: dict[str, Any]) -> None:
        """Keep an answer under a name of sixteen hexadecimal digits, in the place of what it named before."""
        write_whole(self._folder / f"{name}.json", json.dumps(answer, ensure_ascii=False).encode())
        for path in self._newest_first()[MOST:]:
            path.unlink(missing_ok=True)

    def get(self, name: str) -> dict[str, Any]:
        """The answer of a name; NotHere where none is known."""
        if NAME.fullmatch(name):
            with suppress(OSError, ValueError):
                found: dict[str, Any] = json.loads((self._folder / f"{name}.json").read_text(encoding="utf-8"))
                return found
        raise NotHere("This answer is no longer kept: ask again.")

    def all(self) -> list[tuple[str, dict[str, Any]]]:
        """Every answer with its name, the newest first."""
        found = []
        for path in self._newest_first():
            with suppress(NotHere):
                found.append((path.stem, self.get(path.stem)))
        return found

    def _newest_first(self) -> list[Path]:
        paths = [path for path in self._folder.glob("*.json") if NAME.fullmatch(path.stem)]
        return sorted(paths, key=lambda path: path.stat().st_mtime_ns, reverse=True)

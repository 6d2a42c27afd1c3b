"""A monitor's file as it is kept from week to week: what she sent, how it is read, the rows she added, the forecasts.

In the working folder, a folder a file: `file.json` (title, language of the page, version), `source/` (the file and its
`mapping.yaml`), `added.csv`, `weeks/` (the archive). A name of a file that was sent is never a path: letters, digits
and blanks of it stay, and its ending is one of a list. Each change is written whole and makes a new version; a form
filled in on an older version is refused.
"""

from __future__ import annotations

import json
import re
import secrets
import shutil
import threading
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from buttress.monitor.language import language_names, languages
from buttress.pipeline.week_archive import ArchivedWeek, archived_weeks
from buttress.store.file import digest, write_whole
from buttress.web.error import EditedElsewhere, NotHere, WebError

ID = re.compile(r"[0-9a-f]{16}")
ENDINGS = (".csv", ".tsv", ".txt", ".xlsx", ".xls", ".xlsb", ".ods", ".json", ".jsonl", ".ndjson")
LONGEST_NAME = 60


@dataclass(frozen=True)
class KeptFile:
    """One file in its `folder`; `name` is that of the file in `source/`, `digest` its SHA-256."""

    folder: Path
    title: str
    name: str
    digest: str
    language: str
    version: int

    @property
    def id(self) -> str:
        """Its id in addresses."""
        return self.folder.name

    @property
    def path(self) -> Path:
        """The file itself."""
        return self.folder / "source" / self.name

    @property
    def archive(self) -> Path:
        """The folder of its forecasts."""
        return self.folder / "weeks"

    def weeks(self) -> list[ArchivedWeek]:
        """Its forecasts, oldest first."""
        return archived_weeks(self.archive)


class KeptFiles:
    """All kept files of a working folder. One thread changes them at a time."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._lock = threading.Lock()
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        for left in folder.glob("*/weeks/.*.partial"):  # of a server that was killed
            shutil.rmtree(left, ignore_errors=True)

    def all(self) -> list[KeptFile]:
        """Every file, by title."""
        found = []
        for folder in self._folder.iterdir():
            with suppress(NotHere):
                found.append(self.get(folder.name))
        return sorted(found, key=lambda kept: (kept.title.casefold(), kept.id))

    def get(self, name: str) -> KeptFile:
        """The file of an id; NotHere where there is none."""
        if ID.fullmatch(name):
            with suppress(OSError, ValueError, KeyError, TypeError):
                told = json.loads((self._folder / name / "file.json").read_text(encoding="utf-8"))
                return KeptFile(self._folder / name, **told)
        raise NotHere("There is no file here: it was removed, or the address is not whole.")

    def add(self, sent_as: str, content: bytes, language: str) -> KeptFile:
        """Keep a file that was sent. WebError for an ending that is not known, nothing in it, or no such language."""
        return self._put(secrets.token_hex(8), sent_as, content, language, 1)

    def adopt(self, path: Path, mapping: Path) -> KeptFile:
        """The kept form of a file on this machine, with its `mapping` if that is there: found again by its path, with
        what stands in it now.
        """
        content = path.read_bytes()
        name = digest(str(path.resolve()).encode())[:16]
        try:
            kept = self.get(name)
        except NotHere:
            kept = self._put(name, path.name, content, "en", 1)
            if mapping.is_file():
                write_whole(kept.path.with_name(mapping.name), mapping.read_bytes())
            return kept
        return kept if kept.digest == digest(content) else self.send_again(kept, path.name, content, kept.version)

    def send_again(self, kept: KeptFile, sent_as: str, content: bytes, version: int) -> KeptFile:
        """Put this week's file in the place of the last one; its mapping and forecasts stay."""
        with self._lock:
            self._check(kept, version)
            new = self._put(kept.id, sent_as, content, kept.language, version + 1)
            if new.name != kept.name:
                kept.path.unlink(missing_ok=True)
            return new

    def change(self, kept: KeptFile, write: Callable[[], object], version: int) -> None:
        """Let `write` change what belongs to the file, in a new version."""
        with self._lock:
            self._check(kept, version)
            write()
            self._tell(kept, kept.language, version + 1)

    def speak(self, kept: KeptFile, language: str, version: int) -> None:
        """Set the language of its pages."""
        with self._lock:
            self._check(kept, version)
            self._tell(kept, _language(language), version + 1)

    def forget(self, kept: KeptFile, version: int) -> None:
        """Remove it with all that belongs to it."""
        with self._lock:
            self._check(kept, version)
            (kept.folder / "file.json").unlink()
            shutil.rmtree(kept.folder)

    def _check(self, kept: KeptFile, version: int) -> None:
        if self.get(kept.id).version != version:
            raise EditedElsewhere(
                "This file was changed in another tab or window since this page was loaded. Nothing was changed here: "
                "go back, load the page anew and make your change again."
            )

    def _put(self, name: str, sent_as: str, content: bytes, language: str, version: int) -> KeptFile:
        if not content.strip():
            raise WebError("The file is empty: choose another one, or paste rows.")
        title, ending = _name_parts(sent_as)
        kept = KeptFile(self._folder / name, title, title + ending, digest(content), _language(language), version)
        write_whole(kept.path, content)
        self._tell(kept, kept.language, version)
        return kept

    def _tell(self, kept: KeptFile, language: str, version: int) -> None:
        told = {
            "title": kept.title,
            "name": kept.name,
            "digest": kept.digest,
            "language": language,
            "version": version,
        }
        write_whole(kept.folder / "file.json", (json.dumps(told, ensure_ascii=False) + "\n").encode())


def _name_parts(sent_as: str) -> tuple[str, str]:
    """Title and ending of a file that was sent; no part of its name that could be a path stays."""
    last = PurePosixPath(sent_as.replace("\\", "/")).name
    stem, dot, ending = last.rpartition(".")
    if f".{ending.lower()}" not in ENDINGS:
        raise WebError(f"A table is needed: a file that ends in {', '.join(ENDINGS)}.", 415)
    title = " ".join(re.sub(r"[^\w-]+", " ", stem).split())[:LONGEST_NAME].strip("- ")
    # A file called `events` would take the name of its folder.
    return (title if title and title.casefold() not in ("events", "mapping") else "reports"), dot + ending.lower()


def _language(code: str) -> str:
    if code not in languages():
        raise WebError(f"The page can be had in {', '.join(language_names().values())}.")
    return code

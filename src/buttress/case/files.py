"""Reading a case's files: regular files only, of bounded size, in UTF-8."""

from __future__ import annotations

import difflib
import os
import stat
from pathlib import Path

from buttress.case.message import CaseError, error

FILES = ("case.yaml", "cash.csv", "events.csv", "signals.csv", "sources.yaml", "claims.yaml")
"""What a case folder holds beside its scenarios."""

MAX_CSV_BYTES = 50_000_000
MAX_YAML_BYTES = 2_000_000


def read_text(folder: Path, name: str, max_bytes: int, nothing: str = "") -> str:
    """The text of `folder/name`; raises CaseError if it isn't a regular, small, non-empty UTF-8 file.

    `nothing` is what a file that holds nothing has to say instead.
    """
    data = _read_bytes(folder / name, name, max_bytes)
    text = _decode(data, name)
    if not text.strip():
        hint = f"; one that holds nothing is the line {nothing}" if nothing else ""
        raise CaseError([error(name, None, f"the file is empty{hint}")])
    return text


def _read_bytes(path: Path, name: str, max_bytes: int) -> bytes:
    try:
        # A FIFO would block an ordinary open for ever, so look at what was opened before reading.
        handle = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0))
    except FileNotFoundError:
        raise CaseError([error(name, None, f"the file is missing{_instead(path)}")]) from None
    except OSError as reason:
        raise CaseError([error(name, None, f"the file can't be read: {reason.strerror}")]) from None
    try:
        status = os.fstat(handle)
        if not stat.S_ISREG(status.st_mode):
            kind = "a folder" if stat.S_ISDIR(status.st_mode) else "a device or pipe"
            raise CaseError([error(name, None, f"{kind} stands where a file should be")])
        if status.st_size > max_bytes:
            raise CaseError([error(name, None, f"the file is over {max_bytes // 1_000_000} MB")])
        with os.fdopen(handle, "rb", closefd=False) as stream:
            return stream.read(max_bytes + 1)
    except OSError as reason:
        raise CaseError([error(name, None, f"the file can't be read: {reason.strerror}")]) from None
    finally:
        os.close(handle)


def _instead(path: Path) -> str:
    """A file beside it whose name comes close."""
    try:
        beside = [entry.name for entry in path.parent.iterdir() if entry.suffix in (".csv", ".yaml", ".yml")]
    except OSError:
        return ""
    close = difflib.get_close_matches(path.name, sorted(beside), n=1, cutoff=0.75)
    return f"; rename '{close[0]}'?" if close and close[0] not in FILES else ""


def _decode(data: bytes, name: str) -> str:
    if b"\x00" in data:
        line = data[: data.index(b"\x00")].count(b"\n") + 1
        raise CaseError([error(name, line, "the file holds a NUL byte; it must be plain text in UTF-8")])
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as reason:
        line = data[: reason.start].count(b"\n") + 1
        raise CaseError([error(name, line, "the file is not UTF-8; save it as UTF-8")]) from None

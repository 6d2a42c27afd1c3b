"""What the case room says to the person who wrote a case.

Error tree::

    ValueError
    └── CaseError          the one exception that leaves this room; carries every Message found

A Message says where (file relative to the case folder, line from 1 or None), how bad, and what to write instead.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from typing import Any, Literal

Level = Literal["error", "warning", "note"]


@dataclass(frozen=True, order=True)
class Message:
    """One located remark on a case."""

    file: str
    line: int | None
    level: Level
    message: str

    def __str__(self) -> str:
        place = self.file if self.line is None else f"{self.file}:{self.line}"
        return f"{place}: {self.level}: {self.message}"

    def as_dict(self) -> dict[str, Any]:
        """The message as plain data for JSON."""
        return asdict(self)


class CaseError(ValueError):
    """A case can't be used; `messages` holds each reason, in the order of the files."""

    def __init__(self, messages: Iterable[Message]) -> None:
        self.messages: list[Message] = list(messages)
        super().__init__("\n".join(str(message) for message in self.messages))


def error(file: str, line: int | None, text: str) -> Message:
    """A message on what keeps a case from being used."""
    return remark("error", file, line, text)


def remark(level: Level, file: str, line: int | None, text: str) -> Message:
    """A message of any level; what a terminal can't print is replaced."""
    return Message(printable(file), line, level, printable(text))


def printable(text: str) -> str:
    """Text for one line of a terminal: what can't be printed (control letters, broken encodings) becomes '?'."""
    return "".join(letter if letter.isprintable() else "?" for letter in text)


def nearest(word: str, known: Iterable[str]) -> str:
    """A hint to append: the nearest known name, or the whole list if it is short, or nothing."""
    names = sorted({str(name) for name in known})
    close = difflib.get_close_matches(word.lower(), [name.lower() for name in names], n=1, cutoff=0.6)
    if close:
        meant = next(name for name in names if name.lower() == close[0])
        return f"; did you mean '{meant}'?"
    if names and len(names) <= 30:
        return f"; known: {', '.join(names)}"
    return ""


def shown(value: object, limit: int = 60) -> str:
    """A value as it may be printed in one line: quoted, without control characters, cut short."""
    text = value if isinstance(value, str) else repr(value)
    text = printable(text[: limit + 1])
    return f"'{text[:limit]}...'" if len(text) > limit else f"'{text}'"

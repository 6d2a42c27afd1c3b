"""YAML 1.2 read from the parser's events, not by its constructors.

Nothing in a case can name a Python object, and depth, aliases and tags are refused before any structure grows.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)

from buttress.case.document import Document, Path
from buttress.case.message import CaseError, error, shown

MAX_DEPTH = 30
MAX_SCALAR = 10_000
MAX_NODES = 200_000

# The YAML 1.2 core schema (yaml.org/spec/1.2.2, 10.3.2).
_NULL = re.compile(r"null|Null|NULL|~|")
_BOOL = re.compile(r"true|True|TRUE|false|False|FALSE")
_INT = re.compile(r"[-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+")
_FLOAT = re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?")
_INFINITE = re.compile(r"[-+]?(\.inf|\.Inf|\.INF)|\.nan|\.NaN|\.NAN")


@dataclass
class _Open:
    """A mapping or sequence that is still being read."""

    value: dict[str, Any] | list[Any]
    path: Path
    key: str | None = None


def parse(name: str, text: str) -> Document:
    """Read one YAML document; raises CaseError with the line of what is wrong."""
    document = Document(name, None)
    reader = _EventReader(document)
    try:
        for event in YAML(typ="safe", pure=True).parse(text):
            reader.take(event)
    except MarkedYAMLError as reason:
        mark = reason.problem_mark or reason.context_mark
        line = mark.line + 1 if mark is not None else None
        raise CaseError([error(name, line, f"broken YAML: {reason.problem or reason.context}")]) from None
    except YAMLError as reason:
        raise CaseError([error(name, None, f"broken YAML: {shown(' '.join(str(reason).split()), 200)}")]) from None
    except (RecursionError, ValueError, IndexError, AssertionError, TypeError, AttributeError, KeyError) as reason:
        if isinstance(reason, CaseError):
            raise
        raise CaseError([error(name, None, "broken YAML: it can't be parsed")]) from None
    return document


class _EventReader:
    """Turns events into data, one at a time, with limits."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.stack: list[_Open] = []
        self.documents = 0
        self.nodes = 0

    def take(self, event: Any) -> None:
        """Read the next event; raises CaseError for what a case must not hold."""
        line = event.start_mark.line + 1 if event.start_mark is not None else None
        if isinstance(event, DocumentStartEvent):
            self.documents += 1
            if self.documents > 1:
                self.stop(line, "a second document starts here; write one document a file")
        elif isinstance(event, AliasEvent):
            self.stop(line, f"the alias *{event.anchor} is not allowed; write the value out")
        elif isinstance(event, (ScalarEvent, MappingStartEvent, SequenceStartEvent)):
            self.start(event, line or 1)
        elif isinstance(event, (MappingEndEvent, SequenceEndEvent)):
            self.stack.pop()

    def start(self, event: Any, line: int) -> None:
        """Begin a value: a scalar, or a mapping or sequence that stays open."""
        self.nodes += 1
        if self.nodes > MAX_NODES:
            self.stop(line, f"more than {MAX_NODES} values in one file")
        if event.tag is not None:
            self.stop(line, f"the tag {shown(str(event.tag))} is not allowed; a case is data, never code")
        if event.anchor is not None:
            self.stop(line, f"the anchor &{event.anchor} is not allowed; write the value out where it is used")
        if isinstance(event, ScalarEvent):
            self.scalar(event, line)
            return
        if len(self.stack) >= MAX_DEPTH:
            self.stop(line, f"nested more than {MAX_DEPTH} deep")
        value: dict[str, Any] | list[Any] = {} if isinstance(event, MappingStartEvent) else []
        if self.stack and isinstance(self.stack[-1].value, dict) and self.stack[-1].key is None:
            self.stop(line, "a key must be a plain word")
        self.stack.append(_Open(value, self.place(value, line)))

    def scalar(self, event: ScalarEvent, line: int) -> None:
        """Read a key or a single value."""
        if len(event.value) > MAX_SCALAR:
            self.stop(line, f"a value longer than {MAX_SCALAR} letters")
        if self.stack and isinstance(self.stack[-1].value, dict) and self.stack[-1].key is None:
            self.key(event.value, line)
            return
        value = resolved(event.value) if event.style is None else event.value
        if isinstance(value, float) and not math.isfinite(value):
            self.stop(line, f"{shown(event.value)} is not a finite number")
        self.place(value, line)

    def key(self, key: str, line: int) -> None:
        """Remember the key of the next value; raises CaseError where it stands twice."""
        top = self.stack[-1]
        assert isinstance(top.value, dict)
        if key in top.value:
            first = self.document.lines.get((*top.path, key))
            self.stop(line, f"the key {shown(key)} is repeated (first on line {first})")
        top.key = key
        self.document.lines[(*top.path, key)] = line

    def place(self, value: Any, line: int) -> Path:
        """Put a value where the open collection expects it; returns its path."""
        if not self.stack:
            self.document.data = value
            self.document.lines[()] = line
            return ()
        top = self.stack[-1]
        if isinstance(top.value, list):
            path: Path = (*top.path, len(top.value))
            self.document.lines[path] = line
            top.value.append(value)
            return path
        assert top.key is not None
        path = (*top.path, top.key)
        top.value[top.key] = value
        top.key = None
        return path

    def stop(self, line: int | None, message: str) -> None:
        """Raise CaseError at a line."""
        raise CaseError([error(self.document.name, line, message)])


def resolved(text: str) -> Any:
    """A plain scalar's value by the YAML 1.2 core schema; dates stay text."""
    if _NULL.fullmatch(text):
        return None
    if _BOOL.fullmatch(text):
        return text.lower() == "true"
    if _INT.fullmatch(text):
        base = {"0o": 8, "0x": 16}.get(text[:2], 10)
        return int(text, base) if len(text) <= 30 else math.inf
    if _FLOAT.fullmatch(text):
        return float(text)
    if _INFINITE.fullmatch(text):
        return math.nan if "n" in text.lower().replace("inf", "") else math.inf
    return text

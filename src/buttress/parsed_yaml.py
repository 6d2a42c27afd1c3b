"""A YAML file of the package, kept parsed: its parser takes a third of a second for the larger ones, at each start.

It is kept as JSON in `__pycache__`, with the hash of the text that it was made of, and made anew when that changes.
"""

from __future__ import annotations

import hashlib
import json
import os
import tempfile
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

PAIRS = "pairs of keys and values"
"""The only key of a mapping that is kept as its pairs."""


def parsed(path: Path) -> Any:
    """What the file holds: mappings, lists, texts, numbers, true, false and null. Raises OSError if it is not there.

    Where nothing can be kept it is parsed each time. A file with anything else in it, a date, is not kept.
    """
    text = path.read_text(encoding="utf-8")
    place = path.parent / "__pycache__" / f"{path.stem}.json"
    return kept(place, text, lambda: YAML(typ="safe", pure=True).load(text))


def kept(place: Path, text: str, make: Callable[[], Any]) -> Any:
    """What `make` gives, of the kinds that a YAML file holds, kept at `place` until the `text` changes, on which alone
    it depends.
    """
    made_of = hashlib.sha256(text.encode()).hexdigest()
    with suppress(OSError, ValueError, KeyError, TypeError):
        found = json.loads(place.read_text(encoding="utf-8"), object_hook=_mapping)
        if found["made_of"] == made_of:
            return found["content"]
    content = make()
    with suppress(OSError, TypeError):
        text_of = json.dumps({"made_of": made_of, "content": _as_json(content)})
        if json.loads(text_of, object_hook=_mapping)["content"] == content:
            _keep(place, text_of)
    return content


def _as_json(node: Any) -> Any:
    """The same, with a mapping whose keys are not all texts as one of pairs: JSON has texts as keys alone."""
    if isinstance(node, list):
        return [_as_json(item) for item in node]
    if not isinstance(node, dict):
        return node
    if all(isinstance(key, str) for key in node):
        return {key: _as_json(value) for key, value in node.items()}
    return {PAIRS: [[key, _as_json(value)] for key, value in node.items()]}


def _mapping(read: dict[str, Any]) -> dict[Any, Any]:
    """A mapping as it was before `_as_json`."""
    return dict(read[PAIRS]) if list(read) == [PAIRS] else read


def _keep(place: Path, text: str) -> None:
    """Another process may do so at the same time: each writes a file of its own, which takes its place whole."""
    place.parent.mkdir(exist_ok=True)
    handle, name = tempfile.mkstemp(dir=place.parent)
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write(text)
        Path(name).replace(place)
    except OSError:
        Path(name).unlink(missing_ok=True)
        raise

"""A YAML file of the package, kept parsed: its parser takes a third of a second for the larger ones, at each start.

It is kept as JSON in `__pycache__`, with the hash of the text that it was made of, and made anew when that changes.
"""

from __future__ import annotations

import hashlib
import json
import os
import tempfile
from contextlib import suppress
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML


def parsed(path: Path) -> Any:
    """What the file holds: mappings, lists, texts, numbers, true, false and null. Raises OSError if it is not there.

    Where nothing can be kept it is parsed each time. A file with anything else in it, a date or a number as
    a key, is not kept.
    """
    text = path.read_text(encoding="utf-8")
    made_of = hashlib.sha256(text.encode()).hexdigest()
    place = path.parent / "__pycache__" / f"{path.stem}.json"
    with suppress(OSError, ValueError, KeyError, TypeError):
        kept = json.loads(place.read_text(encoding="utf-8"))
        if kept["made_of"] == made_of:
            return kept["content"]
    content = YAML(typ="safe", pure=True).load(text)
    with suppress(OSError, TypeError):
        text_of = json.dumps({"made_of": made_of, "content": content})
        if json.loads(text_of)["content"] == content:
            _keep(place, text_of)
    return content


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

"""The name of what a file tells of."""

from __future__ import annotations

from pathlib import Path


def episode_of(path: Path) -> str:
    """An episode's name: the file's, or its folder's if the file is called `events`."""
    path = path.absolute()
    return path.parent.name or path.stem if path.stem == "events" else path.stem

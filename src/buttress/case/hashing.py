"""The content hash of a case: the bytes of its files in a fixed order, and the day from which it is seen."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from datetime import date
from pathlib import Path

FILES = ("case.yaml", "cash.csv", "events.csv", "signals.csv", "sources.yaml", "claims.yaml")


def content_hash(folder: Path, scenarios: Iterable[str]) -> str:
    """SHA-256 over names and bytes; independent of the folder's path, times and order of listing."""
    digest = hashlib.sha256()
    for name in (*FILES, *(f"scenarios/{scenario}.yaml" for scenario in sorted(scenarios))):
        data = (folder / name).read_bytes()
        digest.update(f"{name}\0{len(data)}\0".encode())
        digest.update(data)
    return digest.hexdigest()


def seen_from(files_hash: str, as_of: date) -> str:
    """The hash of a case as seen from a day."""
    return hashlib.sha256(f"{files_hash}\0{as_of.isoformat()}".encode()).hexdigest()

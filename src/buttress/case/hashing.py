"""The content hash of a case: its files in a fixed order, and the day from which it is seen."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from datetime import date


def content_hash(texts: Mapping[str, str]) -> str:
    """SHA-256 over names and texts as read; independent of the folder's path, of times and of order."""
    digest = hashlib.sha256()
    for name in sorted(texts):
        data = texts[name].encode()
        digest.update(f"{name}\0{len(data)}\0".encode())
        digest.update(data)
    return digest.hexdigest()


def seen_from(files_hash: str, as_of: date) -> str:
    """The hash of a case as seen from a day."""
    return hashlib.sha256(f"{files_hash}\0{as_of.isoformat()}".encode()).hexdigest()

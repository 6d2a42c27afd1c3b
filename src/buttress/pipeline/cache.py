"""Where fits are kept from one call to the next: by the hash of everything that they depend on.

The folder is BUTTRESS_CACHE, or `buttress` in the user's cache folder. A damaged file is made again; a folder that
can't be written is no failure.
"""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from hashlib import sha256
from io import BytesIO
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from buttress.case import Case
from buttress.experiment.provenance import evidence_hash
from buttress.infer.posterior import Posterior, Settings
from buttress.store.file import write_whole
from buttress.store.version import code_version, libraries

KEY_LENGTH = 24


def cache_folder() -> Path:
    """Where fits are kept."""
    named = os.environ.get("BUTTRESS_CACHE")
    if named:
        return Path(named)
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "buttress"


def read_fit(case: Case, settings: Settings) -> Posterior | None:
    """The fit of a case with these settings, or None where there is none that can be read."""
    try:
        return Posterior.from_table(pq.read_table(_path(case, settings), use_threads=False))
    except (OSError, pa.ArrowInvalid):
        return None


def keep_fit(case: Case, settings: Settings, posterior: Posterior) -> None:
    """Write a fit to the cache, if it can be written."""
    buffer = BytesIO()
    pq.write_table(posterior.to_table(), buffer)
    try:
        write_whole(_path(case, settings), buffer.getvalue())
    except OSError:
        return


def key(parts: Mapping[str, object]) -> str:
    """The hash of these parts, of the program and of its libraries: 24 hexadecimal digits."""
    whole = {**parts, "code": code_version(), "libraries": libraries()}
    return sha256(json.dumps(whole, sort_keys=True).encode()).hexdigest()[:KEY_LENGTH]


def _path(case: Case, settings: Settings) -> Path:
    """The file of a fit."""
    name = key({"evidence": evidence_hash(case), "settings": settings.key()})
    return cache_folder() / f"posterior-{name}.parquet"

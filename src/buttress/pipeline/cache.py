"""Where fits and verdicts are kept from one call to the next: by the hash of everything that they depend on.

The folder is BUTTRESS_CACHE, or `buttress` in the user's cache folder. A damaged file is made again; a folder that
can't be written is no failure.
"""

from __future__ import annotations

import json
import os
from collections.abc import Mapping, Sequence
from contextlib import suppress
from hashlib import sha256
from io import BytesIO
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from buttress.case import Case
from buttress.experiment import Verdict
from buttress.experiment.provenance import evidence_hash
from buttress.infer.posterior import Posterior
from buttress.infer.settings import Settings
from buttress.infer.storage import from_table, to_table
from buttress.store.file import write_whole
from buttress.store.version import code_version, libraries

KEY_LENGTH = 24


def cache_folder() -> Path:
    """Where fits and verdicts are kept."""
    named = os.environ.get("BUTTRESS_CACHE")
    if named:
        return Path(named)
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "buttress"


def read_fit(case: Case, settings: Settings) -> Posterior | None:
    """The fit of a case with these settings, or None where there is none that can be read."""
    try:
        return from_table(pq.read_table(_fit_path(case, settings), use_threads=False))
    except (OSError, pa.ArrowInvalid):
        return None


def keep_fit(case: Case, settings: Settings, posterior: Posterior) -> None:
    """Write a fit to the cache, if it can be written."""
    buffer = BytesIO()
    pq.write_table(to_table(posterior), buffer)
    with suppress(OSError):
        write_whole(_fit_path(case, settings), buffer.getvalue())


def read_verdicts(name: str) -> list[Verdict] | None:
    """The verdicts kept under the key of the runs that they rest on, or None where there are none that can be read."""
    try:
        rows = json.loads(_verdicts_path(name).read_text(encoding="utf-8"))
        return [Verdict(**{**row, "interval_95": tuple(row["interval_95"])}) for row in rows]
    except (OSError, ValueError, TypeError, KeyError):
        return None


def keep_verdicts(name: str, verdicts: Sequence[Verdict]) -> None:
    """Write verdicts to the cache under that key, if it can be written."""
    content = json.dumps([verdict.to_json() for verdict in verdicts], indent=1) + "\n"
    with suppress(OSError):
        write_whole(_verdicts_path(name), content.encode())


def key(parts: Mapping[str, object]) -> str:
    """The hash of these parts, of the program and of its libraries: 24 hexadecimal digits."""
    whole = {**parts, "code": code_version(), "libraries": libraries()}
    return sha256(json.dumps(whole, sort_keys=True).encode()).hexdigest()[:KEY_LENGTH]


def _fit_path(case: Case, settings: Settings) -> Path:
    """The file of a fit."""
    name = key({"evidence": evidence_hash(case), "settings": settings.key()})
    return cache_folder() / f"posterior-{name}.parquet"


def _verdicts_path(name: str) -> Path:
    """The file of verdicts."""
    return cache_folder() / f"verdicts-{name}.json"

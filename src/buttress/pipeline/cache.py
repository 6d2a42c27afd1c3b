"""Where fits, mean fields and judgements are kept from call to call: by the hash of everything that they depend on.

The folder is BUTTRESS_CACHE, or `buttress` in the user's cache folder. A damaged file is made again; a folder that
can't be written is no failure.
"""

from __future__ import annotations

import json
import os
from collections.abc import Collection, Mapping, Sequence
from contextlib import suppress
from dataclasses import asdict
from hashlib import sha256
from io import BytesIO
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from buttress.arrays import Floats
from buttress.case import Case
from buttress.experiment.arm import Arm
from buttress.experiment.claims import Judgement
from buttress.experiment.claims.judgement import judgement_of
from buttress.experiment.provenance import arm_hash, draws_hash, evidence_hash
from buttress.infer.posterior import Posterior
from buttress.infer.settings import Settings
from buttress.infer.storage import from_table, to_table
from buttress.store.file import write_whole
from buttress.store.version import code_version, libraries
from buttress.world import Draws

KEY_LENGTH = 24


def cache_folder() -> Path:
    """Where fits, mean fields and judgements are kept."""
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


def read_judgements(name: str) -> list[Judgement] | None:
    """What the evidence makes of claims, kept under a key, or None where there is nothing that can be read."""
    try:
        rows = json.loads(_judgements_path(name).read_text(encoding="utf-8"))
        return [judgement_of(row) for row in rows]
    except (OSError, ValueError, TypeError, KeyError):
        return None


def keep_judgements(name: str, judged: Sequence[Judgement]) -> None:
    """Write it to the cache under that key, if it can be written."""
    content = json.dumps([asdict(judgement) for judgement in judged], indent=1) + "\n"
    with suppress(OSError):
        write_whole(_judgements_path(name), content.encode())


def read_measured(case: Case, draws: Draws, scenario: str, measures: Collection[str]) -> dict[str, Floats] | None:
    """A scenario's measures of these draws in the mean field, (D,) each, or None where they can't be read."""
    try:
        table = pq.read_table(_measured_path(case, draws, scenario, measures), use_threads=False)
        return {name: np.asarray(table.column(name).to_numpy(), dtype=float) for name in measures}
    except (OSError, KeyError, pa.ArrowInvalid):
        return None


def keep_measured(case: Case, draws: Draws, scenario: str, measured: Mapping[str, Floats]) -> None:
    """Write a scenario's measures to the cache, if they can be written."""
    buffer = BytesIO()
    pq.write_table(pa.table(dict(measured)), buffer)
    with suppress(OSError):
        write_whole(_measured_path(case, draws, scenario, measured), buffer.getvalue())


def key(parts: Mapping[str, object]) -> str:
    """The hash of these parts, of the program and of its libraries: 24 hexadecimal digits."""
    whole = {**parts, "code": code_version(), "libraries": libraries()}
    return sha256(json.dumps(whole, sort_keys=True).encode()).hexdigest()[:KEY_LENGTH]


def _fit_path(case: Case, settings: Settings) -> Path:
    """The file of a fit."""
    name = key({"evidence": evidence_hash(case), "settings": settings.key()})
    return cache_folder() / f"posterior-{name}.parquet"


def _measured_path(case: Case, draws: Draws, scenario: str, measures: Collection[str]) -> Path:
    """The file of a scenario's measures in the mean field."""
    parts = {"evidence": evidence_hash(case), "draws": draws_hash(draws, 0, len(draws))}
    name = key({**parts, "arm": arm_hash(case, Arm(scenario)), "measures": sorted(measures)})
    return cache_folder() / f"mean-field-{name}.parquet"


def _judgements_path(name: str) -> Path:
    """The file of judgements."""
    return cache_folder() / f"judgements-{name}.json"

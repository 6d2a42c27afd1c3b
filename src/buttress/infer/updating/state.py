"""The state of the weekly update: weighted particles of two fits, and which rows they have seen. On disk, crash-safe.

    DIR/manifest.json            what the particles stand for; names the file that holds them; replaced whole, last
    DIR/particles-HASH.parquet   the particles, written whole before the manifest speaks of them
    DIR/timing.log               seconds of each week: the only file that may differ

A kill leaves the old manifest with the old particles, or the new with the new.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from buttress.infer.layout import Layout
from buttress.infer.updating.weights import effective
from buttress.store.error import StoreError
from buttress.store.file import sweep, write_whole
from buttress.store.lock import Lock
from buttress.store.part import read_part, write_part
from buttress.store.version import code_version, libraries

Floats = NDArray[np.float64]

FORMAT = 1
MANIFEST, TIMING = "manifest.json", "timing.log"


@dataclass(frozen=True, eq=False)
class Particles:
    """One fit: standard normals z (n, columns of the layout), log weights (n,) of which the largest is 0, and each
    point's log-likelihood of all rows seen, (n,).
    """

    z: Floats
    log_weight: Floats
    log_likelihood: Floats
    log_evidence: float
    acceptance: float
    temperatures: int

    @property
    def weights(self) -> Floats:
        """Weights that sum to one, (n,)."""
        weights = np.exp(self.log_weight - self.log_weight.max())
        return np.asarray(weights / weights.sum())

    @property
    def effective(self) -> float:
        """Effective sample size of the weights."""
        return effective(self.log_weight)


@dataclass(frozen=True)
class UpdateRecord:
    """How a week was taken in, without its seconds: `how` is fit, reweighted or replay; `why` a fit was needed.

    `rows` new in the three files, `reports` of them that entered the likelihood; `before` and `after` the effective
    sample size (the smaller of both fits) as the week began and once its rows had weighted the particles; `kept` after
    a replay, if any.
    """

    as_of: date
    how: str
    rows: int
    reports: int
    before: float
    after: float
    kept: float
    simulations: int
    why: str = ""


@dataclass(frozen=True, eq=False)
class State:
    """Both fits as of a day.

    `names` are the columns of z, `active` those that shape a report; `rows` maps the digest of every row seen to words.
    """

    case: str
    as_of: date
    seed: int
    settings: Mapping[str, Any]
    facts: str
    names: tuple[str, ...]
    active: tuple[str, ...]
    rows: Mapping[str, str]
    twins: tuple[Particles, Particles]
    simulations: int
    history: tuple[UpdateRecord, ...] = ()
    code: str = field(default_factory=code_version)
    libraries: Mapping[str, str] = field(default_factory=libraries)

    @property
    def effective(self) -> float:
        """The smaller effective sample size of the two fits."""
        return min(twin.effective for twin in self.twins)


def column_names(layout: Layout) -> tuple[str, ...]:
    """A name for every column of z: the same unknown has the same name as of every day."""
    return (
        *(f"parameter:{name}" for name in layout.prior.names),
        *(f"kind:{name}" for name in layout.kin),
        *(f"reporter:{each.name}" for each in layout.reporters),
        *(f"shock:{name}" for name in layout.shocks),
    )


def facts_hash(case: Any) -> str:
    """Of everything in case.yaml but `as_of`."""
    return sha256(case.facts.model_dump_json(exclude={"as_of"}).encode()).hexdigest()


def rows_seen(case: Any) -> dict[str, str]:
    """Digest and words of all rows that were known before a case's `as_of` day, wherever they stand in their files."""
    return {digest_of(row): _words(row) for row in (*case.cash, *case.events, *case.signals)}


def digest_of(row: Any) -> str:
    """Of a row's contents, not of its line."""
    return sha256(f"{row.file} {row.model_dump_json(exclude={'line'})}".encode()).hexdigest()


def _words(row: Any) -> str:
    who = getattr(row, "reporter", None) or getattr(row, "actor", None) or getattr(row, "counterparty", None)
    return f"{row.file}: {row.date} {row.kind}" + (f", {who}" if who else "")


class StateFolder:
    """A state on disk, for one writer at a time. Raises StoreError where another process holds it."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self.folder = folder
        self._lock = Lock(folder)
        sweep(folder)

    def __enter__(self) -> StateFolder:
        return self

    def __exit__(self, *_: object) -> None:
        self._lock.release()

    def load(self) -> State | None:
        """The state, or None where there is none. Raises StoreError for one that can't be read."""
        return read_state(self.folder)

    def keep(self, state: State) -> None:
        """Write a state in the place of the one before."""
        columns = _columns(state.twins)
        stamp = _content(columns)
        name = f"particles-{stamp[:12]}.parquet"
        write_part(self.folder / name, columns, {"particles": stamp})
        write_whole(self.folder / MANIFEST, _dump(state, name, stamp))
        for path in self.folder.glob("particles-*.parquet"):
            if path.name != name:
                path.unlink(missing_ok=True)

    def note(self, text: str) -> None:
        """A line for the timing log."""
        with (self.folder / TIMING).open("a", encoding="utf-8") as file:
            file.write(text + "\n")


def read_state(folder: Path) -> State | None:
    """The state that a folder holds, without its lock, or None. Raises StoreError for a damaged one."""
    try:
        told = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
    except FileNotFoundError:
        return None
    except (OSError, ValueError) as reason:
        raise StoreError(
            f"{folder / MANIFEST} can't be read ({reason}): remove {folder}, or choose another --out"
        ) from None
    if not isinstance(told, dict) or told.get("format") != FORMAT or "particles" not in told:
        raise StoreError(f"{folder / MANIFEST} is no state of an update that this program reads: choose another --out")
    columns = read_part(folder / told["particles"], {"particles": told["content"]}, int(told["points"]))
    if columns is None:
        raise StoreError(f"{folder / told['particles']} is damaged: remove {folder}, or choose another --out")
    twins = tuple(
        Particles(
            np.ascontiguousarray(columns[f"z{k}"]),
            columns[f"log_weight{k}"],
            columns[f"log_likelihood{k}"],
            **told["twins"][k],
        )
        for k in (0, 1)
    )
    return State(
        case=told["case"],
        as_of=date.fromisoformat(told["as_of"]),
        seed=told["seed"],
        settings=told["settings"],
        facts=told["facts"],
        names=tuple(told["names"]),
        active=tuple(told["active"]),
        rows=told["rows"],
        twins=(twins[0], twins[1]),
        simulations=told["simulations"],
        history=tuple(UpdateRecord(**{**step, "as_of": date.fromisoformat(step["as_of"])}) for step in told["history"]),
        code=told["code"],
        libraries=told["libraries"],
    )


def _columns(twins: Sequence[Particles]) -> dict[str, Floats]:
    out: dict[str, Floats] = {}
    for k, twin in enumerate(twins):
        out |= {f"z{k}": twin.z, f"log_weight{k}": twin.log_weight, f"log_likelihood{k}": twin.log_likelihood}
    return out


def _content(columns: Mapping[str, Floats]) -> str:
    from buttress.store.part import content_digest

    return content_digest(dict(columns))


def _dump(state: State, particles: str, content: str) -> bytes:
    scalars = ("log_evidence", "acceptance", "temperatures")
    told = {
        "format": FORMAT,
        "case": state.case,
        "as_of": state.as_of.isoformat(),
        "seed": state.seed,
        "settings": dict(state.settings),
        "facts": state.facts,
        "code": state.code,
        "libraries": dict(state.libraries),
        "particles": particles,
        "content": content,
        "points": len(state.twins[0].z),
        "twins": [{name: getattr(twin, name) for name in scalars} for twin in state.twins],
        "simulations": state.simulations,
        "history": [{**asdict(step), "as_of": step.as_of.isoformat()} for step in state.history],
        "names": list(state.names),
        "active": list(state.active),
        "rows": dict(state.rows),
    }
    return (json.dumps(told, indent=1, sort_keys=True, ensure_ascii=False, allow_nan=False) + "\n").encode()


def missing(seen: Mapping[str, str], shown: Iterable[str]) -> list[str]:
    """Words of the rows seen that are shown no longer: edited or deleted."""
    there = set(shown)
    return [words for digest, words in seen.items() if digest not in there]

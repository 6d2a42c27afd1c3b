"""A state of the weekly update on disk, crash-safe.

    DIR/manifest.json            what the particles stand for; names the file that holds them; replaced whole, last
    DIR/particles-HASH.parquet   the particles, written whole before the manifest speaks of them
    DIR/timing.log               seconds of each week: it may differ

A kill leaves the old manifest with the old particles, or the new with the new.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np

from buttress.infer.updating.particles import Particles
from buttress.infer.updating.state import State, UpdateRecord
from buttress.store.error import StoreError
from buttress.store.file import sweep, write_whole
from buttress.store.lock import Lock
from buttress.store.part import content_digest, read_part, write_part

FORMAT = 2
MANIFEST, TIMING = "manifest.json", "timing.log"


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
        columns = _columns(state.fits)
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
        manifest = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
    except FileNotFoundError:
        return None
    except (OSError, ValueError) as reason:
        raise StoreError(
            f"{folder / MANIFEST} can't be read ({reason}): remove {folder}, or choose another --out"
        ) from None
    if not isinstance(manifest, dict) or manifest.get("format") != FORMAT or "particles" not in manifest:
        raise StoreError(f"{folder / MANIFEST} is no state of an update that this program reads: choose another --out")
    columns = read_part(folder / manifest["particles"], {"particles": manifest["content"]}, int(manifest["points"]))
    if columns is None:
        raise StoreError(f"{folder / manifest['particles']} is damaged: remove {folder}, or choose another --out")
    fits = tuple(
        Particles(
            np.ascontiguousarray(columns[f"z{k}"]),
            columns[f"log_weight{k}"],
            columns[f"log_likelihood{k}"],
            columns[f"chain{k}"],
            **manifest["twins"][k],
        )
        for k in (0, 1)
    )
    return State(
        case=manifest["case"],
        as_of=date.fromisoformat(manifest["as_of"]),
        seed=manifest["seed"],
        settings=manifest["settings"],
        facts=manifest["facts"],
        names=tuple(manifest["names"]),
        active=tuple(manifest["active"]),
        rows=manifest["rows"],
        fits=(fits[0], fits[1]),
        simulations=manifest["simulations"],
        history=tuple(
            UpdateRecord(**{**step, "as_of": date.fromisoformat(step["as_of"])}) for step in manifest["history"]
        ),
        code=manifest["code"],
        libraries=manifest["libraries"],
    )


def _columns(fits: Sequence[Particles]) -> dict[str, Any]:
    out: dict[str, Any] = {}
    for k, fit in enumerate(fits):
        out |= {f"z{k}": fit.z, f"log_weight{k}": fit.log_weight, f"log_likelihood{k}": fit.log_likelihood}
        out[f"chain{k}"] = fit.chain
    return out


def _content(columns: Mapping[str, Any]) -> str:
    return content_digest(dict(columns))


def _dump(state: State, particles: str, content: str) -> bytes:
    scalars = ("log_evidence", "acceptance", "temperatures")
    manifest = {
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
        "points": len(state.fits[0].z),
        "twins": [{name: getattr(fit, name) for name in scalars} for fit in state.fits],
        "simulations": state.simulations,
        "history": [{**asdict(step), "as_of": step.as_of.isoformat()} for step in state.history],
        "names": list(state.names),
        "active": list(state.active),
        "rows": dict(state.rows),
    }
    return (json.dumps(manifest, indent=1, sort_keys=True, ensure_ascii=False, allow_nan=False) + "\n").encode()

"""Hashes that say what a set of runs depends on, and the table from which its draws can be had again."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from hashlib import sha256
from typing import TYPE_CHECKING, Any

import numpy as np
import pyarrow as pa

from buttress.experiment.arm import Arm
from buttress.store.manifest import Manifest
from buttress.world import Draws

if TYPE_CHECKING:
    from buttress.case import Case

VALUE, SHOCK = "value.", "shock."  # column prefixes of posterior.parquet


def evidence_hash(case: Case) -> str:
    """Hash of what moves a run: facts, the `as_of` day, rows without lines. Claims, sources and scenarios don't."""
    hasher = sha256(f"{case.as_of.isoformat()}\n{case.facts.model_dump_json()}\n".encode())
    for row in case.rows:
        hasher.update(f"{type(row).__name__} {row.model_dump_json(exclude={'line'})}\n".encode())
    return hasher.hexdigest()


def arm_hash(case: Case, arm: Arm) -> str:
    """Hash of an arm: its changes (not its title), its reading."""
    changes = case.scenario(arm.scenario).changes
    if arm.change is not None:
        changes = [changes[arm.change - 1]]
    text = "\n".join([arm.reading, *(change.model_dump_json(by_alias=True) for change in changes)])
    return sha256(text.encode()).hexdigest()


def draws_hash(draws: Draws, start: int, stop: int) -> str:
    """Hash of draws `start` to `stop` - 1 with their names and the seeds a draw."""
    hasher = sha256(repr((draws.names, draws.shock_names, draws.seeds_per_draw)).encode())
    for values in (draws.values, draws.shocks):
        hasher.update(np.ascontiguousarray(values[start:stop], dtype=np.float64).tobytes())
    return hasher.hexdigest()


def block_draws_hash(draws: Draws, runs: np.ndarray) -> str:
    """Hash of the draws that these runs use."""
    used = draws.of(runs)
    return draws_hash(draws, int(used[0]), int(used[-1]) + 1)


def same_draws(draws: Draws, entry: Mapping[str, object]) -> bool:
    """Are the draws of a manifest's entry the first of these?"""
    count = entry.get("count")
    return isinstance(count, int) and count <= len(draws) and draws_hash(draws, 0, count) == entry.get("hash")


def manifest_of(
    case: Case,
    plan: Mapping[Arm, int],
    draws: Draws,
    seed: int,
    off: Iterable[str],
) -> Manifest:
    """The manifest of an experiment: arms with their runs, the draws they use, the settings."""
    used = -(-max(plan.values()) // draws.seeds_per_draw)
    scenarios: dict[str, dict[str, Any]] = {
        arm.label: {"hash": arm_hash(case, arm), "runs": runs, "tables": arm.change is None}
        for arm, runs in plan.items()
    }
    return Manifest(
        case=case.hash,
        evidence=evidence_hash(case),
        seed=seed,
        scenarios=scenarios,
        draws={"count": used, "hash": draws_hash(draws, 0, used)},
        settings={
            "as_of": case.as_of.isoformat(),
            "crowd": "counts",
            "off": sorted(off),
            "seeds_per_draw": draws.seeds_per_draw,
        },
    )


def draws_table(draws: Draws, count: int) -> pa.Table:
    """The first `count` draws, a row each: `draw`, `value.NAME`, `shock.NAME`."""
    columns: dict[str, Any] = {"draw": np.arange(count)}
    columns |= {VALUE + name: np.ascontiguousarray(draws.values[:count, i]) for i, name in enumerate(draws.names)}
    columns |= {SHOCK + name: np.ascontiguousarray(draws.shocks[:count, i]) for i, name in enumerate(draws.shock_names)}
    return pa.table(columns)


def draws_from(table: pa.Table, seeds_per_draw: int) -> Draws:
    """The draws that `draws_table` wrote."""

    def block(prefix: str) -> tuple[tuple[str, ...], np.ndarray]:
        names = tuple(name.removeprefix(prefix) for name in table.column_names if name.startswith(prefix))
        values = np.empty((table.num_rows, len(names)))
        for i, name in enumerate(names):
            values[:, i] = table.column(prefix + name).to_numpy()
        return names, values

    return Draws(*block(VALUE), *block(SHOCK), seeds_per_draw)

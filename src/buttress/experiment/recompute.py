"""Blocks of a stored ensemble made anew, for `verify`."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from buttress.experiment.arm import arm_of
from buttress.experiment.error import ExperimentError
from buttress.experiment.provenance import arm_hash, draws_from, evidence_hash
from buttress.experiment.simulate import job_of, tasks_of, world_of
from buttress.store.manifest import Manifest
from buttress.store.part import Columns
from buttress.store.table import read_table

if TYPE_CHECKING:
    from buttress.case import Case


def recompute(case: Case, directory: Path | str) -> Callable[[str, int], Columns]:
    """A function (label, block) -> columns, from the case and from the draws and settings that a store holds.

    Raises ExperimentError where the case is not the store's, StoreError where there is no store.
    """
    directory = Path(directory)
    manifest = Manifest.read(directory)
    if manifest.evidence != evidence_hash(case):
        raise ExperimentError(f"{directory} was made from another case, or from another state of this one")
    draws = draws_from(read_table(directory / "posterior.parquet"), int(manifest.settings["seeds_per_draw"]))
    off = frozenset(manifest.settings["off"])

    def make(label: str, block: int) -> Columns:
        arm = arm_of(label)
        entry = manifest.scenarios[label]
        if arm.scenario in case.scenarios and arm_hash(case, arm) != entry["hash"]:
            raise ExperimentError(f"scenario {arm.scenario} is not worded as when {directory} was made")
        job = job_of(case, {arm: world_of(case, arm, off)}, draws, manifest.seed)
        return job.compute(tasks_of(label, int(entry["runs"]))[block])

    return make

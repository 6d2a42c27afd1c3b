"""From a plan (arms and their numbers of runs) to ensembles, through an executor and, if asked, a store."""

from __future__ import annotations

from collections.abc import Generator, Iterator, Mapping, Sequence
from contextlib import closing
from typing import TYPE_CHECKING

import pyarrow as pa

from buttress.experiment.arm import Arm, ordered
from buttress.experiment.block import Job, Task
from buttress.experiment.ensemble import Ensemble
from buttress.experiment.ensemble_builder import EnsembleBuilder
from buttress.experiment.executor import Executor
from buttress.experiment.frame import Frame
from buttress.experiment.progress import Progress, silent
from buttress.experiment.provenance import block_draws_hash, draws_table
from buttress.store.part import Columns
from buttress.store.store import BLOCK, Store, block_rows
from buttress.world import World, build

if TYPE_CHECKING:
    from buttress.case import Case
    from buttress.world import Draws

STAGE = "runs"


def world_of(case: Case, arm: Arm, off: frozenset[str] = frozenset()) -> World:
    """The world of an arm. Raises WorldError for a change that the model can't take or that has no effect."""
    if arm.change is None:
        return build(case, scenario=arm.scenario, reading=arm.reading, off=off)
    whole = case.scenario(arm.scenario)
    alone = whole.model_copy(update={"changes": [whole.changes[arm.change - 1]]})
    return build(case, scenario=alone, reading=arm.reading, off=off)


def job_of(case: Case, worlds: Mapping[Arm, World], draws: Draws, seed: int) -> Job:
    """What the workers need to compute any block of these worlds."""
    any_world = next(iter(worlds.values()))  # calendar and days are the same in all
    return Job({arm.label: world for arm, world in worlds.items()}, Frame.of(case, any_world), draws, seed)


def tasks_of(label: str, runs: int) -> list[Task]:
    """The blocks of an arm."""
    return [Task(label, block, block * BLOCK, rows) for block, rows in enumerate(block_rows(runs))]


def simulate(
    job: Job,
    plan: Mapping[Arm, int],
    executor: Executor,
    store: Store | None = None,
    progress: Progress = silent,
) -> dict[Arm, Ensemble]:
    """Run the plan. Arms come in their fixed order; of each only the tables stay.

    With a store, valid parts are taken from it and new ones kept in it. The tables are not written here.
    """
    arms = ordered(plan)
    tasks = {arm: tasks_of(arm.label, plan[arm]) for arm in arms}
    missing = [task for arm in arms for task in tasks[arm] if store is None or not _promised(job, store, task)]
    todo = set(missing)
    done, total = 0, sum(plan.values())
    ensembles: dict[Arm, Ensemble] = {}
    progress(STAGE, 0, total)
    with closing(_fresh(job, missing, executor)) as fresh:
        for arm in arms:
            draws = job.draws
            builder = EnsembleBuilder(
                arm.label, job.frame, draws.seeds_per_draw, plan[arm], draws.chains, draws.inflation
            )
            for task in tasks[arm]:
                builder.add(_block(job, store, task, fresh if task in todo else None))
                done += task.rows
                progress(STAGE, done, total)
            ensembles[arm] = builder.build()
    return ensembles


def _block(job: Job, store: Store | None, task: Task, fresh: Iterator[Columns] | None) -> Columns:
    """The block that the store holds, or else the next fresh one, which the store then keeps.

    A part whose footer is whole and whose contents are not is rare enough to be made again right here.
    """
    draws = block_draws_hash(job.draws, task.runs)
    if fresh is None and store is not None:
        stored = store.part(task.label, task.block, task.rows, draws)
        if stored is not None:
            return stored
    columns = job.compute(task) if fresh is None else next(fresh)
    if store is not None:
        store.keep(task.label, task.block, columns, draws)
    return columns


def _promised(job: Job, store: Store, task: Task) -> bool:
    return store.promises(task.label, task.block, task.rows, block_draws_hash(job.draws, task.runs))


def _fresh(job: Job, tasks: Sequence[Task], executor: Executor) -> Generator[Columns, None, None]:
    """The columns of the tasks in order. Nothing is started where there is nothing to do."""
    if not tasks:
        return
    executor.start(job)
    try:
        yield from executor.results(tasks)
    finally:
        executor.stop()


def tables_of(ensembles: Mapping[Arm, Ensemble], draws: Draws) -> dict[str, pa.Table]:
    """The tables of a store: every arm's rows, in the fixed order, with its label as `scenario`; and the draws."""
    shown = [ensembles[arm] for arm in ordered(ensembles) if arm.change is None]
    used = -(-max(ensemble.runs for ensemble in ensembles.values()) // draws.seeds_per_draw)
    return {
        "measures": _joined([(ensemble.label, ensemble.measures_table) for ensemble in shown]),
        "weekly": _joined([(ensemble.label, ensemble.weekly_table) for ensemble in shown]),
        "daily": _joined([(ensemble.label, ensemble.daily_table) for ensemble in shown]),
        "occasions": _joined([(ensemble.label, ensemble.occasions_table) for ensemble in shown]),
        "posterior": draws_table(draws, used),
    }


def _joined(tables: Sequence[tuple[str, pa.Table]]) -> pa.Table:
    labels = pa.array([label for label, _ in tables])
    parts = []
    for index, (_, table) in enumerate(tables):
        column = pa.DictionaryArray.from_arrays(pa.repeat(pa.scalar(index, pa.int16()), table.num_rows), labels)
        parts.append(table.add_column(0, "scenario", column))
    return pa.concat_tables(parts).unify_dictionaries()

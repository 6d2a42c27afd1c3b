"""Who computes the blocks: this process, or several. The plain executor is the specification of the fast one.

An executor is three methods: `start` takes the job, `results` yields the columns of the tasks in the order given,
`stop` ends it, also after an error. To add one: write the three methods, add its name to `executor`.
"""

from __future__ import annotations

import multiprocessing
import os
import threading
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from typing import TYPE_CHECKING, Protocol

from buttress.experiment.error import ExperimentError

if TYPE_CHECKING:
    from buttress.experiment.block import Job, Task
    from buttress.store import Columns


class Executor(Protocol):
    """The contract of the three methods."""

    def start(self, job: Job) -> None: ...

    def results(self, tasks: Sequence[Task]) -> Iterator[Columns]: ...

    def stop(self) -> None: ...


class Here:
    """Computes in this process, one block after another."""

    def start(self, job: Job) -> None:
        self._job = job

    def results(self, tasks: Sequence[Task]) -> Iterator[Columns]:
        return map(self._job.compute, tasks)

    def stop(self) -> None:
        pass


class Processes:
    """Local worker processes, each of which gets the job once."""

    def __init__(self, workers: int) -> None:
        self._workers = workers

    def start(self, job: Job) -> None:
        self._pool = ProcessPoolExecutor(
            self._workers,
            mp_context=multiprocessing.get_context("spawn"),
            initializer=_begin,
            initargs=(job,),
        )

    def results(self, tasks: Sequence[Task]) -> Iterator[Columns]:
        try:
            yield from self._pool.map(_compute, tasks)
        except BrokenProcessPool:
            raise ExperimentError(
                "a worker process ended before its time (out of memory, or killed): "
                "give the same command again to resume, with fewer --workers if memory was short"
            ) from None

    def stop(self) -> None:
        self._pool.shutdown(wait=False, cancel_futures=True)


def executor(name: str = "local", workers: int = 1) -> Executor:
    """The executor of that name: `local` (in this process for one worker) or `ray`. Raises ExperimentError."""
    if workers < 1:
        raise ExperimentError(f"--workers must be 1 or more, not {workers}")
    if name == "local":
        return Here() if workers == 1 else Processes(workers)
    if name == "ray":
        from buttress.experiment.executor_ray import OnRay

        return OnRay(workers)
    raise ExperimentError(f"no executor is called {name!r}: use local or ray")


_job: Job | None = None


def _begin(job: Job) -> None:
    """In a worker: keep the job, and end with the parent, whose death by kill -9 no queue reports."""
    global _job
    _job = job
    threading.Thread(target=_follow_parent, daemon=True).start()


def _follow_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def _compute(task: Task) -> Columns:
    assert _job is not None
    return _job.compute(task)

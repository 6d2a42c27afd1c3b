"""Who computes the blocks: this process, or several. The plain executor is the specification of the fast one.

An executor is three methods: `start` takes the job, `results` yields the columns of the tasks in the order given,
`stop` ends it, also after an error. To add one: write the three methods, add its name to `executor_named`.
"""

from __future__ import annotations

import pickle
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from itertools import repeat
from typing import TYPE_CHECKING, Any, Protocol, TypeVar

from buttress.experiment.block import Job, Task
from buttress.experiment.error import ExperimentError
from buttress.experiment.executor_ray import OnRay
from buttress.experiment.freed_memory import give_back
from buttress.experiment.worker import WorkerLostError, prepare
from buttress.experiment.worker_pool import WorkerPool
from buttress.store.file import digest

if TYPE_CHECKING:
    from buttress.store.part import Columns

T = TypeVar("T")


class Executor(Protocol):
    """The contract of the three methods."""

    def start(self, job: Job) -> None: ...

    def results(self, tasks: Sequence[Task]) -> Iterator[Columns]: ...

    def stop(self) -> None: ...


class InProcess:
    """Computes in this process, one block after another."""

    def start(self, job: Job) -> None:
        self._job = job

    def results(self, tasks: Sequence[Task]) -> Iterator[Columns]:
        return map(self._job.compute, tasks)

    def stop(self) -> None:
        pass


class ProcessPool:
    """Local worker processes, started once a program and kept for the next experiment: imports cost more than runs."""

    def __init__(self, workers: int) -> None:
        self._workers = workers

    def start(self, job: Job) -> None:
        prepare()
        job.warm()  # workers then load compiled kernels from the disk instead of compiling
        self._pool = start_workers(self._workers)
        self._pickled = pickle.dumps(job)

    def results(self, tasks: Sequence[Task]) -> Iterator[Columns]:
        yield from self._pool.map(_compute, repeat(digest(self._pickled)), repeat(self._pickled), tasks)

    def stop(self) -> None:
        """Idle workers stay, without the job and the pasts that it kept. After an error or Ctrl-C no one waits for a
        block that is begun, nor for one lost.
        """
        if self._pool.busy or not self._pool.alive:
            shutdown()
        else:
            with suppress(WorkerLostError):
                self._pool.everywhere(_forget)


def executor_named(name: str = "local", workers: int = 1) -> Executor:
    """The executor of that name: `local` (in this process for one worker) or `ray`. Raises ExperimentError."""
    if workers < 1:
        raise ExperimentError(f"--workers must be 1 or more, not {workers}")
    if name == "local":
        return InProcess() if workers == 1 else ProcessPool(workers)
    if name == "ray":
        return OnRay(workers)
    raise ExperimentError(f"no executor is called {name!r}: use local or ray")


_pool: WorkerPool | None = None  # the parent's
_job: tuple[str, Job] | None = None  # a worker's


def start_workers(workers: int) -> WorkerPool:
    """The program's pool of so many workers. New ones import the engine while the caller goes on."""
    global _pool
    if _pool is not None and _pool.count == workers and _pool.alive:
        return _pool
    shutdown()
    _pool = WorkerPool(workers)
    for _ in range(workers):
        _pool.submit(_ready)
    return _pool


def spread_out(workers: int, function: Callable[..., T], *arguments: Iterable[Any]) -> list[T]:
    """A function of each set of arguments, in their order: called here for one worker, else by the program's workers.

    The function stands in an importable module.
    """
    return [*(map if workers < 2 else start_workers(workers).map)(function, *arguments)]


def shutdown() -> None:
    """End the program's workers, and give their memory back; the next experiment starts new ones."""
    global _pool
    if _pool is not None:
        _pool.shutdown()
    _pool = None


def _ready() -> None:
    """Nothing: to call a function of this module is to import the engine."""


def _forget() -> None:
    """Let the job go."""
    global _job
    _job = None
    give_back()


def _compute(key: str, pickled: bytes, task: Task) -> Columns:
    global _job
    if _job is None or _job[0] != key:
        _job = key, pickle.loads(pickled)  # noqa: S301 - our own parent wrote it
    return _job[1].compute(task)

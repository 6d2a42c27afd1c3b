"""Who computes the blocks: this process, or several. The plain executor is the specification of the fast one.

An executor is three methods: `start` takes the job, `results` yields the columns of the tasks in the order given,
`stop` ends it, also after an error. To add one: write the three methods, add its name to `executor`.
"""

from __future__ import annotations

import pickle
from collections.abc import Iterator, Sequence
from itertools import repeat
from typing import TYPE_CHECKING, Protocol

from buttress.experiment.crew import Crew
from buttress.experiment.error import ExperimentError
from buttress.store.file import digest

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
    """Local worker processes, started once a program and kept for the next experiment: imports cost more than runs."""

    def __init__(self, workers: int) -> None:
        self._workers = workers

    def start(self, job: Job) -> None:
        self._crew = _crew_of(self._workers)
        try:
            job.warm()  # meanwhile the workers import; then they load compiled kernels from disk instead of compiling
        except BaseException:
            let_workers_go()
            raise
        self._pickled = pickle.dumps(job)

    def results(self, tasks: Sequence[Task]) -> Iterator[Columns]:
        yield from self._crew.map(_compute, repeat(digest(self._pickled)), repeat(self._pickled), tasks)

    def stop(self) -> None:
        """Idle workers stay. After an error or Ctrl-C no one waits for a block that is begun, nor for one lost."""
        if self._crew.busy or not self._crew.whole:
            let_workers_go()


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


_crew: tuple[int, Crew] | None = None  # the parent's
_job: tuple[str, Job] | None = None  # a worker's


def _crew_of(workers: int) -> Crew:
    """The program's crew of so many workers."""
    global _crew
    if _crew is not None and _crew[0] == workers and _crew[1].whole:
        return _crew[1]
    let_workers_go()
    made = Crew(workers)
    for _ in range(workers):
        made.submit(_import)
    _crew = workers, made
    return made


def let_workers_go() -> None:
    """End the workers, and give their memory back; the next experiment starts new ones."""
    global _crew
    if _crew is not None:
        _crew[1].end()
    _crew = None


def _import() -> None:
    import buttress.engine  # noqa: F401


def _compute(key: str, pickled: bytes, task: Task) -> Columns:
    global _job
    if _job is None or _job[0] != key:
        _job = key, pickle.loads(pickled)  # noqa: S301 - our own parent wrote it
    return _job[1].compute(task)

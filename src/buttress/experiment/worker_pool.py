"""A pool of worker processes in which one that is killed is missed, never waited for.

The usual pools read all answers from one pipe that every worker can write to. If one is killed amid an answer, its rest
never comes, and no end of file either while another worker lives: the program waits for ever. Here a worker's death
ends its pipe. A thread a worker does the waiting, and no lock is shared between processes.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from queue import SimpleQueue
from typing import Any, ParamSpec, TypeVar

from buttress.experiment.worker import Worker

P = ParamSpec("P")
T = TypeVar("T")

AHEAD = 2  # answers asked for ahead, a worker: it never waits for work, and there are never more than these in memory


class WorkerPool:
    """So many fresh processes, never forks of this one: a fork of a thread's lock would hang. They end with the pool or
    with the parent.

    Calls, of functions of importable modules, are begun in the order of asking.
    """

    def __init__(self, count: int) -> None:
        self._workers = [Worker() for _ in range(count)]
        self._idle: SimpleQueue[Worker] = SimpleQueue()
        for worker in self._workers:
            self._idle.put(worker)
        self._threads = ThreadPoolExecutor(count, "worker")

    @property
    def count(self) -> int:
        """Number of processes."""
        return len(self._workers)

    @property
    def alive(self) -> bool:
        """Do all workers live?"""
        return all(worker.process.is_alive() for worker in self._workers)

    @property
    def busy(self) -> bool:
        """Is any worker at work?"""
        return self._idle.qsize() < len(self._workers)

    def submit(self, function: Callable[P, T], *arguments: P.args, **named: P.kwargs) -> Future[T]:
        """Ask one worker; the answer comes with the future, or the error, or WorkerLostError."""
        return self._threads.submit(self._call, function, arguments, named)

    def map(self, function: Callable[..., T], *arguments: Iterable[Any]) -> Iterator[T]:
        """Answers in the order of the arguments. Few are asked for ahead, so that answers don't pile up."""
        waiting: deque[Future[T]] = deque()
        try:
            for each in zip(*arguments, strict=False):  # repeat() has no end
                waiting.append(self.submit(function, *each))
                if len(waiting) > AHEAD * len(self._workers):
                    yield waiting.popleft().result()
            while waiting:
                yield waiting.popleft().result()
        finally:
            for future in waiting:
                future.cancel()

    def everywhere(self, function: Callable[[], object]) -> None:
        """Call a function once in each worker, while none is at work. Raises WorkerLostError."""
        for worker in self._workers:
            worker.call((function, (), {}))

    def shutdown(self) -> None:
        """End the workers at once, also amid their work, and reap them: their memory is back when this returns."""
        self._threads.shutdown(wait=False, cancel_futures=True)
        for worker in self._workers:
            worker.process.kill()
        self._threads.shutdown()  # their pipes have ended
        for worker in self._workers:
            worker.close()

    def __enter__(self) -> WorkerPool:
        return self

    def __exit__(self, *_: object) -> None:
        self.shutdown()

    def _call(self, function: Callable[..., T], arguments: tuple[Any, ...], named: dict[str, Any]) -> T:
        worker = self._idle.get()  # there is one for each thread
        try:
            value: T = worker.call((function, arguments, named))
            return value
        finally:
            self._idle.put(worker)

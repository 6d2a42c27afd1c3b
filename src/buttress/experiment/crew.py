"""Worker processes, each at the end of a pipe of its own: one that is killed is missed, never waited for.

The usual pools read all answers from one pipe that every worker can write to. If one is killed amid an answer, its rest
never comes, and no end of file either while another worker lives: the program waits for ever. Here a worker's death
ends its pipe. A thread a worker does the waiting, and no lock is shared between processes.
"""

from __future__ import annotations

import multiprocessing
import os
import pickle
import signal
import threading
import traceback
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from queue import SimpleQueue
from typing import TYPE_CHECKING, Any, ParamSpec, TypeVar

from buttress.experiment.error import ExperimentError
from buttress.experiment.spawned import interrupts_kept_away, script_left_alone

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

P = ParamSpec("P")
T = TypeVar("T")

AHEAD = 2  # answers asked for ahead, a worker: it never waits for work, and there are never more than these in memory
LAST_BREATH = 1.0  # seconds that may lie between the end of a process's pipe and its own
LOST = (
    "a worker process ended before its time (out of memory, or killed): "
    "give the same command again to resume, with fewer --workers if memory was short"
)


class WorkerLostError(ExperimentError):
    """A worker ended amid its work, or before it."""


class Crew:
    """So many fresh processes, never forks: a fork of a thread's lock would hang. They end with it or with the parent.

    What is asked of them, functions of importable modules, is begun in the order of asking.
    """

    def __init__(self, count: int) -> None:
        self._workers = [_Worker() for _ in range(count)]
        self._idle: SimpleQueue[_Worker] = SimpleQueue()
        for worker in self._workers:
            self._idle.put(worker)
        self._threads = ThreadPoolExecutor(count, "crew")

    @property
    def whole(self) -> bool:
        """Do all workers live?"""
        return all(worker.process.is_alive() for worker in self._workers)

    @property
    def busy(self) -> bool:
        """Is any worker at work?"""
        return self._idle.qsize() < len(self._workers)

    def submit(self, function: Callable[P, T], *arguments: P.args, **named: P.kwargs) -> Future[T]:
        """Ask one worker; the answer comes with the future, or the error, or WorkerLostError."""
        return self._threads.submit(self._ask, function, arguments, named)

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
            for each_left in waiting:
                each_left.cancel()

    def end(self) -> None:
        """End the workers at once, also amid their work, and reap them: their memory is back when this returns."""
        self._threads.shutdown(wait=False, cancel_futures=True)
        for worker in self._workers:
            worker.process.kill()
        self._threads.shutdown()  # their pipes have ended
        for worker in self._workers:
            worker.close()

    def __enter__(self) -> Crew:
        return self

    def __exit__(self, *_: object) -> None:
        self.end()

    def _ask(self, function: Callable[..., T], arguments: tuple[Any, ...], named: dict[str, Any]) -> T:
        worker = self._idle.get()  # there is one for each thread
        try:
            return worker.ask((function, arguments, named))
        finally:
            self._idle.put(worker)


class _Worker:
    """A process and our end of its pipe. Nobody else holds an end, so that the pipe ends when either side does."""

    def __init__(self) -> None:
        fresh = multiprocessing.get_context("spawn")
        self.pipe, theirs = fresh.Pipe()
        self.process = fresh.Process(target=_serve, args=(theirs,), daemon=True)
        with script_left_alone(), interrupts_kept_away():
            self.process.start()
        theirs.close()

    def ask(self, work: tuple[Any, ...]) -> Any:
        asked = pickle.dumps(work, pickle.HIGHEST_PROTOCOL)
        try:
            self.pipe.send_bytes(asked)
            del asked  # a job is large
            answer = self.pipe.recv_bytes()
        except (EOFError, OSError):  # at the start of an answer, or amid it
            self.process.join(LAST_BREATH)  # so that it counts as gone
            raise WorkerLostError(LOST) from None
        well, value = pickle.loads(answer)  # noqa: S301 - our own worker wrote it
        if not well:
            raise value
        return value

    def close(self) -> None:
        self.process.join()
        self.process.close()
        self.pipe.close()


def _serve(pipe: Connection) -> None:
    """A worker's life. It leaves Ctrl-C to the parent, and ends with it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_follow_parent, daemon=True).start()
    try:
        while True:
            pipe.send_bytes(_answer(pipe.recv_bytes()))
    except (EOFError, OSError):
        return  # the parent has let go


def _answer(asked: bytes) -> bytes:
    try:
        function, arguments, named = pickle.loads(asked)  # noqa: S301 - our own parent wrote it
        return pickle.dumps((True, function(*arguments, **named)), pickle.HIGHEST_PROTOCOL)
    except Exception as error:
        return pickle.dumps((False, _portable(error)))


def _portable(error: Exception) -> Exception:
    """The error with its traceback as a note; by its words alone if it can't travel."""
    error.add_note("in a worker process:\n" + traceback.format_exc())
    try:
        pickle.loads(pickle.dumps(error))  # noqa: S301 - written on this line
    except Exception:
        return RuntimeError(f"{type(error).__name__}: {error}")
    return error


def _follow_parent() -> None:
    """No pipe tells a worker amid its work that the parent was killed."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)

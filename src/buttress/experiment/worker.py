"""One worker process at the end of a pipe of its own. If it is killed its pipe ends, so that nobody waits for it.

Where the system has a fork server, one bare process imports the engine once, and workers are its forks: a further one
costs milliseconds, and they share its memory. It has one thread, so no fork inherits a lock. Else each is spawned.
"""

from __future__ import annotations

import multiprocessing
import os
import pickle
import signal
import sys
import threading
import traceback
from multiprocessing import forkserver
from typing import TYPE_CHECKING, Any

from buttress.experiment.error import ExperimentError
from buttress.experiment.spawned import interrupts_kept_away, script_left_alone

if TYPE_CHECKING:
    from multiprocessing.connection import Connection
    from multiprocessing.context import BaseContext
    from multiprocessing.process import BaseProcess

IMPORTED = ("buttress.experiment.preload",)
"""Modules that a fork server imports before its first fork."""
FORKS = sys.platform.startswith("linux")
"""Do workers come from a fork server? On macOS a fork may crash in the system's libraries, Windows has none."""
EXIT_WAIT = 1.0  # seconds that may lie between the end of a process's pipe and its own
LOST = (
    "a worker process ended before its time (out of memory, or killed): "
    "give the same command again to resume, with fewer --workers if memory was short"
)


class WorkerLostError(ExperimentError):
    """A worker ended amid its work, or before it."""


class Worker:
    """A fresh process and our end of its pipe. Nobody else holds an end: the pipe ends when either side does."""

    def __init__(self) -> None:
        prepare()
        context: BaseContext = multiprocessing.get_context("forkserver" if FORKS else "spawn")
        self.pipe, theirs = context.Pipe()
        self.process: BaseProcess = context.Process(target=_serve, args=(theirs,), daemon=True)  # type: ignore[attr-defined]
        with script_left_alone(), interrupts_kept_away():
            self.process.start()
        theirs.close()

    def call(self, call: tuple[Any, ...]) -> Any:
        """The value of a call (function, arguments, named arguments). Raises its error, or WorkerLostError."""
        request = pickle.dumps(call, pickle.HIGHEST_PROTOCOL)
        try:
            self.pipe.send_bytes(request)
            del request  # a job is large
            answer = self.pipe.recv_bytes()
        except (EOFError, OSError):  # at the start of an answer, or amid it
            self.process.join(EXIT_WAIT)  # so that it counts as gone
            raise WorkerLostError(LOST) from None
        succeeded, value = pickle.loads(answer)  # noqa: S301 - our own worker wrote it
        if not succeeded:
            raise value
        return value

    def close(self) -> None:
        """Reap the ended process and close the pipe."""
        self.process.join()
        self.process.close()
        self.pipe.close()


def prepare() -> None:
    """Begin the imports of workers that are soon asked for; the caller goes on meanwhile."""
    if FORKS:
        multiprocessing.get_context("forkserver").set_forkserver_preload(list(IMPORTED))
        with script_left_alone(), interrupts_kept_away():
            forkserver.ensure_running()


def _serve(pipe: Connection) -> None:
    """Answer calls until the parent lets go. Ctrl-C is left to the parent."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_follow_parent, daemon=True).start()
    try:
        while True:
            pipe.send_bytes(_answer(pipe.recv_bytes()))
    except (EOFError, OSError):
        return


def _answer(request: bytes) -> bytes:
    try:
        function, arguments, named = pickle.loads(request)  # noqa: S301 - our own parent wrote it
        return pickle.dumps((True, function(*arguments, **named)), pickle.HIGHEST_PROTOCOL)
    except Exception as error:
        return pickle.dumps((False, _portable(error)))


def _portable(error: Exception) -> Exception:
    """The error with its traceback as a note, or a RuntimeError of the same text where it can't be pickled."""
    error.add_note("in a worker process:\n" + traceback.format_exc())
    try:
        pickle.loads(pickle.dumps(error))  # noqa: S301 - written on this line
    except Exception:
        return RuntimeError(f"{type(error).__name__}: {error}")
    return error


def _follow_parent() -> None:
    """End with the parent: no pipe tells a worker amid its work that the parent was killed."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)

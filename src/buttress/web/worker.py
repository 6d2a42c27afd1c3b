"""One process that reads files and computes, a call at a time, so that the server itself stays quick and small."""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from importlib import import_module
from multiprocessing.connection import Connection
from multiprocessing.context import SpawnProcess
from typing import Any

from buttress.pipeline.messages import message_of
from buttress.web.error import Interrupted, Stopped, WebError

Tell = Callable[[str, int, int], None]
"""Takes a stage's name, how much is done and how much there is."""
FAULT = "The program failed here. The terminal in which the server runs shows where."
TOO_LONG = "This took too long and was stopped."


class CallProcess:
    """A process that is started at its first call, and anew after it was stopped. `ahead`: a module that it imports
    before any call.
    """

    def __init__(self, ahead: str = "") -> None:
        self._ahead = ahead
        self._turn = threading.Lock()
        self._process: SpawnProcess | None = None
        self._pipe: Connection | None = None
        self._number = 0

    def start(self) -> None:
        """Start the process, if it does not run and no call is about to start it."""
        if self._turn.acquire(blocking=False):
            try:
                self._start()
            finally:
                self._turn.release()

    def _start(self) -> None:
        if self._process is not None and self._process.is_alive():
            return
        spawn = multiprocessing.get_context("spawn")
        ours, theirs = spawn.Pipe()
        self._process = spawn.Process(target=serve_calls, args=(theirs, self._ahead), daemon=False)
        self._process.start()
        theirs.close()
        self._pipe = ours

    def call(self, function: Callable[..., Any], *words: Any, tell: Tell | None = None, seconds: float = 600.0) -> Any:
        """What `function(*words)` returns in the process; a function that takes `progress` tells how far it is.

        Raises WebError with the message of an error that a user can cause, Stopped where it was stopped or took longer,
        Interrupted where it gave way.
        """
        with self._turn:
            self._start()
            assert self._pipe is not None
            until = time.monotonic() + seconds
            try:
                self._number += 1
                self._pipe.send((self._number, function, words, tell is not None))
                while True:
                    if not self._pipe.poll(max(until - time.monotonic(), 0.0)):
                        self.stop()
                        raise Stopped(TOO_LONG)
                    kind, value = self._pipe.recv()
                    if kind == "done":
                        return value
                    if kind == "failed":
                        raise WebError(value, 422)
                    if kind == "interrupted":
                        raise Interrupted("This gave way to other work.")
                    if tell is not None:
                        tell(*value)
            except (EOFError, OSError):
                raise Stopped("This was stopped.") from None

    def interrupt(self) -> None:
        """Ask the call that runs to give way when it next tells how far it is; the process stays as warm as it is."""
        with suppress(OSError, AttributeError):
            self._pipe.send((self._number, None, (), False))  # type: ignore[union-attr]  # no call, no pipe

    def stop(self) -> None:
        """End the process, whatever it does."""
        if self._process is not None:
            self._process.kill()
            self._process.join()
            self._process = None


def serve_calls(pipe: Connection, ahead: str) -> None:
    """The process: answer calls until the server is gone. Ctrl-C is the server's affair."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_server, daemon=True).start()
    if ahead:
        import_module(ahead)
    while True:
        try:
            number, function, words, telling = pipe.recv()
        except (EOFError, OSError):
            return
        if function is None:  # it was to interrupt a call that had ended
            continue
        try:
            told = {"progress": _teller(pipe, number)} if telling else {}
            answer = ("done", function(*words, **told))
        except Interrupted:
            answer = ("interrupted", None)
        except Exception as error:
            answer = ("failed", message_of(error) or _told_fault(error))
        pipe.send(answer)


def _teller(pipe: Connection, number: int) -> Tell:
    """Tells how far a call is; raises Interrupted once it was asked to give way."""

    def tell(stage: str, done: int, total: int) -> None:
        pipe.send(("told", (stage, done, total)))
        while pipe.poll():
            asked, *_ = pipe.recv()
            if asked == number:
                raise Interrupted("This gave way to other work.")

    return tell


def _end_with_server() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
    os._exit(1)


def _told_fault(error: Exception) -> str:
    """A fault of the program: its traceback for the terminal, a sentence for the page."""
    import traceback

    traceback.print_exception(error)
    return FAULT

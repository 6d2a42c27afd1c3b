"""Long work in a queue: one piece at a time, with its progress, and a way to cancel it."""

from __future__ import annotations

import secrets
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import Any, Literal

from buttress.web.error import Interrupted, NotHere, WebError
from buttress.web.worker import FAULT, CallProcess

MOST = 50
"""Jobs that are remembered, and that may wait."""
MOST_IDLE = 10
"""Idle jobs that may wait: of more, the oldest are left out, so that they never stand in the way of what is asked."""
State = Literal["waiting", "running", "done", "failed", "cancelled"]


@dataclass
class PageJob:
    """A piece of work: its `title`, the page to go back to, and once it is done the page of its result. An `idle` one
    gives way to all others. `on_end` is called once it is done, failed or cancelled; not where the server ends.
    """

    title: str
    back: str
    name: str = field(default_factory=lambda: secrets.token_hex(8))
    idle: bool = False
    on_end: Callable[[], None] = lambda: None
    state: State = "waiting"
    stage: str = ""
    done: int = 0
    total: int = 0
    message: str = ""
    then: str = ""

    @property
    def open(self) -> bool:
        """Whether something is still to come of it."""
        return self.state in ("waiting", "running")


class Jobs:
    """The queue of a worker."""

    def __init__(self, worker: CallProcess) -> None:
        self._worker = worker
        self._jobs: dict[str, PageJob] = {}
        self._lock = threading.Lock()
        self._closing = False
        self._queue = ThreadPoolExecutor(1, thread_name_prefix="jobs")

    def add(self, job: PageJob, work: Callable[[PageJob], str]) -> PageJob:
        """Queue `work`, which calls the worker and returns the address of its result. WebError if too many wait."""
        with self._lock:
            if sum(one.open and not one.idle for one in self._jobs.values()) >= MOST:
                raise WebError("Too much is waiting; cancel something, or try again later.", 503)
            closed = [name for name, one in self._jobs.items() if not one.open]
            for name in closed[: max(len(self._jobs) - MOST, 0)]:
                del self._jobs[name]
            self._jobs[job.name] = job
            idle = [one for one in self._jobs.values() if one.idle and one.state == "waiting"]
            left_out = idle[: max(len(idle) - MOST_IDLE, 0)]
            for one in left_out:
                one.state = "cancelled"
            if not job.idle and any(one.idle and one.state == "running" for one in self._jobs.values()):
                self._worker.interrupt()
        for one in left_out:
            one.on_end()
        self._queue.submit(self._run, job, work)
        return job

    def _run(self, job: PageJob, work: Callable[[PageJob], str]) -> None:
        with self._lock:
            if job.state != "waiting":
                return
            if job.idle and any(one.state == "waiting" and not one.idle for one in self._jobs.values()):
                self._queue.submit(self._run, job, work)
                return
            job.state = "running"
        try:
            then = work(job)
            self._end(job, "done", then=then)
        except Interrupted:
            with self._lock:
                if job.open and not self._closing:
                    job.state, job.done = "waiting", 0
                    self._queue.submit(self._run, job, work)
        except Exception as error:
            self._end(job, "failed", message=str(error) if isinstance(error, WebError) else FAULT)

    def _end(self, job: PageJob, state: State, then: str = "", message: str = "") -> None:
        with self._lock:
            if not job.open:
                return
            job.state, job.then, job.message = state, then, message
        job.on_end()

    def call(self, job: PageJob, function: Callable[..., Any], *words: Any) -> Any:
        """What the worker returns, its progress told to the job."""

        def tell(stage: str, done: int, total: int) -> None:
            job.stage, job.done, job.total = stage, done, total

        return self._worker.call(function, *words, tell=tell)

    def get(self, name: str) -> PageJob:
        """The job of a name; NotHere where none is known."""
        try:
            return self._jobs[name]
        except KeyError:
            raise NotHere("This work is no longer known: the server was started anew.") from None

    def cancel(self, name: str) -> PageJob:
        """Cancel a job: one that waits is left out, one that runs is stopped."""
        job = self.get(name)
        with self._lock:
            running, was_open = job.state == "running", job.open
            if was_open:
                job.state = "cancelled"
        if running:
            self._worker.stop()
        if was_open and not self._closing:
            job.on_end()
        return job

    def close(self) -> None:
        """Stop everything."""
        self._closing = True
        for job in list(self._jobs.values()):
            self.cancel(job.name)
        self._queue.shutdown(wait=False, cancel_futures=True)

"""Long work in a queue: one piece at a time, with its progress, and a way to cancel it."""

from __future__ import annotations

import secrets
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import Any, Literal

from buttress.web.error import NotHere, WebError
from buttress.web.worker import FAULT, CallProcess

MOST = 50
"""Jobs that are remembered, and that may wait."""
State = Literal["waiting", "running", "done", "failed", "cancelled"]


@dataclass
class PageJob:
    """A piece of work: its `title`, the page to go back to, and once it is done the page of its result."""

    title: str
    back: str
    name: str = field(default_factory=lambda: secrets.token_hex(8))
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
        self._queue = ThreadPoolExecutor(1, thread_name_prefix="jobs")

    def add(self, title: str, back: str, work: Callable[[PageJob], str]) -> PageJob:
        """Queue `work`, which calls the worker and returns the address of its result. WebError if too many wait."""
        job = PageJob(title, back)
        with self._lock:
            if sum(one.open for one in self._jobs.values()) >= MOST:
                raise WebError("Too much is waiting; cancel something, or try again later.", 503)
            closed = [name for name, one in self._jobs.items() if not one.open]
            for name in closed[: max(len(self._jobs) - MOST, 0)]:
                del self._jobs[name]
            self._jobs[job.name] = job
        self._queue.submit(self._run, job, work)
        return job

    def _run(self, job: PageJob, work: Callable[[PageJob], str]) -> None:
        with self._lock:
            if job.state != "waiting":
                return
            job.state = "running"
        try:
            then = work(job)
            with self._lock:
                if job.open:
                    job.state, job.then = "done", then
        except Exception as error:
            with self._lock:
                if job.open:
                    job.state, job.message = "failed", str(error) if isinstance(error, WebError) else FAULT

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
            running, waiting = job.state == "running", job.state == "waiting"
            if running or waiting:
                job.state = "cancelled"
        if running:
            self._worker.stop()
        return job

    def close(self) -> None:
        """Stop everything."""
        for job in list(self._jobs.values()):
            self.cancel(job.name)
        self._queue.shutdown(wait=False, cancel_futures=True)

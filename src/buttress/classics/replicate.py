"""The rows of several models: in this process, or one model a task in several."""

from __future__ import annotations

import signal
from collections.abc import Callable, Iterator, Sequence

from buttress.classics.figure import Figure
from buttress.classics.models import BRIEF, model

Progress = Callable[[str, int, int], None]


def rows(names: Sequence[str], seed: int, workers: int = 1, progress: Progress | None = None) -> list[Figure]:
    """Every row of the models, in the order of `names`; the same whatever the number of workers.

    `progress` is called with a stage, how many models are done, and how many there are.
    """
    notify = progress or (lambda stage, done, total: None)
    notify("models", 0, len(names))
    rows_by_model: dict[str, list[Figure]] = {}
    if workers == 1 or len(BRIEF.union(names)) <= len(BRIEF) + 1:  # processes gain time from two longer ones on
        for name in names:
            rows_by_model[name] = rows_of(name, seed)
            notify("models", len(rows_by_model), len(names))
    else:
        for name, own in _in_processes(names, seed, workers):
            rows_by_model[name] = own
            notify("models", len(rows_by_model), len(names))
    return [row for name in names for row in rows_by_model[name]]


def rows_of(name: str, seed: int) -> list[Figure]:
    """The rows of one model."""
    return list(model(name).figures(seed))


def _in_processes(names: Sequence[str], seed: int, workers: int) -> Iterator[tuple[str, list[Figure]]]:
    from concurrent.futures import ProcessPoolExecutor, as_completed
    from multiprocessing import active_children, get_context

    with ProcessPoolExecutor(min(workers, len(names)), get_context("spawn"), _leave_interrupts) as pool:
        tasks = {pool.submit(rows_of, name, seed): name for name in names}
        try:
            for done in as_completed(tasks):
                yield tasks[done], done.result()
        except BaseException:
            pool.shutdown(wait=False, cancel_futures=True)
            for worker in active_children():  # a model takes up to a minute; nobody waits for it any more
                worker.terminate()
            raise


def _leave_interrupts() -> None:
    """In a worker: Ctrl-C is the parent's."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)

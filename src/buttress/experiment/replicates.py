"""The two replicates of a fit or of an update: one after another, or side by side in two processes."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from buttress.experiment.worker import WorkerLostError
from buttress.experiment.worker_pool import WorkerPool

T = TypeVar("T")


def both_replicates(work: Callable[..., T], *arguments: Any, workers: int) -> list[T]:
    """`work(*arguments, 0)` and `work(*arguments, 1)`; with two workers or more, the second in a process of its own.

    A second process that is lost (out of memory) is replaced by a call here. The number of workers changes no byte.
    """
    if workers < 2:
        return [work(*arguments, replicate) for replicate in (0, 1)]
    with WorkerPool(1) as pool:
        second = pool.submit(work, *arguments, 1)
        first = work(*arguments, 0)
        try:
            return [first, second.result()]
        except WorkerLostError:
            return [first, work(*arguments, 1)]

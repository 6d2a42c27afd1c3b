"""The same three methods on a Ray cluster."""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Iterator, Sequence
from importlib import import_module
from typing import TYPE_CHECKING, Any

from buttress.experiment.error import ExperimentError

if TYPE_CHECKING:
    from buttress.experiment.block import Job, Task
    from buttress.store.part import Columns


AHEAD = 2  # blocks a processor that are asked for before they are wanted: results are taken in order and let go


class OnRay:
    """Blocks as Ray tasks. Joins the cluster that RAY_ADDRESS names, else starts one on this machine."""

    def __init__(self, workers: int) -> None:
        """Raises ExperimentError where ray is not installed."""
        try:
            self._ray: Any = import_module("ray")
        except ImportError:
            raise ExperimentError("--executor ray needs ray: pip install ray, or leave the option out") from None
        self._workers = workers

    def start(self, job: Job) -> None:
        self._ours = not self._ray.is_initialized()
        if self._ours:
            self._ray.init(**self._where(), log_to_driver=False)
        self._job = self._ray.put(job)
        self._compute = self._ray.remote(lambda job, task: job.compute(task))

    def _where(self) -> dict[str, object]:
        """A cluster has its own processors; one on this machine gets as many as there are workers."""
        if os.environ.get("RAY_ADDRESS"):
            return {}
        return {"address": "local", "num_cpus": self._workers, "include_dashboard": False}

    def results(self, tasks: Sequence[Task]) -> Iterator[Columns]:
        most = AHEAD * max(1, int(self._ray.cluster_resources().get("CPU", 1)))
        waiting: deque[Any] = deque()
        for task in tasks:
            waiting.append(self._compute.remote(self._job, task))
            if len(waiting) == most:
                yield self._ray.get(waiting.popleft())
        while waiting:
            yield self._ray.get(waiting.popleft())

    def stop(self) -> None:
        """Leave a cluster that the caller had joined before as it is."""
        if self._ours:
            self._ray.shutdown()

"""The same three methods on a Ray cluster."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from importlib import import_module
from typing import TYPE_CHECKING, Any

from buttress.experiment.error import ExperimentError

if TYPE_CHECKING:
    from buttress.experiment.block import Job, Task
    from buttress.store import Columns


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
            self._ray.init(num_cpus=self._workers, include_dashboard=False, log_to_driver=False)
        self._job = self._ray.put(job)
        self._compute = self._ray.remote(lambda job, task: job.compute(task))

    def results(self, tasks: Sequence[Task]) -> Iterator[Columns]:
        for waiting in [self._compute.remote(self._job, task) for task in tasks]:
            yield self._ray.get(waiting)

    def stop(self) -> None:
        """Leave a cluster that the caller had joined before as it is."""
        if self._ours:
            self._ray.shutdown()

"""Result: what a block of runs left, as arrays over runs."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from buttress.chance.random import stream_id, uniform
from buttress.world import World

END = stream_id("end")


@dataclass(frozen=True)
class Result:
    """Records of the runs, first axis = `runs`. Days count from the trigger; money in minor units.

    `survival` (n, horizon + 1): P(in office) at the start of the fork (1) and so many days after it.
    """

    world: World
    runs: NDArray[np.int64]
    seed: int
    columns: dict[str, NDArray[Any]]

    def __getattr__(self, name: str) -> NDArray[Any]:
        """A record by its short name: `turnout` is `record_turnout`."""
        columns = self.__dict__.get("columns", {})
        if f"record_{name}" in columns:
            found: NDArray[Any] = columns[f"record_{name}"]
            return found
        raise AttributeError(f"no record {name!r}")

    @cached_property
    def ends(self) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """Drawn ends, (n,): day after the fork or -1; cause (0 collapse, 1 palace coup, 2 negotiated exit) or -1."""
        u = np.array([uniform(self.seed, int(run), END, 0, 0) for run in self.runs])
        v = np.array([uniform(self.seed, int(run), END, 0, 1) for run in self.runs])
        gone = self.survival[:, 1:] < u[:, None]
        day = np.where(gone.any(axis=1), gone.argmax(axis=1) + 1, -1)
        cause = np.full(len(day), -1)
        for i in np.flatnonzero(day > 0):
            hazard = self.hazard[i, self.world.fork + day[i] - 1]
            cause[i] = int(np.searchsorted(np.cumsum(hazard) / hazard.sum(), v[i]))
        return day.astype(np.int64), np.minimum(cause, 2).astype(np.int64)

    @property
    def end_day(self) -> NDArray[np.int64]:
        """Day of the drawn end after the fork, -1 = in office at the horizon."""
        return self.ends[0]

    @property
    def end_cause(self) -> NDArray[np.int64]:
        """Cause of the drawn end, -1 = in office at the horizon."""
        return self.ends[1]

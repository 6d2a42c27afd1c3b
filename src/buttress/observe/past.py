"""What the evidence reads of simulated runs: the part of a result that lies before the fork."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from dataclasses import dataclass, field, fields
from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray

from buttress.arrays import Floats
from buttress.engine import Result
from buttress.world import World

T = TypeVar("T")


@dataclass(frozen=True)
class SimulatedPast:
    """First axis = runs. `turnout`, `detained` (n, occasions before the fork, places) people; `hazard` (n,) summed over
    days and causes; by day before the fork (n, days): `met` minor units that the bank would have sold to the public,
    `rate` domestic per foreign at the end of the day.
    """

    turnout: Floats
    detained: Floats
    hazard: Floats
    met: Floats
    rate: Floats
    _derived: dict[Hashable, Any] = field(default_factory=dict, init=False, repr=False, compare=False)

    @classmethod
    def of(cls, result: Result, world: World, stop: int | None = None) -> SimulatedPast:
        """Cut a result before the day `stop`, the world's fork if none is given."""
        end = world.fork if stop is None else stop
        early, days = world.occasions_before(end), slice(0, end)
        return cls(
            turnout=np.array(result.turnout[:, :early], dtype=float),
            detained=np.array(result.detained[:, :early], dtype=float),
            hazard=np.asarray(result.hazard[:, days], dtype=float).sum(axis=(1, 2)),
            met=np.array(result.met[:, days], dtype=float),
            rate=np.array(result.exchange_rate[:, days], dtype=float),
        )

    def __len__(self) -> int:
        return len(self.turnout)

    def once(self, key: Hashable, work: Callable[[], T]) -> T:
        """What `work` makes of this past alone, worked out the first time: reporters move while a past stays."""
        if key not in self._derived:
            self._derived[key] = work()
        value: T = self._derived[key]
        return value

    def take(self, index: NDArray[np.int64]) -> SimulatedPast:
        """Some runs, in the order asked for."""
        return SimulatedPast(*(getattr(self, f.name)[index] for f in fields(self) if f.init))

    def replaced(self, keep: NDArray[np.bool_], new: SimulatedPast) -> SimulatedPast:
        """Runs of `new` where `keep` (n,), else of this."""
        return SimulatedPast(
            *(_choose(keep, getattr(new, f.name), getattr(self, f.name)) for f in fields(self) if f.init)
        )


def _choose(keep: NDArray[np.bool_], new: Floats, old: Floats) -> Floats:
    return np.where(keep.reshape(-1, *[1] * (old.ndim - 1)), new, old)

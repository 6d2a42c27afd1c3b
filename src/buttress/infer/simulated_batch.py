"""Simulated pasts of the sampler's points, beside the parameters that they ran with."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from buttress.arrays import Flags, Floats, Ints
from buttress.observe.past import SimulatedPast


@dataclass(frozen=True)
class SimulatedBatch:
    """Simulated pasts of n points and the parameters (n, p) that they ran with."""

    past: SimulatedPast
    parameters: Floats

    def take(self, index: Ints) -> SimulatedBatch:
        """Some points."""
        return SimulatedBatch(self.past.take(index), self.parameters[index])

    def replaced(self, keep: Flags, new: SimulatedBatch) -> SimulatedBatch:
        """Points of `new` where `keep`, else of this."""
        parameters = np.where(keep[:, None], new.parameters, self.parameters)
        return SimulatedBatch(self.past.replaced(keep, new.past), parameters)

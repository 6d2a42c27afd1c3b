"""The size of a move, tuned while it is used."""

from __future__ import annotations

import numpy as np

#: Gain of the step's adaptation a sweep, and the smallest step.
GAIN, SMALLEST = 0.8, 0.02


class StepSize:
    """Size of a move in (0, 1], tuned from sweep to sweep; keeps what was accepted."""

    def __init__(self, size: float, aim: float) -> None:
        self.size = size
        self.aim = aim
        self.accepted: list[float] = []

    def tune(self, accepted: float) -> None:
        """Take note of a sweep's acceptance rate."""
        self.accepted.append(accepted)
        self.size = float(np.clip(self.size * np.exp(GAIN * (accepted - self.aim)), SMALLEST, 1.0))

"""What a forecast starts from: draws of the parameters, and what is known of reporters."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

import numpy as np

from buttress.arrays import Floats
from buttress.world import Draws


class Belief(Protocol):
    """What a forecast starts from: draws, and reporters' parameters by name, one row a draw. A posterior is one."""

    @property
    def draws(self) -> Draws: ...

    @property
    def reporter_names(self) -> tuple[str, ...]: ...

    @property
    def reporter_values(self) -> Floats: ...


@dataclass(frozen=True)
class PriorOnly:
    """The belief before any report: the prior's draws, and nothing known of a reporter."""

    draws: Draws
    reporter_names: tuple[str, ...] = ()

    @property
    def reporter_values(self) -> Floats:
        """(D, 0)."""
        return np.zeros((len(self.draws), 0))

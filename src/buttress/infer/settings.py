"""What a fit depends on besides its case."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

from buttress.infer.effort import SHIPPED, Effort


@dataclass(frozen=True)
class Settings:
    """What a fit depends on besides case, code and seed: number of draws, effort, changed spreads, processes.

    `spread` maps names of parameters to factors on their prior's spread; `history` is whether priors hold what other
    contests say. `workers` (1, or 2 and more) changes no byte.
    """

    draws: int = 512
    effort: Effort = SHIPPED
    spread: Mapping[str, float] = field(default_factory=dict)
    history: bool = True
    workers: int = 1

    def key(self) -> dict[str, Any]:
        """What to hash: everything that can change a byte."""
        return {
            "draws": self.draws,
            "effort": asdict(self.effort),
            "spread": dict(sorted(self.spread.items())),
            "history": self.history,
        }

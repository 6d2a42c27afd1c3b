"""What an explanation of a day holds: outcomes with their contributions."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import date
from typing import Any


@dataclass(frozen=True)
class Contribution:
    """One contribution: mean over runs and 95 % of runs; `without`, the outcome with it left out, None for the rest."""

    term: str
    value: float
    low: float
    high: float
    without: float | None = None
    change: float | None = None


@dataclass(frozen=True)
class Decomposition:
    """One outcome with its contributions. `outcome` is in `outcome_unit`, contributions in `unit`."""

    title: str
    outcome: float
    outcome_unit: str
    unit: str
    lines: tuple[Contribution, ...]


@dataclass(frozen=True)
class Explanation:
    """Every outcome of a day with its contributions. `accounts` is their name in `--json`."""

    day: date
    place: str
    scenario: str
    runs: int
    accounts: tuple[Decomposition, ...]

    def as_dict(self) -> dict[str, Any]:
        """Plain data for `--json`."""
        return {**asdict(self), "day": self.day.isoformat()}

"""Factors by which the numbers of simulated runs are moved to the level of the reporters' own series."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from buttress.arrays import Floats
from buttress.observe.reporter import Quantity


@dataclass(frozen=True)
class ReporterLevels:
    """Factors (runs, occasions) of what reporters print and of what happens; without one all is as simulated."""

    reports: Mapping[tuple[str, Quantity], Floats] = field(default_factory=dict)
    truth: Mapping[Quantity, Floats] = field(default_factory=dict)

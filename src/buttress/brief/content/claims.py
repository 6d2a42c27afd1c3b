"""Claims with their verdicts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from buttress.brief.content.quantity import IntervalEstimate

VerdictWord = Literal["supported", "contradicted", "undetermined"]


@dataclass(frozen=True)
class ClaimRow:
    """A claim with its verdict; `estimate` is None only where no number can be made, and `basis` then says why."""

    id: str
    row: str
    who: str
    says: str
    verdict: VerdictWord
    basis: str
    estimate: IntervalEstimate | None
    measure: str
    rule: str
    would_change: str
    note: str = ""
    trace: str = ""

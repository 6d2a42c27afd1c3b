"""Claims with their verdicts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from buttress.brief.content.quantity import IntervalEstimate

VerdictWord = Literal["supported", "contradicted", "undetermined"]
VerdictLean = Literal["for", "against", "none"]


@dataclass(frozen=True)
class ClaimRow:
    """A claim with its verdict; `estimate` is None only where no number can be made.

    `p_before` to `p_after` are the probability of what it says before any evidence, with the reports, with other
    contests' history, with both, at spreads times `widened`; None where they can't be told.
    """

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
    p_before: float | None = None
    p_reports: float | None = None
    p_history: float | None = None
    p_after: float | None = None
    widened: int | None = None
    bayes_factor: float | None = None
    lean: VerdictLean = "none"
    trace: str = ""

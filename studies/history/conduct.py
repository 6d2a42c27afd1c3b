"""What backers did and how it ended: contests by conduct, and falls by what the last weeks had seen."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy import stats

from studies.history.risk import SIDES, RiskRows
from studies.history.selection import RiskSpan, Selected

CONDUCTS = ("no backer", "no dated act", "support alone", "support and withdrawal", "withdrawal alone")
RECENT = 0.5
"""An exposure above this had an act within a half-life."""


@dataclass(frozen=True)
class Ended:
    """Contests of one conduct: how many, and how many incumbents fell."""

    conduct: str
    contests: int
    fell: int


def by_conduct(selected: Selected) -> list[Ended]:
    """Contests by what the backer did while they lasted. No effect can be read from it: who stays longer sees more."""
    counts = []
    for conduct in CONDUCTS:
        held = [span for span in selected.spans if _conduct(span, selected) == conduct]
        counts.append(Ended(conduct, len(held), sum(span.fell for span in held)))
    return counts


@dataclass(frozen=True)
class WeeksAtRisk:
    """Steps at risk in one state of exposure, and the falls in them; `low`, `high`: 95 % of falls a 100 steps."""

    state: str
    steps: int
    falls: int
    low: float
    high: float


def by_exposure(rows: RiskRows) -> list[WeeksAtRisk]:
    """Steps at risk by what the last half-life saw, and falls in them (Jeffreys' interval)."""
    support, withdrawal = (rows.x[:, rows.column(side)] > RECENT for side in SIDES)
    states = {
        "neither": ~support & ~withdrawal,
        "support alone": support & ~withdrawal,
        "both": support & withdrawal,
        "withdrawal alone": ~support & withdrawal,
    }
    out = []
    for state, at in states.items():
        steps, falls = int(at.sum()), int(rows.fell[at].sum())
        low, high = 100 * stats.beta(falls + 0.5, steps - falls + 0.5).ppf(np.array([0.025, 0.975]))
        out.append(WeeksAtRisk(state, steps, falls, float(low), float(high)))
    return out


def _conduct(span: RiskSpan, selected: Selected) -> str:
    sides = {act.side for act in selected.acts if act.contest == span.contest and act.day <= span.last}
    if not span.backed:
        return "no backer"
    if {"support", "withdrawal"} <= sides:
        return "support and withdrawal"
    return next((f"{side} alone" for side in SIDES if side in sides), "no dated act")

"""What would have to be true: the corners of the uncertainties in which an answer crosses its line."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any, Literal

from buttress.experiment.claims import Probability
from buttress.explore.discovery.box import Box

Outcome = Literal["corner", "no corner", "nowhere"]
"""Boxes were found; the answer crosses here and there, in no box that holds on fresh draws; it crosses in no draw."""


@dataclass(frozen=True)
class WhatIfBox:
    """A box in words (`words` a condition, in its order), and how far it goes.

    `coverage`: share of the crossing draws inside; `density`: share of the draws inside that cross; both of fresh draws
    at four times the spreads. `prior`: P of the box before any evidence, exactly; `all_evidence`: its share of draws
    under reports and history. `when_set`: share of the latter draws that cross once their values of the box's
    parameters are set into the box, and all others stay as the evidence has them.
    """

    box: Box
    words: tuple[str, ...]
    coverage: float
    density: float
    prior: float
    all_evidence: Probability
    when_set: Probability

    def to_json(self) -> dict[str, Any]:
        """Plain data; an open end is None."""
        pairs = zip(self.box.conditions, self.words, strict=True)
        return {
            "conditions": [
                {"parameter": each.parameter, "low": _end(each.low), "high": _end(each.high), "words": words}
                for each, words in pairs
            ],
            "coverage": self.coverage,
            "density": self.density,
            "share_prior": self.prior,
            "share_all": self.all_evidence.p,
            "share_all_95": list(_limits(self.all_evidence)),
            "crosses_when_set": self.when_set.p,
        }


@dataclass(frozen=True)
class WhatIf:
    """`crosses` says in words what crosses which line. `searched` draws at four times the spreads, `crossing` of them.

    `prior` and `all_evidence`: P that the answer crosses before any evidence, and under all of it. `untold`: the share
    of what decides it, at four times the spreads, that parameters of how police, units and pay respond carry by
    themselves; no value of them is told. `reverse`: does the claim's region not hold the answer where it crosses?
    """

    claim: str | None
    measure: str
    scenario: str | None
    crosses: str
    boxes: tuple[WhatIfBox, ...]
    searched: int
    crossing: int
    prior: Probability
    all_evidence: Probability
    untold: float
    reverse: bool = False

    @property
    def outcome(self) -> Outcome:
        """What was found."""
        if self.boxes:
            return "corner"
        return "no corner" if self.crossing else "nowhere"

    @property
    def upper_95(self) -> float:
        """Upper 95 % limit of the share of wide draws that cross, where none of n does: 1 - .05^(1/n)."""
        return float(-math.expm1(math.log(0.05) / self.searched))

    def to_json(self) -> dict[str, Any]:
        """Plain data for `--json`."""
        asked = {"claim": self.claim} if self.claim else {"measure": self.measure, "scenario": self.scenario}
        return {
            **asked,
            "crosses": self.crosses,
            "boxes": [each.to_json() for each in self.boxes],
            "found": self.outcome,
            "searched": self.searched,
            "crossing": self.crossing,
            "upper_95": self.upper_95 if self.outcome == "nowhere" else None,
            "share_prior": self.prior.p,
            "share_all": self.all_evidence.p,
            "share_all_95": list(_limits(self.all_evidence)),
            "share_police_and_pay": self.untold,
        }


def _end(value: float) -> float | None:
    return value if math.isfinite(value) else None


def _limits(p: Probability) -> tuple[float, float]:
    return p.limits

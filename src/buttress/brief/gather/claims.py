"""Verdicts as a brief prints them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from buttress.brief.content import BASELINE, Claim, Estimate, Unit
from buttress.brief.gather.commands import Commands
from buttress.brief.gather.levels import unit_of
from buttress.experiment.claims import Reading, side
from buttress.experiment.measures import BY_NAME

if TYPE_CHECKING:
    from buttress.case import Case
    from buttress.case import Claim as Hypothesis
    from buttress.experiment import Verdict


def claims(case: Case, verdicts: Sequence[Verdict], command: Commands) -> tuple[Claim, ...]:
    """One row a verdict, in the order of the case's file."""
    hypotheses = {claim.id: claim for claim in case.claims}
    return tuple(_claim(case, hypotheses[verdict.id], verdict, command) for verdict in verdicts)


def _claim(case: Case, hypothesis: Hypothesis, verdict: Verdict, command: Commands) -> Claim:
    return Claim(
        id=verdict.id,
        row=verdict.row or "",
        who=verdict.who,
        says=verdict.says,
        verdict=verdict.verdict,
        basis=verdict.basis,
        estimate=_estimate(hypothesis, verdict),
        measure=quantity(case, hypothesis),
        rule=verdict.rule,
        would_change=verdict.would_change,
        note=_note(hypothesis, verdict),
        trace=command.claims(),
    )


def _estimate(hypothesis: Hypothesis, verdict: Verdict) -> Estimate | None:
    low, high = verdict.interval_95
    if verdict.estimate is None or low is None or high is None:
        return None
    unit, signed = _unit(hypothesis)
    return Estimate(verdict.estimate, low, high, unit, signed=signed)


def _note(hypothesis: Hypothesis, verdict: Verdict) -> str:
    """Why the verdict is not more, where basis and interval do not already say it."""
    low, high = verdict.interval_95
    if hypothesis.structure or verdict.estimate is None or low is None or high is None:
        return "" if hypothesis.structure else verdict.note
    across = side(hypothesis, Reading(verdict.estimate, low, high)) == "undetermined"
    return "" if across else verdict.note


def _unit(hypothesis: Hypothesis) -> tuple[Unit, bool]:
    """How the estimate is written, and whether it is a difference."""
    if hypothesis.parameter is not None:
        return Unit.RATIO, False
    difference = sum(hypothesis.contrast.values()) == 0.0
    if hypothesis.relative_to is not None:
        return Unit.PERCENT, difference
    unit = unit_of(hypothesis.measure)
    return (Unit.POINTS if difference and unit is Unit.SHARE else unit), difference


def quantity(case: Case, hypothesis: Hypothesis) -> str:
    """What is estimated, in words a reader knows: the measure, and which scenarios it sets side by side."""
    if hypothesis.parameter is not None:
        return f"hazard ratio, {hypothesis.parameter}"
    measure = BY_NAME[hypothesis.measure]
    meaning = measure.meaning if measure.unit not in ("log-odds", "index") else f"{measure.meaning} ({measure.unit})"
    if hypothesis.relative_to is not None:
        meaning += ", of the baseline’s mean"
    return f"{meaning}: {_contrast(case, hypothesis)}"


def _contrast(case: Case, hypothesis: Hypothesis) -> str:
    weights = {name: weight for name, weight in hypothesis.contrast.items() if weight}
    plus = [_name(case, name, weight) for name, weight in weights.items() if weight > 0]
    minus = [_name(case, name, weight) for name, weight in weights.items() if weight < 0]
    return " and ".join(plus) + (f" less {' and '.join(minus)}" if minus else "")


def _name(case: Case, name: str, weight: float) -> str:
    title = "baseline" if name == BASELINE else f"“{case.scenarios[name].title}”"
    return title if abs(weight) == 1.0 else f"{abs(weight):g} {title}"

"""The claims with their verdicts, numbers in the unit of the claim."""

from __future__ import annotations

from typing import TYPE_CHECKING

from buttress.brief.content import ClaimRow, IntervalEstimate, Unit
from buttress.experiment import BASELINE
from buttress.experiment.claims import ClaimEstimate, side
from buttress.experiment.measures import BY_NAME
from buttress.findings.results import Results

if TYPE_CHECKING:
    from buttress.case import Claim
    from buttress.experiment import Verdict


def claims(results: Results) -> tuple[ClaimRow, ...]:
    """A row a claim, in the order of the case."""
    pairs = zip(results.case.claims, results.verdicts, strict=True)
    return tuple(_claim(results, asked, verdict) for asked, verdict in pairs)


def _claim(results: Results, asked: Claim, verdict: Verdict) -> ClaimRow:
    return ClaimRow(
        id=verdict.id,
        row=verdict.row or "",
        who=verdict.who,
        says=verdict.says,
        verdict=verdict.verdict,
        basis=verdict.basis,
        estimate=_estimate(asked, verdict),
        measure=_measure(results, asked),
        rule=verdict.rule,
        would_change=verdict.would_change,
        note=_note(asked, verdict),
        trace=f"buttress claims {results.folder} --runs {results.answer.runs} --seed {results.answer.seed}",
    )


def _estimate(asked: Claim, verdict: Verdict) -> IntervalEstimate | None:
    low, high = verdict.interval_95
    if verdict.estimate is None or low is None or high is None:
        return None
    unit = unit_of(asked)
    difference = asked.parameter is None and sum(asked.contrast.values()) == 0
    return IntervalEstimate(verdict.estimate, low, high, unit, signed=difference)


def unit_of(asked: Claim) -> Unit:
    """The unit of a claim's number: a difference of probabilities is in points, one over another measure in percent."""
    if asked.parameter is not None:
        return Unit.RATIO
    if asked.relative_to:
        return Unit.PERCENT
    named = BY_NAME[asked.measure].unit if asked.measure in BY_NAME else ""
    if named == "probability":
        return Unit.SHARE if sum(asked.contrast.values()) else Unit.POINTS
    return {"people": Unit.PEOPLE, "weeks": Unit.WEEKS, "share": Unit.PERCENT, "ratio": Unit.PERCENT}.get(
        named, Unit.NUMBER
    )


def _note(asked: Claim, verdict: Verdict) -> str:
    """Why the verdict is not more, where basis and interval do not already say it."""
    low, high = verdict.interval_95
    if asked.structure:
        return ""
    if verdict.estimate is None or low is None or high is None:
        return verdict.note
    across = side(asked, ClaimEstimate(verdict.estimate, low, high)) == "undetermined"
    return "" if across else verdict.note


def _measure(results: Results, asked: Claim) -> str:
    """What is estimated, in words: the measure, and the scenarios that it sets side by side."""
    if asked.parameter is not None:
        return f"hazard ratio, {asked.parameter.replace('_', ' ')}"
    measure = BY_NAME[asked.measure]
    meaning = measure.label or measure.meaning
    if measure.unit in ("log-odds", "index"):
        meaning += f" ({measure.unit})"
    if asked.relative_to:
        meaning += ", of its mean"
    weights = {name: weight for name, weight in asked.contrast.items() if weight}
    plus = [_term(results, name, weight) for name, weight in weights.items() if weight > 0]
    minus = [_term(results, name, weight) for name, weight in weights.items() if weight < 0]
    if plus == ["baseline"]:
        return meaning + (f", against {' and '.join(minus)}" if minus else "")
    return f"{meaning}, {' and '.join(plus)}" + (f" against {' and '.join(minus)}" if minus else "")


def _term(results: Results, name: str, weight: float) -> str:
    title = "baseline" if name == BASELINE else f"“{results.case.scenarios[name].title}”"
    return title if abs(weight) == 1.0 else f"{abs(weight):g} {title}"

"""The claims with their verdicts, numbers in the unit of the claim."""

from __future__ import annotations

from typing import TYPE_CHECKING

from buttress.brief.content import Claim, Estimate, Unit
from buttress.experiment.measures import BY_NAME
from buttress.findings.results import Results

if TYPE_CHECKING:
    from buttress.case import Claim as Asked
    from buttress.experiment import Verdict


def claims(results: Results) -> tuple[Claim, ...]:
    """A row a claim, in the order of the case."""
    pairs = zip(results.case.claims, results.verdicts, strict=True)
    return tuple(_claim(results, asked, verdict) for asked, verdict in pairs)


def _claim(results: Results, asked: Asked, verdict: Verdict) -> Claim:
    return Claim(
        id=verdict.id,
        row=verdict.row or "",
        who=verdict.who,
        says=verdict.says,
        verdict=verdict.verdict,
        basis=verdict.basis,
        estimate=_estimate(asked, verdict),
        measure=_measure(asked),
        rule=verdict.rule,
        would_change=verdict.would_change,
        note=verdict.note,
        trace=f"buttress claims {results.folder} --runs {results.answer.runs}",
    )


def _estimate(asked: Asked, verdict: Verdict) -> Estimate | None:
    low, high = verdict.interval_95
    if verdict.estimate is None or low is None or high is None:
        return None
    unit = unit_of(asked)
    difference = unit in (Unit.POINTS, Unit.PERCENT) and sum(asked.contrast.values()) == 0
    return Estimate(verdict.estimate, low, high, unit, signed=difference)


def unit_of(asked: Asked) -> Unit:
    """The unit of a claim's number: a difference of probabilities is in points, one over another measure in percent."""
    if asked.parameter is not None:
        return Unit.RATIO
    if asked.relative_to:
        return Unit.PERCENT
    named = BY_NAME[asked.measure].unit if asked.measure in BY_NAME else ""
    if named == "probability":
        return Unit.SHARE if sum(asked.contrast.values()) else Unit.POINTS
    return {"people": Unit.PEOPLE, "weeks": Unit.WEEKS, "share": Unit.PERCENT}.get(named, Unit.NUMBER)


def _measure(asked: Asked) -> str:
    """What is estimated, in words."""
    if asked.parameter is not None:
        return f"hazard ratio of {asked.parameter.replace('_', ' ')}"
    meaning = BY_NAME[asked.measure].meaning if asked.measure in BY_NAME else asked.measure
    terms = [f"{'−' if weight < 0 else '+'} {name.replace('_', ' ')}" for name, weight in asked.contrast.items()]
    return f"{meaning} ({' '.join(terms).removeprefix('+ ')})"

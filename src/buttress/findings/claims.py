"""The claims with their verdicts, numbers in the unit of the claim."""

from __future__ import annotations

from typing import TYPE_CHECKING

from buttress.brief.content import ClaimRow, IntervalEstimate, Unit
from buttress.experiment.claims import Estimand, restated
from buttress.experiment.log_ratio import is_log_ratio
from buttress.experiment.measures import BY_NAME
from buttress.findings.measure_unit import measure_unit
from buttress.findings.mechanisms import carriers
from buttress.findings.results import Results

if TYPE_CHECKING:
    from buttress.case import Claim
    from buttress.experiment import Verdict

WITHOUT_SIGN = ("log-odds", "index")
"""Units for which a number is written bare."""


def claim_rows(results: Results) -> tuple[ClaimRow, ...]:
    """A row a claim, in the order of the case."""
    pairs = zip(results.case.claims, results.verdicts, strict=True)
    return tuple(_claim_row(results, claim, verdict) for claim, verdict in pairs)


def _claim_row(results: Results, claim: Claim, verdict: Verdict) -> ClaimRow:
    claim = restated(claim)  # as the verdict's number is
    return ClaimRow(
        id=verdict.id,
        row=verdict.row or "",
        who=verdict.who,
        says=verdict.says,
        verdict=verdict.verdict,
        basis=verdict.basis,
        estimate=_estimate(claim, verdict),
        measure=_measure(results, claim),
        rule=verdict.rule,
        would_change=verdict.would_change,
        note=_note(results, verdict),
        p_before=verdict.p_before,
        p_reports=verdict.p_reports,
        p_history=verdict.p_history,
        p_after=verdict.p_after,
        widened=verdict.widened,
        bayes_factor=verdict.bayes_factor,
        lean=verdict.lean,
        trace=f"buttress claims {results.folder} --runs {results.answer.runs} --seed {results.answer.seed}",
    )


def _note(results: Results, verdict: Verdict) -> str:
    """What is said beside a verdict; where the model contains the claim, also which of its mechanisms carry it."""
    carried = carriers(results.case, verdict) if verdict.basis == "structure" else ""
    return f"{verdict.note}; what carries it: {carried}" if carried else verdict.note


def _estimate(claim: Claim, verdict: Verdict) -> IntervalEstimate | None:
    low, high = verdict.interval_95
    if verdict.estimate is None or low is None or high is None:
        return None
    unit = unit_of(claim)
    difference = claim.parameter is None and sum(claim.contrast.values()) == 0
    return IntervalEstimate(verdict.estimate, low, high, unit, signed=difference and unit is not Unit.RATIO)


def unit_of(claim: Claim) -> Unit:
    """The unit of a claim's number: a difference of probabilities is in points, one of counts a factor."""
    if claim.parameter is not None or is_log_ratio(claim.contrast, claim.measure):
        return Unit.RATIO
    unit = measure_unit(claim.measure)
    return Unit.POINTS if unit is Unit.SHARE and not sum(claim.contrast.values()) else unit


def _measure(results: Results, claim: Claim) -> str:
    """What is estimated, in words; with its unit where the number shows none."""
    words = Estimand.of_claim(claim, results.case.titles).words
    unit = BY_NAME[claim.measure].unit if claim.measure in BY_NAME else ""
    return f"{words} ({unit})" if unit in WITHOUT_SIGN else words

"""Headline numbers under the priors alone, beside those that the reports have shaped."""

from __future__ import annotations

import numpy as np

from buttress.brief.content import IntervalEstimate, PriorRow, Unit
from buttress.experiment import Comparison
from buttress.findings.cells import CAP_WEEKS
from buttress.findings.results import Results


def prior(results: Results) -> tuple[PriorRow, ...]:
    """Levels of the baseline, then the lead scenario's differences; empty where the priors were not asked for."""
    other = results.prior
    if other is None:
        return ()
    days, lead = results.tenure_days, results.lead
    tenure, crowd = f"in office at {days} days", "mean crowd of 8 weeks"
    found = [
        _level(results, other, "usable reserves last", "reserves_weeks", Unit.WEEKS, CAP_WEEKS),
        _level(results, other, tenure, f"tenure_{days}", Unit.SHARE),
        _level(results, other, crowd, "turnout_8w", Unit.PEOPLE),
        _level(results, other, "detained in 8 weeks", "detained_8w", Unit.PEOPLE),
    ]
    if lead:
        title = f"{results.case.scenarios[lead].title}, less baseline: "
        found.append(_difference(results, other, title + tenure, f"tenure_{days}", Unit.POINTS))
        found.append(_difference(results, other, title + crowd, "turnout_8w", Unit.PEOPLE))
    return tuple(row for row in found if row is not None)


def _level(
    results: Results, other: Comparison, what: str, measure: str, unit: Unit, cap: float | None = None
) -> PriorRow | None:
    """A level under both, None where the runs do not reach it."""
    told = [Results.level_of(held, measure, unit, cap) for held in (results.baseline, other.baseline)]
    if told[0] is None or told[1] is None:
        return None
    return PriorRow(what, told[0], told[1], f"buttress run {results.folder} --prior")


def _difference(results: Results, other: Comparison, what: str, measure: str, unit: Unit) -> PriorRow | None:
    """A paired difference under both."""
    lead = results.lead
    told = [_signed(answer, lead, measure, unit) for answer in (results.answer, other)]
    if not np.isfinite([value for one in told for value in (one.mean, one.low, one.high)]).all():
        return None
    pairs = f"--runs {other.pairs(lead)} --seed {other.seed}"
    return PriorRow(what, told[0], told[1], f"buttress compare {results.folder} --scenario {lead} {pairs} --prior")


def _signed(answer: Comparison, lead: str, measure: str, unit: Unit) -> IntervalEstimate:
    found = answer.difference(lead, measure)
    return IntervalEstimate(found.mean, *found.interval_95, unit, signed=True)

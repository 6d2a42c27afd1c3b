"""Headline numbers under the priors alone, beside those that the reports have shaped."""

from __future__ import annotations

import numpy as np

from buttress.brief.content import PriorRow
from buttress.experiment import BASELINE, Comparison
from buttress.findings.difference import signed_difference
from buttress.findings.headline import CAP_WEEKS
from buttress.findings.results import Results


def prior_rows(results: Results) -> tuple[PriorRow, ...]:
    """Levels of the baseline, then the lead scenario's differences; empty where the priors were not asked for."""
    other = results.prior
    if other is None:
        return ()
    days, lead = results.tenure_days, results.lead
    tenure, crowd = f"in office after {days} days", "mean crowd of 8 weeks"
    rows = [
        _level(results, other, "usable reserves last", "reserves_weeks", CAP_WEEKS),
        _level(results, other, tenure, f"tenure_{days}"),
        _level(results, other, crowd, "turnout_8w"),
        _level(results, other, "detained in 8 weeks", "detained_8w"),
    ]
    if lead:
        title = f"{results.case.scenarios[lead].title}, less baseline: "
        rows.append(_difference(results, other, title + tenure, f"tenure_{days}"))
        rows.append(_difference(results, other, title + crowd, "turnout_8w"))
    return tuple(row for row in rows if row is not None)


def _level(results: Results, other: Comparison, what: str, measure: str, cap: float | None = None) -> PriorRow | None:
    """A level under both; None where the runs do not reach it."""
    posterior, prior = (Results.level_of(runs, measure, cap) for runs in (results.baseline, other.baseline))
    if posterior is None or prior is None:
        return None
    return PriorRow(what, posterior, prior, f"buttress run {results.folder} --prior")


def _difference(results: Results, other: Comparison, what: str, measure: str) -> PriorRow | None:
    """A paired difference under both; None where the runs do not reach it."""
    lead = results.lead
    weights = {lead: 1.0, BASELINE: -1.0}
    posterior, prior = (
        signed_difference(answer.effect(weights, measure), measure) for answer in (results.answer, other)
    )
    if not np.isfinite([value for one in (posterior, prior) for value in (one.mean, one.low, one.high)]).all():
        return None
    pairs = f"--runs {other.pairs(lead)} --seed {other.seed}"
    return PriorRow(what, posterior, prior, f"buttress compare {results.folder} --scenario {lead} {pairs} --prior")

"""The patron's two readings: where one who responds to events gives another answer than the script."""

from __future__ import annotations

import numpy as np

from buttress.brief import formats
from buttress.brief.content import IntervalEstimate, ReadingRow
from buttress.experiment import BASELINE, READINGS, Comparison
from buttress.findings.difference import signed_difference
from buttress.findings.measure_unit import measure_unit
from buttress.findings.quantiles import predictive_estimate
from buttress.findings.results import Results

SCRIPTED, RESPONSIVE = READINGS


def reading_rows(results: Results) -> tuple[ReadingRow, ...]:
    """The baseline's levels and the scenarios' differences that the two readings of the patron do not share."""
    other = results.responsive
    if other is None:
        return ()
    measures = (
        (f"tenure_{results.tenure_days}", f"in office after {results.tenure_days} days"),
        ("turnout_8w", "mean crowd of 8 weeks"),
    )
    free = [name for name in other.scenarios if not results.case.scenarios[name].policing]
    rows = [_baseline_reading(other, *measure) for measure in measures]
    rows += [_reading(results, other, name, *measure) for name in free for measure in measures]
    return tuple(row for row in rows if row is not None)


def _baseline_reading(other: Comparison, measure: str, words: str) -> ReadingRow | None:
    pairs = other.pairs(BASELINE, RESPONSIVE)
    levels = [other.values(BASELINE, measure, pairs, reading) for reading in (SCRIPTED, RESPONSIVE)]
    scripted, responsive = (predictive_estimate(values, measure_unit(measure)) for values in levels)
    if not _differ(other, levels[1] - levels[0], scripted, responsive):
        return None
    return ReadingRow("Baseline", words, scripted, responsive)


def _reading(results: Results, other: Comparison, name: str, measure: str, words: str) -> ReadingRow | None:
    pairs = other.pairs(name, RESPONSIVE)
    differences = [
        other.values(name, measure, pairs, reading) - other.values(BASELINE, measure, pairs, reading)
        for reading in (SCRIPTED, RESPONSIVE)
    ]
    weights = {name: 1.0, BASELINE: -1.0}
    scripted, responsive = (
        signed_difference(other.effect(weights, measure, reading), measure) for reading in (SCRIPTED, RESPONSIVE)
    )
    if not _differ(other, differences[1] - differences[0], scripted, responsive):
        return None
    return ReadingRow(f"{results.case.scenarios[name].title}, less baseline", words, scripted, responsive)


def _differ(other: Comparison, gaps: np.ndarray, scripted: IntervalEstimate, responsive: IntervalEstimate) -> bool:
    """Beyond the Monte-Carlo error of the runs' own gaps, and by enough to be read."""
    gap = other.baseline.errors(gaps)
    shown = formats.estimate(scripted) != formats.estimate(responsive)
    return shown and abs(gap.mean) > 2.0 * gap.mc_se

"""What one scenario changes: each headline measure beside the baseline, and both survival curves."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from buttress.brief.content import Curve, IntervalEstimate
from buttress.experiment import BASELINE, HEADLINE
from buttress.experiment.measures import BY_NAME
from buttress.findings.difference import signed_difference
from buttress.findings.results import Results
from buttress.findings.survival import survival_curves

HARM = "detained_"
TENURE = "tenure_"


@dataclass(frozen=True)
class MeasureRow:
    """A measure under the baseline and the scenario, and the paired difference with its Monte-Carlo error. `label` is
    its short name, empty where its meaning is short.

    A difference of people is a log ratio, one of probabilities is in points.
    """

    measure: str
    label: str
    meaning: str
    baseline: IntervalEstimate
    scenario: IntervalEstimate
    difference: IntervalEstimate
    mc_se: float


@dataclass(frozen=True)
class ScenarioAnswer:
    """Rows and curves of a scenario after so many `pairs`. A what-if on policing tells its harm first, and no time in
    office: no rows of tenure and no curves.
    """

    scenario: str
    pairs: int
    fired: bool
    warnings: tuple[str, ...]
    rows: tuple[MeasureRow, ...]
    curves: tuple[Curve, ...]


def scenario_answer(results: Results, name: str) -> ScenarioAnswer:
    """The answer on one of the scenarios that were run."""
    policing = results.case.scenarios[name].policing
    rows = [row for measure in HEADLINE if (row := _row(results, name, measure)) is not None]
    if policing:
        rows = [row for row in rows if not row.measure.startswith(TENURE)]
        rows.sort(key=lambda row: not row.measure.startswith(HARM))
    curves = () if policing else tuple(one for one in survival_curves(results) if one.scenario in (BASELINE, name))
    answer = results.answer
    return ScenarioAnswer(name, answer.pairs(name), answer.fired(name), answer.warnings, tuple(rows), curves)


def _row(results: Results, name: str, measure: str) -> MeasureRow | None:
    """A measure's row, None where the case does not ask it or its runs do not reach it."""
    levels = [results.level(measure, scenario) for scenario in (BASELINE, name)]
    if levels[0] is None or levels[1] is None:
        return None
    found = results.answer.effect({name: 1.0, BASELINE: -1.0}, measure)
    if not np.isfinite([found.mean, *found.interval_95]).all():
        return None
    asked, difference = BY_NAME[measure], signed_difference(found, measure)
    return MeasureRow(measure, asked.label, asked.meaning, levels[0], levels[1], difference, found.mc_se)

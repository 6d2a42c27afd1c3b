"""Where a patron who responds gives another answer than the script."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from buttress.brief.content import BASELINE, ReadingRow
from buttress.brief.gather.levels import level, paired
from buttress.experiment import Arm

if TYPE_CHECKING:
    from buttress.case import Case
    from buttress.experiment import Comparison

RESPONSIVE = "responsive"


def readings(case: Case, comparison: Comparison, days: int) -> tuple[ReadingRow, ...]:
    """Levels of the baseline and differences of scenarios that the two readings do not share, beyond chance."""
    if RESPONSIVE not in comparison.readings:
        return ()
    measures = ((f"tenure_{days}", f"in office at {days} days"), ("turnout_8w", "mean crowd of 8 weeks"))
    rows = [row for measure, words in measures for row in _baseline(comparison, measure, words)]
    for name in comparison.scenarios:
        scenario = case.scenarios[name]
        if scenario.policing or not comparison.differs(Arm(name, RESPONSIVE), Arm(name)):
            continue
        rows += [
            row for measure, words in measures for row in _scenario(comparison, name, scenario.title, measure, words)
        ]
    return tuple(rows)


def _baseline(comparison: Comparison, measure: str, words: str) -> list[ReadingRow]:
    ours, theirs = comparison.ensemble(BASELINE), comparison.ensemble(BASELINE, RESPONSIVE)
    scripted, responsive = level(ours, measure), level(theirs, measure)
    if scripted is None or responsive is None:
        return []
    error = math.hypot(ours.estimate(measure).mc_se, theirs.estimate(measure).mc_se)
    if not abs(responsive.mean - scripted.mean) > 2.0 * error:
        return []
    return [ReadingRow("Baseline", words, scripted, responsive)]


def _scenario(comparison: Comparison, name: str, title: str, measure: str, words: str) -> list[ReadingRow]:
    scripted = paired(comparison, name, measure, 0.0)
    responsive = paired(comparison, name, measure, 0.0, RESPONSIVE)
    error = math.hypot(scripted.mc_se, responsive.mc_se)
    if not abs(responsive.difference.mean - scripted.difference.mean) > 2.0 * error:
        return []
    return [ReadingRow(f"{title}, less baseline", words, scripted.difference, responsive.difference)]

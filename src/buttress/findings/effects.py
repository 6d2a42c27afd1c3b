"""Paired effects of the scenarios, and where a patron who responds gives another answer."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from buttress.brief import formats
from buttress.brief.content import Effect, IntervalEstimate, Paired, ReadingRow, Unit
from buttress.experiment import BASELINE, READINGS, Comparison, predictive, two_errors
from buttress.findings.results import Results

if TYPE_CHECKING:
    from buttress.case import Claim
    from buttress.experiment import Verdict

SCRIPTED, RESPONSIVE = READINGS
TENURE_NOTHING = 0.02
"""Two points: practically nothing in the chance of being in office."""
TURNOUT_NOTHING = 0.10
"""A tenth of the mean crowd: practically nothing in turnout."""


def effects(results: Results) -> tuple[Effect, ...]:
    """One row a scenario, in the order in which they were asked for, the fixed what-ifs on policing last."""
    rows = [_effect(results, name) for name in results.answer.scenarios]
    return tuple(sorted(rows, key=lambda row: row.fixed))


def _effect(results: Results, name: str) -> Effect:
    scenario = results.case.scenarios[name]
    tenure = f"tenure_{results.tenure_days}"
    crowd = float(results.baseline.values("turnout_8w").mean())
    pairs = results.answer.pairs(name)
    return Effect(
        scenario=name,
        title=scenario.title,
        fired=results.answer.fired(name),
        runs=pairs,
        tenure=_paired(results, name, tenure, Unit.SHARE, TENURE_NOTHING),
        turnout=_paired(results, name, "turnout_8w", Unit.PEOPLE, TURNOUT_NOTHING * crowd),
        detained=_paired(results, name, "detained_8w", Unit.PEOPLE, 0.0),
        subject=results.subject(name),
        fixed=scenario.what_if == "fixed" or scenario.policing,
        settled_tenure=_settled(results, name, tenure),
        settled_turnout=_settled(results, name, "turnout_8w"),
        basis_tenure=_basis(results, name, tenure),
        basis_turnout=_basis(results, name, "turnout_8w"),
        trace=f"buttress compare {results.folder} --scenario {name} --runs {pairs} --seed {results.answer.seed}",
    )


def _paired(results: Results, name: str, measure: str, unit: Unit, nothing: float) -> Paired:
    """A paired difference with both errors, and the two levels of the same pairs."""
    answer = results.answer
    found = answer.difference(name, measure)
    of_difference = Unit.POINTS if unit is Unit.SHARE else unit
    levels = [answer.values(one, measure, answer.pairs(name)) for one in (BASELINE, name)]
    return Paired(
        IntervalEstimate(found.mean, *found.interval_95, of_difference, signed=True),
        found.mc_se,
        nothing,
        *(IntervalEstimate(float(values.mean()), *predictive(values), unit) for values in levels),
    )


def _settled(results: Results, name: str, measure: str) -> bool | None:
    """Did each claim on this very difference get its verdict? None where no claim is about it."""
    found = [verdict.verdict for verdict in _judged(results, name, measure)]
    return all(word != "undetermined" for word in found) if found else None


def _basis(results: Results, name: str, measure: str) -> str:
    """The weakest basis of the claims on this very difference, empty where no claim is about it."""
    found = {verdict.basis for verdict in _judged(results, name, measure)}
    return next((word for word in ("structure", "prior", "evidence") if word in found), "")


def _judged(results: Results, name: str, measure: str) -> list[Verdict]:
    pairs = zip(results.case.claims, results.verdicts, strict=True)
    return [verdict for claim, verdict in pairs if claim.measure == measure and _about(claim, name)]


def _about(claim: Claim, name: str) -> bool:
    weights = {scenario: weight for scenario, weight in claim.contrast.items() if weight}
    return set(weights) == {BASELINE, name} and sum(weights.values()) == 0.0


def readings(results: Results) -> tuple[ReadingRow, ...]:
    """The baseline's levels and the scenarios' differences that the two readings of the patron do not share."""
    other = results.responsive
    if other is None:
        return ()
    measures = (
        (f"tenure_{results.tenure_days}", f"in office at {results.tenure_days} days", Unit.SHARE),
        ("turnout_8w", "mean crowd of 8 weeks", Unit.PEOPLE),
    )
    free = [name for name in other.scenarios if not results.case.scenarios[name].policing]
    rows = [_baseline_reading(other, *measure) for measure in measures]
    rows += [_reading(results, other, name, *measure) for name in free for measure in measures]
    return tuple(row for row in rows if row is not None)


def _baseline_reading(other: Comparison, measure: str, words: str, unit: Unit) -> ReadingRow | None:
    pairs = other.pairs(BASELINE, RESPONSIVE)
    levels = [other.values(BASELINE, measure, pairs, reading) for reading in (SCRIPTED, RESPONSIVE)]
    scripted, responsive = (IntervalEstimate(float(held.mean()), *predictive(held), unit) for held in levels)
    if not _differ(other, levels[1] - levels[0], scripted, responsive):
        return None
    return ReadingRow("Baseline", words, scripted, responsive)


def _reading(results: Results, other: Comparison, name: str, measure: str, words: str, unit: Unit) -> ReadingRow | None:
    pairs = other.pairs(name, RESPONSIVE)
    apart = [
        other.values(name, measure, pairs, reading) - other.values(BASELINE, measure, pairs, reading)
        for reading in (SCRIPTED, RESPONSIVE)
    ]
    of_difference = Unit.POINTS if unit is Unit.SHARE else unit
    told = [other.difference(name, measure, reading) for reading in (SCRIPTED, RESPONSIVE)]
    scripted, responsive = (IntervalEstimate(e.mean, *e.interval_95, of_difference, signed=True) for e in told)
    if not _differ(other, apart[1] - apart[0], scripted, responsive):
        return None
    return ReadingRow(f"{results.case.scenarios[name].title}, less baseline", words, scripted, responsive)


def _differ(other: Comparison, gaps: np.ndarray, scripted: IntervalEstimate, responsive: IntervalEstimate) -> bool:
    """Beyond the Monte-Carlo error of the runs' own gaps, and by enough to be read."""
    found = two_errors(gaps, other.baseline.seeds_per_draw)
    shown = formats.estimate(scripted) != formats.estimate(responsive)
    return shown and abs(found.mean) > 2.0 * found.mc_se

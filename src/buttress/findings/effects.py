"""Paired effects of the scenarios, with what the claims on them say."""

from __future__ import annotations

import math
from dataclasses import replace
from typing import TYPE_CHECKING

from buttress.brief.content import Effect, JudgedDifference, Paired
from buttress.experiment import BASELINE
from buttress.experiment.arm import SCRIPTED
from buttress.findings.difference import signed_difference
from buttress.findings.measure_unit import measure_unit
from buttress.findings.mechanisms import carriers
from buttress.findings.quantiles import predictive_estimate
from buttress.findings.results import Results, is_difference

if TYPE_CHECKING:
    from buttress.experiment import Comparison, Verdict

TENURE_NOTHING = 0.02
"""Two points: practically nothing in the chance of being in office."""
TURNOUT_NOTHING = math.log(1.1)
"""A factor of 1.1 in the mean crowd: practically nothing in turnout."""
BASES = ("structure", "assumption", "history", "reports", "reports and history")
"""From the weakest to the strongest."""


def effect_rows(results: Results) -> tuple[Effect, ...]:
    """One row a scenario, in the order in which they were asked for, the fixed what-ifs on policing last."""
    rows = [_effect(results, name) for name in results.answer.scenarios]
    return tuple(sorted(rows, key=lambda row: row.fixed))


def _effect(results: Results, name: str) -> Effect:
    scenario = results.case.scenarios[name]
    tenure = f"tenure_{results.tenure_days}"
    pairs = results.answer.pairs(name)
    return Effect(
        scenario=name,
        title=scenario.title,
        fired=results.answer.fired(name),
        runs=pairs,
        tenure=_paired(results, name, tenure, TENURE_NOTHING),
        turnout=_paired(results, name, "turnout_8w", TURNOUT_NOTHING),
        detained=_paired(results, name, "detained_8w", 0.0),
        reserves=_reserves(results, name),
        fixed=scenario.what_if == "fixed" or scenario.policing,
        takes_away=results.subject(name),
        trace=f"buttress compare {results.folder} --scenario {name} --runs {pairs} --seed {results.answer.seed}",
    )


def _reserves(results: Results, name: str) -> Paired | None:
    """Weeks that reserves last; None where the case has none, or where its runs end before the day of the measure."""
    known = results.level("reserves_weeks", name) is not None
    return _paired(results, name, "reserves_weeks", 0.0) if known else None


def _paired(results: Results, name: str, measure: str, nothing: float) -> Paired:
    """A paired difference, judged where claims are about it."""
    return replace(paired(results.answer, name, measure, nothing), judged=_judged(results, name, measure))


def paired(answer: Comparison, name: str, measure: str, nothing: float, reading: str = SCRIPTED) -> Paired:
    """A paired difference with both errors, and the two levels of the same pairs."""
    unit, weights = measure_unit(measure), {name: 1.0, BASELINE: -1.0}
    difference = answer.effect(weights, measure, reading)
    levels = [answer.values(one, measure, answer.pairs(name, reading), reading) for one in (BASELINE, name)]
    return Paired(
        signed_difference(difference, measure),
        difference.mc_se,
        nothing,
        predictive_estimate(levels[0], unit),
        predictive_estimate(levels[1], unit),
        answer.ends_se(weights, measure, reading),
    )


def _judged(results: Results, name: str, measure: str) -> JudgedDifference | None:
    """What the claims on a scenario's difference come to; None where no claim is about it."""
    verdicts = _verdicts(results, name, measure)
    if not verdicts:
        return None
    carried = (carriers(results.case, verdict) for verdict in verdicts if verdict.basis == "structure")
    undecided = [verdict for verdict in verdicts if verdict.verdict == "undetermined"]
    return JudgedDifference(
        settled=not undecided,
        basis=min((verdict.basis for verdict in verdicts), key=BASES.index),
        carried="; ".join(dict.fromkeys(filter(None, carried))),
        would_change=(undecided or verdicts)[0].would_change,
    )


def _verdicts(results: Results, name: str, measure: str) -> list[Verdict]:
    """Verdicts of the claims on the difference of one scenario to the baseline."""
    pairs = zip(results.case.claims, results.verdicts, strict=True)
    return [verdict for claim, verdict in pairs if claim.measure == measure and is_difference(claim, name)]

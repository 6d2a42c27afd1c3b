"""Paired effects of the scenarios, and where a patron who responds gives another answer."""

from __future__ import annotations

from dataclasses import replace

from buttress.brief.content import Effect, Estimate, Paired, ReadingRow, Unit
from buttress.experiment import BASELINE, Comparison
from buttress.findings.results import Results

TENURE_NOTHING = 0.02
"""Two points: practically nothing in the chance of being in office."""
TURNOUT_NOTHING = 0.10
"""A tenth of the mean crowd: practically nothing in turnout."""


def effects(results: Results) -> tuple[Effect, ...]:
    """One row a scenario, in the order in which they were asked for."""
    return tuple(_effect(results, name) for name in results.answer.scenarios)


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
        subject=_subject(scenario.title),
        fixed=scenario.what_if == "fixed",
        settled_tenure=_settled(results, name, tenure),
        settled_turnout=_settled(results, name, "turnout_8w"),
        trace=f"buttress compare {results.folder} --scenario {name} --runs {pairs} --seed {results.answer.seed}",
    )


def _subject(title: str) -> str:
    """`Without the loan` takes away `the loan`; other titles name nothing that simple."""
    start, _, rest = title.partition(" ")
    return rest if start == "Without" and rest.startswith("the ") and " " not in rest.removeprefix("the ") else ""


def _paired(results: Results, name: str, measure: str, unit: Unit, nothing: float) -> Paired:
    found = results.answer.difference(name, measure)
    of_difference = Unit.POINTS if unit is Unit.SHARE else unit
    difference = Estimate(found.mean, *found.interval_95, of_difference, signed=True)
    missing = Estimate(found.mean, found.mean, found.mean, unit)
    return Paired(
        difference,
        found.mc_se,
        nothing,
        results.level(measure, unit) or missing,
        results.level(measure, unit, name) or missing,
    )


def _settled(results: Results, name: str, measure: str) -> bool | None:
    """Did a claim on this very difference survive the second look? None where no claim asks."""
    for claim, verdict in zip(results.case.claims, results.verdicts, strict=True):
        contrast = {key: weight for key, weight in claim.contrast.items() if weight}
        if claim.measure == measure and contrast.keys() == {BASELINE, name}:
            if "with the spreads" in verdict.note:
                return False
            return True if verdict.verdict != "undetermined" else None
    return None


def readings(results: Results) -> tuple[ReadingRow, ...]:
    """Differences under both readings of the patron, where any run tells them apart."""
    other = results.responsive
    if other is None:
        return ()
    tenure = f"tenure_{results.tenure_days}"
    rows = []
    for name in other.scenarios:
        if not _apart(other, name):
            continue
        for measure, words, unit in (
            (tenure, f"in office at {results.tenure_days} days", Unit.POINTS),
            ("turnout_8w", f"mean crowd, {results.main_name}, 8 weeks", Unit.PEOPLE),
        ):
            both = [other.difference(name, measure, reading) for reading in ("scripted", "responsive")]
            scripted, responsive = (Estimate(e.mean, *e.interval_95, unit, signed=True) for e in both)
            rows.append(ReadingRow(results.case.scenarios[name].title, words, scripted, replace(responsive)))
    return tuple(rows)


def _apart(other: Comparison, name: str) -> bool:
    """Does the scenario's own effect differ between the readings in any run?"""
    for measure in ("tenure_30", "tenure_90", "turnout_8w"):
        one, two = (other.difference(name, measure, reading).mean for reading in ("scripted", "responsive"))
        if one != two:
            return True
    return False

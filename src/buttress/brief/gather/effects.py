"""Paired effects of the scenarios, with what each takes away and whether a claim's second look agreed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from buttress.brief.content import BASELINE, Effect
from buttress.brief.gather.commands import Commands
from buttress.brief.gather.levels import paired

if TYPE_CHECKING:
    from buttress.case import Case
    from buttress.case.schema import Claim, Scenario
    from buttress.experiment import Comparison, Verdict

NOTHING_TENURE = 0.02  # points of tenure that count as practically nothing
NOTHING_TURNOUT = 0.10  # the same for turnout, of the baseline's mean crowd

# What a scenario takes away when it sets these levers, and no others, to zero.
SUBJECTS = {
    frozenset({"loan_cash", "loan_announced"}): "the loan",
    frozenset({"loan_cash"}): "the loan’s cash",
    frozenset({"loan_announced"}): "the loan’s announcement",
    frozenset({"endorsement"}): "the endorsement",
    frozenset({"loan_cash", "loan_announced", "endorsement"}): "loan and endorsement together",
    frozenset({"exercises", "reserve_force"}): "the patron’s presence",
    frozenset({"reform_promise"}): "the promise of reform",
    frozenset({"scrutiny"}): "foreign scrutiny",
    frozenset({"rollover"}): "the rollover of debt",
}


def effects(
    case: Case, comparison: Comparison, verdicts: Sequence[Verdict], days: int, command: Commands
) -> tuple[Effect, ...]:
    """One row a scenario in the comparison's order, the fixed what-ifs on policing last."""
    rows = [_effect(case, comparison, verdicts, name, days, command) for name in comparison.scenarios]
    return tuple(sorted(rows, key=lambda row: row.fixed))


def lead(rows: Sequence[Effect]) -> str:
    """The scenario that the headline speaks of: the first that takes something away, else the first of all."""
    free = [row for row in rows if not row.fixed]
    telling = [row for row in free if row.subject]
    return next((row.scenario for row in [*telling, *free]), "")


def subject(scenario: Scenario) -> str:
    """What a scenario takes away, empty where it does something else."""
    if any(change.value != 0.0 for change in scenario.changes):
        return ""
    return SUBJECTS.get(frozenset(change.lever for change in scenario.changes), "")


def _effect(
    case: Case, comparison: Comparison, verdicts: Sequence[Verdict], name: str, days: int, command: Commands
) -> Effect:
    scenario = case.scenarios[name]
    crowd = float(comparison.baseline.values("turnout_8w").mean())
    tenure = f"tenure_{days}"
    return Effect(
        scenario=name,
        title=scenario.title,
        fired=comparison.fired(name),
        runs=comparison.pairs(name),
        tenure=paired(comparison, name, tenure, NOTHING_TENURE),
        turnout=paired(comparison, name, "turnout_8w", NOTHING_TURNOUT * crowd),
        detained=paired(comparison, name, "detained_8w", 0.0),
        subject=subject(scenario),
        fixed=scenario.what_if == "fixed" or scenario.policing,
        settled_tenure=_settled(case.claims, verdicts, name, tenure),
        settled_turnout=_settled(case.claims, verdicts, name, "turnout_8w"),
        trace=command.compare(name),
    )


def _settled(claims: Sequence[Claim], verdicts: Sequence[Verdict], name: str, measure: str) -> bool | None:
    """Did the claims on this very difference get a verdict? None where no claim is about it."""
    words = {verdict.id: verdict.verdict for verdict in verdicts}
    found = [words[claim.id] for claim in claims if claim.id in words and _about(claim, name, measure)]
    return all(word != "undetermined" for word in found) if found else None


def _about(claim: Claim, name: str, measure: str) -> bool:
    weights = {scenario: weight for scenario, weight in claim.contrast.items() if weight}
    pair = set(weights) == {BASELINE, name} and sum(weights.values()) == 0.0
    return pair and claim.measure == measure

"""What a scenario takes away, in the words of a headline."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from buttress.case.schema import Scenario

SUBJECTS = {
    frozenset({"loan_cash", "loan_announced"}): "the loan",
    frozenset({"loan_cash"}): "",
    frozenset({"loan_announced"}): "the loan’s announcement",
    frozenset({"endorsement"}): "the endorsement",
    frozenset({"loan_cash", "loan_announced", "endorsement"}): "loan and endorsement together",
    frozenset({"exercises", "reserve_force"}): "the patron’s presence",
    frozenset({"reform_promise"}): "the promise of reform",
    frozenset({"scrutiny"}): "foreign scrutiny",
    frozenset({"rollover"}): "the rollover of debt",
}
"""What is taken away when a scenario sets these levers, and no others, to zero; the first is the headline's choice. A
lender's cash alone has no name: a pledge, a credit line or a swap, it is the scenario's title that says which."""


def subject_of(scenario: Scenario, fork: date) -> str:
    """What a scenario takes away from the fork on; empty where it has no name here, does something else, or later."""
    levers = _taken_away(scenario, fork)
    return "" if levers is None else SUBJECTS[levers]


def headline_scenario(scenarios: dict[str, Scenario], fork: date) -> str:
    """The scenario of a headline: the one whose levers stand first in SUBJECTS, else the first; empty without any."""
    order = list(SUBJECTS)
    taken = {name: _taken_away(scenario, fork) for name, scenario in scenarios.items()}
    named = sorted((order.index(levers), name) for name, levers in taken.items() if levers is not None)
    return next(iter([*(name for _, name in named), *scenarios]), "")


def _taken_away(scenario: Scenario, fork: date) -> frozenset[str] | None:
    """The levers that a scenario sets to zero from the fork on, where SUBJECTS knows them and it does nothing else."""
    if any(change.value != 0.0 or change.from_ > fork for change in scenario.changes):
        return None
    levers: frozenset[str] = frozenset(change.lever for change in scenario.changes)
    return levers if levers in SUBJECTS else None

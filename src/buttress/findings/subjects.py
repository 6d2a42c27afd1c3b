"""What a scenario takes away, in the words of a headline."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from buttress.case.schema import Scenario

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
"""What is taken away when a scenario sets these levers, and no others, to zero; the first is the headline's choice."""


def subject_of(scenario: Scenario, fork: date) -> str:
    """What a scenario takes away from the fork on; empty where it does something else, or does it later."""
    if any(change.value != 0.0 or change.from_ > fork for change in scenario.changes):
        return ""
    return SUBJECTS.get(frozenset(change.lever for change in scenario.changes), "")


def headline_scenario(subjects: dict[str, str]) -> str:
    """The scenario of which a headline speaks, of scenarios with their subjects; empty where there is none.

    It is the one whose subject stands first in SUBJECTS, else the first.
    """
    order = list(SUBJECTS.values())
    named = sorted((name for name in subjects if subjects[name]), key=lambda name: order.index(subjects[name]))
    return next(iter([*named, *subjects]), "")

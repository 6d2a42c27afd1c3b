"""The scenarios of a brief, in the order in which it asks them, and the pairs of each."""

from __future__ import annotations

from buttress.case import Case
from buttress.case.schema import Scenario
from buttress.world.actors import patron_acts

TAKEN_AWAY: tuple[frozenset[str], ...] = (
    frozenset({"loan_cash", "loan_announced"}),
    frozenset({"endorsement"}),
    frozenset({"loan_cash", "loan_announced", "endorsement"}),
    frozenset({"refusal"}),
)
"""Levers of the questions that a brief asks first: the patron's money, words, both, and an open refusal."""
CHANGED: tuple[frozenset[str], ...] = (
    frozenset({"loan_cash"}),
    frozenset({"loan_delay_days"}),
    frozenset({"exercises", "reserve_force"}),
)
"""And next: less of the money, later money, the patron's presence."""
MAIN_SCENARIOS = len(TAKEN_AWAY) + len(CHANGED)


def pairs_by_scenario(case: Case, runs: int, others: int) -> dict[str, int]:
    """Pairs of each scenario: `runs` for the main ones, which come first, and at most `others` for the rest.

    Main are those that change what a brief asks first, then others in the order of their names, up to seven; a fixed
    what-if on policing never is.
    """
    free = [name for name, scenario in case.scenarios.items() if scenario.what_if != "fixed"]
    main = sorted(free, key=lambda name: _rank(case.scenarios[name]))[:MAIN_SCENARIOS]
    return dict.fromkeys(main, runs) | {name: min(others, runs) for name in case.scenarios if name not in main}


def in_both_readings(case: Case, names: list[str]) -> list[str]:
    """The scenarios that a brief also runs with a patron who responds: those that take support away, or the first.

    None where no row names the patron: nobody is there to respond.
    """
    if not patron_acts(case):
        return []
    telling = [name for name in names if _rank(case.scenarios[name]) < len(TAKEN_AWAY)]
    return (telling or names)[: len(TAKEN_AWAY)]


def _rank(scenario: Scenario) -> int:
    """The place of the question that a scenario asks, by the levers that it changes; others come last."""
    levers = frozenset(change.lever for change in scenario.changes)
    questions = (*TAKEN_AWAY, *CHANGED)
    if "refusal" in levers:  # whatever a withdrawal takes away besides
        levers = frozenset({"refusal"})
    return questions.index(levers) if levers in questions else len(questions)

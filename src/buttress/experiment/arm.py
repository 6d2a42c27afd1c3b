"""An arm of an experiment: a scenario under a reading of the patron, or one of its changes alone."""

from collections.abc import Iterable
from dataclasses import dataclass

from buttress.case.scenario import BASELINE as BASELINE

SCRIPTED = "scripted"
READINGS = (SCRIPTED, "responsive")


@dataclass(frozen=True)
class Arm:
    """`change` (counted from 1) keeps only that change of the scenario; None keeps all."""

    scenario: str
    reading: str = SCRIPTED
    change: int | None = None

    @property
    def label(self) -> str:
        """The name on disk and in tables: `without_loan`, `without_loan+responsive`, `without_loan+change2`."""
        reading = "" if self.reading == SCRIPTED else f"+{self.reading}"
        change = "" if self.change is None else f"+change{self.change}"
        return self.scenario + reading + change

    @property
    def order(self) -> tuple[bool, str, int, int]:
        """Sorting key: the baseline first, then by name, so that no table depends on the order of the request."""
        return self.scenario != BASELINE, self.scenario, READINGS.index(self.reading), self.change or 0


def ordered(arms: Iterable[Arm]) -> list[Arm]:
    """Arms in the one order of all tables, without repeats."""
    return sorted(set(arms), key=lambda arm: arm.order)


def arm_of(label: str) -> Arm:
    """The arm that a label names."""
    scenario, *marks = label.split("+")
    reading = next((mark for mark in marks if mark in READINGS), SCRIPTED)
    change = next((int(mark.removeprefix("change")) for mark in marks if mark.startswith("change")), None)
    return Arm(scenario, reading, change)

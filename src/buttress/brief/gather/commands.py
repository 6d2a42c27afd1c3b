"""The printed commands that lead from a number back to what made it."""

from __future__ import annotations

import shlex
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from buttress.case import Case
    from buttress.experiment import Comparison


@dataclass(frozen=True)
class Commands:
    """Commands on one case. The case's folder is written as it was given, or by its name if it was given in full."""

    case: Case
    comparison: Comparison
    others: int | None

    def brief(self) -> str:
        """The command that makes the brief again."""
        others = "" if self.others is None else f" --others {self.others}"
        return f"buttress brief {self._case()} --runs {self.comparison.runs}{others} --seed {self.comparison.seed}"

    def compare(self, scenario: str) -> str:
        """The command behind a paired difference."""
        runs = self.comparison.pairs(scenario)
        return f"buttress compare {self._case()} --scenario {scenario} --runs {runs} --seed {self.comparison.seed}"

    def level(self) -> str:
        """The command behind a level of the baseline."""
        return f"buttress run {self._case()} --runs {self.comparison.runs} --seed {self.comparison.seed}"

    def claims(self) -> str:
        """The command behind a verdict."""
        return f"buttress claims {self._case()} --runs {self.comparison.runs} --seed {self.comparison.seed}"

    def explain(self, day: date, place: str | None = None) -> str:
        """The command that says why a day's turnout is what it is."""
        where = f" --place {place}" if place else ""
        return f"buttress explain {self._case()} --on {day.isoformat()}{where}"

    def check(self) -> str:
        """The command that lists assumed numbers and reports at odds."""
        return f"buttress check {self._case()}"

    def _case(self) -> str:
        path = self.case.path
        shown = path.name if path.is_absolute() else path.as_posix()
        moved = self.case.as_of != self.case.facts.as_of
        return shlex.quote(shown) + (f" --as-of {self.case.as_of.isoformat()}" if moved else "")

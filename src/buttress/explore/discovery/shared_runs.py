"""Runs that several answers share: a scenario is run once for the same draws, with all that is asked of it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from buttress.arrays import Floats
from buttress.experiment.mean_field import MeanField, Measured
from buttress.explore.answer import Answer

if TYPE_CHECKING:
    from buttress.world import Draws


@dataclass
class SharedRuns:
    """Values of answers in the mean field. `answers` are those that will be asked about the draws that are shared."""

    mean_field: MeanField
    answers: tuple[Answer, ...]
    _kept: dict[int, tuple[Draws, Measured]] = field(default_factory=dict, repr=False)

    def share(self, draws: Draws) -> Draws:
        """The same draws, whose runs are kept from now on."""
        self._kept.setdefault(id(draws), (draws, {}))
        return draws

    def values(self, answer: Answer, draws: Draws) -> Floats:
        """The answer in each draw, (D,); on a log scale for counts of people."""
        if id(draws) not in self._kept:
            return answer.values(self._run(answer.scenarios, [answer], draws), draws)
        measured = self._kept[id(draws)][1]
        missing = [name for name in answer.scenarios if (name, answer.measure) not in measured]
        measured |= self._run(missing, (*self.answers, answer), draws)
        return answer.values(measured, draws)

    def _run(self, scenarios: Iterable[str], answers: Iterable[Answer], draws: Draws) -> Measured:
        asked = tuple(answers)
        return self.mean_field.measures(
            {name: {each.measure for each in asked if name in each.scenarios} for name in scenarios}, draws
        )

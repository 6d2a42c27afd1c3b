"""Draws beside what comes out of each of them, in the mean field: what every command of this room reads."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from buttress.arrays import Floats
from buttress.experiment.mean_field import MeanField, Measured
from buttress.experiment.measures import on_day
from buttress.experiment.weighted_draws import WeightedDraws
from buttress.explore.answer import Answer
from buttress.infer.prior import JointPrior

if TYPE_CHECKING:
    from buttress.world import Draws


@dataclass(frozen=True)
class MeasureTable:
    """`weighted` draws, and `measured` (D,) by scenario and measure. `prior` is the one whose places are told."""

    weighted: WeightedDraws
    measured: Measured
    prior: JointPrior

    @property
    def draws(self) -> Draws:
        """The draws, (D,)."""
        return self.weighted.draws

    @cached_property
    def places(self) -> Floats:
        """Each parameter's place (D, p) on the scale on which its prior is standard normal."""
        return places_of(self.draws, self.prior)

    @property
    def nation_shocks(self) -> tuple[str, ...]:
        """Names of the nation's shocks of days before the fork; those of places move no mean field."""
        return tuple(name for name in self.draws.shock_names if "@" not in name)

    @cached_property
    def past_days(self) -> Floats:
        """The nation's shocks, (D, m), in spreads, in the order of `nation_shocks`."""
        column = {name: j for j, name in enumerate(self.draws.shock_names)}
        return self.draws.shocks[:, [column[name] for name in self.nation_shocks]]

    def values(self, answer: Answer, day: int | None = None) -> Floats:
        """The answer in each draw, (D,), by default at its own day; on a log scale for counts of people."""
        return answer.values(self.measured, self.draws, day)


def places_of(draws: Draws, prior: JointPrior) -> Floats:
    """Each parameter's place (D, p) on the scale on which this prior is standard normal."""
    return np.column_stack([each.z(draws.values[:, j]) for j, each in enumerate(prior.distributions)])


def measure_table(
    mean_field: MeanField,
    weighted: WeightedDraws,
    prior: JointPrior,
    answers: Iterable[Answer],
    days: Sequence[int] = (),
) -> MeasureTable:
    """Run the draws, from priors or posteriors, in every scenario that the answers need, once.

    `days` after the fork: the answers are then also had by date (`MeasureTable.values(answer, day)`), where they
    have a number by date.
    """
    wanted: dict[str, set[str]] = {}
    for answer in answers:
        for scenario in answer.scenarios:
            names = wanted.setdefault(scenario, set())
            names.add(answer.measure)
            names |= {dated for day in days if (dated := on_day(answer.measure, day)) is not None}
    return MeasureTable(weighted, mean_field.measures(wanted, weighted.draws) if wanted else {}, prior)


def weeks_after(mean_field: MeanField) -> tuple[int, ...]:
    """Days after the fork that end its weeks, to the horizon."""
    frame = mean_field.frame
    return tuple(range(7, frame.days - frame.fork + 1, 7))

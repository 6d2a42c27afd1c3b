"""What carries the spread of an answer before any report: Sobol's design, run in the mean field."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

import numpy as np

from buttress.experiment.mean_field import MeanField
from buttress.experiment.weighted_draws import WeightedDraws
from buttress.explore.answer import Answer
from buttress.explore.groups import UncertaintyGroup
from buttress.explore.measure_table import measure_table
from buttress.explore.sensitivity.sensitivity import SOBOL, Sensitivity, labelled, rows_of, told_dates
from buttress.explore.sensitivity.sobol import BASE, SobolDesign
from buttress.infer.prior import JointPrior
from buttress.world import Draws


def sensitivity_on_priors(
    mean_field: MeanField,
    answer: Answer,
    groups: Sequence[UncertaintyGroup],
    days: Mapping[date, int | None],
    unit: str,
    seed: int,
) -> Sensitivity:
    """By a design on the priors with what other contests say; of whole groups alone."""
    prior = JointPrior.of(mean_field.case)
    shocks = tuple(name for group in groups for name in group.members if name not in prior.names)
    design = SobolDesign(labelled(groups, [*prior.names, *shocks]), BASE, seed)
    values = np.ascontiguousarray(prior.values(design.z[:, : len(prior)]))
    draws = Draws(prior.names, values, shocks, np.ascontiguousarray(design.z[:, len(prior) :]))
    table = measure_table(
        mean_field, WeightedDraws.equal(draws), prior, [answer], [day for day in days.values() if day is not None]
    )
    dates, y = told_dates(list(days), np.column_stack([table.values(answer, day) for day in days.values()]))
    first, total = design.indices(y)
    return Sensitivity(
        answer=answer,
        unit=unit,
        estimator=SOBOL,
        draws=len(draws),
        chains=len(draws),
        spread=float(y[:, -1].std()),
        groups=tuple(groups),
        rows=rows_of(dates, groups, first, total),
        explained=None,
    )

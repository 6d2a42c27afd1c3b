"""What carries the spread of an answer: a row for each group and each parameter that may stand by itself, by date."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

import numpy as np

from buttress.arrays import Floats
from buttress.explore.answer import Answer
from buttress.explore.error import ExploreError
from buttress.explore.groups import UncertaintyGroup
from buttress.explore.measure_table import MeasureTable
from buttress.explore.sensitivity.given_data import Index, given_data

GIVEN_DATA, SOBOL = "regression on the draws", "Sobol design on the priors"


@dataclass(frozen=True)
class SensitivityRow:
    """A share of the spread of an answer on a date. `parameter` None: of the whole group. `kind`: first or total."""

    date: date
    group: str
    parameter: str | None
    kind: str
    index: float
    interval_95: tuple[float, float]

    @property
    def told(self) -> bool:
        """Can it be told from nothing?"""
        return self.interval_95[0] > 0.0


@dataclass(frozen=True)
class Sensitivity:
    """Rows by date, then largest group first. `explained` by date: the share of the spread that all groups explain.

    It is None for a design, where nothing has to be explained by a regression. `draws` were run, of `chains` that don't
    depend on each other. `spread` is the standard deviation of the answer on
    the last date, in `unit`.
    """

    answer: Answer
    unit: str
    estimator: str
    draws: int
    chains: int
    spread: float
    groups: tuple[UncertaintyGroup, ...]
    rows: tuple[SensitivityRow, ...]
    explained: Mapping[date, tuple[float, float, float]] | None

    @property
    def words(self) -> str:
        """What has the spread."""
        return replace(self.answer.estimand, by_date=len(self.dates) > 1).words

    @property
    def dates(self) -> tuple[date, ...]:
        """The dates, in order."""
        return tuple(sorted({row.date for row in self.rows}))

    def of(self, group: str, parameter: str | None = None) -> dict[tuple[date, str], SensitivityRow]:
        """Rows of a group, or of one of its parameters, by date and kind."""
        return {(row.date, row.kind): row for row in self.rows if (row.group, row.parameter) == (group, parameter)}

    def told(self, group: str) -> bool:
        """Can a share of the group be told from nothing, on half of the dates or more? On one of many chance tells."""
        days = {day for (day, _), row in self.of(group).items() if row.told}
        return 2 * len(days) >= len(self.dates)

    def to_json(self) -> list[dict[str, Any]]:
        """The rows as plain data."""
        return [
            {
                "measure": self.answer.measure,
                "scenario": self.answer.scenario,
                "date": row.date.isoformat(),
                "group": row.group,
                "parameter": row.parameter,
                "kind": row.kind,
                "index": row.index,
                "interval_95": list(row.interval_95),
                "estimator": self.estimator,
            }
            for row in self.rows
        ]


def labelled(groups: Sequence[UncertaintyGroup], columns: Sequence[str]) -> dict[str, list[int]]:
    """Columns by label: of each group, by its name."""
    place = {name: j for j, name in enumerate(columns)}
    return {group.name: [place[name] for name in group.members] for group in groups}


def sensitivity_of_draws(
    table: MeasureTable,
    answer: Answer,
    groups: Sequence[UncertaintyGroup],
    days: Mapping[date, int | None],
    unit: str,
    seed: int,
) -> Sensitivity:
    """From draws that exist; `days` after the fork by date, None for the measure's own."""
    unknowns = np.column_stack([table.places, table.past_days])
    names = [*table.prior.names, *table.nation_shocks]
    labels = labelled(groups, names)
    shown = {name: [names.index(name)] for group in groups for name in group.shown if len(group.members) > 1}
    y = np.column_stack([table.values(answer, day) for day in days.values()])
    dates, y = told_dates(list(days), y)
    found = given_data(unknowns, y, table.draws.chains, {**labels, **shown}, seed).widened(table.draws.inflation)
    return Sensitivity(
        answer=answer,
        unit=unit,
        estimator=GIVEN_DATA,
        draws=len(table.draws),
        chains=len(np.unique(table.draws.chains)),
        spread=float(y[:, -1].std()),
        groups=tuple(groups),
        rows=rows_of(dates, groups, found.first, found.total),
        explained=_by_date(dates, found.explained),
    )


def told_dates(dates: Sequence[date], y: Floats) -> tuple[list[date], Floats]:
    """The dates on which every draw has a number and the numbers differ. Raises ExploreError where there is none."""
    kept = [t for t in range(y.shape[1]) if np.isfinite(y[:, t]).all() and y[:, t].std() > 0]
    if not kept:
        raise ExploreError("no draw moves this answer, or the runs don't reach it: there is no spread to share out")
    return [dates[t] for t in kept], y[:, kept]


def rows_of(
    dates: Sequence[date],
    groups: Sequence[UncertaintyGroup],
    first: Mapping[str, Index],
    total: Mapping[str, Index],
) -> tuple[SensitivityRow, ...]:
    """Rows by date; groups by their largest index on any date, each followed by its parameters."""
    rows = []
    for t, day in enumerate(dates):
        for group in sorted(groups, key=lambda each: -_largest(each.name, first, total)):
            for name in (group.name, *sorted(group.shown, key=lambda each: -_largest(each, first, total))):
                for kind, found in (("first", first), ("total", total)):
                    if name in found and (name == group.name or len(group.members) > 1):
                        parameter = None if name == group.name else name
                        rows.append(_row(day, group.name, parameter, kind, found[name], t))
    return tuple(rows)


def _largest(name: str, first: Mapping[str, Index], total: Mapping[str, Index]) -> float:
    return max((float(found[name].value.max()) for found in (first, total) if name in found), default=-np.inf)


def _row(day: date, group: str, parameter: str | None, kind: str, index: Index, t: int) -> SensitivityRow:
    ends = (float(index.low[t]), float(index.high[t]))
    return SensitivityRow(day, group, parameter, kind, float(index.value[t]), ends)


def _by_date(dates: Sequence[date], index: Index) -> dict[date, tuple[float, float, float]]:
    return {day: (float(index.value[t]), float(index.low[t]), float(index.high[t])) for t, day in enumerate(dates)}

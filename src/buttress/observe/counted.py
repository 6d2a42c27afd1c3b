"""What reports of crowds and of detentions have in common: people counted, as a level, as a part of a whole, or early.

A kind of count says where its numbers stand in a simulated past, on which scale they are compared, and what a reporter
is expected to say; the rest is here. A share is compared in log-odds, in which the reporter's bias or coverage cancels;
an early count beside the final one as the log of their ratio, which speaks of the reporter's growth alone.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Sequence
from copy import copy
from typing import ClassVar, Self

import numpy as np

from buttress.arrays import Flags, Floats, Ints
from buttress.case import Case
from buttress.observe import reporter as reporters
from buttress.observe.expected import Expected, SeriesKind
from buttress.observe.gathering import Gathering, log_odds
from buttress.observe.noise import log_density, log_interval, noise
from buttress.observe.past import SimulatedPast
from buttress.observe.report import EvidenceRow, Report, early_kinds, last_weeks, reporters_of
from buttress.observe.reporter import Quantity
from buttress.observe.role_reports import RoleReports, Values
from buttress.observe.selection import select
from buttress.observe.shared_error import fill_grouped_terms, groups_of
from buttress.world import World

LocationScale = tuple[Floats, Floats]
"""Where a report is expected, and its scale, (n,) each."""

#: Spread, in log-odds, of a reporter's share of a part in the whole: assumed, a factor of 1.3 in the odds.
SHARE_SD = 0.25


class CountedReports(ABC):
    """All used reports of one kind of count. `name` is the kind; `place_sd` the parameter that holds the spread of a
    place's own shock, which inference does not sample.
    """

    name: ClassVar[Quantity]
    series: ClassVar[SeriesKind]
    place_sd: ClassVar[str]

    def __init__(self, reports: Sequence[Report], rows: Sequence[EvidenceRow] = ()) -> None:
        self.reports = list(reports)
        self.rows = list(rows)
        self.parameters = reporters.parameters(
            self.name, reporters_of(reports), early_kinds(reports), last_weeks(reports)
        )
        self._group = groups_of(reports, self.name)
        self._shared = {
            j: reporters.shared_name(self.name, self.reports[j].kind) for j in np.flatnonzero(self._group >= 0)
        }
        roles = dict.fromkeys(report.role for report in reports)
        standing = {role: [j for j, report in enumerate(reports) if report.role == role] for role in roles}
        self._by_role = {role: RoleReports(self.name, at, [reports[j] for j in at]) for role, at in standing.items()}
        edges = [self._bounds(report) for report in reports]
        self._low = np.array([low for low, _ in edges])
        self._high = np.array([high for _, high in edges])
        self._point = np.array([report.role != "level" for report in reports], dtype=bool)
        self._alone = ~self._point & (self._group < 0)

    @classmethod
    def of(cls, case: Case, world: World) -> Self:
        """Select the reports of a case."""
        return cls(*select(case, world, cls.name))

    @abstractmethod
    def people(self, past: SimulatedPast) -> Floats:
        """People counted, (n, occasions, places)."""

    @abstractmethod
    def with_people(self, past: SimulatedPast, people: Floats) -> SimulatedPast:
        """The past with other `people` (n, occasions, places) counted."""

    @abstractmethod
    def level(
        self,
        there: Gathering,
        own: Floats,
        noise: Floats,
        growth: Floats | float = 0.0,
        place_sd: Floats | float = 0.0,
    ) -> LocationScale:
        """Location and scale of levels on the kind's scale, given the people there; arguments of one shape, or scalars.

        `own`: the reporter's bias or coverage, `noise`: its noise; `growth`: log of the final number over this one, 0
        for a final one; `place_sd`: the spread of a place's own shock.
        """

    @abstractmethod
    def edges_of(self, report: Report) -> tuple[float, float]:
        """Bounds of a level on the kind's scale."""

    @abstractmethod
    def counted(self, at: Floats) -> Floats:
        """Points on the kind's scale in people."""

    def expect(self, past: SimulatedPast, values: Values) -> Expected:
        """What each reporter is expected to say (log-odds for a share, log ratio for growth), given values by name."""
        location = np.empty((len(past), len(self.reports)))
        scale = np.empty_like(location)
        of_role = {"level": self._levels, "share": self._shares, "growth": self._ratios}
        for role, some in self._by_role.items():
            location[:, some.at], scale[:, some.at] = of_role[role](some, past, values)
        return Expected(location, scale, self._shared_errors(values, len(past)))

    def log_terms(self, expected: Expected) -> Floats:
        """Log probability of each report, (n, k); of those that share an error, given those of its group before it."""
        if not self.reports:
            return np.zeros_like(expected.location)
        terms = np.empty_like(expected.location)
        at, point = self._alone, self._point
        terms[:, at] = log_interval(self._low[at], self._high[at], expected.location[:, at], expected.scale[:, at])
        terms[:, point] = log_density(self._low[point], expected.location[:, point], expected.scale[:, point])
        if expected.shared is not None:
            # Contiguous, whatever the indexing before: each other form would be a compilation of its own.
            location, scale, shared = map(np.ascontiguousarray, (expected.location, expected.scale, expected.shared))
            fill_grouped_terms(self._low, self._high, location, scale, shared, self._group, terms)
        return terms

    def replica(self, expected: Expected, rng: np.random.Generator) -> Self:
        """What the same reporters would have said, had the first run of `expected` been true.

        Each says as much as it did: a number in a cell as wide as the one it gave, or on which side of its bound.
        """
        sampled = expected.location[0] + expected.scale[0] * noise(rng, len(self.reports))
        if expected.shared is not None:
            # The last number is of those in no group, whose spread is nought.
            together = np.append(rng.standard_normal(self._group.max() + 1), 0.0)
            sampled += expected.shared[0] * together[self._group]
        edges = [self._cell(j, float(at)) for j, at in enumerate(sampled)]
        other = copy(self)
        other._low, other._high = (np.array([edge[side] for edge in edges]) for side in (0, 1))
        return other

    def ends(self, occasion_days: Ints) -> Ints:
        """The day after each report's occasion, (k,)."""
        return occasion_days[[report.occasion for report in self.reports]] + 1

    def take(self, kept: Flags) -> Self:
        """Some of the reports, with what they say here: a replica's differ from the case's."""
        other = type(self)([self.reports[j] for j in np.flatnonzero(kept)], self.rows)
        other._low, other._high = self._low[kept], self._high[kept]
        return other

    def reported(self) -> Floats:
        """Bounds of the reports on the scale of `expect`, (k, 2), infinite where a report has none."""
        return np.column_stack([self._low, self._high]).reshape(-1, 2)

    def edges(self, j: int) -> tuple[float, float]:
        """The same of report j."""
        return float(self._low[j]), float(self._high[j])

    def natural(self, j: int, at: Floats) -> Floats:
        """Points on the scale of `expect` in people, as a share, or as the ratio of early over final."""
        role = self.reports[j].role
        if role == "level":
            return self.counted(at)
        return np.asarray(1.0 / (1.0 + np.exp(-at)) if role == "share" else np.exp(at))

    def _bounds(self, report: Report) -> tuple[float, float]:
        if report.role == "level":
            return self.edges_of(report)
        point = share_odds(report) if report.role == "share" else early_ratio(report)
        return point, point

    def _cell(self, j: int, at: float) -> tuple[float, float]:
        low, high = self.edges(j)
        if self._point[j]:
            return at, at
        if self.reports[j].figure is not None and np.isfinite(high - low) and self.reports[j].exact:
            shift = (high - low) * np.floor((at - low) / (high - low))
            return low + shift, high + shift
        if at < low:
            return -np.inf, low
        return (low, high) if at < high else (high, np.inf)

    def _levels(self, some: RoleReports, past: SimulatedPast, values: Values) -> LocationScale:
        growth, scatter = some.growth(values, len(past))
        noise = np.hypot(some.noise(values), scatter)
        there = self._there(past, some.here)
        return self.level(there, some.own(values, len(past)), noise, growth, self._place_sd(values))

    def _shares(self, some: RoleReports, past: SimulatedPast, values: Values) -> LocationScale:
        part, others = self._there(past, some.here), self._there(past, some.elsewhere)
        location, extra = log_odds(part, others, self._place_sd(values))
        return location, np.sqrt(SHARE_SD**2 + np.square(some.noise(values)) + extra)

    def _ratios(self, some: RoleReports, past: SimulatedPast, values: Values) -> LocationScale:
        growth, scatter = some.growth(values, len(past))
        return -growth, scatter

    def _there(self, past: SimulatedPast, where: tuple[tuple[int, tuple[int, ...]], ...]) -> Gathering:
        """The people on the occasions over the places, (n, k)."""
        return past.once((self.name, where), lambda: Gathering.over(self.people(past), where))

    def _place_sd(self, values: Values) -> Floats:
        return np.reshape(values.get(self.place_sd, 0.0), (-1, 1))

    def _shared_errors(self, values: Values, n: int) -> Floats | None:
        """The spread of each report's shared error, (n, k), nought where it has none; None if none has one."""
        if not self._shared:
            return None
        out = np.zeros((n, len(self.reports)))
        for j, name in self._shared.items():
            out[:, j] = values[name]
        return out


def share_odds(report: Report) -> float:
    """Reported log-odds of a part in its whole."""
    assert report.of is not None
    assert report.figure is not None
    return float(np.log(report.figure) - np.log(report.of - report.figure))


def early_ratio(report: Report) -> float:
    """Log of an early count over the final one."""
    assert report.of is not None
    assert report.figure is not None
    return float(np.log(report.figure) - np.log(report.of))

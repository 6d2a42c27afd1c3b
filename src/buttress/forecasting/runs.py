"""Runs of the coming weeks, and samples of what happens and of what each reporter prints of it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

import numpy as np

from buttress.arrays import Floats, Ints
from buttress.case import Case
from buttress.case.message import nearest
from buttress.forecasting.coming_occasion import WEEK, ComingOccasion
from buttress.forecasting.error import ForecastError
from buttress.forecasting.question import check_question
from buttress.forecasting.reporter_levels import ReporterLevels
from buttress.forecasting.reporter_models import QUANTITIES, ReportedOccasion, ReporterModels
from buttress.observe.reporter import Quantity

NATIONAL, REST = "national", "rest"


@dataclass(frozen=True, eq=False)
class ForecastRuns:
    """Runs of the coming weeks.

    `turnout`, `detained` (n, occasions, places) people as simulated, had he stayed; `survival` (n, 7 weeks + 1), P(in
    office) at the start of each day from the fork on. Samples are moved by `levels`, and of equal weight, given that he
    is in office on their day.
    """

    case: Case = field(repr=False)
    as_of: date
    weeks: int
    places: tuple[str, ...]
    occasions: tuple[ComingOccasion, ...]
    main_kind: str
    turnout: Ints = field(repr=False)
    detained: Ints = field(repr=False)
    survival: Floats = field(repr=False)
    seeds_per_draw: int
    reporter_models: ReporterModels = field(repr=False)
    levels: ReporterLevels = field(default_factory=ReporterLevels, repr=False)

    @property
    def runs(self) -> int:
        """Number of runs."""
        return len(self.survival)

    def true_numbers(self, quantity: Quantity, scope: str = NATIONAL) -> Floats:
        """Truth: people by occasion in a scope (national, rest or a place), (runs, occasions); NaN where none is held.

        Raises ForecastError for an unknown scope or quantity.
        """
        out = np.full((self.runs, len(self.occasions)), np.nan)
        for index, (ahead, places) in enumerate(self._places_held(quantity, scope)):
            if places:
                out[:, index] = self.given_in_office(
                    self.people(quantity)[:, index, list(places)].sum(axis=1), ahead.day
                )
        return out

    def reported(self, reporter: str, quantity: Quantity, scope: str = NATIONAL) -> Floats:
        """What a reporter's final numbers will be, (runs, occasions): whole people; NaN where no occasion is held.

        Raises ForecastError for an unknown reporter, scope or quantity.
        """
        numbers = self._printed(reporter, quantity, scope)
        for index, ahead in enumerate(self.occasions):
            numbers[:, index] = self.given_in_office(numbers[:, index], ahead.day)
        return numbers

    def reported_weekly(self, reporter: str, quantity: Quantity, scope: str = NATIONAL) -> Floats:
        """A reporter's largest crowd, or all whom it says were detained, week by week, (runs, weeks); NaN without one.

        The reporter is taken to speak of every occasion of the week in that scope.
        """
        return self._by_week(self._printed(reporter, quantity, scope), quantity)

    def true_weekly(self, quantity: Quantity, scope: str = NATIONAL) -> Floats:
        """Truth: the largest crowd, or all detained on occasions, week by week, (runs, weeks); NaN without one."""
        out = np.full((self.runs, len(self.occasions)), np.nan)
        for index, (_, places) in enumerate(self._places_held(quantity, scope)):
            if places:
                out[:, index] = self.people(quantity)[:, index, list(places)].sum(axis=1)
        return self._by_week(out, quantity)

    @property
    def in_office(self) -> Floats:
        """P(in office) at the end of each week by run, (runs, weeks)."""
        return np.asarray(self.survival[:, WEEK::WEEK])

    @property
    def main(self) -> ComingOccasion | None:
        """The next main occasion of the calendar, or None."""
        return next((ahead for ahead in self.occasions if ahead.kind == self.main_kind), None)

    def name_of(self, kind: str) -> str:
        """An occasion's name in the case."""
        return str(next(entry.name for entry in self.case.facts.calendar if entry.id == kind))

    def place_name(self, place: str) -> str:
        """A place's name in the case; of "" and `national`, the whole country."""
        return next((str(each.name) for each in self.case.facts.places if each.id == place), "whole country")

    def people(self, quantity: Quantity) -> Floats:
        """Whole people who march or are detained, had he stayed, (runs, occasions, places)."""
        simulated = self._simulated(quantity)
        factors = self.levels.truth.get(quantity)
        return simulated.astype(float) if factors is None else np.rint(simulated * factors[:, :, None])

    def simulated_reports(self, reporter: str, quantity: Quantity, scope: str) -> Floats:
        """A reporter's numbers by run and occasion as simulated: not moved to any level, nor weighted."""
        check_question(self.case, self.weeks, reporter)
        out = np.full((self.runs, len(self.occasions)), np.nan)
        for index, (ahead, places) in enumerate(self._places_held(quantity, scope)):
            if places:
                people = self._simulated(quantity)[:, index]
                occasion = ReportedOccasion(ahead.day, ahead.kind, places)
                out[:, index] = self.reporter_models.sample(reporter, quantity, scope, people, occasion)
        return out

    def _printed(self, reporter: str, quantity: Quantity, scope: str) -> Floats:
        """A reporter's numbers by run and occasion, not yet weighted."""
        numbers = self.simulated_reports(reporter, quantity, scope)
        factors = self.levels.reports.get((reporter, quantity))
        return numbers if factors is None else np.rint(numbers * factors)

    def _simulated(self, quantity: Quantity) -> Ints:
        return self.turnout if quantity == "crowd" else self.detained

    def _places_held(self, quantity: str, scope: str) -> Iterable[tuple[ComingOccasion, tuple[int, ...]]]:
        """Each occasion with the places of a scope where it is held."""
        if quantity not in QUANTITIES:
            raise ForecastError(f"unknown quantity {quantity!r}; write crowd or detained")
        wanted = self._scope(scope)
        return [(ahead, tuple(place for place in ahead.places if place in wanted)) for ahead in self.occasions]

    def _scope(self, scope: str) -> set[int]:
        if scope == NATIONAL:
            return set(range(len(self.places)))
        if scope == REST:
            return {index for index, place in enumerate(self.case.facts.places) if not place.capital}
        if scope in self.places:
            return {self.places.index(scope)}
        raise ForecastError(f"the case has no place {scope!r}{nearest(scope, (*self.places, NATIONAL, REST))}")

    def given_in_office(self, values: Floats | Ints, day: int) -> Floats:
        """Values (n,) of runs still in office at the start of a day: n of equal weight, evenly resampled by S_t."""
        fork = (self.as_of - self.case.facts.trigger.date).days
        weights = np.cumsum(self.survival[:, day - fork])
        if not weights[-1] > 0.0:
            return np.asarray(values, dtype=float)
        points = (np.arange(self.runs) + 0.5) / self.runs * weights[-1]
        return np.asarray(values, dtype=float)[np.searchsorted(weights, points).clip(max=self.runs - 1)]

    def _by_week(self, values: Floats, quantity: Quantity) -> Floats:
        out = np.full((self.runs, self.weeks), np.nan)
        for week in range(self.weeks):
            inside = [i for i, ahead in enumerate(self.occasions) if ahead.week == week and not np.isnan(values[0, i])]
            if inside:
                joined = values[:, inside].max(axis=1) if quantity == "crowd" else values[:, inside].sum(axis=1)
                out[:, week] = self.given_in_office(joined, self.occasions[inside[-1]].day)
        return out

"""The coming weeks: how many will march and be detained, and what each reporter will say of it.

*Truth* is what happens; a *report* is what a named reporter prints of it, with that reporter's bias, coverage and noise
by posterior draw. The two are kept apart. A report is printed only of a contest that still goes on, so that samples of
a day are runs weighted by S_t, the chance of being in office at its start (DESIGN: what a forecast of reports uses);
truth is given the same way, with the mean of the path had he stayed beside it.

Intervals are predictive: they hold the spread of parameters, of the days' shocks, of counts, and for reports of the
reporter. Only what is modelled widens them.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np

from buttress.arrays import Floats, Ints
from buttress.case.message import nearest
from buttress.experiment.progress import Progress, silent
from buttress.forecasting.reporter_models import QUANTITIES, Belief, ReportedOccasion, ReporterModels
from buttress.observe.counted import Quantity

if TYPE_CHECKING:
    import pandas as pd


WEEK = 7
STAGE = "coming weeks"
RUNS = 1000
#: Seeds a draw: as many draws as there are, and two seeds to tell chance from parameters.
SEEDS = 2
#: Runs computed at a time.
BLOCK = 200
NATIONAL, REST = "national", "rest"


class ForecastError(ValueError):
    """A question that the forecast can't answer; the text says what to ask instead."""


@dataclass(frozen=True)
class ComingOccasion:
    """An occasion to come: its week (0 begins on the day of the fork), and the places (indices) where it is held."""

    week: int
    day: int
    date: date
    kind: str
    places: tuple[int, ...]


@dataclass(frozen=True, eq=False)
class Forecast:
    """Runs of the coming weeks.

    `turnout`, `detained` (n, occasions, places) people, had he stayed; `survival` (n, 7 weeks + 1), P(in office) at the
    start of each day from the fork on. Samples are of equal weight, given that he is in office on their day.
    """

    case: Any = field(repr=False)
    as_of: date
    weeks: int
    places: tuple[str, ...]
    occasions: tuple[ComingOccasion, ...]
    main_kind: str
    turnout: Ints = field(repr=False)
    detained: Ints = field(repr=False)
    survival: Floats = field(repr=False)
    seeds_per_draw: int
    voices: ReporterModels = field(repr=False)

    @property
    def runs(self) -> int:
        """Number of runs."""
        return len(self.survival)

    def happens(self, quantity: Quantity, scope: str = NATIONAL) -> Floats:
        """Truth: people by occasion in a scope (national, rest or a place), (runs, occasions); NaN where none is held.

        Raises ForecastError for an unknown scope or quantity.
        """
        out = np.full((self.runs, len(self.occasions)), np.nan)
        for index, (ahead, places) in enumerate(self._held(quantity, scope)):
            if places:
                out[:, index] = self._standing(self._people(quantity)[:, index, list(places)].sum(axis=1), ahead.day)
        return out

    def reported(self, reporter: str, quantity: Quantity, scope: str = NATIONAL) -> Floats:
        """What a reporter's final numbers will be, (runs, occasions): whole people; NaN where no occasion is held.

        Raises ForecastError for an unknown reporter, scope or quantity.
        """
        numbers = self._said(reporter, quantity, scope)
        for index, ahead in enumerate(self.occasions):
            numbers[:, index] = self._standing(numbers[:, index], ahead.day)
        return numbers

    def reported_weekly(self, reporter: str, quantity: Quantity, scope: str = NATIONAL) -> Floats:
        """A reporter's largest crowd, or all whom it says were detained, week by week, (runs, weeks); NaN without one.

        The reporter is taken to speak of every occasion of the week in that scope.
        """
        return self._by_week(self._said(reporter, quantity, scope), quantity)

    def happens_weekly(self, quantity: Quantity, scope: str = NATIONAL) -> Floats:
        """Truth: the largest crowd, or all detained on occasions, week by week, (runs, weeks); NaN without one."""
        out = np.full((self.runs, len(self.occasions)), np.nan)
        for index, (_, places) in enumerate(self._held(quantity, scope)):
            if places:
                out[:, index] = self._people(quantity)[:, index, list(places)].sum(axis=1)
        return self._by_week(out, quantity)

    @property
    def in_office(self) -> Floats:
        """P(in office) at the end of each week by run, (runs, weeks)."""
        return np.asarray(self.survival[:, WEEK::WEEK])

    @cached_property
    def truth(self) -> pd.DataFrame:
        """A row an occasion, place ("" nationwide) and quantity: mean, percentage points, `mean_had_he_stayed`."""
        from buttress.forecasting.tables import truth

        return truth(self)

    @cached_property
    def weekly(self) -> pd.DataFrame:
        """A row a week and quantity, nationwide: the largest turnout, all detained on occasions."""
        from buttress.forecasting.tables import weekly

        return weekly(self)

    @cached_property
    def office(self) -> pd.DataFrame:
        """A row a week: P(in office) at its end, with intervals of the parameters' spread."""
        from buttress.forecasting.tables import office

        return office(self)

    @cached_property
    def reports(self) -> pd.DataFrame:
        """A row an occasion, reporter, quantity and scope of which the reporter has spoken before."""
        from buttress.forecasting.tables import reports

        return reports(self)

    def to_json(self) -> dict[str, Any]:
        """Everything, in JSON types."""
        from buttress.forecasting.tables import to_json

        return to_json(self)

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

    def _said(self, reporter: str, quantity: Quantity, scope: str) -> Floats:
        """Numbers by run and occasion, not yet weighted."""
        check(self.case, self.weeks, reporter)
        out = np.full((self.runs, len(self.occasions)), np.nan)
        for index, (ahead, places) in enumerate(self._held(quantity, scope)):
            if places:
                people = self._people(quantity)[:, index]
                asked = ReportedOccasion(ahead.day, ahead.kind, places)
                out[:, index] = self.voices.sample(reporter, quantity, scope, people, asked)
        return out

    def _people(self, quantity: Quantity) -> Ints:
        return self.turnout if quantity == "crowd" else self.detained

    def _held(self, quantity: str, scope: str) -> Iterable[tuple[ComingOccasion, tuple[int, ...]]]:
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

    def _standing(self, values: Floats | Ints, day: int) -> Floats:
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
                out[:, week] = self._standing(joined, self.occasions[inside[-1]].day)
        return out


def forecast(
    case: Any,
    posterior: Belief,
    weeks: int,
    runs: int = RUNS,
    seed: int | None = None,
    progress: Progress = silent,
) -> Forecast:
    """Run the coming weeks from `as_of` on. A pure function of case, posterior, weeks, runs, seed and code.

    Run k uses draw k // 2 (fewer seeds a draw where there are fewer runs than draws). Raises ForecastError.
    """
    from buttress.engine import run
    from buttress.world import build

    check(case, weeks)
    world = build(case)
    seeds = max(SEEDS, -(-runs // len(posterior.draws))) if runs > len(posterior.draws) else 1
    draws = replace(posterior.draws, seeds_per_draw=seeds)
    seed = case.facts.seed if seed is None else seed
    ids = np.arange(runs, dtype=np.int64)
    ahead = _ahead(world, weeks)
    chosen = [index for index, occasion in enumerate(world.occasions) if _inside(world, occasion, weeks)]
    parts: list[tuple[Ints, Ints, Floats]] = []
    progress(STAGE, 0, runs)
    for block in np.split(ids, np.arange(BLOCK, runs, BLOCK)):
        result = run(world, draws, block, seed=seed, stop=world.fork + WEEK * weeks)
        parts.append(
            (result.turnout[:, chosen], result.detained[:, chosen], result.survival[:, : WEEK * weeks + 1].copy())
        )
        progress(STAGE, int(block[-1]) + 1, runs)
    turnout, detained, survival = (np.concatenate(part) for part in zip(*parts, strict=True))
    voices = ReporterModels(case, posterior, ids, seed, seeds)
    main = world.kinds[world.structure["main_kind"]]
    return Forecast(case, case.as_of, weeks, world.places, ahead, main, turnout, detained, survival, seeds, voices)


def check(case: Any, weeks: int, reporter: str | None = None) -> None:
    """Whether the question can be answered at all; raises ForecastError."""
    from buttress.case.schema import MIN_PEOPLE

    if weeks < 1:
        raise ForecastError(f"{weeks} weeks: ask for one or more")
    most = case.facts.horizon_days // WEEK
    if weeks > most:
        raise ForecastError(f"{weeks} weeks: the case's horizon of {case.facts.horizon_days} days holds {most}")
    for place in case.facts.places:  # a case can't hold one; who builds facts by hand is told
        if place.population.value < MIN_PEOPLE:
            raise ForecastError(f"{place.id} has fewer than {MIN_PEOPLE:,} people: no forecast of so small a place")
    known = [each.id for each in case.facts.reporters]
    if reporter is not None and reporter not in known:
        raise ForecastError(f"the case has no reporter {reporter!r}{nearest(reporter, known)}")


def _inside(world: Any, occasion: Any, weeks: int) -> bool:
    return bool(world.fork <= occasion.day < world.fork + WEEK * weeks)


def _ahead(world: Any, weeks: int) -> tuple[ComingOccasion, ...]:
    """The occasions of the coming weeks, each with the places where anybody is called."""
    calls = world.structure["calls"].any(axis=2)
    return tuple(
        ComingOccasion(
            (each.day - world.fork) // WEEK,
            each.day,
            each.date,
            each.name,
            tuple(int(place) for place in np.flatnonzero(calls[each.kind])),
        )
        for each in world.occasions
        if _inside(world, each, weeks)
    )

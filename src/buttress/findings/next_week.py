"""The next seven days: by place, and by occasion."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from buttress.brief.content import OccasionWeek, PlaceWeek, Spread, Unit
from buttress.findings.quantiles import BANDS, spread_of_row, spread_of_runs
from buttress.findings.results import WEEK, Results

if TYPE_CHECKING:
    import pandas as pd

    from buttress.case.schema import Place

SHOWN_PLACES = 3


def place_weeks(results: Results) -> tuple[PlaceWeek, ...]:
    """Every place: the largest crowd of the week and all people detained in it, largest crowd first."""
    rows = [_place(results, place) for place in results.case.facts.places]
    return tuple(sorted(rows, key=lambda row: -row.turnout.median))


def _place(results: Results, place: Place) -> PlaceWeek:
    crowds = _first_week(results, results.occasions(place.id, "turnout"))
    detained = spread_of_runs(results.week_ahead("detained", place.id))
    if not len(crowds):
        nobody = Spread(0.0, tuple((level, 0.0, 0.0) for level, _, _ in BANDS), Unit.PEOPLE)
        return PlaceWeek(place.id, _name(place), nobody, detained, reported=_reported(results, place))
    largest = crowds.loc[crowds["q50"].idxmax()]
    return PlaceWeek(
        place.id,
        _name(place),
        spread_of_row(largest),
        detained,
        results.explain(largest["date"], place.id),
        _reported(results, place),
    )


def _reported(results: Results, place: Place) -> bool:
    """Whether a report of an occasion of the calendar speaks of a place, by its name or as part of the country."""
    kinds = {calling.id for calling in results.case.facts.calendar}
    return any(
        row.place == place.id or row.scope == "national" or (row.scope == "rest" and not place.capital)
        for row in results.case.events
        if row.kind in kinds and row.side == "protest"
    )


def _name(place: Place) -> str:
    """`Minsk region without Borisov` as `Minsk region, rest`: what it is without stands in the case."""
    name, without, _ = place.name.partition(" without ")
    return f"{name}, rest" if place.kind == "rest" and without else place.name


def occasion_weeks(results: Results) -> tuple[OccasionWeek, ...]:
    """Every occasion of the week, nationwide, in order of days."""
    crowds = _first_week(results, results.occasions("", "turnout"))
    detained = results.occasions("", "detained")
    return tuple(
        OccasionWeek(
            results.kind_name(crowds["kind"][index]),
            crowds["date"][index],
            _where(results, crowds.loc[index]),
            spread_of_row(crowds.loc[index]),
            spread_of_row(detained.loc[index]),
            results.explain(crowds["date"][index]),
        )
        for index in crowds.index
    )


def _first_week(results: Results, rows: pd.DataFrame) -> pd.DataFrame:
    first = results.case.as_of
    return rows[(rows["date"] >= first) & (rows["date"] < first + timedelta(days=WEEK))]


def _where(results: Results, occasion: pd.Series) -> str:
    """The places of an occasion: those of the calendar, or those in which an irregular one comes up that day."""
    calling = next(calling for calling in results.case.facts.calendar if calling.id == occasion["kind"])
    places = calling.places
    if calling.irregular:
        places = [place.id for place in results.case.facts.places if _comes_up(results, place, occasion)]
    if places == "all" or len(places) == len(results.case.facts.places):
        return "all places"
    names = {place.id: place.name for place in results.case.facts.places}
    shown = [names[place] for place in places[:SHOWN_PLACES]]
    others = len(places) - len(shown)
    return ", ".join(shown) + (f" and {others} more" if others else "")


def _comes_up(results: Results, place: Place, occasion: pd.Series) -> bool:
    crowds = results.occasions(place.id, "turnout", occasion["kind"])
    return bool((crowds[crowds["date"] == occasion["date"]]["mean"] > 0.0).any())

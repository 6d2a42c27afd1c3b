"""The next seven days: by place, and by occasion."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from buttress.brief.content import OccasionWeek, PlaceWeek, Spread, Unit
from buttress.findings.results import BANDS, WEEK, Results, spread

if TYPE_CHECKING:
    import pandas as pd

    from buttress.case.schema import Place

SHOWN_PLACES = 3


def places(results: Results) -> tuple[PlaceWeek, ...]:
    """Every place: the largest crowd of the week and all people detained in it, largest crowd first."""
    rows = [_place(results, place) for place in results.case.facts.places]
    return tuple(sorted(rows, key=lambda row: -row.turnout.median))


def _place(results: Results, place: Place) -> PlaceWeek:
    crowds = _near(results, results.occasions(place.id, "turnout"))
    detained = spread(results.week_ahead("detained", place.id))
    if not len(crowds):
        nobody = Spread(0.0, tuple((level, 0.0, 0.0) for level, _, _ in BANDS), Unit.PEOPLE)
        return PlaceWeek(place.id, _name(place), nobody, detained)
    largest = crowds.loc[crowds["q50"].idxmax()]
    return PlaceWeek(place.id, _name(place), _spread(largest), detained, results.explain(largest["date"], place.id))


def _name(place: Place) -> str:
    """`Minsk region without Borisov` as `Minsk region, rest`: what it is without stands in the case."""
    name, without, _ = place.name.partition(" without ")
    return f"{name}, rest" if place.kind == "rest" and without else place.name


def occasions(results: Results) -> tuple[OccasionWeek, ...]:
    """Every occasion of the week, nationwide, in order of days."""
    crowds = _near(results, results.occasions("", "turnout"))
    held = results.occasions("", "detained")
    return tuple(
        OccasionWeek(
            results.kind_name(crowds["kind"][index]),
            crowds["date"][index],
            _where(results, crowds["kind"][index]),
            _spread(crowds.loc[index]),
            _spread(held.loc[index]),
            results.explain(crowds["date"][index]),
        )
        for index in crowds.index
    )


def _near(results: Results, rows: pd.DataFrame) -> pd.DataFrame:
    first = results.case.as_of
    return rows[(rows["date"] >= first) & (rows["date"] < first + timedelta(days=WEEK))]


def _where(results: Results, kind: str) -> str:
    calling = next(calling for calling in results.case.facts.calendar if calling.id == kind)
    if calling.places == "all":
        return "all places"
    names = {place.id: place.name for place in results.case.facts.places}
    shown = [names[place] for place in calling.places[:SHOWN_PLACES]]
    left = len(calling.places) - len(shown)
    return ", ".join(shown) + (f" and {left} more" if left else "")


def _spread(row: pd.Series) -> Spread:
    bands = tuple((level, float(row[low]), float(row[high])) for level, low, high in BANDS)
    return Spread(float(row["q50"]), bands, Unit.PEOPLE)

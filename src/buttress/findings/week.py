"""The next seven days: by place, and by occasion."""

from __future__ import annotations

from datetime import timedelta

from buttress.brief.content import OccasionWeek, PlaceWeek, Spread, Unit
from buttress.findings.results import BANDS, WEEK, Results, spread

SHOWN_PLACES = 3


def places(results: Results) -> tuple[PlaceWeek, ...]:
    """Every place: the main occasion's crowd and all people detained in the week, largest crowd first."""
    day = _main_day(results)
    rows = [
        PlaceWeek(
            place.id,
            place.name,
            spread(results.week_ahead("turnout", place.id)),
            spread(results.week_ahead("detained", place.id)),
            f"buttress explain {results.folder} --on {day} --place {place.id}",
        )
        for place in results.case.facts.places
    ]
    return tuple(sorted(rows, key=lambda row: -row.turnout.median))


def occasions(results: Results) -> tuple[OccasionWeek, ...]:
    """Every occasion of the week, nationwide, in order of days."""
    first = results.case.as_of
    crowds, held = results.occasions("", "turnout"), results.occasions("", "detained")
    near = [index for index, day in enumerate(crowds["date"]) if first <= day < first + timedelta(days=WEEK)]
    return tuple(
        OccasionWeek(
            results.kind_name(crowds["kind"][index]),
            crowds["date"][index],
            _where(results, crowds["kind"][index]),
            _spread(crowds.loc[index]),
            _spread(held.loc[index]),
            f"buttress explain {results.folder} --on {crowds['date'][index]}",
        )
        for index in near
    )


def _main_day(results: Results) -> object:
    days = results.occasions("", "turnout", results.main_kind)["date"]
    return next((day for day in days if day >= results.case.as_of), results.case.as_of)


def _where(results: Results, kind: str) -> str:
    calling = next(calling for calling in results.case.facts.calendar if calling.id == kind)
    if calling.places == "all":
        return "all places"
    names = {place.id: place.name for place in results.case.facts.places}
    shown = [names[place] for place in calling.places[:SHOWN_PLACES]]
    left = len(calling.places) - len(shown)
    return ", ".join(shown) + (f" and {left} more" if left else "")


def _spread(row):  # type: ignore[no-untyped-def]  # pandas has no types
    bands = tuple((level, float(row[low]), float(row[high])) for level, low, high in BANDS)
    return Spread(float(row["q50"]), bands, Unit.PEOPLE)

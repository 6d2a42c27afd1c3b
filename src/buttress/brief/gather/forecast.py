"""Turnout and detentions: the fan with its reports, the next seven days by place and by occasion."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from buttress.brief.content import Band, Fan, OccasionWeek, Path, PlaceWeek, Report, Spread, Unit
from buttress.brief.gather.cells import WEEK, week_of
from buttress.brief.gather.commands import Commands
from buttress.brief.gather.levels import COLUMNS, spread

if TYPE_CHECKING:
    import pandas as pd

    from buttress.case import Case
    from buttress.case.schema import Calling, Place
    from buttress.experiment import Comparison, Ensemble

AHEAD_WEEKS = 12
SHAPES = 7  # reporters with a shape of their own; the rest share one
OTHERS = "others"


def fan(case: Case, comparison: Comparison, command: Commands) -> Fan:
    """The main occasion nationwide, from the first to twelve weeks after the fork, with all reports of it."""
    base = comparison.baseline
    rows = _national(base, "turnout")
    rows = rows[(rows["kind"] == base.frame.main) & (rows["day"] < base.frame.fork + WEEK * AHEAD_WEEKS)]
    dates = tuple(base.frame.date(int(day)) for day in rows["day"])
    bands = tuple(Band(wide, _column(rows, low), _column(rows, high)) for wide, low, high in COLUMNS)
    path = Path(dates, _column(rows, "q50"), bands, Unit.PEOPLE)
    name = next(calling.name for calling in case.facts.calendar if calling.id == base.frame.main)
    return Fan(name, path, _reports(case, base, command))


def _reports(case: Case, base: Ensemble, command: Commands) -> tuple[Report, ...]:
    """Final counts of the main occasion, of the country or of its capital."""
    names = {reporter.id: reporter.name for reporter in case.facts.reporters}
    capital = case.facts.capital.id
    rows = [
        row
        for row in case.events
        if row.kind == base.frame.main
        and row.side == "protest"
        and row.stage == "final"
        and (row.crowd_low is not None or row.crowd_high is not None)
        and (row.scope == "national" or row.place == capital)
    ]
    often = {reporter for reporter, _ in Counter(row.reporter for row in rows).most_common(SHAPES)}
    return tuple(
        Report(
            row.date,
            names[row.reporter] if row.reporter in often else OTHERS,
            None if row.crowd_low is None else float(row.crowd_low),
            None if row.crowd_high is None else float(row.crowd_high),
            row.scope == "national",
            command.explain(row.date, None if row.scope == "national" else capital),
        )
        for row in rows
    )


def places(case: Case, comparison: Comparison, command: Commands) -> tuple[PlaceWeek, ...]:
    """The largest crowd of the next seven days in each place, and all people detained there."""
    base = comparison.baseline
    return tuple(_place(base, place, command) for place in case.facts.places)


def _place(base: Ensemble, place: Place, command: Commands) -> PlaceWeek:
    table = base.occasions
    rows = _within_week(table[(table["place"] == place.id) & (table["quantity"] == "turnout")], base)
    if len(rows):
        largest = rows.loc[rows["q50"].idxmax()]
        turnout, day = _spread(largest), base.frame.date(int(largest["day"]))
    else:
        turnout, day = Spread(0.0, tuple((wide, 0.0, 0.0) for wide, _, _ in COLUMNS), Unit.PEOPLE), None
    detained = spread(week_of(base, "detained", place.id))
    trace = command.explain(day, place.id) if day else ""
    return PlaceWeek(place.id, _place_name(place), turnout, detained, trace)


def _place_name(place: Place) -> str:
    """`Minsk region without Borisov` as `Minsk region, rest`."""
    name, without, _ = place.name.partition(" without ")
    return f"{name}, rest" if place.kind == "rest" and without else place.name


def occasions(case: Case, comparison: Comparison, command: Commands) -> tuple[OccasionWeek, ...]:
    """Each occasion of the next seven days, nationwide."""
    base = comparison.baseline
    crowds = _within_week(_national(base, "turnout"), base)
    held = _within_week(_national(base, "detained"), base)
    names = {calling.id: calling for calling in case.facts.calendar}
    return tuple(
        OccasionWeek(
            names[crowd["kind"]].name,
            base.frame.date(int(crowd["day"])),
            _where(case, names[crowd["kind"]]),
            _spread(crowd),
            _spread(arrested),
            command.explain(base.frame.date(int(crowd["day"]))),
        )
        for (_, crowd), (_, arrested) in zip(crowds.iterrows(), held.iterrows(), strict=True)
    )


def _where(case: Case, calling: Calling) -> str:
    if calling.places == "all":
        return "all places"
    names = {place.id: place.name for place in case.facts.places}
    shown = ", ".join(names[place] for place in calling.places[:3])
    more = len(calling.places) - 3
    return f"{shown} and {more} more" if more > 0 else shown


def _national(base: Ensemble, quantity: str) -> pd.DataFrame:
    table = base.occasions
    return table[(table["place"] == "") & (table["quantity"] == quantity)].sort_values("day")


def _within_week(rows: pd.DataFrame, base: Ensemble) -> pd.DataFrame:
    return rows[(rows["day"] >= base.frame.fork) & (rows["day"] < base.frame.fork + WEEK)]


def _spread(row: pd.Series) -> Spread:
    bands = tuple((wide, float(row[low]), float(row[high])) for wide, low, high in COLUMNS)
    return Spread(float(row["q50"]), bands, Unit.PEOPLE)


def _column(rows: pd.DataFrame, name: str) -> tuple[float, ...]:
    return tuple(float(value) for value in rows[name])

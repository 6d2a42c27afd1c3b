"""Tables of courses over time: survival, turnout and its reports, the purse, promises, the next seven days."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from buttress.brief import formats
from buttress.brief.content import BandedSeries, BriefData, OccasionWeek, PlaceWeek, Promise, ReportRow
from buttress.brief.tables.columns import plain, point, spread
from buttress.brief.tables.table import Print, TableSpec


class SeriesPoint(NamedTuple):
    """One date of a named series."""

    name: str
    series: BandedSeries
    position: int

    @property
    def date(self) -> str:
        """The date, `2020-09-14`."""
        return self.series.dates[self.position].isoformat()


def _points(name: str, series: BandedSeries) -> Iterator[SeriesPoint]:
    return (SeriesPoint(name, series, position) for position in range(len(series.dates)))


def _purse_points(data: BriefData) -> Iterator[SeriesPoint]:
    purse = data.purse
    if purse is None:
        return
    for name, series in (("usable", purse.cash), ("owed", purse.owed), ("paid", purse.paid)):
        yield from _points(name, series) if series is not None else ()


SURVIVAL = TableSpec[SeriesPoint](
    "survival",
    "Still in office",
    lambda data: (point for curve in data.curves for point in _points(curve.scenario, curve.path)),
    (
        plain("scenario", "", "File name of the scenario, or baseline.", lambda at: at.name),
        plain("date", "", "The start of this day."),
        plain("mean", "", "Chance of being in office, mean over runs.", lambda at: at.series.middle[at.position]),
        plain("low_95", "", "2.5 % point over runs.", lambda at: at.series.band(95).low[at.position]),
        plain("high_95", "", "97.5 % point over runs.", lambda at: at.series.band(95).high[at.position]),
    ),
)

TURNOUT = TableSpec[SeriesPoint](
    "turnout",
    "People out at the main occasion",
    lambda data: _points("turnout", data.fan.path),
    (
        plain("date", "", "Day of the occasion."),
        point("People out in the whole country, over runs.", lambda at: (at.series, at.position)),
    ),
)

REPORTS = TableSpec[ReportRow](
    "reports",
    "Reports",
    lambda data: data.fan.reports,
    (
        plain("date", "", "Day of the occasion.", lambda row: row.date.isoformat()),
        plain("reporter", "", "Who gave the number."),
        plain("low", "", "People at least; empty where only an upper bound was given."),
        plain("high", "", "People at most; empty where only a lower bound was given."),
        plain("scope", "", "The whole country, or a part.", lambda row: "national" if row.nationwide else "part"),
    ),
    trace=lambda row: row.trace,
)

PURSE = TableSpec[SeriesPoint](
    "purse",
    "The purse by week",
    _purse_points,
    (
        plain("series", "", "Usable reserves on the day; pay owed and paid in its week.", lambda at: at.name),
        plain("money", "", "Currency and scale of the sums.", lambda at: at.series.money),
        plain("date", "", "First day of the week."),
        point("The sum, over runs.", lambda at: (at.series, at.position)),
    ),
)

PROMISES = TableSpec[Promise](
    "promises",
    "Money promised",
    lambda data: () if data.purse is None else data.purse.promises,
    (
        plain("date", "", "Day of the payment.", lambda row: row.date.isoformat()),
        plain("what", "", "Lender and kind of payment.", lambda row: row.label),
        plain("state", "", "Paid, or promised.", lambda row: "paid" if row.paid else "promised"),
        plain("amount_m", "", "The sum, in millions."),
        plain("money", "", "Currency and scale of the sum."),
        plain("source", "", "Id of the source."),
    ),
)

OCCASIONS = TableSpec[OccasionWeek](
    "occasions",
    "Occasions of the next seven days, whole country",
    lambda data: data.occasions,
    (
        plain("occasion", "occasion", "Its name.", lambda row: row.name),
        plain("date", "date", "Its day.", lambda row: row.date.isoformat(), show=lambda row: formats.day(row.date)),
        plain("where", "where", "Places in which it is held."),
        spread("turnout", "people out, median (95 %)", "People out, over runs."),
        spread("detained", "detained, median (95 %)", "People detained, over runs."),
    ),
    trace=lambda row: row.trace,
    print=Print(4, (1.0, 0.7, 1.2, 1.3, 1.0)),
)

PLACES = TableSpec[PlaceWeek](
    "places",
    "Next seven days, by place",
    lambda data: data.places,
    (
        plain("place", "", "Id of the place."),
        plain("name", "place", "Its name."),
        spread("turnout", "largest crowd, median (95 %)", "Largest crowd of the week, people, over runs."),
        spread("detained", "detained, median (95 %)", "People detained in the week, over runs."),
        plain(
            "reported",
            "reports",
            "Whether any report speaks of the place; where none does, no report limits the numbers.",
            show=lambda row: "yes" if row.reported else "no reports",
        ),
    ),
    trace=lambda row: row.trace,
)

"""The coming weeks of a file of reports: what each reporter will say, of the whole and by place."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from buttress.arrays import Floats
from buttress.forecasting.error import ForecastError
from buttress.forecasting.place_heights import PlaceHeights
from buttress.forecasting.place_shares import PlaceShares
from buttress.forecasting.shown_places import ShownPlaces, is_shown
from buttress.intake.event_report import EventReport
from buttress.mobilisation.forecaster import MobilisationForecaster
from buttress.mobilisation.weekly_counts import CountForecaster
from buttress.series.aggregate import all_series, casualty_series
from buttress.series.place_weeks import PlaceWeeks
from buttress.series.weekly_series import CASUALTIES, Quantity, WeeklySeries

SAMPLES = 1000
INTERVALS = (50, 80, 95)


@dataclass(frozen=True, eq=False)
class TargetForecast:
    """What `reporter` will say of a quantity at a place (None: the whole): `samples` (n, weeks), in people.

    A number is the week's largest crowd, or the sum of its people detained, killed or injured; of a place's crowd,
    given that one is reported there. `series` is what the reporter said of the whole so far.
    """

    quantity: Quantity
    reporter: str
    place: str | None
    samples: Floats
    series: WeeklySeries

    @property
    def target(self) -> str:
        """The name of the whole's target: `crowd/police`."""
        return self.series.target


@dataclass(frozen=True, eq=False)
class FileForecast:
    """Forecasts of the weeks that begin on `mondays`. `places` tells which are named, `later` counts reports of the
    running week, which are not used yet.
    """

    name: str
    mondays: tuple[dt.date, ...]
    targets: tuple[TargetForecast, ...]
    places: ShownPlaces
    later: int

    def of(self, target: str, place: str | None = None) -> TargetForecast:
        """The forecast of a target at a place. KeyError if there is none."""
        for one in self.targets:
            if (one.target, one.place) == (target, place):
                return one
        raise KeyError(f"no forecast of {target} at {place or 'the whole'}")

    def rows(self) -> list[dict[str, Any]]:
        """A row a target, place and week: mean, median and intervals, whole people."""
        return [
            {
                "target": one.quantity,
                "place": one.place,
                "reporter": one.reporter,
                "week": monday.isoformat(),
                "lead_weeks": lead + 1,
                **_summary(one.samples[:, lead]),
            }
            for one in self.targets
            for lead, monday in enumerate(self.mondays)
        ]


def forecast_reports(
    name: str,
    reports: Sequence[EventReport],
    weeks: int = 8,
    *,
    as_of: dt.date | None = None,
    sizes: Mapping[str, int | None] | None = None,
    seed: int = 0,
) -> FileForecast:
    """Forecast so many weeks from that of `as_of` on; by default from the week after the last report.

    `sizes` are people living in each place. Reports of the running week, and those published on `as_of` or later, are
    not used. Raises ForecastError where nothing is left to learn from.
    """
    if not reports:
        raise ForecastError("no report of people out, detained, killed or injured: there is nothing to forecast from")
    first = _monday(as_of) if as_of else _monday(max(one.date for one in reports)) + dt.timedelta(days=7)
    known = [one for one in reports if one.date < first and (as_of is None or one.known < as_of)]
    found = [one for one in (*all_series(name, known), *casualty_series(name, known)) if one.reported.any()]
    if not found:
        raise ForecastError(f"no report of a week before {first}: choose a later --as-of")
    shown = ShownPlaces.of((one.place for one in known if one.level == "place"), sizes or {})
    mondays = tuple(first + dt.timedelta(weeks=week) for week in range(weeks))
    targets = tuple(each for series in found for each in _of_series(series, known, shown, mondays, seed))
    return FileForecast(name, mondays, targets, shown, sum(one.date >= first for one in reports))


def _monday(day: dt.date) -> dt.date:
    return day - dt.timedelta(days=day.weekday())


def _of_series(
    series: WeeklySeries, reports: Sequence[EventReport], shown: ShownPlaces, mondays: Sequence[dt.date], seed: int
) -> Iterator[TargetForecast]:
    """The whole's forecast, then those of its places."""
    ahead = (mondays[0] - series.start).days // 7 - len(series)
    leads = range(ahead + 1, ahead + 1 + len(mondays))
    forecaster = CountForecaster() if series.quantity in CASUALTIES else MobilisationForecaster()
    whole = forecaster.forecast(series, leads, SAMPLES, seed)
    if series.quantity != "crowd":
        whole = np.rint(whole)
    yield TargetForecast(series.quantity, series.reporter, None, whole, series)
    past = PlaceWeeks.of(series, reports, shown.label)
    if not past.places:
        return
    random = np.random.Generator(np.random.Philox(key=[seed, len(series)]))
    if series.quantity == "crowd":
        heights = PlaceHeights.of(past.people)
        by_place = np.stack([heights.below(week, random) for week in whole.T], axis=1)
    else:
        shares = PlaceShares.of(past.people)
        by_place = np.stack([shares.split(week.astype(np.int64), random) for week in whole.T], axis=1).astype(float)
    for at, (place, members) in enumerate(zip(past.places, past.members, strict=True)):
        if is_shown(place, members):
            yield TargetForecast(series.quantity, series.reporter, place, by_place[:, :, at], series)


def _summary(people: Floats) -> dict[str, Any]:
    ends = {f"interval_{share}": _whole(np.quantile(people, _tails(share))) for share in INTERVALS}
    return {"mean": round(float(people.mean())), "median": round(float(np.median(people))), **ends}


def _tails(share: int) -> tuple[float, float]:
    return 0.5 - share / 200, 0.5 + share / 200


def _whole(ends: Floats) -> list[int]:
    return [round(float(end)) for end in ends]

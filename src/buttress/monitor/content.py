"""What stands on the monitor's page, as plain data: next week, the weeks so far and ahead, and the record."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from buttress.arrays import Floats
from buttress.evaluate.track_record import TrackRecord
from buttress.forecasting.file_forecast import FileForecast, TargetForecast
from buttress.forecasting.known_series import LONG_ENOUGH
from buttress.forecasting.shown_places import OTHER
from buttress.intake.account import Account
from buttress.intake.event_report import EventReport
from buttress.series.early_counts import EarlyCounts

HEADLINES = ("detained", "crowd", "killed", "injured")
"""What the page leads with: the first that is reported."""
BESIDE = 3
"""Reporters that stand beside the first in the headline."""


@dataclass(frozen=True)
class ForecastNumber:
    """A forecast of people: median; ends of the 50, 80 and 95 % intervals; `high_in_ten`, above which one week in ten
    lies.
    """

    median: float
    half: tuple[float, float]
    most: tuple[float, float]
    nearly_all: tuple[float, float]
    high_in_ten: float

    @classmethod
    def of(cls, samples: Floats) -> ForecastNumber:
        """From samples (n,)."""
        at = np.quantile(samples, (0.025, 0.1, 0.25, 0.5, 0.75, 0.9, 0.975))
        low95, low80, low50, middle, high50, high80, high95 = (float(each) for each in at)
        return cls(middle, (low50, high50), (low80, high80), (low95, high95), high80)


@dataclass(frozen=True)
class Course:
    """A target over time: Mondays, `low` and `high` of what was said (None: nothing; infinite high: "more than"), and
    what is expected of the Mondays to come.
    """

    quantity: str
    reporter: str
    mondays: tuple[dt.date, ...]
    low: tuple[float | None, ...]
    high: tuple[float | None, ...]
    coming: tuple[dt.date, ...]
    expected: tuple[ForecastNumber, ...]
    record: TrackRecord | None
    early: EarlyCounts | None = None

    @property
    def last(self) -> tuple[dt.date, float, float] | None:
        """The last week with a number: its Monday and bounds."""
        for monday, low, high in zip(reversed(self.mondays), reversed(self.low), reversed(self.high), strict=True):
            if low is not None and high is not None:
                return monday, low, high
        return None


@dataclass(frozen=True)
class PlaceRow:
    """Next week at a place: people counted (detained, or what the headline counts else), and the crowd where one is
    reported; None: not forecast.
    """

    place: str
    counted: ForecastNumber | None
    crowd: ForecastNumber | None

    @property
    def other(self) -> bool:
        """Whether it is the places without a name."""
        return self.place == OTHER


@dataclass(frozen=True)
class MonitorContent:
    """The headline's course, those of its reporters beside it, of crowds, and of people killed and injured by the
    steadiest reporter of each; `places` by people expected.
    """

    name: str
    mondays: tuple[dt.date, ...]
    headline: Course
    beside: tuple[Course, ...]
    crowd: Course | None
    casualties: tuple[Course, ...]
    places: tuple[PlaceRow, ...]
    unnamed: int
    country: str | None
    later: int
    cities: int
    reporters: tuple[str, ...]
    account: Account

    @classmethod
    def of(
        cls,
        forecast: FileForecast,
        records: Sequence[TrackRecord],
        reports: Sequence[EventReport],
        account: Account,
        *,
        country: str | None = None,
        early: Sequence[EarlyCounts] = (),
    ) -> MonitorContent:
        """From a forecast, its record, and what was read."""
        judged = {one.target: one for one in records}
        risen = {one.target: one for one in early}
        whole = [
            _course(one, forecast, judged.get(one.target), risen.get(one.target))
            for one in forecast.targets
            if one.place is None
        ]
        by_quantity = [_by_steadiness(whole, quantity) for quantity in HEADLINES]
        first, *others = next(courses for courses in by_quantity if courses)
        beside = [one for one in others if _weeks(one) >= LONG_ENOUGH][:BESIDE]
        crowd, *casualties = (
            courses[0] if courses and courses[0].quantity != first.quantity else None for courses in by_quantity[1:]
        )
        return cls(
            name=forecast.name,
            mondays=forecast.mondays,
            headline=first,
            beside=tuple(beside),
            crowd=crowd,
            casualties=tuple(one for one in casualties if one is not None),
            places=_places(forecast, first, crowd),
            unnamed=len(forecast.places.others),
            country=country,
            later=forecast.later,
            cities=len({one.place for one in reports if one.level == "place" and one.place}),
            reporters=tuple(sorted({one.reporter for one in reports})),
            account=account,
        )


def _course(
    one: TargetForecast, forecast: FileForecast, record: TrackRecord | None, early: EarlyCounts | None
) -> Course:
    series = one.series
    return Course(
        quantity=one.quantity,
        reporter=one.reporter,
        mondays=tuple(series.monday(week) for week in range(len(series))),
        low=tuple(None if np.isnan(each) else float(each) for each in series.low),
        high=tuple(None if np.isnan(each) else float(each) for each in series.high),
        coming=forecast.mondays,
        expected=tuple(ForecastNumber.of(week) for week in one.samples.T),
        record=record,
        early=early,
    )


def _by_steadiness(courses: Sequence[Course], quantity: str) -> list[Course]:
    """Those of a quantity, the one with numbers in most weeks first."""
    return sorted((one for one in courses if one.quantity == quantity), key=lambda one: (-_weeks(one), one.reporter))


def _weeks(course: Course) -> int:
    return sum(low is not None for low in course.low)


def _places(forecast: FileForecast, first: Course, crowd: Course | None) -> tuple[PlaceRow, ...]:
    """Places of the headline's reporter and of the crowd's, most people first, the unnamed last."""
    targets = {(one.target, one.place): one for one in forecast.targets}

    def expected(course: Course | None, place: str) -> ForecastNumber | None:
        found = None if course is None else targets.get((f"{course.quantity}/{course.reporter}", place))
        return None if found is None else ForecastNumber.of(found.samples[:, 0])

    shown = (first, crowd)
    names = {
        one.place
        for one in forecast.targets
        for course in shown
        if one.place and course and (one.quantity, one.reporter) == (course.quantity, course.reporter)
    }
    counted, heights = (None, first) if first.quantity == "crowd" else (first, crowd)
    rows = [PlaceRow(name, expected(counted, name), expected(heights, name)) for name in names]
    return tuple(sorted(rows, key=lambda row: (row.other, -_size(row.counted), -_size(row.crowd), row.place)))


def _size(expected: ForecastNumber | None) -> float:
    return -1.0 if expected is None else expected.median

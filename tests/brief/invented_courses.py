"""Courses of the invented brief: curves, the fan, the purse, the week. Every number is invented, none is a result."""

from __future__ import annotations

import math
from datetime import date, timedelta

from buttress.brief.content import (
    Band,
    BandedSeries,
    Curve,
    Fan,
    OccasionWeek,
    PlaceWeek,
    Promise,
    PurseByWeek,
    ReportRow,
    Spread,
    Unit,
)

AS_OF = date(2031, 3, 10)
TRIGGER = date(2031, 2, 2)
PLACES = (
    "Northport",
    "Saltmarsh",
    "Oldbridge",
    "Highfield",
    "Ironvale",
    "Eastmere",
    "Kingsford",
    "Millbrook",
    "North region without its cities",
    "Salt region without its cities",
    "Old region without its cities",
    "High region without its cities",
    "Iron region without its cities",
    "East region without its cities",
)


def curve(scenario: str, label: str, rate: float) -> Curve:
    days = range(0, 181, 3)
    dates = tuple(AS_OF + timedelta(days=step) for step in days)
    middle = tuple(math.exp(-rate * step) for step in days)
    low = tuple(math.exp(-2.6 * rate * step) for step in days)
    high = tuple(math.exp(-0.3 * rate * step) for step in days)
    return Curve(scenario, label, BandedSeries(dates, middle, (Band(95, low, high),), Unit.SHARE))


def _path(
    dates: tuple[date, ...], middle: tuple[float, ...], widths: tuple[float, ...], unit: Unit, money: str
) -> BandedSeries:
    bands = tuple(
        Band(
            level,
            tuple(m * math.exp(-z * w) for m, w in zip(middle, widths, strict=True)),
            tuple(m * math.exp(z * w) for m, w in zip(middle, widths, strict=True)),
        )
        for level, z in ((50, 0.67), (80, 1.28), (95, 1.96))
    )
    return BandedSeries(dates, middle, bands, unit, money)


def fan() -> Fan:
    sundays = tuple(TRIGGER + timedelta(days=7 * week) for week in range(18))
    middle = tuple(150_000.0 * math.exp(-0.09 * week) for week in range(18))
    widths = tuple(0.25 + 0.1 * max(0, week - 5) for week in range(18))
    reports = []
    for week in range(1, 6):
        when = sundays[week]
        reports += [
            ReportRow(when, "interior ministry", 18_000.0 + 900 * week, 22_000.0 + 900 * week, True),
            ReportRow(when, "Harbour Wire", 100_000.0, None, False),
            ReportRow(when, "Daily Post", 120_000.0, 120_000.0, False),
        ]
    reports.append(ReportRow(sundays[5], "rights monitor", None, 200_000.0, True))
    return Fan("Sunday march", _path(sundays, middle, widths, Unit.PEOPLE, ""), tuple(reports))


def _spread(median: float, width: float) -> Spread:
    bands = tuple(
        (level, float(math.floor(median * math.exp(-z * width))), float(math.ceil(median * math.exp(z * width))))
        for level, z in ((50, 0.67), (80, 1.28), (95, 1.96))
    )
    return Spread(median, bands, Unit.PEOPLE)


def purse() -> PurseByWeek:
    weeks = tuple(TRIGGER + timedelta(days=7 * week) for week in range(31))
    cash = tuple(3_900.0 - 62.0 * week + (500.0 if week > 10 else 0.0) for week in range(31))
    owed = tuple(212.0 for _ in weeks)
    paid = tuple(212.0 - max(0, week - 20) * 2.5 for week in range(31))
    wide = tuple(0.01 + 0.012 * max(0, week - 5) for week in range(31))
    thin = tuple(0.004 + 0.004 * max(0, week - 18) for week in range(31))
    promises = (
        Promise(AS_OF - timedelta(days=14), "rollover", 600, "USD m", True),
        Promise(AS_OF + timedelta(days=40), "first tranche", 500, "USD m", False),
        Promise(AS_OF + timedelta(days=110), "second tranche", 1_000, "USD m", False),
    )
    return PurseByWeek(
        _path(weeks, cash, wide, Unit.MONEY, "USD m"),
        _path(weeks, owed, tuple(0.0 for _ in weeks), Unit.MONEY, "HBL m"),
        _path(weeks, paid, thin, Unit.MONEY, "HBL m"),
        promises,
    )


def places() -> tuple[PlaceWeek, ...]:
    return tuple(
        PlaceWeek(
            f"p{index}",
            name,
            _spread(64_000 / (index + 1) ** 1.3, 0.55),
            _spread(420 / (index + 1) ** 1.4, 0.7),
            f"buttress explain cases/harbour --on 2031-03-16 --place p{index}",
        )
        for index, name in enumerate(PLACES)
    )


def occasions() -> tuple[OccasionWeek, ...]:
    return (
        OccasionWeek(
            "Women's march",
            AS_OF + timedelta(days=5),
            "Northport and 5 more",
            _spread(4_200, 0.5),
            _spread(90, 0.8),
        ),
        OccasionWeek("Sunday march", AS_OF + timedelta(days=6), "all places", _spread(58_000, 0.5), _spread(430, 0.7)),
    )

"""From reports to weekly series: levels of place, bounds, missing weeks, what was known when."""

from __future__ import annotations

import datetime as dt
import math
import random
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from buttress.intake.event_report import EventReport, Level
from buttress.series.aggregate import all_series
from buttress.series.weekly_series import WeeklySeries

MONDAY = dt.date(2020, 8, 3)


def told(
    day: int,
    *,
    detained: int | None = None,
    crowd: tuple[float, float] | None = None,
    level: Level = "place",
    place: str = "Minsk",
    reporter: str = "police",
    known: int | None = None,
    stage: str | None = None,
    event: str = "march",
    mark: str = "",
) -> EventReport:
    date = MONDAY + dt.timedelta(days=day)
    low, high = crowd or (None, None)
    return EventReport(
        date=date,
        known=date if known is None else MONDAY + dt.timedelta(days=known),
        reporter=reporter,
        level=level,
        place=place,
        event=event,
        low=low,
        high=high,
        detained=detained,
        stage=stage,  # type: ignore[arg-type]
        mark=mark,
    )


def only(reports: list[EventReport], known_before: dt.date | None = None) -> WeeklySeries:
    (series,) = all_series("episode", reports, known_before)
    return series


def test_a_day_is_counted_at_one_level_never_a_city_and_its_country() -> None:
    reports = [
        told(0, detained=30, level="country", place="Belarus"),
        told(0, detained=10, place="Minsk"),
        told(0, detained=5, place="Brest"),
        told(2, detained=7, place="Minsk"),
        told(2, detained=2, place="Brest"),
    ]
    assert only(reports).low.tolist() == [30 + 7 + 2]


def test_the_rest_of_a_country_goes_with_its_capital_alone() -> None:
    reports = [
        told(0, detained=20, level="rest", place=""),
        told(0, detained=10, place="Minsk"),
        told(0, detained=5, place="Brest"),
    ]
    assert only(reports).low.tolist() == [30]


def test_events_of_one_place_and_day_add_up_and_a_row_that_stands_twice_does_not() -> None:
    events = [told(0, detained=1), told(0, detained=1), told(0, detained=4)]
    assert only(events).low.tolist() == [6]
    assert only([told(0, detained=4, mark="A1"), told(0, detained=4, mark="A1")]).low.tolist() == [4]


def test_reporters_are_never_added_up() -> None:
    found = all_series("episode", [told(0, detained=1), told(0, detained=2, reporter="monitor")])
    assert [(one.target, one.low.tolist()) for one in found] == [("detained/monitor", [2]), ("detained/police", [1])]
    assert [other.target for other in found[0].beside] == ["detained/police"]


def test_a_week_without_a_report_is_missing_and_a_zero_is_a_zero() -> None:
    series = only([told(0, detained=3), told(7, detained=0), told(22, detained=1)])
    assert np.isnan(series.low).tolist() == [False, False, True, False]
    assert series.figures[1] == 0
    assert series.reports.tolist() == [1, 1, 0, 1]


INFINITE = math.inf


@pytest.mark.parametrize(
    ("crowds", "low", "high"),
    [
        ([(100, 100), (300, 300)], 300, 300),
        ([(100, INFINITE)], 100, INFINITE),
        ([(0, 100)], 0, 100),
        ([(100, 100), (200, INFINITE)], 200, INFINITE),
        ([(500, 500), (0, 100)], 500, 500),
        ([(500, 500), (0, 900)], 500, 900),
        ([(0, 0)], 0, 0),
    ],
)
def test_the_largest_crowd_of_a_week_with_bounds(crowds: list[tuple[float, float]], low: float, high: float) -> None:
    series = only([told(day, crowd=ends) for day, ends in enumerate(crowds)])
    assert (series.low[0], series.high[0]) == (low, high)


def test_figures_are_numbers_and_narrow_ranges() -> None:
    ends = [(100, 100), (100, 200), (100, 201), (100, INFINITE), (0, 100), (0, 0)]
    series = only([told(7 * week, crowd=each) for week, each in enumerate(ends)])
    middle = math.expm1((math.log1p(100) + math.log1p(200)) / 2)
    assert series.figures.tolist() == pytest.approx([100, middle, math.nan, math.nan, math.nan, 0], nan_ok=True)
    assert series.points[3:5].tolist() == [100, 100]
    assert series.points[2] == pytest.approx(math.expm1((math.log1p(100) + math.log1p(201)) / 2))


def test_the_main_day_is_that_of_the_largest_number() -> None:
    assert only([told(5, crowd=(10, 10)), told(6, crowd=(90, 90))]).day.tolist() == [6]
    assert only([told(1, detained=3), told(3, detained=2), told(3, detained=2)]).day.tolist() == [3]


def test_a_final_number_takes_the_place_of_an_early_one_and_the_latest_final_counts() -> None:
    early = told(6, detained=140, stage="early", known=6)
    final = told(6, detained=500, stage="final", known=7)
    later = told(6, detained=450, stage="final", known=9)
    for order in ([early, final, later], [later, final, early]):
        assert only(order).low.tolist() == [450]
        assert only(order, known_before=MONDAY + dt.timedelta(days=9)).low.tolist() == [500]
        assert only(order, known_before=MONDAY + dt.timedelta(days=7)).low.tolist() == [140]
        assert np.isnan(only(order, known_before=MONDAY).low).all()


def test_an_early_crowd_stands_beside_a_final_number_of_detained() -> None:
    reports = [told(6, crowd=(50, 50), stage="early"), told(6, detained=5, stage="final")]
    crowd, detained = all_series("episode", reports)
    assert (crowd.low.tolist(), detained.low.tolist()) == ([50], [5])


def test_a_history_ends_before_its_week() -> None:
    series = only([told(7 * week, detained=week) for week in range(5)])
    assert series.before(3).low.tolist() == [0, 1, 2]
    assert series.monday(3) == dt.date(2020, 8, 24)


@settings(max_examples=50, deadline=None)
@given(
    st.lists(st.tuples(st.integers(0, 40), st.integers(0, 9), st.sampled_from("ab")), min_size=1), st.integers(0, 99)
)
def test_the_order_of_rows_is_nothing(rows: list[tuple[int, int, str]], seed: int) -> None:
    reports = [told(day, detained=number, place=place) for day, number, place in rows]
    mixed = list(reports)
    random.Random(seed).shuffle(mixed)
    one, other = only(reports), only(mixed)
    assert np.array_equal(one.low, other.low, equal_nan=True)
    assert one.day.tolist() == other.day.tolist()


def test_what_is_known_later_leaves_the_past_alone() -> None:
    reports = [told(day, detained=day, known=day + 3) for day in range(60)]
    cut = MONDAY + dt.timedelta(days=30)
    moved = [replace(one, detained=999) if one.known >= cut else one for one in reports]
    assert only(reports, cut).low.tobytes() == only(moved, cut).low.tobytes()

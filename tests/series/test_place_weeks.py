"""A reporter's numbers by place: what is counted in the whole is counted at its place."""

import datetime as dt

import numpy as np

from buttress.intake.event_report import EventReport
from buttress.series.aggregate import all_series
from buttress.series.place_weeks import PlaceWeeks


def detained(day, place, people):
    return EventReport(day, day, "lawyers", "place", place, detained=people)


def test_two_rows_that_say_the_same_count_twice_as_in_the_whole():
    day = dt.date(2021, 1, 5)
    reports = [detained(day, "A", 5), detained(day, "A", 5), detained(day, "B", 2)]
    (series,) = all_series("x", reports)
    weeks = PlaceWeeks.of(series, reports, {"A": "A", "B": "B"})
    assert weeks.people.tolist() == [[10.0, 2.0]]
    assert weeks.people.sum() == series.low[0]


def test_a_place_without_a_row_has_nobody_in_a_week_with_some_and_nothing_in_a_week_without():
    first = dt.date(2021, 1, 5)
    reports = [detained(first, "A", 5), detained(first + dt.timedelta(weeks=2), "B", 3)]
    (series,) = all_series("x", reports)
    weeks = PlaceWeeks.of(series, reports, {"A": "A", "B": "B"})
    assert np.array_equal(weeks.people, [[5, 0], [np.nan, np.nan], [0, 3]], equal_nan=True)

"""Habits of reporters: what they speak of, and what they count besides."""

from __future__ import annotations

import datetime as dt

import numpy as np
import pytest

from buttress.forecasting.reporting_habit import RECENT, ReportingHabit, SpokenWeek
from buttress.intake.event_report import EventReport, Level
from buttress.series.aggregate import all_series

SUNDAY = dt.date(2020, 8, 9)


def told(
    week: int, detained: int, *, day: int = 0, level: Level = "country", event: str = "sunday_march"
) -> EventReport:
    date = SUNDAY + dt.timedelta(weeks=week, days=-day)
    return EventReport(date, date, "police", level, "" if level == "country" else "minsk", event, detained=detained)


def habits(reports: list[EventReport], weeks: int) -> ReportingHabit:
    (series,) = all_series("case", reports)
    sundays = [(SUNDAY + dt.timedelta(weeks=week), "sunday_march") for week in range(weeks)]
    tuesdays = [(day - dt.timedelta(days=5), "students_day") for day, _ in sundays]
    return ReportingHabit.of(series, reports, sundays + tuesdays)


def test_an_occasion_is_spoken_of_as_often_as_in_the_weeks_spoken_of() -> None:
    """A week of which the reporter said nothing says nothing of which occasions it would have chosen."""
    found = habits([told(0, 100), told(1, 100), told(3, 100)], weeks=4)
    assert found.often == pytest.approx({"sunday_march": 3.5 / 4, "students_day": 0.5 / 4})


def test_the_usual_level_is_carried_on_the_country_before_a_place() -> None:
    reports = [told(0, 100, level="place"), told(1, 100), told(1, 50, level="place"), told(2, 100)]
    assert habits(reports, 3).scope == {"sunday_march": "national", "students_day": "national"}
    assert habits([told(week, 9, level="place") for week in range(3)], 3).scope["sunday_march"] == "minsk"


def test_a_week_is_carried_on_with_its_occasions_and_what_it_holds_beside() -> None:
    reports = [told(week, 100) for week in range(3)] + [told(1, 25, day=2, event="other")]
    march = {"sunday_march": 1.0, "students_day": 0.0}
    assert habits(reports, 3).weeks == (SpokenWeek(march), SpokenWeek(march, 1.25), SpokenWeek(march))
    assert len(habits([told(week, 100) for week in range(RECENT + 2)], RECENT + 2).weeks) == RECENT


def test_a_week_without_anybody_on_its_occasions_has_no_ratio() -> None:
    reports = [told(0, 100), told(1, 0), told(1, 25, day=2, event="other"), told(2, 0)]
    assert [week.beside for week in habits(reports, 3).weeks] == [1.0, 1.0]


RUNS = 4000


def test_a_week_holds_at_least_one_occasion_in_every_run() -> None:
    often = ReportingHabit({"a": 0.01, "b": 0.03}, {})
    said = [("a", np.full(RUNS, 1.0)), ("b", np.full(RUNS, 10.0))]
    found = often.weekly_number("detained", said, np.random.default_rng(1))
    assert set(np.unique(found)) <= {1.0, 10.0, 11.0}
    assert (found == 10.0).mean() == pytest.approx(0.75, abs=0.03)


def test_a_crowd_is_the_largest_and_detained_are_all() -> None:
    always = ReportingHabit({"a": 1.0, "b": 1.0}, {})
    said = [("a", np.full(5, 3.0)), ("b", np.full(5, 10.0))]
    assert always.weekly_number("crowd", said, np.random.default_rng(1)).tolist() == [10.0] * 5
    assert always.weekly_number("detained", said, np.random.default_rng(1)).tolist() == [13.0] * 5
    week = SpokenWeek({"a": 1.0, "b": 1.0}, 1.5)
    more = ReportingHabit({"a": 1.0, "b": 1.0}, {}, [week] * 3)
    assert more.weekly_number("detained", said, np.random.default_rng(1)).tolist() == [20.0] * 5
    few = ReportingHabit({"a": 1.0, "b": 1.0}, {}, [week] * 2)
    assert few.weekly_number("detained", said, np.random.default_rng(1)).tolist() == [13.0] * 5


def test_what_is_spoken_of_together_stays_together() -> None:
    """Of the march alone, and of both with much beside: the small one is alone in the free week at most."""
    alone, both = SpokenWeek({"a": 1.0, "b": 0.0}), SpokenWeek({"a": 1.0, "b": 1.0}, 2.0)
    habit = ReportingHabit({"a": 0.95, "b": 0.5}, {}, [alone, both] * 4)
    said = [("a", np.full(RUNS, 100.0)), ("b", np.full(RUNS, 10.0))]
    found = habit.weekly_number("detained", said, np.random.default_rng(2))
    tied = np.isin(found, [100.0, 220.0]).mean()
    # Eight of nine are weeks as they were; of the ninth, with each ratio as likely, half is one of the two besides.
    assert tied == pytest.approx(8 / 9 + 0.95 * 0.5 / 9, abs=0.02)
    assert (found < 50.0).mean() == pytest.approx(0.05 / 9, abs=0.006)


def test_an_occasion_new_to_the_calendar_is_spoken_of_as_often_as_known() -> None:
    week = SpokenWeek({"a": 1.0})
    habit = ReportingHabit({"a": 1.0, "new": 0.25}, {}, [week] * 8)
    said = [("a", np.full(RUNS, 100.0)), ("new", np.full(RUNS, 10.0))]
    found = habit.weekly_number("detained", said, np.random.default_rng(3))
    assert (found == 110.0).mean() == pytest.approx(0.25, abs=0.03)


def test_a_week_spoken_of_for_what_is_over_is_not_carried_on() -> None:
    """The ministry counted election nights, and was silent of that week's march: that is no week of marches to come."""
    nights, march = SpokenWeek({"night": 1.0, "a": 0.0}), SpokenWeek({"a": 1.0, "b": 0.0})
    habit = ReportingHabit({"a": 0.9, "b": 0.5}, {}, [nights] * 4 + [march] * 3)
    said = [("a", np.full(RUNS, 100.0)), ("b", np.full(RUNS, 10.0))]
    found = habit.weekly_number("detained", said, np.random.default_rng(4))
    # In the one free week of four: the second alone, or neither, and then the second in proportion to its chance.
    assert (found < 50.0).mean() == pytest.approx(0.1 * (0.5 + 0.5 * 0.5 / 1.4) / 4, abs=0.006)

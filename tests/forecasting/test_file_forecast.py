"""Forecasts of a file of reports: places add up to the whole, small ones are not named, and nothing later is used."""

import datetime as dt
from dataclasses import replace

import numpy as np
import pytest

from buttress.forecasting.error import ForecastError
from buttress.forecasting.file_forecast import forecast_reports
from buttress.forecasting.shown_places import OTHER, ShownPlaces, is_shown
from buttress.intake.event_report import EventReport

SIZES = {"Big": 900_000, "Middle": 150_000, "Small": 20_000, "Village": 900, "Hamlet": None}


def report(week, place="Big", detained=None, low=None, weekday=6, **more):
    day = dt.date(2021, 1, 4) + dt.timedelta(days=7 * week + weekday)
    high = low if low is not None else None
    return EventReport(
        day, day, "lawyers", more.pop("level", "place"), place, detained=detained, low=low, high=high, **more
    )


def wave(weeks=10):
    chance = np.random.default_rng(1)
    return [
        report(week, place, detained=int(chance.poisson(mean)))
        for week in range(weeks)
        for place, mean in (("Big", 60), ("Middle", 15), ("Small", 5), ("Village", 3), ("Hamlet", 2))
    ]


def test_places_add_up_to_the_whole_draw_by_draw():
    made = forecast_reports("x", wave(), sizes=SIZES)
    parts = [one for one in made.targets if one.place is not None]
    assert [one.place for one in parts] == ["Big", "Middle", OTHER]
    assert np.array_equal(sum(one.samples for one in parts), made.of("detained/lawyers").samples)
    middles = {one.place: np.median(one.samples[:, 0]) for one in parts}
    assert middles["Big"] > 2 * middles["Middle"] > 0


def test_small_places_stand_together_and_two_of_them_nowhere():
    shown = ShownPlaces.of(SIZES, SIZES)
    assert shown.others == ("Hamlet", "Small", "Village")
    assert is_shown(OTHER, 3)
    assert not is_shown(OTHER, 2)
    assert is_shown("Big", 1)
    made = forecast_reports("x", [one for one in wave() if one.place not in ("Village",)], sizes=SIZES)
    assert [one.place for one in made.targets] == [None, "Big", "Middle"]
    assert not any("Hamlet" in str(row["place"]) for row in made.rows())


def test_other_places_of_a_target_are_those_that_it_has_numbers_of():
    """Three small places have people detained, one of them crowds: its crowds would stand there alone."""
    made = forecast_reports("x", [*wave(), *(report(week, "Small", low=300) for week in range(10))], sizes=SIZES)
    assert {one.target for one in made.targets if one.place == OTHER} == {"detained/lawyers"}


def test_a_place_of_three_reports_has_a_wider_share_than_one_of_many():
    steady = [report(week, "Big", detained=50) for week in range(30)] + [
        report(week, "Middle", detained=50) for week in range(30)
    ]
    short = [one for one in steady if (one.date - dt.date(2021, 1, 4)).days // 7 >= 27]

    def spread(reports):
        made = forecast_reports("x", reports, sizes=SIZES)
        share = made.of("detained/lawyers", "Big").samples[:, 0] / made.of("detained/lawyers").samples[:, 0].clip(1)
        return np.quantile(share, 0.9) - np.quantile(share, 0.1)

    assert spread(short) > 1.3 * spread(steady)


def test_a_places_crowd_is_never_above_the_largest():
    crowds = [report(week, place, low=low) for week in range(8) for place, low in (("Big", 9000), ("Middle", 700))]
    made = forecast_reports("x", crowds, sizes=SIZES)
    whole = made.of("crowd/lawyers").samples
    for place in ("Big", "Middle"):
        assert (made.of("crowd/lawyers", place).samples <= whole + 1e-6).all()
    ratio = np.median(made.of("crowd/lawyers", "Middle").samples / whole)
    assert ratio == pytest.approx(700 / 9000, rel=0.05)


def test_a_quiet_week_is_forecast_and_nothing_later_is_used():
    reports = wave()
    last = max(one.date for one in reports)
    quiet = forecast_reports("x", reports, as_of=last + dt.timedelta(days=8), sizes=SIZES)
    assert quiet.mondays[0] == last + dt.timedelta(days=8)
    early = forecast_reports("x", reports, as_of=dt.date(2021, 2, 8), sizes=SIZES)
    without = forecast_reports("x", [one for one in reports if one.date < dt.date(2021, 2, 8)], sizes=SIZES)
    assert early.rows() == without.rows()
    assert early.later == sum(one.date >= dt.date(2021, 2, 8) for one in reports)
    late = [*reports, replace(reports[0], detained=10_000, known=dt.date(2021, 6, 1))]
    assert forecast_reports("x", late, as_of=dt.date(2021, 2, 8), sizes=SIZES).rows() == early.rows()


def test_a_number_of_the_country_says_nothing_of_places():
    reports = [*wave(), *(report(week, "Freedonia", detained=400, level="country") for week in range(10))]
    made = forecast_reports("x", reports, sizes=SIZES)
    assert np.median(made.of("detained/lawyers").samples[:, 0]) == pytest.approx(400, rel=0.2)
    assert [one.place for one in made.targets] == [None]


def test_nothing_to_learn_from_is_told():
    with pytest.raises(ForecastError, match="nothing to forecast from"):
        forecast_reports("x", [])
    with pytest.raises(ForecastError, match="choose a later --as-of"):
        forecast_reports("x", wave(), as_of=dt.date(2020, 1, 1))


def test_rows_are_whole_people_in_order():
    rows = forecast_reports("x", wave(), weeks=3, sizes=SIZES).rows()
    assert {row["lead_weeks"] for row in rows} == {1, 2, 3}
    for row in rows:
        low, high = row["interval_95"]
        inner = row["interval_50"]
        assert low <= inner[0] <= row["median"] <= inner[1] <= high
        assert all(isinstance(value, int) for value in (row["mean"], row["median"], low, high))


def test_killed_and_injured_are_forecast_where_they_are_reported():
    """By reporter and place, the places adding up; small ones together; crowds and detained as they were without."""
    rows = [
        replace(one, killed=2 if one.place == "Big" else 0, injured=5 if one.place == "Big" else None) for one in wave()
    ]
    made = forecast_reports("x", rows, sizes=SIZES)
    assert [(one.target, one.place) for one in made.targets if one.quantity in ("killed", "injured")] == [
        ("injured/lawyers", None),
        ("injured/lawyers", "Big"),
        ("killed/lawyers", None),
        ("killed/lawyers", "Big"),
        ("killed/lawyers", "Middle"),
        ("killed/lawyers", OTHER),
    ]
    killed = [one.samples for one in made.targets if one.target == "killed/lawyers" and one.place]
    assert np.array_equal(sum(killed), made.of("killed/lawyers").samples)
    assert abs(made.of("killed/lawyers").samples.mean() - 2.0) < 0.5
    without = forecast_reports("x", wave(), sizes=SIZES)
    assert np.array_equal(made.of("detained/lawyers").samples, without.of("detained/lawyers").samples)


def test_a_file_of_killed_alone_is_forecast():
    (whole, *_) = forecast_reports("x", [replace(one, detained=None, killed=1) for one in wave()]).targets
    assert whole.target == "killed/lawyers"

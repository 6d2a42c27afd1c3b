"""Which rows are evidence, each once."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from buttress.observe.report import half_unit
from buttress.observe.selection import select


@pytest.mark.parametrize(
    ("cells", "why"),
    [
        ({"stage": "part"}, "part of the people"),
        ({"stage": "cumulative"}, "adds up several days"),
        ({"side": "pro_government"}, "a rally for the government is not a protest"),
        ({"kind": "strike"}, "of no occasion of the calendar"),
        ({"date": date(2021, 3, 8), "published": date(2021, 3, 9)}, "the calendar has no such occasion on this day"),
        ({"published": date(2021, 4, 1)}, "published after the cut-off"),
        ({"kind": "sit_in", "place": "north"}, "the calendar has no such occasion on this day"),
    ],
)
def test_a_row_that_is_no_evidence_is_left_out_with_its_reason(case_of, event, world, cells, why):
    reports, rows = select(case_of(event(5000, 5000, **cells)), world, "crowd")
    assert reports == []
    assert [(row.used, row.why) for row in rows] == [(False, why)]


def test_crowd_and_detained_of_one_row_are_judged_apart(case_of, event, world):
    case = case_of(event(5000, None, detained=30))
    crowd, _ = select(case, world, "crowd")
    detained, _ = select(case, world, "detained")
    assert (crowd[0].low, crowd[0].high) == (5000, None)
    assert (detained[0].low, detained[0].high) == (30, 30)
    assert select(case_of(event(5000)), world, "detained") == ([], [])


def test_of_several_rows_of_a_reporter_for_the_same_people_the_latest_is_used(case_of, event, world):
    first = event(8000, 8000, place="capital", published=date(2021, 3, 8))
    second = event(9000, 9000, place="capital", published=date(2021, 3, 9))
    other = event(20000, 20000, place="capital", reporter="radio")
    reports, rows = select(case_of(first, second, other), world, "crowd")
    assert [(r.reporter, r.low) for r in reports] == [("paper", 9000), ("radio", 20000)]
    assert f"line {second.line}" in next(row.why for row in rows if not row.used)


def test_an_early_count_is_a_level_only_where_the_reporter_gave_no_final_one(case_of, event, world):
    alone = event(6000, 6000, stage="early", place="north")
    first, latest = (
        event(5000, 5000, stage="early", reporter="radio", published=date(2021, 3, 7)),
        event(7000, 7000, stage="early", reporter="radio"),
    )
    final = event(9000, 9000, reporter="radio", published=date(2021, 3, 9))
    reports, rows = select(case_of(alone, first, latest, final), world, "crowd")
    assert [(r.low, r.role, r.early, r.of) for r in reports] == [
        (6000, "level", True, None),
        (7000, "growth", True, 9000),
        (9000, "level", False, None),
    ]
    assert f"line {latest.line}" in next(row.why for row in rows if not row.used)


@pytest.mark.parametrize(
    "cells",
    [
        {"place": "north"},  # part of the final number's people
        {"low": 5000, "high": None},  # a bound
        {"published": date(2021, 3, 20)},  # printed after the final number
    ],
)
def test_an_early_count_that_can_not_grow_into_the_final_one_is_left_out(case_of, event, world, cells):
    early = event(**({"low": 5000, "high": 5000, "stage": "early"} | cells))
    final = event(9000, 9000)
    reports, rows = select(case_of(early, final), world, "crowd")
    assert [r.low for r in reports] == [9000]
    assert f"beside line {final.line}" in next(row.why for row in rows if not row.used)


def test_a_day_without_a_row_is_missing_and_not_zero(case_of, event, world):
    later = {"date": date(2021, 3, 21), "published": date(2021, 3, 22)}
    one, two = event(9000, 9000, detained=40), event(8000, 8000, detained=0, **later)
    crowd, _ = select(case_of(one, two), world, "crowd")
    detained, _ = select(case_of(one, two), world, "detained")
    assert [r.occasion for r in crowd] == [r.occasion for r in detained] == [0, 2]
    assert [r.low for r in detained] == [40, 0]


def test_a_figure_is_preferred_to_a_bound_published_on_the_same_day(case_of, event, world):
    reports, _ = select(case_of(event(5000), event(4000, 4000)), world, "crowd")
    assert [(r.low, r.high) for r in reports] == [(4000, 4000)]


def test_a_city_within_its_country_is_a_share_and_never_a_second_level(case_of, event, world):
    whole = event(10000, 10000, reporter="ministry")
    city = event(7000, 7000, place="capital", reporter="ministry")
    reports, _ = select(case_of(whole, city), world, "crowd")
    assert [(r.role, r.places) for r in reports] == [("level", (0, 1, 2)), ("share", (0,))]
    assert (reports[1].of, reports[1].whole) == (10000, (0, 1, 2))


def test_the_rest_follows_from_country_and_capital(case_of, event, world):
    whole = event(10000, 10000)
    city = event(7000, 7000, place="capital")
    rest = event(3000, 3000, scope="rest")
    reports, rows = select(case_of(whole, city, rest), world, "crowd")
    assert sorted(r.role for r in reports) == ["level", "share"]
    assert "follows from" in next(row.why for row in rows if not row.used)


def test_a_bound_on_the_country_gives_way_to_figures_of_its_places(case_of, event, world):
    rows = event(9000), event(6000, 6000, place="capital"), event(2000, 2000, place="north")
    reports, table = select(case_of(*rows), world, "crowd")
    assert [(r.role, r.places) for r in reports] == [("level", (0,)), ("level", (1,))]
    assert "overlaps" in next(row.why for row in table if not row.used)


def test_another_occasion_and_another_reporter_do_not_interfere(case_of, event, world):
    later = {"date": date(2021, 3, 14), "published": date(2021, 3, 15)}
    rows = event(9000, 9000), event(9500, 9500, **later), event(3000, 3000, reporter="ministry")
    reports, table = select(case_of(*rows), world, "crowd")
    assert len(reports) == 3
    assert all(row.used for row in table)


@given(st.integers(1, 10**8))
def test_half_unit_is_half_a_power_of_ten_that_divides_the_number(number):
    unit = round(2 * half_unit(number))
    assert number % unit == 0
    assert str(unit).strip("0") == "1"
    assert number % (10 * unit) != 0 or 10 * unit > number


def test_half_unit_by_hand():
    assert [half_unit(n) for n in (0, 7, 120, 22000, 100000)] == [0.5, 0.5, 5, 500, 50000]

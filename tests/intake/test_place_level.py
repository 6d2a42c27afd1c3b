"""Levels of places, decided from the numbers and never from a name alone."""

from __future__ import annotations

import datetime as dt

import pytest

from buttress.intake.event_report import EventReport, Level
from buttress.intake.place_level import place_levels

FIRST = dt.date(2024, 11, 3)
Table = dict[str, list[int | None]]


def reports(table: Table, reporter: str = "list", regions: dict[str, str] | None = None) -> list[EventReport]:
    """Detained by place and week, None for no report."""
    return [
        EventReport(day, day, reporter, "place", place, detained=number, region=(regions or {}).get(place, ""))
        for place, numbers in table.items()
        for week, number in enumerate(numbers)
        if number is not None
        for day in [FIRST + dt.timedelta(weeks=week)]
    ]


def levels(table: Table, **more: object) -> dict[str, Level]:
    found, questions = place_levels(reports(table), **more)  # type: ignore[arg-type]
    assert questions == []
    return {place: one.level for place, one in found.items()}


def test_a_town_named_like_a_country_stays_a_town() -> None:
    found, questions = place_levels(
        reports({"New York": [40, 41, 42, 43], "Chicago": [25, 25, 25, 26], "Lebanon": [0, 0, 0, 0]})
    )
    assert {place: one.level for place, one in found.items()} == dict.fromkeys(found, "place")
    assert questions == []
    assert found["Lebanon"].told
    assert "below the others together on 4 of 4 days" in found["Lebanon"].because


@pytest.mark.parametrize("name", ["Georgia", "Грузія", "Géorgie", "საქართველო", "GEORGIA", "Грузия"])
def test_a_country_is_not_added_to_its_own_cities(name: str) -> None:
    table = {name: [50, 60, 20, 35], "Tbilisi": [40, 50, 15, 30], "Batumi": [10, 8, 5, 5]}
    assert levels(table) == {name: "country", "Tbilisi": "place", "Batumi": "place"}


def test_early_counts_of_the_whole_below_its_cities_leave_it_the_whole_where_its_cities_lie_in_it() -> None:
    table: Table = {"Georgia": [50, 60, 20, 30, 44], "Tbilisi": [40, 50, 15, 40, 39], "Batumi": [10, 8, 5, 5, 5]}
    found, questions = place_levels(reports(table))
    assert (found["Georgia"].level, questions) == ("country", [])
    assert "2 of 2 other places lie there; below the others together on 1 of 5 days" in found["Georgia"].because


def test_a_large_town_among_places_that_are_not_in_its_country_is_asked_about() -> None:
    table: Table = {"Lebanon": [50, 60, 20, 30], "Chicago": [4, 5, 1, 4], "New York": [1, 8, 5, 5]}
    _, questions = place_levels(reports(table))
    assert [question.options for question in questions] == [("--level Lebanon=country", "--level Lebanon=place")]
    assert "none of 2 other places is known there" in questions[0].because
    assert levels(table, answers={"lebanon": "country"})["Lebanon"] == "country"
    assert levels(table, country="USA")["Lebanon"] == "place"


@pytest.mark.parametrize("numbers", [[50, 60, 20, 30], [None, None, None, None, 5]])
def test_a_town_named_like_its_country_is_asked_about_where_totals_hang_on_it(numbers: list[int | None]) -> None:
    table: Table = {"Guatemala": numbers, "Quetzaltenango": [4, 5, 1, 4], "Escuintla": [1, 8, 5, 5]}
    _, questions = place_levels(reports(table))
    assert len(questions) == (1 if numbers[0] else 0)
    summed: Table = {**table, "Guatemala": [5, 13, 6, 9]}
    assert levels(summed)["Guatemala"] == "country"


def test_names_of_one_country_are_compared_as_one() -> None:
    table: Table = {"Brazil (2 cities)": [5, None, 7, None], "Brazil (3 cities)": [None, 3, None, 4],
                    "Recife": [9, 9, 9, 9], "Santos": [1, 1, 1, 1]}  # fmt: skip
    assert set(levels(table).values()) == {"place"}


def test_a_column_of_states_keeps_a_town_a_town() -> None:
    table: Table = {"Lebanon": [50, 60, 70], "Chicago": [1, 2, 3]}
    found, questions = place_levels(reports(table, regions={"Lebanon": "Pennsylvania", "Chicago": "Illinois"}))
    assert found["Lebanon"].level == "place"
    assert "stands in Pennsylvania" in found["Lebanon"].because
    assert questions == []


@pytest.mark.parametrize("name", ["nationwide", "National; 82 cities", "по всей стране", "Total", "todo el país", ""])
def test_words_for_the_whole_country(name: str) -> None:
    assert levels({name: [50, 60, 20], "Minsk": [40, 50, 15]}) == {name: "country", "Minsk": "place"}


def test_a_total_below_its_places_is_asked_about() -> None:
    _, questions = place_levels(reports({"Total": [5, 6, 2, 9], "Minsk": [40, 50, 15, 9]}))
    assert [question.what for question in questions] == ["level of Total"]


def test_rows_without_a_place_are_one_more_place_where_they_are_small() -> None:
    assert levels({"": [1, 2, 1], "Minsk": [40, 50, 15]})[""] == "place"


def test_an_exact_sum_is_a_whole_whatever_its_name() -> None:
    table: Table = {"XX": [50, 58, 20, 35, 11, 7], "A": [40, 50, 15, 30, 6, 4], "B": [10, 8, 5, 5, 5, 3]}
    assert levels(table) == {"XX": "country", "A": "place", "B": "place"}


def test_reporters_are_not_compared_with_each_other_where_each_names_both() -> None:
    official = reports({"Belarus": [20, 30, 25, 40], "Minsk": [15, 20, 20, 30], "Brest": [5, 10, 5, 5]}, "ministry")
    activists = reports({"Minsk": [150, 200, 200, 300], "Brest": [50, 100, 50, 50]}, "lawyers")
    found, questions = place_levels([*official, *activists])
    assert found["Belarus"].level == "country"
    assert questions == []


def test_a_region_beside_its_own_cities() -> None:
    table: Table = {"Gomel region": [12, 15, 30], "Gomel": [10, 9, 20], "Mozyr": [2, 6, 5]}
    regions = {"Gomel": "Gomel region", "Mozyr": "Gomel region"}
    found, questions = place_levels(reports(table, regions=regions))
    assert found["Gomel region"].level == "region"
    assert questions == []
    below: Table = {**table, "Gomel region": [2, 1, 3]}
    assert levels(below)["Gomel region"] == "place"
    _, questions = place_levels(reports(table))
    assert questions[0].options == ("--level 'Gomel region=region'", "--level 'Gomel region=place'")


def test_the_rest_of_a_country() -> None:
    assert levels({"Minsk": [10, 9, 20], "regions": [4, 6, 8]})["regions"] == "rest"
    table: Table = {"Minsk": [10, 9, 20], "Brest": [2, 1, 3], "Gomel": [1, 0, 2], "other cities": [4, 6, 8]}
    assert levels(table)["other cities"] == "rest"
    assert levels({**table, "other cities": [1, 0, 2]})["other cities"] == "place"


def test_a_file_of_several_countries() -> None:
    assert set(levels({"Georgia": [5, 6, 2], "Belarus": [1, 2, 3], "Mexico": [0, 9, 1]}).values()) == {"place"}


def test_levels_that_the_file_states_are_kept() -> None:
    day = FIRST
    stated = EventReport(day, day, "list", "country", "Belarus", detained=5)
    assert place_levels([stated])[0] == {}


def test_a_country_that_no_list_holds_by_the_name_of_the_file() -> None:
    table: Table = {"Exampleland": [50, 60, 20], "Northport": [40, 50, 15], "Millbridge": [5, 1, 2]}
    assert levels(table)["Exampleland"] == "place"
    assert levels(table, episode="exampleland-2031")["Exampleland"] == "country"
    assert levels(table, country="Exampleland")["Exampleland"] == "country"

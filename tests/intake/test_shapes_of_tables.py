"""Tables of other shapes: blocks under titles, a column of indicators, two columns of regions, month before day."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.intake.tables import read, rows

BLOCKS = (
    "Minsk,,\nDate,Detained,Source\n2020-08-09,3000,MVD\n2020-08-10,2000,MVD\n"
    "Brest,,\nDate,Detained,Source\n2020-08-09,100,Viasna\n2020-08-10,50,Viasna\n"
)


def test_the_title_of_a_block_is_its_place(tmp_path: Path) -> None:
    reading = read(tmp_path, BLOCKS)
    assert rows(reading, "row", "place", "detained_low") == [
        (3, "Minsk", 3000),
        (4, "Minsk", 2000),
        (7, "Brest", 100),
        (8, "Brest", 50),
    ]
    assert [(one.row, one.why) for one in reading.account.not_used] == [
        (5, "a note of one cell"),
        (6, "the header again"),
    ]


def test_titles_of_months_are_no_places(tmp_path: Path) -> None:
    text = "August 2020,,\nDate,City,Detained\n2020-08-09,Minsk,3000\n"
    text += "September 2020,,\nDate,City,Detained\n2020-09-01,Brest,7\n"
    assert rows(read(tmp_path, text), "row", "place", "detained_low") == [(3, "Minsk", 3000), (6, "Brest", 7)]


def test_a_column_of_indicators_is_a_column_a_count(tmp_path: Path) -> None:
    text = "date,city,indicator,value\n2024-03-01,Tbilisi,detained,5\n2024-03-01,Tbilisi,injured,2-3\n"
    text += "2024-03-02,Tbilisi,Detained,7\n2024-03-02,Tbilisi,killed,0\n"
    reading = read(tmp_path, text)
    assert rows(reading, "row", "detained_low", "injured_low", "injured_high", "killed") == [
        (2, 5, None, None, None),
        (3, None, 2, 3, None),
        (4, 7, None, None, None),
        (5, None, None, None, 0),
    ]


def test_the_finer_of_two_regions_is_the_place_where_none_is_named(tmp_path: Path) -> None:
    text = "Date,LGA,State,No. arrested\n2020-10-20,Eti-Osa,Lagos,4\n2020-10-21,Surulere,Lagos,31\n"
    text += "2020-10-22,Oredo,Edo,2\n"
    reading = read(tmp_path, text)
    assert rows(reading, "place", "level") == [("Eti-Osa", "place"), ("Surulere", "place"), ("Oredo", "place")]
    assert [report.region for report in reading.reports] == ["Lagos", "Lagos", "Edo"]


@pytest.mark.parametrize("day", ["26 X 2020", "26.X.2020", "26-X-2020"])
def test_months_in_roman_numerals(tmp_path: Path, day: str) -> None:
    assert rows(read(tmp_path, f"Data;Miasto;Zatrzymani\n{day};Kraków;5\n"), "date") == [("2020-10-26",)]


def test_day_month_and_year_in_columns_of_any_order(tmp_path: Path) -> None:
    text = "Mois,Jour,Année,Ville,Interpellés\n12,1,2018,Paris,412\n12,8,2018,Paris,1082\n"
    assert rows(read(tmp_path, text), "date") == [("2018-12-01",), ("2018-12-08",)]


def test_a_column_named_for_people_is_asked_about_where_its_numbers_are_not_read(tmp_path: Path) -> None:
    text = "Date,City,Detained,Participants\n2024-03-01,Lagos,5,zzz 500\n2024-03-02,Lagos,6,zzz 700\n"
    (question,) = read(tmp_path, text).account.questions
    assert question.what == "cells of Participants"


def test_who_counts_below_several_counts_is_no_part_of_the_people(tmp_path: Path) -> None:
    text = "Date,City,Detained,,Injured,\n,,Police,NGO,Police,NGO\n2024-03-01,Minsk,5,7,0,2\n2024-03-02,Brest,1,,,3\n"
    assert rows(read(tmp_path, text), "row", "reporter", "detained_low", "injured") == [
        (3, "Police", 5, 0),
        (3, "NGO", 7, 2),
        (4, "Police", 1, None),
        (4, "NGO", None, 3),
    ]


def test_men_and_women_are_added_where_no_column_holds_all(tmp_path: Path) -> None:
    text = "Date,City,Men detained,Women detained\n2024-03-01,Lagos,3,2\n2024-03-02,Abuja,1,\n"
    text += "2024-03-03,Abuja,at least 4,1\n"
    reading = read(tmp_path, text)
    assert rows(reading, "detained_low", "detained_high") == [(5, 5), (1, 1), (5, None)]
    assert any(one.chosen == "Men detained + Women detained" for one in reading.account.decisions)
    whole = "Date,City,Men detained,Women detained,Detained\n2024-03-01,Lagos,3,2,6\n"
    assert rows(read(tmp_path, whole), "detained_low") == [(6,)]
    parts = "Date,City,Women detained,Minors detained\n2024-03-01,Lagos,3,2\n"
    (question,) = read(tmp_path, parts).account.questions
    assert "part of the people only" in question.because


def test_two_reporters_in_a_cell_are_two_columns(tmp_path: Path) -> None:
    text = "Date,Ville,Manifestants (préfecture/syndicats),Interpellés\n2024-03-01,Paris,8000/40000,5\n"
    text += "2024-03-02,Lyon,500/2000,1\n"
    found = rows(read(tmp_path, text), "reporter", "crowd_low", "detained_low")
    assert found[:3] == [("préfecture", 8000, None), ("syndicats", 40000, None), ("anonymous", None, 5)]


def test_a_title_names_what_a_column_of_numbers_counts(tmp_path: Path) -> None:
    text = "Detentions at protests,,\nDate,City,Number\n2024-03-01,Lagos,5\n2024-03-02,Lagos,500\n"
    assert rows(read(tmp_path, text), "detained_low") == [(5,), (500,)]


def test_some_of_the_people_are_no_second_count(tmp_path: Path) -> None:
    text = "Date,City,Detained,Detained (of whom journalists)\n2024-03-01,Lagos,17,2\n2024-03-02,Lagos,3,0\n"
    assert rows(read(tmp_path, text), "detained_low") == [(17,), (3,)]


def test_violations_by_name_are_counts(tmp_path: Path) -> None:
    text = "Date,City,Violation,No. of victims\n2024-03-01,Lagos,Arbitrary arrest,5\n2024-03-02,Lagos,Killing,1\n"
    text += "2024-03-02,Kano,Injury,2\n"
    assert rows(read(tmp_path, text), "detained_low", "killed", "injured") == [
        (5, None, None),
        (None, 1, None),
        (None, None, 2),
    ]


def test_a_column_named_for_people_is_never_dropped_for_its_words(tmp_path: Path) -> None:
    text = "Date,City,Arrests,Deaths\n2024-03-01,Lagos,5 (zzz 2),1\n2024-03-02,Lagos,zzz,0\n2024-03-03,Lagos,7,2\n"
    (question,) = read(tmp_path, text + "2024-03-04,Lagos,zzzz,2\n").account.questions
    assert question.what == "cells of Arrests"


def test_a_place_that_stands_once_is_that_of_the_rows_below(tmp_path: Path) -> None:
    text = "Place,Date,Detained\nMinsk,2024-03-01,5\n,2024-03-02,7\n,2024-03-03,1\n"
    text += "Brest,2024-03-01,2\n,2024-03-02,3\n"
    assert rows(read(tmp_path, text), "place") == [("Minsk",)] * 3 + [("Brest",)] * 2


def test_an_empty_place_beside_others_of_the_day_is_none_of_them(tmp_path: Path) -> None:
    text = "Place,Date,Detained\nMinsk,2024-03-01,5\n,2024-03-01,9\nMinsk,2024-03-02,7\n"
    text += ",2024-03-02,8\nBrest,2024-03-03,1\n"
    assert [place for (place,) in rows(read(tmp_path, text), "place")] == ["Minsk", None, "Minsk", None, "Brest"]


def test_rows_without_day_and_place_go_on_the_row_above(tmp_path: Path) -> None:
    text = "Date,City,Reporter,Detained\n2024-03-01,Minsk,Viasna,5\n,,MVD,3\n2024-03-02,Brest,Viasna,1\n,,MVD,2\n"
    found = rows(read(tmp_path, text), "date", "place", "reporter")
    assert found[1::2] == [("2024-03-01", "Minsk", "MVD"), ("2024-03-02", "Brest", "MVD")]


def test_marks_for_the_same_repeat_the_cell_above(tmp_path: Path) -> None:
    text = "Date;City;Detained\n2024-03-01;Minsk;5\nditto;″;2\n2024-03-02;-//-;1\n2024-03-03;там же;1\n"
    reading = read(tmp_path, text)
    assert rows(reading, "date", "place") == [
        ("2024-03-01", "Minsk"),
        ("2024-03-01", "Minsk"),
        ("2024-03-02", "Minsk"),
        ("2024-03-03", "Minsk"),
    ]
    assert any(one.what == "marks for the same" and one.count == 4 for one in reading.account.decisions)

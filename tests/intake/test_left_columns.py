"""Columns with names that say nothing, and what is asked rather than left out in silence."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.intake.tables import read, rows

DAYS = ("2021-03-12", "2021-03-12", "2021-03-14", "2021-03-15", "2021-03-16")
TOWNS = ("Lagos", "Lagos", "Kano", "Ibadan", "Jos")


def table(name: str, cells: tuple[str, ...], *, place: str = "City", counts: str = "Protesters,Arrests") -> str:
    numbers = ("500,3", "400,5", "300,0", "100,2", "60,5")
    lines = [f"Date,{place},{name},{counts}"]
    return "\n".join(lines + [",".join(row) for row in zip(DAYS, TOWNS, cells, numbers, strict=True)]) + "\n"


def test_a_column_of_towns_is_that_of_places_whatever_its_name(tmp_path: Path) -> None:
    reading = read(tmp_path, table("Weather", ("fine",) * 5, place="Hub"))
    assert [place for (place,) in rows(reading, "place")] == list(TOWNS)
    (told,) = [one for one in reading.account.decisions if one.what == "column of place"]
    assert told.because == "its cells are towns of one country"


def test_labels_that_may_be_places_are_asked_about(tmp_path: Path) -> None:
    text = "Date,Hub,Arrests\n2021-03-12,Camp Ona,3\n2021-03-13,Lower mill,4\n"
    (question,) = read(tmp_path, text).account.questions
    assert question.options == ("--column place=Hub", "--column place=none if there is none")
    assert rows(read(tmp_path, text, columns={"place": "none"}), "place") == [(None,), (None,)]
    assert rows(read(tmp_path, text, columns={"place": "Hub"}), "place") == [("Camp Ona",), ("Lower mill",)]


@pytest.mark.parametrize(
    "cells", [("Amina", "Bola", "Amina", "Bola", "Amina"), ("police", "police", "press", "press", "police")]
)
def test_labels_that_may_be_reporters_are_asked_about(tmp_path: Path, cells: tuple[str, ...]) -> None:
    text = table("Pen", cells)
    (question,) = read(tmp_path, text).account.questions
    assert question.options[0] == "--column reporter=Pen"
    assert rows(read(tmp_path, text, columns={"reporter": "Pen"}), "reporter") == [(one,) for one in cells]


def test_other_labels_are_not_asked_about(tmp_path: Path) -> None:
    for name, cells in (
        ("Permit", ("yes", "no") * 2 + ("yes",)),
        ("Theme", ("fuel", "fuel", "bread", "fuel", "bread")),
    ):
        assert read(tmp_path, table(name, cells)).account.questions == ()


def test_a_column_named_for_people_that_holds_yes_and_no_is_asked_about(tmp_path: Path) -> None:
    text = "Date,City,Crowd,Detained\n2021-03-12,Lagos,500,TRUE\n2021-03-13,Kano,300,FALSE\n"
    (question,) = read(tmp_path, text).account.questions
    assert question.what == "column Detained"
    assert rows(read(tmp_path, text, columns={"detained": "none"}), "crowd_low") == [(500,), (300,)]


def test_ages_and_telephones_are_no_crowd(tmp_path: Path) -> None:
    text = "Date,City,Age,Phone,Arrests\n2021-03-12,Lagos,230,08031234567,3\n2021-03-13,Kano,310,08031234568,1\n"
    assert rows(read(tmp_path, text), "crowd_low", "detained_low") == [(None, 3), (None, 1)]


def test_victims_of_whom_nothing_says_whether_they_died_are_asked_about(tmp_path: Path) -> None:
    text = table("Korban", ("7", "13", "6", "9", "2"))
    (question,) = read(tmp_path, text).account.questions
    assert question.options[:2] == ("--column killed=Korban", "--column injured=Korban")
    said = read(tmp_path, text, columns={"injured": "Korban"})
    assert [number for (number,) in rows(said, "injured_low")] == [7, 13, 6, 9, 2]
    said = read(tmp_path, text, columns={"killed": "none", "injured": "none"})
    assert [number for (number,) in rows(said, "injured_low")] == [None] * 5
    beside = "Date,City,Killed,Injured,Casualties\n2021-03-12,Lagos,1,2,3\n2021-03-13,Kano,4,5,9\n"
    assert rows(read(tmp_path, beside), "killed_low", "injured_low") == [(1, 2), (4, 5)]

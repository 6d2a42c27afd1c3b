"""Kinds of tables that were once read wrongly, each in a few rows."""

from __future__ import annotations

from pathlib import Path

import pytest

from buttress.intake.amount import Amount, read_amount
from buttress.intake.error import IntakeError
from buttress.intake.number_marks import NumberMarks
from buttress.intake.read_options import checked_pairs
from tests.intake.tables import read, rows

MARKS = NumberMarks(".", ",")


@pytest.mark.parametrize(
    "words", [("Sous-total Nord", "TOTAL GÉNÉRAL"), ("Subtotal", "Grand total"), ("North total",) * 2]
)
@pytest.mark.parametrize("column", ["City", "Region"])
def test_sums_below_days_that_stand_once_are_no_reports(tmp_path: Path, words: tuple[str, str], column: str) -> None:
    cells = {"City": ("", "{}"), "Region": ("{}", "")}[column]
    first, last = (",".join(cell.format(word) for cell in cells) for word in words)
    text = "Date,Region,City,Participants\n2024-03-01,North,Leeds,100\n,North,York,200\n"
    reading = read(tmp_path, text + f",{first},300\n2024-03-08,North,Leeds,50\n,North,York,70\n,{last},420\n")
    assert rows(reading, "row", "place") == [(2, "Leeds"), (3, "York"), (5, "Leeds"), (6, "York")]
    assert [(one.row, one.why) for one in reading.account.not_used] == [(4, "a row of totals"), (7, "a row of totals")]
    assert rows(reading, "date")[1] == ("2024-03-01",)


def test_a_dated_subtotal_is_no_place(tmp_path: Path) -> None:
    reading = read(tmp_path, "Date,City,Crowd\n2024-03-01,Leeds,100\n2024-03-01,York,50\n2024-03-01,Subtotal,150\n")
    assert rows(reading, "place") == [("Leeds",), ("York",)]


def test_a_commune_is_the_place_beside_its_region(tmp_path: Path) -> None:
    text = (
        "Fecha;Comuna;Región;Manifestantes\n18-10-2019;Santiago;Metropolitana;2.000\n19-10-2019;Talcahuano;Biobío;500\n"
    )
    assert rows(read(tmp_path, text), "place") == [("Santiago",), ("Talcahuano",)]


def test_a_number_of_people_is_no_identifier(tmp_path: Path) -> None:
    text = "Date,Place,No. of protesters,No. of arrests\n2024-03-01,Leeds,100,2\n2024-03-02,York,200,3\n"
    assert rows(read(tmp_path, text), "crowd_low", "detained_low") == [(100, 2), (200, 3)]


def test_numbers_left_beside_no_crowd_and_no_detained_are_asked_about(tmp_path: Path) -> None:
    text = "Date,City,Bodies,Injured\n2024-03-01,Leeds,100,2\n2024-03-02,York,200,3\n"
    (question,) = read(tmp_path, text).account.questions
    assert (question.what, question.options[:2]) == (
        "column Bodies",
        ("--column crowd=Bodies", "--column detained=Bodies"),
    )
    assert rows(read(tmp_path, text, columns={"crowd": "Bodies"}), "crowd_low", "injured") == [(100, 2), (200, 3)]
    absent = {"crowd": "none", "detained": "none"}
    assert rows(read(tmp_path, text, columns=absent), "injured") == [(2,), (3,)]


@pytest.mark.parametrize(
    "names",
    [
        ("Selon la police", "Selon les syndicats"),
        ("Police estimate", "Organisers' estimate"),
        ("Police", "Organisateurs"),
    ],
)
def test_two_columns_named_for_who_counts_are_a_crowd_each(tmp_path: Path, names: tuple[str, str]) -> None:
    text = f"Date;City;{';'.join(names)};Arrests\n2024-03-01;Leeds;8000;40000;1\n2024-03-14;York;300;500;0\n"
    found = rows(read(tmp_path, text), "row", "reporter", "crowd_low")
    assert sorted(one for one in found if one[2]) == sorted(
        [(2, names[0], 8000), (2, names[1], 40000), (3, names[0], 300), (3, names[1], 500)]
    )


def test_columns_that_may_be_guards_are_asked_about(tmp_path: Path) -> None:
    text = "Date,City,Police,Officials,Arrests\n2024-03-01,Leeds,80,40,1\n2024-03-14,York,30,50,0\n"
    assert "--cells crowd" in read(tmp_path, text).account.questions[0].options
    found = rows(read(tmp_path, text, answers={"cells": "crowd"}), "crowd_low")
    assert [one for (one,) in found if one is not None] == [80, 40, 30, 50]


@pytest.mark.parametrize(
    ("name", "role"),
    [
        ("موقوفون", "detained_low"),
        ("شهداء", "killed"),
        ("PÚBLICO ESTIMADO", "crowd_low"),
        ("تعداد شرکت‌کنندگان", "crowd_low"),
        ("کشته‌شدگان", "killed"),
        ("Kaç kişi yaralandı?", "injured"),
        ("Casualties killed", "killed"),
    ],
)
def test_a_name_needs_no_option(tmp_path: Path, name: str, role: str) -> None:
    text = f"Date,City,{name}\n2024-03-01,Leeds,12\n2024-03-02,York,7\n"
    assert rows(read(tmp_path, text), role) == [(12,), (7,)]


@pytest.mark.parametrize("text", ["yok", "нет", "لا يوجد"])
def test_a_word_for_none_is_zero(text: str) -> None:
    assert read_amount(text, MARKS) == Amount(0, 0, text)


@pytest.mark.parametrize(
    ("text", "ends"),
    [("just over 1,000", (1000, None)), ("rd. 400", (400, 400)), ("1000 civarı", (1000, 1000))],
)
def test_words_beside_a_number(text: str, ends: tuple[int, int | None]) -> None:
    amount = read_amount(text, MARKS)
    assert amount is not None
    assert (amount.low, amount.high) == ends


@pytest.mark.parametrize("text", ["NSP", "bilmiyorum"])
def test_a_word_for_not_known_is_no_number(text: str) -> None:
    assert read_amount(text, MARKS) is None


def test_ends_of_the_killed_and_injured_are_kept(tmp_path: Path) -> None:
    text = "Date,City,Crowd,Injured,Killed\n2024-03-01,Leeds,90,up to 50,0\n2024-03-02,York,80,40-50,at least 3\n"
    reading = read(tmp_path, text)
    assert rows(reading, "injured", "injured_low", "injured_high") == [(None, 0, 50), (None, 40, 50)]
    assert rows(reading, "killed", "killed_low", "killed_high") == [(0, 0, 0), (None, 3, None)]
    exact = "Date,City,Killed min,Killed max\n2024-03-01,Leeds,2,5\n2024-03-02,York,4,4\n"
    assert rows(read(tmp_path, exact), "killed", "killed_low", "killed_high") == [(None, 2, 5), (4, 4, 4)]


def test_a_role_given_twice_is_refused() -> None:
    with pytest.raises(IntakeError, match="was given before"):
        checked_pairs("--column", ["crowd=A", "crowd=B"])


CODES = "Date,City,Crowd,Arrested\n" + "".join(
    f"2018-01-{day:02},Kampala,{crowd},{arrested}\n"
    for day, (crowd, arrested) in enumerate([(250, 99), (999, 99), (80, 99), (999, 4), (650, 12), (40, 99)], 1)
)


def test_codes_of_all_columns_are_asked_about_in_one_line(tmp_path: Path) -> None:
    (question,) = read(tmp_path, CODES).account.questions
    assert question.what == "numbers of Arrested, Crowd"
    assert question.options == ("--missing 99,999", "--missing none")
    known = rows(read(tmp_path, CODES, answers={"missing": "99,999"}), "crowd_low", "detained_low")
    assert known == [(250, None), (80, None), (None, 4), (650, 12), (40, None)]


def test_a_code_that_stays_beside_the_one_named_is_asked_about(tmp_path: Path) -> None:
    (question,) = read(tmp_path, CODES, answers={"missing": "99"}).account.questions
    assert question.options == ("--missing 99,999", "--missing 99,none")
    assert rows(read(tmp_path, CODES, answers={"missing": "99,none"}), "crowd_low")[1] == (999,)


def test_codes_below_zero_are_one_question(tmp_path: Path) -> None:
    (question,) = read(tmp_path, CODES.replace(",999,", ",7,").replace(",99", ",-99")).account.questions
    assert question.options[0] == "--missing -99"


DAYS = "Data,Miasto,Uczestnicy\n24 stycznia,Lublin,400\n9 lutego,Radom,60\n"


@pytest.mark.parametrize(
    ("text", "name"), [("Protesty rolników 2024,,\n" + DAYS, "lista.csv"), (DAYS, "lista_2024.csv")]
)
def test_the_one_year_of_title_or_name_is_that_of_days_without(tmp_path: Path, text: str, name: str) -> None:
    reading = read(tmp_path, text, name)
    assert rows(reading, "date") == [("2024-01-24",), ("2024-02-09",)]
    assert [one.chosen for one in reading.account.decisions if one.what == "year"] == ["2024"]


def test_a_missing_year_is_asked_for(tmp_path: Path) -> None:
    (question,) = read(tmp_path, DAYS).account.questions
    assert question.because == "its days have no year"
    assert rows(read(tmp_path, DAYS, answers={"year": "2023"}), "date")[0] == ("2023-01-24",)
    numbers = "Date,City,Crowd\n24.01.,Leeds,400\n9.02.,York,60\n"
    assert rows(read(tmp_path, numbers, answers={"year": "2023"}), "date")[1] == ("2023-02-09",)


def test_days_over_the_end_of_a_year_are_not_of_one(tmp_path: Path) -> None:
    text = "Date,City,Crowd\n24 December,Leeds,400\n3 January,York,60\n"
    (question,) = read(tmp_path, text, "list_2024.csv").account.questions
    assert "end of one" in question.because


def test_a_region_below_a_day_and_place_is_a_report_on_the_region(tmp_path: Path) -> None:
    text = (
        "Data;Provincia;Comune;Arrestati\n8 marzo 2020;Modena;Carpi;1\n;Milano;Milano;2\n;Foggia;Foggia;3\n"
        "26 ottobre 2020;Torino;Torino;11\n;Milano;Monza;28\n;Catania;;4\n"
    )
    assert rows(read(tmp_path, text), "date", "place")[-2:] == [("2020-10-26", "Monza"), ("2020-10-26", "Catania")]


def test_years_of_a_calendar_that_is_not_known_are_told(tmp_path: Path) -> None:
    text = "date,city,detained\n2082-05-21,Kathmandu,5\n2082-05-23,Pokhara,6\n"
    with pytest.raises(IntakeError, match="its cells are no days"):
        read(tmp_path, text).answered()

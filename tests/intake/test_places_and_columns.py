"""Spellings of one place, the finer of two columns of places, countries, and columns of two counts."""

from __future__ import annotations

from pathlib import Path

import pytest

from buttress.intake.error import IntakeError
from tests.intake.tables import read, rows

PLACES = "Date,City,Detained\n" + "".join(
    f"2024-03-{day:02},{place},{day}\n"
    for day, place in enumerate(
        ["Kharkiv", "Kharkov", "Харків", "kharkiv", "Kyiv", "KYIV", "Kyiv", "Kiev", "Odesa", "Odesa city"], 1
    )
)


def places(reading: object) -> list[str]:
    return [place for (place,) in rows(reading, "place")]


def test_spellings_are_one_place_and_told(tmp_path: Path) -> None:
    reading = read(tmp_path, PLACES, country="Ukraine")
    assert places(reading) == ["Kharkiv"] * 4 + ["Kyiv"] * 4 + ["Odesa"] * 2
    told = {one.because: set(one.examples) for one in reading.account.decisions if one.chosen == "Kharkiv"}
    assert told == {
        "the same but for capitals, accents and marks": {"kharkiv"},
        "names of one town by GeoNames": {"Kharkov", "Харків"},
    }


def test_without_a_country_other_names_of_a_town_stay_apart(tmp_path: Path) -> None:
    reading = read(tmp_path, PLACES)
    assert places(reading) == [
        "Kharkiv",
        "Kharkov",
        "Харків",
        "Kharkiv",
        "Kyiv",
        "Kyiv",
        "Kyiv",
        "Kiev",
        *["Odesa"] * 2,
    ]
    (told,) = [one for one in reading.account.decisions if one.what == "places of nearly one name"]
    assert (told.chosen, told.examples) == ("kept apart", ("Kharkov, Kharkiv",))


def test_a_town_named_for_a_city_is_its_own(tmp_path: Path) -> None:
    text = "Date,City,Detained\n2024-03-01,Kansas,5\n2024-03-02,Kansas City,3\n2024-03-03,Mexico City,1\n"
    text += "2024-03-04,Mexico,2\n"
    assert places(read(tmp_path, text, country="United States")) == ["Kansas", "Kansas City", "Mexico City", "Mexico"]


def test_a_near_name_is_asked_about_and_never_merged(tmp_path: Path) -> None:
    text = "Date,City,Detained\n2024-03-01,Kyiv,5\n2024-03-02,Kiyv,3\n2024-03-03,Kyiv,1\n"
    reading = read(tmp_path, text, country="Ukraine")
    assert [report.place for report in reading.reports] == ["Kyiv", "Kiyv", "Kyiv"]
    (question,) = reading.account.questions
    assert "did you mean Kyiv?" in question.because
    assert question.options == ("--place Kiyv=Kyiv", "--place Kiyv=Kiyv")
    merged = read(tmp_path, text, country="Ukraine", answers={"place Kiyv": "Kyiv"})
    assert places(merged) == ["Kyiv"] * 3
    kept = read(tmp_path, text, country="Ukraine", answers={"place Kiyv": "Kiyv"})
    assert places(kept) == ["Kyiv", "Kiyv", "Kyiv"]
    assert not kept.account.questions


def test_the_finer_of_two_columns_is_the_place(tmp_path: Path) -> None:
    text = "Date,Place,Town,Detained\n2024-03-01,Lagos State,Ikeja,5\n2024-03-02,Lagos State,Lekki,3\n"
    text += "2024-03-03,Kano State,Kano,2\n"
    reading = read(tmp_path, text)
    assert places(reading) == ["Ikeja", "Lekki", "Kano"]
    assert {report.region for report in reading.reports} == {"Lagos State", "Kano State"}
    assert any(
        "each of its 3 names stands beside one of the 2 of Place" in one.because for one in reading.account.decisions
    )


def test_a_quarter_within_a_town_is_no_place_of_its_own(tmp_path: Path) -> None:
    text = "Дата;Город;Район;Задержано\n01.03.2024;Москва;Тверской;5\n13.03.2024;Москва;Арбат;2\n"
    text += "14.03.2024;Казань;Центр;1\n"
    assert places(read(tmp_path, text)) == ["Москва", "Москва", "Казань"]


def test_a_country_is_picked_in_any_language(tmp_path: Path) -> None:
    text = "Date,Country,City,Detained\n2024-03-01,Georgia,Tbilisi,5\n2024-03-02,Belarus,Minsk,3\n"
    text += "2024-03-03,GEO,Batumi,2\n"
    (question,) = read(tmp_path, text).account.questions
    assert question.options == ("--country Georgia", "--country Belarus")
    reading = read(tmp_path, text, country="Грузия")
    assert places(reading) == ["Tbilisi", "Batumi"]
    assert [one.row for one in reading.account.not_used] == [3]
    with pytest.raises(IntakeError, match="no row is of it"):
        read(tmp_path, text, country="Armenia")


def test_two_counts_in_a_cell_are_two_columns(tmp_path: Path) -> None:
    text = (
        "Date,City,Killed/Injured,Arrested\n2024-03-01,Lagos,2/15,12\n2024-03-02,Lagos,0 / 3-5,3\n2024-03-03,Lagos,,4\n"
    )
    reading = read(tmp_path, text)
    assert rows(reading, "killed", "injured_low", "injured_high", "detained_low") == [
        (2, 15, 15, 12),
        (0, 3, 5, 3),
        (None, None, None, 4),
    ]


def test_a_number_of_sources_is_no_reporter(tmp_path: Path) -> None:
    text = "Date,City,Arrests,No. of sources\n2024-03-01,Lagos,5,3\n2024-03-02,Lagos,6,2\n"
    assert rows(read(tmp_path, text), "reporter") == [("anonymous",)] * 2


def test_months_are_refused_with_a_line(tmp_path: Path) -> None:
    text = "Month,City,Arrested\nMarch 2024,Lagos,5\nApril 2024,Lagos,7\n"
    (question,) = read(tmp_path, text).account.questions
    assert question.because == "its cells are months, where days or weeks are needed"


def test_a_letter_among_digits_is_asked_about(tmp_path: Path) -> None:
    text = "Date,City,Arrests\n2024-03-01,Lagos,1O\n2024-03-02,Abuja,12\n2024-03-03,Abuja,7\n"
    (question,) = read(tmp_path, text).account.questions
    assert "a letter stands among the digits" in question.examples[0]


def test_a_capital_named_like_its_country_is_a_town(tmp_path: Path) -> None:
    text = "Date,Governorate,City,Arrested\n2024-03-01,Tunis,Tunis,5\n2024-03-02,Sfax,Sfax,0\n"
    text += "2024-03-03,Tunis,La Marsa,1\n"
    assert rows(read(tmp_path, text), "place", "level") == [(place, "place") for place in ("Tunis", "Sfax", "La Marsa")]


def test_of_a_province_and_its_district_the_district_is_the_place(tmp_path: Path) -> None:
    text = "Tarih,İl,İlçe,Gözaltı\n" + "".join(
        f"2021-02-0{day},{province},{district},3\n"
        for day, (province, district) in enumerate(
            [("İstanbul", "Sarıyer"), ("İstanbul", "Kadıköy"), ("Ankara", "Çankaya"), ("Mardin", "Kızıltepe")], 1
        )
    )
    reading = read(tmp_path, text)
    assert rows(reading, "place") == [("Sarıyer",), ("Kadıköy",), ("Çankaya",), ("Kızıltepe",)]
    told = {one.what: one.chosen for one in reading.account.decisions}
    assert told["column of region"] == "İl"
    alone = "Tarih,İl,Gözaltı\n2021-02-01,Ankara,3\n2021-02-02,Mardin,4\n"
    assert rows(read(tmp_path, alone), "place", "level") == [("Ankara", "place"), ("Mardin", "place")]


def test_of_two_counts_in_a_double_heading_the_lower_row_decides(tmp_path: Path) -> None:
    text = (
        "Дата,Город,Задержано,Пострадавшие,,Источник\n,,,ранено,погибло,\n"
        "2022-01-04,Алматы,80,37,6,Лада\n2022-01-05,Тараз,9,20,8,Лада\n"
    )
    found = rows(read(tmp_path, text), "detained_low", "injured_low", "killed_low")
    assert found == [(80, 37, 6), (9, 20, 8)]

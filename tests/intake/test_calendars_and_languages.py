"""Years of other calendars, weeks, scripts and languages beyond the first dozen."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from buttress.intake.amount import read_amount
from buttress.intake.calendar_eras import day_of
from buttress.intake.column_names import name_matches
from buttress.intake.number_marks import NumberMarks
from tests.intake.tables import read, rows

POINT = NumberMarks(".", ",")


@pytest.mark.parametrize(
    ("year", "month", "day", "meant"),
    [
        (1357, 11, 22, dt.date(1979, 2, 11)),
        (1398, 8, 24, dt.date(2019, 11, 15)),
        (1403, 12, 30, dt.date(2025, 3, 20)),
        (1400, 12, 30, None),
        (1401, 107, 1, dt.date(2022, 9, 23)),
        (2022, 107, 1, None),
        (2567, 2, 29, dt.date(2024, 2, 29)),
        (2024, 2, 30, None),
    ],
)
def test_a_day_of_each_calendar(year: int, month: int, day: int, meant: dt.date | None) -> None:
    assert day_of(year, month, day) == meant


def test_buddhist_years_are_told(tmp_path: Path) -> None:
    text = "Date,City,Detained\n16/10/2563,Bangkok,7\n๑๗/๑๐/๒๕๖๓,Chiang Mai,๑๒\n"
    reading = read(tmp_path, text)
    assert rows(reading, "date", "detained_low") == [("2020-10-16", 7), ("2020-10-17", 12)]
    (told,) = [one for one in reading.account.decisions if one.what == "calendar"]
    assert told.chosen == "Buddhist years"


def test_one_year_of_another_calendar_is_no_date(tmp_path: Path) -> None:
    text = "Date,City,Detained\n16/10/2023,Bangkok,7\n17/10/2563,Bangkok,1\n18/10/2023,Bangkok,2\n"
    reading = read(tmp_path, text)
    assert rows(reading, "date") == [("2023-10-16",), ("2023-10-18",)]
    (left,) = reading.account.not_used
    assert "another calendar" in left.why


@pytest.mark.parametrize(
    "cells", [["2024-W10", "2024-W11"], ["KW 10/2024", "KW 11/2024"], ["week 10, 2024", "Week 11 2024"]]
)
def test_weeks_begin_on_monday(tmp_path: Path, cells: list[str]) -> None:
    text = "Week;City;Detained\n" + "".join(f"{cell};Minsk;{number}\n" for number, cell in enumerate(cells))
    reading = read(tmp_path, text)
    assert rows(reading, "date", "detained_low") == [("2024-03-04", 0), ("2024-03-11", 1)]
    assert any(one.what == "weeks" for one in reading.account.decisions)


def test_year_and_week_stand_in_two_columns(tmp_path: Path) -> None:
    text = "Year,Week,City,Detained\n2024,10,Minsk,5\n2024,9,Minsk,7\n"
    assert rows(read(tmp_path, text), "date", "detained_low") == [("2024-03-04", 5), ("2024-02-26", 7)]


@pytest.mark.parametrize(
    ("name", "role"),
    [
        ("被捕人数", "detained"), ("参与人数", "crowd"), ("עצורים", "detained"), ("ผู้ถูกจับกุม", "detained"),
        ("गिरफ्तार", "detained"), ("체포", "detained"), ("bị bắt", "detained"), ("Uhićeni", "detained"),
        ("Задържани", "detained"), ("waliokamatwa", "detained"), ("Sulaikyti", "detained"), ("Pidätetyt", "detained"),
        ("Detenid@s", "detained"), ("Detenidos/as", "detained"), ("Задержано / Detained", "detained"),
        ("Injured (incl. police)", "injured"),
        ("遊行人數", "crowd"), ("연행자 수", "detained"), ("Detained¹", "detained"), ("New arrests", "detained"),
    ],
)  # fmt: skip
def test_a_column_is_known_by_its_name(name: str, role: str) -> None:
    first = name_matches(name)[0]
    assert (first.role, first.exact, first.part) == (role, True, False)


@pytest.mark.parametrize(
    "name", ["Total arrests to date", "Arrests so far", "Cumulative arrests", "Arrests (acumulado)"]
)
def test_a_count_that_goes_on_is_no_count_of_the_row(name: str) -> None:
    assert name_matches(name)[0].part


@pytest.mark.parametrize(
    ("text", "ends"),
    [
        ("约4万人", (40_000, 40_000)), ("55万", (550_000, 550_000)), ("32人", (32, 32)), ("数百人", (200, 999)),
        ("10余人", (10, None)), ("אלפים", (2000, 9999)), ("सैकड़ों लोग", (200, 999)), ("ประมาณ 200 คน", (200, 200)),
        ("약 300명", (300, 300)), ("khoảng 200 người", (200, 200)), ("4 à 5 000", (4000, 5000)),
        ("100-5,000", (100, 5000)), ("από 5 έως 10", (5, 10)), ("έως 50", (0, 50)), ("de la 5 până la 10", (5, 10)),
        ("până la 50", (0, 50)), ("من 5 حتى 10", (5, 10)), ("עד 50", (0, 50)), ("մինչև 50", (0, 50)), ("åtta", (8, 8)),
        ("fünfundzwanzig", (25, 25)), ("trentuno", (31, 31)), ("veintitrés", (23, 23)), ("vijfendertig", (35, 35)),
    ],
)  # fmt: skip
def test_amounts_of_more_languages(text: str, ends: tuple[int, int | None]) -> None:
    amount = read_amount(text, POINT)
    assert amount is not None
    assert (amount.low, amount.high) == ends


def test_marks_of_writing_direction_make_no_other_place(tmp_path: Path) -> None:
    text = "التاريخ,المدينة,عدد المعتقلين\n٢٠١٩/٠١/١٢,الخرطوم,٤٥\n14 يناير 2019,\u200fالخرطوم\u200f,لا يوجد\n"
    assert rows(read(tmp_path, text), "date", "place", "detained_low") == [
        ("2019-01-12", "الخرطوم", 45),
        ("2019-01-14", "الخرطوم", 0),
    ]


@pytest.mark.parametrize(
    "day", ["2024-03-09 (night)", "9 March 2024 evening", "2024-03-09*", "9.3.2024 (Sat)", "Sat 9/3/24"]
)
def test_a_note_beside_a_day_is_left_out(tmp_path: Path, day: str) -> None:
    assert rows(read(tmp_path, f"Date;City;Detained\n{day};Minsk;5\n"), "date") == [("2024-03-09",)]

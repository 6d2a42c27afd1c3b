"""Days across, days as mere numbers, sheets of one table, and titles and tables beside others."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from openpyxl import Workbook

from buttress.intake.reader import read_reports
from tests.intake.tables import read, rows


def book(folder: Path, sheets: dict[str, list[list[object]]]) -> Path:
    made = Workbook()
    made.remove(made.active)
    for name, lines in sheets.items():
        sheet = made.create_sheet(name)
        for line in lines:
            sheet.append(line)
    made.save(folder / "book.xlsx")
    return folder / "book.xlsx"


def test_days_across_are_rows_with_the_number_of_the_sheet(tmp_path: Path) -> None:
    text = "Detained at protests\nCity\t1 Jun 2022\t2 Jun 2022\t3 Jun 2022\tTotal\n"
    text += "Kherson\t12\t\tabout 20\t32\nMelitopol\t4\t5\t\t9\nTotal\t16\t5\t20\t41\n"
    reading = read(tmp_path, text, "reports.tsv")
    assert rows(reading, "row", "date", "place", "detained_low") == [
        (3, "2022-06-01", "Kherson", 12),
        (3, "2022-06-03", "Kherson", 20),
        (4, "2022-06-01", "Melitopol", 4),
        (4, "2022-06-02", "Melitopol", 5),
    ]
    assert [(one.row, one.why) for one in reading.account.not_used] == [(5, "a row of totals")]


def test_days_across_that_no_title_explains_are_asked_about(tmp_path: Path) -> None:
    text = "City,1 Jun 2022,2 Jun 2022,3 Jun 2022\nKherson,12,,20\n"
    (question,) = read(tmp_path, text).account.questions
    assert "--column detained=number" in question.options
    assert rows(read(tmp_path, text, columns={"detained": "number"}), "detained_low") == [(12,), (20,)]


def test_serial_days_in_a_text_file(tmp_path: Path) -> None:
    text = "Date,City,Detained\n44087,Minsk,5\n44088,Brest,6\n"
    assert rows(read(tmp_path, text), "date") == [("2020-09-13",), ("2020-09-14",)]


def test_sheets_of_months_with_days_of_the_month_are_one_table(tmp_path: Path) -> None:
    head: list[object] = ["Dia", "Cidade", "Detidos"]
    sheets = {"Outubro 2024": [head, [21, "Maputo", 15], [24, "Nampula", 21]], "Novembro 2024": [head, [2, "Beira", 4]]}
    reading = read_reports(book(tmp_path, sheets))
    assert rows(reading, "date", "detained_low") == [("2024-10-21", 15), ("2024-10-24", 21), ("2024-11-02", 4)]
    assert [record["sheet"] for record in reading.records()] == ["Outubro 2024", "Outubro 2024", "Novembro 2024"]


def test_sheets_named_for_towns_are_their_places(tmp_path: Path) -> None:
    head: list[object] = ["Date", "Detained"]
    day = dt.date(2020, 8, 9)
    reading = read_reports(book(tmp_path, {"Minsk": [head, [day, 600]], "Brest": [head, [day, 10]]}))
    assert rows(reading, "place", "detained_low") == [("Minsk", 600), ("Brest", 10)]


def test_sheets_that_share_days_are_asked_about(tmp_path: Path) -> None:
    head: list[object] = ["Date", "City", "Detained"]
    row = [dt.date(2020, 8, 9), "Minsk", 600]
    (question,) = read_reports(book(tmp_path, {"raw": [head, row], "clean": [head, row]})).account.questions
    assert question.what == "sheet"


def test_a_town_alone_in_a_row_is_the_place_of_the_rows_below(tmp_path: Path) -> None:
    text = "Date,Crowd,Detained\nMinsk,,\n2020-08-09,5000,600\n2020-08-10,7000,1000\nBrest,,\n2020-08-09,300,10\n"
    assert rows(read(tmp_path, text), "place", "detained_low") == [("Minsk", 600), ("Minsk", 1000), ("Brest", 10)]
    strange = text.replace("Minsk", "Camp Ona").replace("Brest", "Lower mill")
    (question,) = read(tmp_path, strange).account.questions
    assert question.what == "rows of one cell"
    assert len(rows(read(tmp_path, strange, columns={"place": "none"}), "place")) == 3


def test_a_day_alone_in_a_row_is_that_of_the_rows_below(tmp_path: Path) -> None:
    text = "Vil;Sous;Kantite moun;Arestasyon\nJedi 7 fevriye 2019;;;\nJakmèl;AyiboPost;anviwon 400;5\n"
    text += "Okap;RNDDH;dè santèn moun;3\n"
    text += "Madi 12 fevriye 2019;;;\nJakmèl;RNDDH;120;0\n"
    assert rows(read(tmp_path, text), "row", "date", "place", "crowd_low") == [
        (3, "2019-02-07", "Jakmèl", 400),
        (4, "2019-02-07", "Okap", 200),
        (6, "2019-02-12", "Jakmèl", 120),
    ]


def test_marks_of_footnotes_are_no_part_of_a_name(tmp_path: Path) -> None:
    text = "Дата;Град;Източник;Задържани\n9 юли 2020 г.;Бургас*;МВР [1];12\n"
    text += "10 юли 2020 г.;Русе;БНР;3\n* по данни на МВР;;;\n"
    assert rows(read(tmp_path, text), "place", "reporter") == [("Бургас", "МВР"), ("Русе", "БНР")]


def test_tables_beside_each_other_with_days_of_their_own_are_refused(tmp_path: Path) -> None:
    text = "Minsk,,,Brest,\nDate,Detained,,Date,Detained\n2020-08-09,600,,2020-08-09,10\n2020-08-11,300,,2020-08-12,5\n"
    assert "2 tables stand side by side" in [one.because for one in read(tmp_path, text).account.questions]


def test_the_first_of_sorted_rows_may_be_of_an_earlier_year(tmp_path: Path) -> None:
    days = ["2015-11-14", "2016-10-29", *(f"2016-11-{day:02}" for day in range(5, 30, 3))]
    text = "Date,Detained\n" + "".join(f"{day},5\n" for day in days)
    assert len(rows(read(tmp_path, text), "date")) == len(days)


def test_years_of_eras(tmp_path: Path) -> None:
    text = "年月日,市区町村,逮捕者数\n令和3年6月23日,新宿区,2\n令和元年7月10日,大阪市,0\nR2.8.11,名古屋,1\n"
    assert rows(read(tmp_path, text), "date") == [("2021-06-23",), ("2019-07-10",), ("2020-08-11",)]
    text = "日期,城市,被捕\n民國103年3月18日,台北市,2\n"
    assert rows(read(tmp_path, text), "date") == [("2014-03-18",)]


def test_counts_below_each_other_and_days_across(tmp_path: Path) -> None:
    text = "City,What,23 Jan 2021,31 Jan 2021,2 Feb 2021\nMoscow,crowd,15000,5000,1000\nMoscow,detained,1500,1800,\n"
    assert rows(read(tmp_path, text), "row", "date", "crowd_low", "detained_low")[::3] == [
        (2, "2021-01-23", 15000, None),
        (3, "2021-01-23", None, 1500),
    ]


def test_a_row_with_three_days_of_its_own_is_a_report(tmp_path: Path) -> None:
    text = "Date,Published,Updated,City,Detained\n2020-08-09,2020-08-10,2020-08-12,Minsk,600\n"
    assert rows(read(tmp_path, text), "date", "detained_low") == [("2020-08-09", 600)]

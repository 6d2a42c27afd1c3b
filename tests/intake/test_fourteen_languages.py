"""Tables as monitors write them, in the languages that they use most: every row, with what it means."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.intake.tables import read, rows

Row = tuple[str, str, int | None, float | None, int | None, float | None]
"""Date, place, and both ends of the crowd and of those detained."""
TABLES: dict[str, tuple[str, str, list[Row]]] = {
    "Serbian, months in the genitive": (
        "utf-8",
        "Датум;Град;Број учесника;Приведени\n"
        "7. јул 2020.;Београд;неколико хиљада;23\n8. јула 2020.;Ниш;преко 500;девет\n"
        "04.12.2021.;Београд;десетине хиљада;троје\n",
        [
            ("2020-07-07", "Београд", 2000, 9999, 23, 23),
            ("2020-07-08", "Ниш", 500, None, 9, 9),
            ("2021-12-04", "Београд", 20000, 99999, 3, 3),
        ],
    ),
    "Spanish, one day without its year, and days that only their neighbours explain": (
        "cp1252",
        "Fecha;Ciudad;Manifestantes;Detenidos/as\n"
        "28 de abril de 2021;Cali;unos 20 mil;37\n1 mayo 2021;Bogotá;más de 5.000;s/d\n"
        "03/05/2021;Cali;varios centenares;12 (3 menores)\n5-may-2021;Pereira;medio millar;9\n"
        "9.5.2021;Popayán;entre 200 y 300;ninguno\n"
        "12 de mayo;Pasto;una treintena;2\n14 de mayo de 2021;Popayán;2,5 mil;45\n",
        [
            ("2021-04-28", "Cali", 20000, 20000, 37, 37),
            ("2021-05-01", "Bogotá", 5000, None, None, None),
            ("2021-05-03", "Cali", 200, 999, 12, 12),
            ("2021-05-05", "Pereira", 500, 500, 9, 9),
            ("2021-05-09", "Popayán", 200, 300, 0, 0),
            ("2021-05-12", "Pasto", 30, 30, 2, 2),
            ("2021-05-14", "Popayán", 2500, 2500, 45, 45),
        ],
    ),
    "Belarusian, short months": (
        "utf-16",
        "Дата\tГорад\tУдзельнікаў\tЗатрымана\n9 жніўня 2020\tМінск\tнекалькі тысяч\t3000\n"
        "16 жн. 2020\tМінск\tда 200 тыс.\tпяцёра\n23 верасня 2020\tГомель\tпаўтары сотні\tн/д\n",
        [
            ("2020-08-09", "Мінск", 2000, 9999, 3000, 3000),
            ("2020-08-16", "Мінск", 0, 200000, 5, 5),
            ("2020-09-23", "Гомель", 150, 150, None, None),
        ],
    ),
    "Persian, solar days and words": (
        "utf-8",
        "تاریخ,شهر,تعداد معترضان,بازداشت‌شدگان\n"
        "۲۶ شهریور ۱۴۰۱,سقز,صدها نفر,۱۳\n۱۴۰۱/۰۶/۲۸,دیواندره,حدود ۲۰۰ نفر,نامعلوم\n"
        "۸ مهر ۱۴۰۱,زاهدان,چند هزار نفر,۸۰ تا ۱۰۰\n",
        [
            ("2022-09-17", "سقز", 200, 999, 13, 13),
            ("2022-09-19", "دیواندره", 200, 200, None, None),
            ("2022-09-30", "زاهدان", 2000, 9999, 80, 100),
        ],
    ),
    "Arabic, months of two traditions": (
        "cp1256",
        "تاريخ الحدث;المدينة;عدد المشاركين;الموقوفون\nالجمعة 26 ماي 2017;الحسيمة;آلاف الطلاب;أكثر من 20\n"
        "20 يوليوز 2017;الحسيمة;ألفان;عشرة\n1 تشرين الأول 2017;الرباط;نحو 400;لا أحد\n",
        [
            ("2017-05-26", "الحسيمة", 2000, 9999, 20, None),
            ("2017-07-20", "الحسيمة", 2000, 2000, 10, 10),
            ("2017-10-01", "الرباط", 400, 400, 0, 0),
        ],
    ),
    "a place and its number in one cell": (
        "utf-8",
        "Дата;Город (участники);Задержано\n12.01.2023;Минск (200);3\n13.01.2023;Брест (1 150);4\n",
        [("2023-01-12", "Минск", 200, 200, 3, 3), ("2023-01-13", "Брест", 1150, 1150, 4, 4)],
    ),
    "Arabic, months by both their names": (
        "utf-8",
        "التاريخ;المكان;عدد المحتجين;المقبوض عليهم\n17 تشرين الأول/أكتوبر 2019;بيروت;آلاف;70\n"
        "2 كانون الثاني/ يناير 2020;صيدا;نحو 150;15 موقوفاً\n",
        [("2019-10-17", "بيروت", 2000, 9999, 70, 70), ("2020-01-02", "صيدا", 150, 150, 15, 15)],
    ),
    "Persian, years of two digits": (
        "utf-8",
        "تاریخ;شهر;تعداد شرکت کنندگان;دستگیری ها\n"
        "۲۵ آبان ۹۸;بهبهان;صدها تن;نامشخص\n۲۶ آبان ۱۳۹۸;شیراز;۳ هزار;بیش از صد نفر\n",
        [("2019-11-16", "بهبهان", 200, 999, None, None), ("2019-11-17", "شیراز", 3000, 3000, 100, None)],
    ),
    "French, groups of columns, and days whose order the language tells": (
        "utf-8",
        ";;Manifestations;Répression\n"
        "Date;Ville;Participants;Arrêtés\n03/03/2021;Dakar;milliers;21\n04/03/2021;Dakar;300;s.o.\n",
        [("2021-03-03", "Dakar", 2000, 9999, 21, 21), ("2021-03-04", "Dakar", 300, 300, None, None)],
    ),
    "Indonesian, short words": (
        "utf-8",
        "Hari/Tgl;Kab/Kota;Jml Massa;Jml Ditangkap\n"
        "Rabu, 9/10/2019;Kab. Wamena;+/- 200 org;5 org\nKamis, 10/10/2019;Sorong;ratusan org;tdk ada\n",
        [("2019-10-09", "Kab. Wamena", 200, 200, 5, 5), ("2019-10-10", "Sorong", 200, 999, 0, 0)],
    ),
}


@pytest.mark.parametrize("name", TABLES)
def test_each_row_is_read(name: str, tmp_path: Path) -> None:
    encoding, text, expected = TABLES[name]
    columns = ("date", "place", "crowd_low", "crowd_high", "detained_low", "detained_high")
    assert rows(read(tmp_path, text.encode(encoding)), *columns) == expected


@pytest.mark.parametrize("cell", ["5 شهيدا", "3 إصابة", "7 قتيلا", "2 herida", "6 погибших", "3 povređenih", "2 tewas"])
def test_people_of_another_column_are_asked_about(cell: str, tmp_path: Path) -> None:
    reading = read(tmp_path, f"Date;City;Detained\n13/04/2021;Nairobi;{cell}\n14/04/2021;Nairobi;3\n")
    assert "in a column of detained" in reading.account.questions[0].examples[0]


def test_english_days_stay_open(tmp_path: Path) -> None:
    text = "Date;City;Arrests\n03/04/2021;Nairobi;2\n05/04/2021;Nairobi;3\n"
    assert read(tmp_path, text).account.questions[0].options == ("--dates day-first", "--dates month-first")


def test_a_number_beside_a_place_that_no_name_explains_is_asked_about(tmp_path: Path) -> None:
    text = "Date;Ville;Arrestations\n12/01/2023;Lyon 2 000;3\n13/01/2023;Paris 15 000;4\n14/01/2023;Nantes 800;0\n"
    (question,) = read(tmp_path, text).account.questions
    assert "--column crowd=number" in question.options
    reading = read(tmp_path, text, columns={"crowd": "number"})
    assert rows(reading, "place", "crowd_low") == [("Lyon", 2000), ("Paris", 15000), ("Nantes", 800)]


def test_numbers_beside_some_places_are_asked_about(tmp_path: Path) -> None:
    text = "Date;Ville;Arrestations\n12/01/2023;Lyon (200);3\n13/01/2023;Paris;4\n14/01/2023;Nantes (80);0\n"
    assert "a column of their own" in read(tmp_path, text).account.questions[0].options[0]


def test_numbers_of_districts_are_names(tmp_path: Path) -> None:
    text = "Date;Place;Arrests\n12/01/2023;Zone 1;3\n13/01/2023;Sector 2;4\n14/01/2023;District 12;0\n"
    assert rows(read(tmp_path, text), "place") == [("Zone 1",), ("Sector 2",), ("District 12",)]


def test_words_for_not_known_and_for_those_who_took_part(tmp_path: Path) -> None:
    text = "Дата,Місто,Затримано\n2021-03-12,Київ,н/в\n2021-03-13,Львів,4\n"
    assert rows(read(tmp_path, text), "detained_low") == [(4,)]
    text = "تاریخ,شهر,اشتراک‌کنندگان,کشته\n2021-09-07,کابل,۳۰۰,۲\n2021-09-08,هرات,نامعلوم,۳\n"
    assert rows(read(tmp_path, text), "crowd_low", "killed_low") == [(300, 2), (None, 3)]

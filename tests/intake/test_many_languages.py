"""Names of columns, totals and numbers in words in languages beyond the first dozen."""

from __future__ import annotations

from pathlib import Path

import pytest

from buttress.intake.amount import read_amount
from buttress.intake.column_names import is_total, name_matches, sums_places
from buttress.intake.number_marks import NumberMarks
from tests.intake.tables import read, rows

NAMES = {
    "crowd": "Jumlah massa|Idadi ya waandamanaji|Αριθμός διαδηλωτών|Số người|Broj demonstranata|Aantal betogers|"
    "Liczba demonstrantów|Počet účastníků|Antal deltagare|参加抗议人数|عدد المتظاهرين|מספר המפגינים|"
    "प्रदर्शनकारियों की संख्या|จำนวนผู้ชุมนุม|Numărul de manifestanți",
    "detained": "Broj privedenih|Προσαχθέντες|Số người bị bắt|Jumlah ditangkap|被捕者人数|연행자수|Zatčeno osob|"
    "Aantal arrestaties|عدد المعتقلين|गिरफ्तार लोगों की संख्या|Anholdte personer",
}


@pytest.mark.parametrize(("role", "name"), [(role, name) for role, names in NAMES.items() for name in names.split("|")])
def test_words_for_a_number_change_no_name(role: str, name: str) -> None:
    match = name_matches(name)[0]
    assert (match.role, match.exact, match.part) == (role, True, False)


@pytest.mark.parametrize(
    "cell", ["Jumlah", "Yhteensä", "Összesen", "Σύνολο", "合计", "小计", "Tổng cộng", "Ukupno", "I alt"]
)
def test_words_for_a_total(cell: str) -> None:
    assert is_total(cell)


@pytest.mark.parametrize("town", ["General Santos", "Grand-Bassam", "Alt-Treptow"])
def test_a_town_whose_name_begins_like_a_total_is_none(town: str) -> None:
    assert not sums_places(town)


AMOUNTS = {
    "elfu 2": (2000, 2000), "mia tatu": (300, 300), "više hiljada": (2000, 9999), "หลายร้อยคน": (200, 999),
    "2000至3000人": (2000, 3000), "1½ thousand": (1500, 1500), "300 ± 50": (250, 350), "300 +/- 50": (250, 350),
    "500ish": (500, 500), "maybe 2000": (2000, 2000), "@20": (20, 20), "n. 300": (300, 300), "vài chục": (20, 99),
    "nekoliko desetina": (20, 99), "डेढ़ हजार": (1500, 1500), "stotinjak": (100, 100), "수백명": (200, 999),
    "हजारों": (2000, 9999), "হাজারো": (2000, 9999), "सयौं": (200, 999), "40-ak": (40, 40), "200〜300人": (200, 300),
    "lots": None, "#DIV/0!": None, "some": None, "molti": None,
}  # fmt: skip


@pytest.mark.parametrize("text", AMOUNTS)
def test_numbers_in_words(text: str) -> None:
    amount = read_amount(text, NumberMarks(".", ","))
    assert (amount and (amount.low, amount.high)) == AMOUNTS[text]


def test_a_column_of_places_is_no_year_whatever_its_name_means_elsewhere(tmp_path: Path) -> None:
    text = "Tarih,İl,Gözaltı\n19.03.2025,Ankara,5\n20.03.2025,Bursa,7\n"
    assert rows(read(tmp_path, text), "place", "detained_low") == [("Ankara", 5), ("Bursa", 7)]


def test_a_total_by_another_name_is_no_place(tmp_path: Path) -> None:
    text = "Tanggal,Kota,Ditangkap\n2020-10-08,Jakarta,500\n2020-10-08,Bandung,100\n2020-10-08,Jumlah,600\n"
    reading = read(tmp_path, text)
    assert rows(reading, "place", "level") == [("Jakarta", "place"), ("Bandung", "place"), ("Jumlah", "country")]


def test_days_under_an_ethiopian_name_are_asked_about(tmp_path: Path) -> None:
    text = "ቀን,ከተማ,የታሰሩ\n2013-03-05,Adama,3\n2013-03-06,Gondar,1\n"
    (question,) = read(tmp_path, text).account.questions
    assert "Ethiopian calendar" in question.because
    assert rows(read(tmp_path, text, columns={"date": "ቀን"}), "date") == [("2013-03-05",), ("2013-03-06",)]

"""Headers and columns: where they stand, what they are called, what they hold, and what is asked."""

from __future__ import annotations

from pathlib import Path

import pytest

from buttress.intake.column_names import is_total, name_matches
from buttress.intake.error import IntakeError
from tests.intake.tables import read, rows

NAMES = {
    "Date": "date", "Fecha": "date", "Datum": "date", "Дата": "date", "Tarih": "date", "التاريخ": "date",
    "event_date": "date",
    "City": "place", "Ville": "place", "Stadt": "place", "Città": "place", "Місто": "place", "Горад": "place",
    "Şehir": "place",
    "How many came": "crowd", "Participantes": "crowd", "Teilnehmerzahl": "crowd", "Число участников": "crowd",
    "Liczba uczestników": "crowd", "N_Part": "crowd", "Personenzahl": "crowd", "Nombre de manifestants": "crowd",
    "Nº de detenidos": "detained", "Interpellations": "detained", "Anzahl der Festgenommenen": "detained",
    "Кількість затриманих": "detained", "Затрыманыя": "detained", "Zatrzymani": "detained",
    "Gözaltı sayısı": "detained",
    "عدد المعتقلين": "detained", "how many arrested": "detained",
    "How many were detained?": "detained", "Nb interpellés": "detained", "Arrestati": "detained", "Presos": "detained",
    "Fatalities": "killed", "Погибшие": "killed", "Wounded": "injured", "Ранены": "injured", "Verletzte": "injured",
    "End date": "date_end", "Source of estimate": "reporter", "По данным": "reporter", "Quelle": "source",
}  # fmt: skip


@pytest.mark.parametrize("name", NAMES)
def test_a_column_goes_by_its_name_in_many_languages(name: str) -> None:
    first = name_matches(name)[0]
    assert (first.role, first.exact) == (NAMES[name], True)


@pytest.mark.parametrize("name", ["lat", "title", "organizer", "42", "", "***"])
def test_a_name_that_says_nothing_has_no_role(name: str) -> None:
    assert not name_matches(name)


@pytest.mark.parametrize(
    "cell", ["Total", "TOTAL:", "Итого", "Grand total", "Summe", "Razem:", "المجموع", "Всього осіб"]
)
def test_words_for_a_sum(cell: str) -> None:
    assert is_total(cell)
    assert not is_total("Total Wine rally")


def test_title_rows_stand_above_the_header(tmp_path: Path) -> None:
    text = "Versammlungen 2021,,\nStand: 3.1.2022,,\n\nDatum,Ort,Personenzahl\n"
    text += "2021-01-01,Kiel,20\n2021-01-02,Kiel,30\nSumme,,50\n"
    reading = read(tmp_path, text)
    assert rows(reading, "row", "crowd_low") == [(5, 20), (6, 30)]
    assert [(one.row, one.why) for one in reading.account.not_used] == [(7, "a row of totals")]
    assert (reading.account.rows, reading.account.used) == (3, 2)


def test_a_header_of_two_rows_gives_a_column_a_reporter(tmp_path: Path) -> None:
    text = "Date,City,Detained,,Crowd,\n,,police,lawyers,min,max\n2024-11-28,Minsk,5,7,100,200\n2024-11-29,Minsk,,8,,\n"
    found = rows(read(tmp_path, text), "row", "reporter", "detained_low", "crowd_low", "crowd_high")
    assert found == [
        (3, "anonymous", None, 100, 200),
        (3, "police", 5, None, None),
        (3, "lawyers", 7, None, None),
        (4, "lawyers", 8, None, None),
    ]


def test_a_column_a_city_is_asked_about_and_read_when_answered(tmp_path: Path) -> None:
    text = "Date,Alphaville,Betatown,Gammastadt\n2024-11-28,5,0,\n2024-11-29,,3,1\n"
    (question,) = read(tmp_path, text).account.questions
    assert "--cells detained" in question.options
    answers = {"cells": "detained"}
    (question,) = read(tmp_path, text, answers=answers).account.questions
    assert question.options[:2] == ("--columns places", "--columns reporters")
    found = rows(read(tmp_path, text, answers=answers | {"columns": "places"}), "row", "place", "detained_low")
    assert found == [(2, "Alphaville", 5), (2, "Betatown", 0), (3, "Betatown", 3), (3, "Gammastadt", 1)]


def test_a_title_says_what_a_wide_table_counts(tmp_path: Path) -> None:
    text = "Detained by day,,\nDate,Police,Lawyers\n2024-11-28,5,7\n2024-11-29,6,9\n"
    found = rows(read(tmp_path, text, answers={"columns": "reporters"}), "reporter", "detained_low")
    assert found == [("Police", 5), ("Lawyers", 7), ("Police", 6), ("Lawyers", 9)]


def test_an_unknown_name_is_asked_for_with_one_option(tmp_path: Path) -> None:
    text = "Date,Verhaftungszahlen,Ort\n2024-11-28,5,Kiel\n2024-11-29,6,Kiel\n"
    text = text.replace("Verhaftungszahlen", "Xyz")
    (question,) = read(tmp_path, text).account.questions
    assert question.options[0] == "--column crowd=Xyz"
    assert rows(read(tmp_path, text, columns={"detained": "xyz"}), "detained_low") == [(5,), (6,)]
    assert rows(read(tmp_path, text, columns={"detained": "B"}), "detained_low") == [(5,), (6,)]
    with pytest.raises(IntakeError, match="no such column; did you mean 'Xyz'"):
        read(tmp_path, text, columns={"detained": "Xyzz"})


def test_a_file_without_names_goes_by_letters(tmp_path: Path) -> None:
    text = "2024-11-28,Kiel,5\n2024-11-29,Kiel,6\n"
    assert read(tmp_path, text).account.questions
    assert rows(read(tmp_path, text, columns={"detained": "C", "place": "B"}), "row", "place", "detained_low") == [
        (1, "Kiel", 5),
        (2, "Kiel", 6),
    ]


def test_a_part_of_the_people_is_not_taken_for_all(tmp_path: Path) -> None:
    text = "date,detained women\n2024-11-28,5\n"
    (question,) = read(tmp_path, text).account.questions
    assert "part" in question.because
    text = "date,detained,of them women detained\n2024-11-28,5,2\n"
    assert rows(read(tmp_path, text), "detained_low") == [(5,)]


def test_two_columns_of_one_name_are_asked_about(tmp_path: Path) -> None:
    (question,) = read(tmp_path, "date,arrested,detained\n2024-11-28,5,7\n").account.questions
    assert question.options == ("--column detained=detained", "--column detained=arrested") or question.options == (
        "--column detained=arrested",
        "--column detained=detained",
    )


def test_a_column_named_for_people_that_holds_texts_is_not_counted(tmp_path: Path) -> None:
    text = "date,participants,arrests\n2024-11-28,elected officials,5\n2024-11-29,students and teachers,1\n"
    assert rows(read(tmp_path, text), "crowd_low", "detained_low") == [(None, 5), (None, 1)]


def test_low_and_high_ends(tmp_path: Path) -> None:
    text = "Fecha;Ciudad;Participantes (mín.);Participantes (máx.)\n28/11/2024;Lima;100;200\n29/11/2024;Lima;;300\n"
    assert rows(read(tmp_path, text), "crowd_low", "crowd_high") == [(100, 200), (0, 300)]
    both = "date,crowd_low,crowd_high,size_mean\n2024-11-28,100,,100\n"
    assert rows(read(tmp_path, both), "crowd_low", "crowd_high") == [(100, None)]


def test_one_column_of_sources_names_reporters_and_one_of_addresses_does_not(tmp_path: Path) -> None:
    text = "date,detained,source\n" + "".join(f"2024-11-{day},5,paper\n" for day in range(10, 20))
    assert {one[0] for one in rows(read(tmp_path, text), "reporter")} == {"paper"}
    text = "date,detained,source\n" + "".join(f"2024-11-{day},5,https://a.org/{day}\n" for day in range(10, 30))
    assert {one[0] for one in rows(read(tmp_path, text), "reporter")} == {"anonymous"}


def test_a_column_a_town_is_known_by_the_towns_and_its_sum_is_left_out(tmp_path: Path) -> None:
    text = "Festnahmen nach Stadt\nDatum;Berlin;Hamburg;München;Summe\n01.05.2023;35;20;3;58\n02.05.2023;2;0;k.A.;2\n"
    found = rows(read(tmp_path, text), "row", "place", "detained_low")
    assert found == [
        *[(3, place, number) for place, number in (("Berlin", 35), ("Hamburg", 20), ("München", 3))],
        *[(4, "Berlin", 2), (4, "Hamburg", 0)],
    ]


def test_towns_of_one_name_are_told_apart_by_their_region(tmp_path: Path) -> None:
    text = "Date,City,State,Arrests\n2020-05-30,Portland,OR,48\n2020-05-30,Portland,ME,0\n2020-05-31,Salem,OR,4\n"
    assert rows(read(tmp_path, text), "place") == [("Portland, OR",), ("Portland, ME",), ("Salem",)]


def test_low_and_high_estimates_are_of_the_crowd(tmp_path: Path) -> None:
    text = 'Date,Low Estimate,High Estimate,Arrests\n5/30/2020,"1,000","2,000",48\n'
    assert rows(read(tmp_path, text), "crowd_low", "crowd_high", "detained_low") == [(1000, 2000, 48)]


def test_a_column_a_counter_by_according_to(tmp_path: Path) -> None:
    text = "Date;Ville;participants selon la police;participants selon les syndicats\n17/12/2019;Paris;76 000;350 000\n"
    assert rows(read(tmp_path, text), "reporter", "crowd_low") == [("police", 76000), ("syndicats", 350000)]


def test_a_column_of_flags_is_asked_about(tmp_path: Path) -> None:
    text = "date,arrests,crowd\n" + "".join(f"2024-11-{day:02},{day % 2},{day * 100}\n" for day in range(1, 29))
    (question,) = read(tmp_path, text).account.questions
    assert "0 and 1 alone" in question.because
    assert len(rows(read(tmp_path, text, columns={"detained": "arrests"}), "detained_low")) == 28


def test_columns_that_are_not_used_are_told(tmp_path: Path) -> None:
    decisions = read(tmp_path, "date,detained,weather\n2024-11-28,5,fine\n").account.decisions
    assert [one.examples for one in decisions if one.what == "columns not used"] == [("weather",)]


def test_days_side_by_side_or_without_a_year_get_a_message(tmp_path: Path) -> None:
    across = "Date,28.11.2024,29.11.2024,30.11.2024\nCity,Minsk,Brest,Minsk\nDetained,3,4,5\n"
    (question, *_) = read(tmp_path, across).account.questions
    assert "days" in question.because
    (question, *_) = read(tmp_path, "Date,Detained\n28.11,34\n29.11,5\n").account.questions
    assert "no year" in question.because
    assert question.options == ("--year 2024",)


def test_a_name_with_a_word_for_the_public_is_no_crowd(tmp_path: Path) -> None:
    text = "Fecha,Lugar,Policía Nacional,Ministerio Público,Defensoría\n"
    text += "15/12/2022,Ayacucho,9,10,12\n16/12/2022,Cusco,3,3,5\n"
    (question,) = read(tmp_path, text).account.questions
    assert question.options[1] == "--cells detained"
    found = rows(read(tmp_path, text, answers={"cells": "detained"}), "row", "reporter", "detained_low")
    assert found[:3] == [(2, "Policía Nacional", 9), (2, "Ministerio Público", 10), (2, "Defensoría", 12)]


def test_parts_of_a_whole_are_never_taken_for_reporters(tmp_path: Path) -> None:
    text = "date,city,detained at rally,detained at home\n2024-03-01,Minsk,10,5\n2024-03-02,Brest,1,0\n"
    (question,) = read(tmp_path, text).account.questions
    assert "parts of a whole" in question.because
    text = text.replace("detained at rally", "confirmed detained").replace("detained at home", "unconfirmed detained")
    assert read(tmp_path, text).account.questions


def test_notes_and_subtotals_below_a_table(tmp_path: Path) -> None:
    text = "Date,City,Detained\n2024-03-01,Minsk,10\nSubtotal March,,10\n"
    text += "2024-04-01,Minsk,3\nGRAND TOTAL,,13\n\nNotes:\nAll is ours.\n"
    reading = read(tmp_path, text)
    assert rows(reading, "row", "detained_low") == [(2, 10), (4, 3)]
    assert [(one.row, one.why) for one in reading.account.not_used] == [
        (3, "a row of totals"),
        (5, "a row of totals"),
        (7, "a note of one cell"),
        (8, "a note of one cell"),
    ]


def test_a_day_of_report_is_when_it_was_known(tmp_path: Path) -> None:
    text = "Date of event,Date of report,City,Detained\n2024-03-01,2024-03-04,Minsk,10\n2024-03-02,2024-03-01,Brest,1\n"
    reading = read(tmp_path, text)
    assert [report.known.isoformat() for report in reading.reports] == ["2024-03-04"]
    assert [one.why for one in reading.account.not_used] == ["published before its day"]


def test_a_country_in_capitals_is_the_same(tmp_path: Path) -> None:
    text = "Date,Country,City,Detained\n2024-03-01,Belarus,Minsk,10\n2024-03-02,BELARUS,Brest,1\n"
    assert len(rows(read(tmp_path, text), "row")) == 2


@pytest.mark.parametrize(
    ("name", "cells"),
    [
        ("Turnout (thousands)", ("5", "2")),
        ("Turnout (thousands)", ("5", "1.5")),
        ("Участников (тыс.)", ("5", "1.5")),
        ("Arrests per 1000", ("5", "2")),
        ("Detained %", ("5", "2")),
        ("Number of arrest warrants", ("5", "2")),
        ("Planned participants", ("500", "200")),
        ("Arrested of another sort", ("5", "2")),
    ],
)
def test_a_name_that_may_mean_something_else_is_asked_about(tmp_path: Path, name: str, cells: tuple[str, str]) -> None:
    text = f"Date,City,{name}\n2024-03-01,Minsk,{cells[0]}\n2024-03-02,Brest,{cells[1]}\n"
    assert read(tmp_path, text).account.questions


def test_counts_according_to_two_in_spanish(tmp_path: Path) -> None:
    text = (
        "Fecha,Ciudad,Detenidos,Asistentes según policía,Asistentes según organizadores\n15/03/2024,Lima,10,500,2000\n"
    )
    found = rows(read(tmp_path, text), "reporter", "crowd_low", "detained_low")
    assert found == [("policía", 500, None), ("organizadores", 2000, None), ("anonymous", None, 10)]

"""Rows with numbers whose date can't be read: asked about rather than left out in silence."""

from __future__ import annotations

from pathlib import Path

from tests.intake.tables import read, rows

TABLE = "Datum;Ort;Festnahmen\n8. Jänner 2022;Wien;2\n12. Feber 2022;Linz;3\n"


def test_months_as_austria_names_them(tmp_path: Path) -> None:
    assert rows(read(tmp_path, TABLE), "date") == [("2022-01-08",), ("2022-02-12",)]


def test_a_row_with_numbers_and_a_date_that_is_not_understood_is_asked_about(tmp_path: Path) -> None:
    text = TABLE + "3. Brachet 2022;Graz;4\n"
    (question,) = read(tmp_path, text).account.questions
    assert question.because == "not understood, row 4"
    assert "--missing not-understood" in question.options[0]
    assert "'brachet'" in question.examples[0]
    left = read(tmp_path, text, answers={"missing": "not-understood"})
    assert rows(left, "row") == [(2,), (3,)]
    assert [one.row for one in left.account.not_used] == [4]


def test_rows_without_numbers_and_dates_said_to_be_unknown_are_told_alone(tmp_path: Path) -> None:
    reading = read(tmp_path, TABLE + "3. Brachet 2022;Graz;\nunbekannt;Graz;4\n?;Graz;5\n")
    assert rows(reading, "row") == [(2,), (3,)]
    assert [one.row for one in reading.account.not_used] == [4, 5, 6]

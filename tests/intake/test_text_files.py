"""Text files: encodings, marks between cells, row numbers as a spreadsheet shows them."""

from __future__ import annotations

from pathlib import Path

import pytest
from babel import Locale

from buttress.intake.account import AccountDraft
from buttress.intake.error import IntakeError
from buttress.intake.text_encoding import decode
from tests.intake.tables import read, rows

PLAIN = "date,place,detained\n2024-11-28,Łódź,5\n2024-11-29,Kraków,6\n"
READ = [(2, "2024-11-28", "Łódź", 5), (3, "2024-11-29", "Kraków", 6)]


@pytest.mark.parametrize("mark", [",", ";", "\t", "|"])
def test_cells_between_any_mark(tmp_path: Path, mark: str) -> None:
    assert rows(read(tmp_path, PLAIN.replace(",", mark)), "row", "date", "place", "detained_low") == READ


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1250"])
def test_any_common_encoding(tmp_path: Path, encoding: str) -> None:
    text = PLAIN if encoding != "cp1250" else PLAIN + "2024-11-30,Białystok,7\n2024-12-01,Częstochowa,8\n"
    found = rows(read(tmp_path, text.encode(encoding)), "row", "date", "place", "detained_low")
    assert found[:2] == READ


def test_cyrillic_of_an_old_encoding(tmp_path: Path) -> None:
    text = "Дата;Город;Задержано\n28.11.2024;Москва;5\n29.11.2024;Екатеринбург;6\n30.11.2024;Нижний Новгород;1\n"
    reading = read(tmp_path, text.encode("cp1251"))
    assert rows(reading, "place", "detained_low") == [("Москва", 5), ("Екатеринбург", 6), ("Нижний Новгород", 1)]
    assert any(one.what == "encoding" and "cp1251" in one.chosen for one in reading.account.decisions)


def test_a_comma_inside_the_header_of_a_file_of_semicolons(tmp_path: Path) -> None:
    text = "date;place, street;detained\n2021-01-23;Moscow;5\n"
    assert rows(read(tmp_path, text), "place", "detained_low") == [("Moscow", 5)]


def test_a_line_that_names_the_mark(tmp_path: Path) -> None:
    assert rows(read(tmp_path, "sep=;\n" + PLAIN.replace(",", ";")), "row") == [(3,), (4,)]


def test_blank_lines_count_and_line_breaks_in_a_cell_do_not(tmp_path: Path) -> None:
    text = 'date,place,detained\n\n2024-11-28,"a\nb",5\n , ,\n2024-11-29,c,6\n'
    assert rows(read(tmp_path, text), "row", "place") == [(3, "a b"), (5, "c")]


REFUSED = {
    "nothing": (b"", "empty"),
    "blank lines": (b"\n \n\n", "empty"),
    "an open quote": (b'date,detained\n2024-01-01,"5\n2024-01-02,6\n', "quote left open"),
    "a zero byte": (b"date,detained\n2024-01-01,5\x00\n", "zero byte"),
    "a picture": (b"\x89PNG\r\n\x1a\n0000", "a picture"),
    "a PDF": (b"%PDF-1.4 ...", "a PDF"),
    "a broken workbook": (b"PK\x03\x04 and nothing more", "broken workbook"),
    "broken JSON": (b'{"date": "2024-01-01", ', "broken JSON"),
    "a list of numbers": (b"[1, 2]", "no record"),
}


@pytest.mark.parametrize("fault", REFUSED)
def test_what_is_no_table_gets_one_line(tmp_path: Path, fault: str) -> None:
    raw, said = REFUSED[fault]
    with pytest.raises(IntakeError, match=said) as caught:
        read(tmp_path, raw)
    assert str(caught.value).startswith(str(tmp_path / "reports.csv"))
    assert "\n" not in str(caught.value)


def test_a_folder_is_answered_with_its_file(tmp_path: Path) -> None:
    (tmp_path / "reports.csv").mkdir()
    (tmp_path / "reports.csv" / "events.csv").write_text(PLAIN)
    from buttress.intake.reader import read_reports

    with pytest.raises(IntakeError, match=r"a folder.*did you mean .*events\.csv"):
        read_reports(tmp_path / "reports.csv")


def test_records_of_json(tmp_path: Path) -> None:
    lines = '{"date": "2024-11-28", "city": "Minsk", "detained": 5}\n\n'
    lines += '{"date": "2024-11-29", "detained": null, "crowd": 12.0}\n'
    found = rows(read(tmp_path, lines, "reports.jsonl"), "row", "place", "crowd_low", "detained_low")
    assert found == [(1, "Minsk", None, 5), (3, None, 12, None)]
    listed = '[{"date": "2024-11-28", "detained": 5}, {"date": "2024-11-29", "detained": 6}]'
    assert rows(read(tmp_path, listed, "reports.json"), "row", "detained_low") == [(1, 5), (2, 6)]


@pytest.mark.parametrize(
    ("encoding", "text", "place"),
    [
        ("cp1252", "Fecha;Ciudad;Detenidos\n18.04.2018;León;5\n19.04.2018;Managua;más de 1.000\n", "León"),
        ("cp1252", "Data,Cidade,Nº de presos\n17/06/2013,São Paulo,5\n", "São Paulo"),
        ("cp1250", "Data;Miasto;Zatrzymani\n28.11.2020;Łódź;5\n", "Łódź"),
        ("cp1254", "Tarih;Şehir;Gözaltı\n28.11.2020;İstanbul;5\n", "İstanbul"),
        ("cp1251", "Дата;Город;Задержано\n28.11.2020;Хабаровск;5\n", "Хабаровск"),
        ("koi8_r", "Дата;Город;Задержано\n28.11.2020;Хабаровск;5\n", "Хабаровск"),
        ("koi8_u", "Дата;Місто;Затримано\n28.11.2020;Київ;5\n", "Київ"),
        ("cp1256", "التاريخ;المدينة;عدد المعتقلين\n28.11.2020;الخرطوم;5\n", "الخرطوم"),
        ("cp1253", "Ημερομηνία;Πόλη;Συλλήψεις\n28.11.2020;Αθήνα;5\n", "Αθήνα"),
        ("cp1255", "תאריך;עיר;עצורים\n28.11.2020;חיפה;5\n", "חיפה"),
        ("cp932", "日付,市,逮捕者数\n2020-11-28,札幌市,5\n", "札幌市"),
    ],
)
def test_short_files_of_old_encodings(tmp_path: Path, encoding: str, text: str, place: str) -> None:
    assert rows(read(tmp_path, text.encode(encoding)), "place")[0] == (place,)


NAMES = {
    "iso8859_2": "pl", "cp852": "cs", "cp1250": "hu", "iso8859_5": "bg", "mac_cyrillic": "ru", "cp1251": "uk",
    "koi8_r": "ru", "koi8_u": "uk", "cp866": "ru", "iso8859_7": "el", "cp1253": "el", "cp1254": "tr", "cp1255": "he",
    "iso8859_6": "ar", "cp1256": "fa", "cp1257": "lv", "iso8859_13": "lt", "cp1258": "vi", "cp874": "th",
    "gb18030": "zh", "big5": "zh_Hant", "cp932": "ja", "cp949": "ko", "kz1048": "kk", "mac_roman": "fr",
    "iso8859_15": "fi",
}  # fmt: skip
"""An encoding and a language that is written in it."""


@pytest.mark.parametrize("encoding", NAMES)
def test_names_without_known_words(encoding: str) -> None:
    """Countries in the words of many languages; none of them is among the words that the guess knows to look for."""
    names = [name for name in Locale.parse(NAMES[encoding]).territories.values() if not name.isascii()][10:22]
    text = "\n".join(names).encode(encoding, "ignore").decode(encoding)
    assert decode("a.csv", text.encode(encoding), None, AccountDraft()) == text


def test_records_inside_records(tmp_path: Path) -> None:
    line = '{"date": "2024-11-28", "location": {"city": "Minsk"}, "arrests": 34}\n'
    assert rows(read(tmp_path, line, "a.jsonl"), "place", "detained_low") == [("Minsk", 34)]

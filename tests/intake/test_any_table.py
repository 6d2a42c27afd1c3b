"""Any table: read right, or refused with a line; bytes of any kind end in a reading or a message."""

from __future__ import annotations

import csv
import datetime as dt
import io
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from buttress.intake.error import IntakeError
from tests.intake.tables import read

QUICK = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])

NAMES = {
    "en": ("Date", "City", "Source", "Number of participants", "Arrested"),
    "es": ("Fecha", "Ciudad", "Fuente", "Participantes", "Detenidos"),
    "fr": ("Date", "Ville", "Source", "Manifestants", "Interpellations"),
    "de": ("Datum", "Ort", "Quelle", "Teilnehmer", "Festgenommene"),
    "it": ("Data", "Città", "Fonte", "Partecipanti", "Fermati"),
    "pt": ("Data", "Cidade", "Fonte", "Manifestantes", "Detidos"),
    "pl": ("Data", "Miasto", "Źródło", "Uczestnicy", "Zatrzymani"),
    "ru": ("Дата", "Город", "Источник", "Участники", "Задержанные"),
    "uk": ("Дата", "Місто", "Джерело", "Учасники", "Затримані"),
    "be": ("Дата", "Горад", "Крыніца", "Удзельнікі", "Затрыманыя"),
    "tr": ("Tarih", "Şehir", "Kaynak", "Katılımcı sayısı", "Gözaltı sayısı"),
    "ar": ("التاريخ", "المدينة", "المصدر", "عدد المشاركين", "عدد المعتقلين"),
}
DAYS = {
    "iso": "%Y-%m-%d",
    "full stops": "%d.%m.%Y",
    "slashes": "%d/%m/%Y",
    "digits": "%Y%m%d",
}
CITIES = ("Millbridge", "Northport", "Ålesund", "Łódź")
SOURCES = ("Gazette", "Herald")

table = st.fixed_dictionaries(
    {
        "language": st.sampled_from(sorted(NAMES)),
        "day": st.sampled_from(sorted(DAYS)),
        "mark": st.sampled_from(",;\t|"),
        "thousands": st.sampled_from(["", ",", ".", " ", "\u00a0"]),
        "title": st.booleans(),
        "columns": st.permutations(range(5)),
        "encoding": st.sampled_from(["utf-8", "utf-8-sig", "utf-16"]),
        "rows": st.lists(
            st.tuples(
                st.integers(0, 200),
                st.sampled_from(CITIES),
                st.sampled_from(SOURCES),
                st.none() | st.integers(1, 60_000),
                st.none() | st.integers(0, 900),
            ),
            min_size=6,
            max_size=25,
        ),
    }
)


def written(number: int | None, thousands: str) -> str:
    return "" if number is None else f"{number:,}".replace(",", thousands)


@QUICK
@given(made=table)
def test_a_table_is_read_as_it_was_written_or_asked_about(tmp_path: Path, made: dict) -> None:
    stream = io.StringIO()
    writer = csv.writer(stream, delimiter=made["mark"])
    order = made["columns"]
    if made["title"]:
        writer.writerow(["A list of what we saw", "", "", "", ""])
    writer.writerow([NAMES[made["language"]][index] for index in order])
    start = dt.date(2024, 1, 1)
    expected = []
    for number, (days, city, source, crowd, detained) in enumerate(made["rows"], 3 if made["title"] else 2):
        day = start + dt.timedelta(days=days)
        cells = [
            day.strftime(DAYS[made["day"]]),
            city,
            source,
            written(crowd, made["thousands"]),
            written(detained, made["thousands"]),
        ]
        writer.writerow([cells[index] for index in order])
        if crowd is not None or detained is not None:
            expected.append((number, day.isoformat(), city, source, crowd, crowd, detained, detained))
    reading = read(tmp_path, stream.getvalue().encode(made["encoding"]))
    if reading.account.questions:
        return
    columns = ("row", "date", "place", "reporter", "crowd_low", "crowd_high", "detained_low", "detained_high")
    assert [tuple(record[name] for name in columns) for record in reading.records()] == expected
    assert reading.account.rows == len(made["rows"]) == reading.account.used + len(reading.account.not_used)


@QUICK
@given(raw=st.binary(max_size=300) | st.text(st.characters(exclude_categories=["Cs"]), max_size=300).map(str.encode))
def test_any_bytes_end_in_a_reading_or_a_message(tmp_path: Path, raw: bytes) -> None:
    try:
        reading = read(tmp_path, raw)
    except IntakeError:
        return
    assert reading.account.used <= reading.account.rows


SEED = "Date;City;Crowd;Arrested;Source\n28.11.2024;Minsk;several thousand;10;Paper\n"
SEED += "29.11.2024;Brest;1.000;at least 3;Paper\n"
PIECES = [
    "",
    "-99",
    "1,5",
    "NA",
    "Total",
    "\x00",
    '"',
    ";",
    "\n",
    "9" * 300,
    "2024-02-30",
    "0001-01-01",
    "{",
    "inf",
    "٣٤",
    "=1",
]


@QUICK
@given(cuts=st.lists(st.tuples(st.integers(0, len(SEED)), st.integers(0, 9), st.sampled_from(PIECES)), max_size=8))
def test_a_file_with_faults_ends_in_a_reading_or_a_message(tmp_path: Path, cuts: list[tuple[int, int, str]]) -> None:
    text = SEED
    for at, length, piece in cuts:
        text = text[:at] + piece + text[at + length :]
    try:
        account = read(tmp_path, text).account
    except IntakeError:
        return
    assert account.questions or account.used + len(account.not_used) == account.rows


@pytest.mark.parametrize("language", sorted(NAMES))
def test_a_languages_names_need_no_option(tmp_path: Path, language: str) -> None:
    text = ",".join(NAMES[language]) + "\n2024-11-28,Millbridge,Gazette,100,5\n2024-11-29,Northport,Herald,200,6\n"
    reading = read(tmp_path, text)
    assert not reading.account.questions
    assert [(one["place"], one["reporter"], one["detained_low"]) for one in reading.records()] == [
        ("Millbridge", "Gazette", 5),
        ("Northport", "Herald", 6),
    ]

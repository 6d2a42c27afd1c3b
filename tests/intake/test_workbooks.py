"""Workbooks: values as cells show them, dates as dates, merged cells, sheets by name, and files made to do harm."""

from __future__ import annotations

import datetime as dt
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from buttress.intake.error import IntakeError
from buttress.intake.read_options import ReadOptions
from buttress.intake.reader import read_reports
from tests.intake.tables import rows

HEAD = ["Date", "City", "Detained", "Crowd"]


def workbook(folder: Path, **sheets: Callable[[Worksheet], None]) -> Path:
    book = Workbook()
    book.remove(book.active)
    for name, fill in sheets.items():
        fill(book.create_sheet(name))
    book.save(folder / "book.xlsx")
    return folder / "book.xlsx"


def plain(sheet: Worksheet) -> None:
    sheet.append(HEAD)
    sheet.append([dt.datetime(2024, 11, 28), "Minsk", 5, "about 1,500"])
    sheet.append([dt.date(2024, 11, 29), "Brest", None, 700.0])


def notes(sheet: Worksheet) -> None:
    sheet.append(["How this file is made", "", ""])
    sheet.append(["1", "Rows are events", ""])


def test_dates_and_numbers_are_values(tmp_path: Path) -> None:
    reading = read_reports(workbook(tmp_path, one=plain))
    assert rows(reading, "row", "date", "place", "detained_low", "crowd_low") == [
        (2, "2024-11-28", "Minsk", 5, 1500),
        (3, "2024-11-29", "Brest", None, 700),
    ]


def test_the_only_sheet_of_reports_is_found_and_told(tmp_path: Path) -> None:
    reading = read_reports(workbook(tmp_path, readme=notes, data=plain))
    assert len(rows(reading, "row")) == 2
    assert ("sheet", "data") in [(one.what, one.chosen) for one in reading.account.decisions]


def test_two_sheets_of_reports_are_asked_about(tmp_path: Path) -> None:
    path = workbook(tmp_path, november=plain, december=plain)
    (question,) = read_reports(path).account.questions
    assert question.options == ("--sheet november", "--sheet december", "--sheet all")
    assert len(rows(read_reports(path, ReadOptions(sheet="December")), "row")) == 2
    with pytest.raises(IntakeError, match="no sheet 'decembr'; did you mean 'december'"):
        read_reports(path, ReadOptions(sheet="decembr"))


def test_a_sheet_a_month_is_one_table_when_asked_for(tmp_path: Path) -> None:
    path = workbook(tmp_path, readme=notes, november=plain, december=plain)
    reading = read_reports(path, ReadOptions(sheet="all"))
    assert rows(reading, "sheet", "row", "detained_low") == [
        ("november", 2, 5),
        ("november", 3, None),
        ("december", 2, 5),
        ("december", 3, None),
    ]
    (told,) = [one.examples for one in reading.account.decisions if one.what == "sheets"]
    assert told == ("november: 3 rows", "december: 3 rows")

    def strange(sheet: Worksheet) -> None:
        plain(sheet)
        sheet.append([dt.date(2024, 11, 30), "Minsk", "odd"])
        sheet.append(["a day", "Minsk", 3])

    asked = read_reports(workbook(tmp_path, november=plain, december=strange), ReadOptions(sheet="all"))
    assert any("row 4 of december" in question.because for question in asked.account.questions)
    assert {key: asked.to_json()["not_used"][-1][key] for key in ("sheet", "row")} == {"sheet": "december", "row": 5}

    def other(sheet: Worksheet) -> None:
        sheet.append(["Date", "Detained"])
        sheet.append([dt.date(2024, 11, 28), 5])

    with pytest.raises(IntakeError, match="sheet 'other' has other columns than 'november'"):
        read_reports(workbook(tmp_path, november=plain, other=other), ReadOptions(sheet="all"))


def test_merged_cells_are_filled_but_people_counted_once(tmp_path: Path) -> None:
    def merged(sheet: Worksheet) -> None:
        sheet.append(["Protests of November"])
        sheet.merge_cells("A1:D1")
        sheet.append(HEAD)
        sheet.append([dt.date(2024, 11, 28), "Minsk", 5, 100])
        sheet.append([None, "Brest", None, 50])
        sheet.merge_cells("A3:A4")
        sheet.merge_cells("C3:C4")
        sheet.append(["Total", None, 5, 150])

    reading = read_reports(workbook(tmp_path, one=merged))
    assert rows(reading, "row", "date", "place", "detained_low", "crowd_low") == [
        (3, "2024-11-28", "Minsk", 5, 100),
        (4, "2024-11-28", "Brest", None, 50),
    ]
    assert [one.why for one in reading.account.not_used] == ["a row of totals"]


def test_days_as_bare_numbers(tmp_path: Path) -> None:
    def serials(sheet: Worksheet) -> None:
        sheet.append(["Date", "Detained"])
        sheet.append([45624, 5])

    assert rows(read_reports(workbook(tmp_path, one=serials)), "date") == [("2024-11-28",)]


def test_a_fraction_of_a_person_is_never_thousands(tmp_path: Path) -> None:
    def fractions(sheet: Worksheet) -> None:
        sheet.append(["Date", "Detained"])
        sheet.append([dt.date(2024, 11, 28), 1.234])
        sheet.append([dt.date(2024, 11, 29), 5])

    reading = read_reports(workbook(tmp_path, one=fractions))
    assert 1234 not in [record["detained_low"] for record in reading.records()]
    assert reading.account.questions or reading.account.used < 2


def test_a_cell_far_away_is_refused_and_fills_no_memory(tmp_path: Path) -> None:
    def far(sheet: Worksheet) -> None:
        plain(sheet)
        sheet["XFD1048576"] = 1

    with pytest.raises(IntakeError, match="a cell stands in row 1,048,576"):
        read_reports(workbook(tmp_path, one=far))


def test_an_archive_that_unpacks_to_too_much_is_refused(tmp_path: Path) -> None:
    path = workbook(tmp_path, one=plain)
    with (
        zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED, compresslevel=1) as archive,
        archive.open("xl/media/x.bin", "w") as stream,
    ):
        for _ in range(310):
            stream.write(bytes(1_000_000))
    with pytest.raises(IntakeError, match="unpacks to more than 300 MB"):
        read_reports(path)


def test_a_formula_is_the_value_that_was_saved(tmp_path: Path) -> None:
    def formula(sheet: Worksheet) -> None:
        sheet.append(["Date", "Detained"])
        sheet.append([dt.date(2024, 11, 28), "=2+3"])
        sheet.append([dt.date(2024, 11, 29), 4])

    # This workbook was never opened in a spreadsheet, so no value is saved beside the formula.
    assert rows(read_reports(workbook(tmp_path, one=formula)), "detained_low") == [(4,)]


CONTENT = (
    '<?xml version="1.0"?><office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" office:version="1.2"><office:body><office:spreadsheet>'
    '<table:table table:name="Protests">{rows}</table:table></office:spreadsheet></office:body>'
    "</office:document-content>"
)


def cell(text: str, kind: str = "string", more: str = "") -> str:
    value = {"string": "", "float": f'office:value="{text}"', "date": f'office:date-value="{text}"'}[kind]
    return f'<table:table-cell office:value-type="{kind}" {value} {more}><text:p>{text}</text:p></table:table-cell>'


def open_document(folder: Path, *rows: str) -> Path:
    path = folder / "book.ods"
    kind = "application/vnd.oasis.opendocument.spreadsheet"
    names = "urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"
    entry = f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{kind}"/>'
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", kind)
        archive.writestr("content.xml", CONTENT.format(rows="".join(rows)))
        archive.writestr(
            "META-INF/manifest.xml", f'<manifest:manifest xmlns:manifest="{names}">{entry}</manifest:manifest>'
        )
    return path


REPEATED = 'table:number-columns-repeated="16000"'
ODS_HEAD = f"<table:table-row>{cell('Date')}{cell('City')}{cell('Detained')}</table:table-row>"
ODS_ROW = f"<table:table-row{{more}}>{cell('2024-11-28', 'date')}{cell('Minsk')}{cell('5', 'float')}</table:table-row>"


def test_an_open_document(tmp_path: Path) -> None:
    empty = '<table:table-row table:number-rows-repeated="1048000"><table:table-cell/></table:table-row>'
    path = open_document(tmp_path, ODS_HEAD, ODS_ROW.format(more=""), empty)
    assert rows(read_reports(path), "row", "date", "place", "detained_low") == [(2, "2024-11-28", "Minsk", 5)]


def test_rows_and_columns_that_stand_for_very_many_are_refused(tmp_path: Path) -> None:
    many = ODS_ROW.format(more=' table:number-rows-repeated="1000000"')
    with pytest.raises(IntakeError, match="a cell stands in row 1,000,001"):
        read_reports(open_document(tmp_path, ODS_HEAD, many))
    wide = f"<table:table-row>{cell('Date', 'string', REPEATED)}</table:table-row>"
    with pytest.raises(IntakeError, match="column 16,000"):
        read_reports(open_document(tmp_path, *[wide] * 1000))


def test_a_damaged_workbook_is_told_so(tmp_path: Path) -> None:
    raw = bytearray(workbook(tmp_path, one=plain).read_bytes())
    for at in range(60, len(raw) - 200, 97):
        raw[at] ^= 0xFF
    (tmp_path / "book.xlsx").write_bytes(raw)
    with pytest.raises(IntakeError, match="broken workbook"):
        read_reports(tmp_path / "book.xlsx")

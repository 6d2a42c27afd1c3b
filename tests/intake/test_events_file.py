"""Events files: what is read, what is left out, and the message for what is wrong."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from buttress.intake.error import IntakeError
from buttress.intake.events_file import MAX_MESSAGES, episode_of, read_events

HEADER = "date,place,kind,crowd_low,crowd_high,detained,killed,reporter,source_id,note\n"
GOOD = "2020-09-13,Minsk,march,100,100,5,,police,A1,\n"


def wrote(tmp_path: Path, text: str | bytes, name: str = "belarus-2020.csv") -> Path:
    path = tmp_path / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


MALFORMED: dict[str, tuple[str | bytes, str, int | None]] = {
    "empty": ("", "empty; a header", None),
    "blank lines only": ("\n\n  \n", "empty; a header", None),
    "no date column": ("day,detained\n2020-01-01,1\n", "no column 'date'", 1),
    "no count column": ("date,crowd\n2020-01-01,1\n", "did you mean 'crowd'", 1),
    "semicolons": ("date;detained\n2020-01-01;1\n", "write commas", 1),
    "tabs": ("date\tdetained\n2020-01-01\t1\n", "write commas", 1),
    "a column twice": ("date,detained,detained\n2020-01-01,1,2\n", "'detained' stands twice", 1),
    "a cell too few": (HEADER + GOOD + "2020-09-14,Minsk\n", "2 cells where the header has 10", 3),
    "a cell too many": ("date,detained\n2020-01-01,1,2\n", "3 cells where the header has 2", 2),
    "thousands set apart by a comma": ('date,detained\n2020-01-01,"1,200"\n', "'1,200' is no whole number", 2),
    "thousands set apart by a blank": ("date,detained\n2020-01-01,1 200\n", "'1 200' is no whole number", 2),
    "a decimal": ("date,detained\n2020-01-01,1.5\n", "'1.5' is no whole number", 2),
    "an exponent": ("date,crowd_low\n2020-01-01,1e5\n", "'1e5' is no whole number", 2),
    "a word": ("date,crowd_low\n2020-01-01,many\n", "'many' is no whole number", 2),
    "more than, in the cell": ("date,crowd_low\n2020-01-01,>100\n", "'>100' is no whole number", 2),
    "not a number": ("date,detained\n2020-01-01,nan\n", "'nan' is no whole number", 2),
    "digits of another script": ("date,detained\n2020-01-01,٣٤\n", "is no whole number", 2),
    "below zero": ("date,detained\n2020-01-01,-3\n", "'-3' is below zero", 2),
    "more people than there are": ("date,detained\n2020-01-01,99999999999\n", "more than 10,000,000,000 people", 2),
    "very many digits": ("date,detained\n2020-01-01," + "9" * 5000 + "\n", "more than 10,000,000,000 people", 2),
    "low above high": (HEADER + "2020-09-13,Minsk,march,200,100,,,p,A,\n", "'crowd_low' 200 is above", 2),
    "a date in another order": ("date,detained\n13.09.2020,1\n", "not of the form 2020-09-13", 2),
    "a date with a time": ("date,detained\n2020-09-13T10:00,1\n", "not of the form 2020-09-13", 2),
    "a date without dashes": ("date,detained\n20200913,1\n", "not of the form 2020-09-13", 2),
    "no such day": ("date,detained\n2020-02-30,1\n", "no day of the calendar", 2),
    "a date out of time": ("date,detained\n1020-02-03,1\n", "outside the years", 2),
    "no date": ("date,detained\n,1\n", "'date' is empty", 2),
    "published before its day": ("date,published,detained\n2020-09-13,2020-09-12,1\n", "before its day", 2),
    "an unknown stage": ("date,stage,detained\n2020-09-13,finale,1\n", "did you mean 'final'?", 2),
    "an unknown scope": ("date,scope,detained\n2020-09-13,nation,1\n", "did you mean 'national'?", 2),
    "an unknown side": ("date,side,detained\n2020-09-13,protests,1\n", "did you mean 'protest'?", 2),
    "an open quote": ('date,detained,note\n2020-09-13,1,"never closed\n2020-09-14,1,x\n', "quote left open", 2),
    "a quote in mid-cell": ('date,detained,note\n2020-09-13,1,"a"b\n', "broken CSV", 2),
    "UTF-16": ("date,detained\n2020-01-01,1\n".encode("utf-16"), "UTF-16", None),
    "Latin-1": ("date,place,detained\n2020-01-01,Ni\u00f1o,1\n".encode("latin-1"), "not UTF-8", 2),
    "a zero byte": (b"date,detained\n2020-01-01,1\x00\n", "zero byte", 2),
}


@pytest.mark.parametrize("fault", MALFORMED)
def test_a_malformed_file_gets_a_message_with_its_line(tmp_path: Path, fault: str) -> None:
    text, said, line = MALFORMED[fault]
    path = wrote(tmp_path, text)
    with pytest.raises(IntakeError) as caught:
        read_events(path)
    message = str(caught.value)
    place = str(path) if line is None else f"{path}:{line}"
    assert message.startswith(f"{place}: error: ")
    assert said in message


def test_every_fault_is_told_up_to_a_limit(tmp_path: Path) -> None:
    path = wrote(tmp_path, "date,detained\n" + "2020-01-01,x\n" * 100)
    with pytest.raises(IntakeError) as caught:
        read_events(path)
    lines = str(caught.value).splitlines()
    assert len(lines) == MAX_MESSAGES + 1
    assert f"{path}:21: error:" in lines[-2]


def test_a_folder_is_answered_with_its_file(tmp_path: Path) -> None:
    (tmp_path / "events.csv").write_text("date,detained\n")
    with pytest.raises(IntakeError, match=r"a folder.*did you mean .*events\.csv"):
        read_events(tmp_path)


def test_a_missing_file_is_the_systems_error(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        read_events(tmp_path / "none.csv")


PLAIN = "date,detained,reporter\n2020-09-13,5,police\n2020-09-14,6,police\n"


@pytest.mark.parametrize(
    "text",
    [
        "\ufeff" + PLAIN,
        PLAIN.replace("\n", "\r\n"),
        PLAIN.replace("\n", "\n\n  ,, \n"),
        PLAIN.rstrip("\n"),
        "Date , DETAINED,Reporter\n 2020-09-13 , 5, police\n2020-09-14,6,police\n",
        "extra,reporter,date,more,detained\nx,police,2020-09-13,,5\n,police,2020-09-14,1.5,6\n",
    ],
    ids=["byte order mark", "CRLF", "blank lines", "no last line end", "blanks and capitals", "other columns"],
)
def test_what_makes_no_difference(tmp_path: Path, text: str) -> None:
    assert read_events(wrote(tmp_path, text)) == read_events(wrote(tmp_path, PLAIN, "plain.csv"))


def test_a_quoted_cell_may_hold_commas_and_lines_and_the_line_told_is_where_its_row_starts(tmp_path: Path) -> None:
    text = 'date,detained,note\n2020-09-13,5,"one,\ntwo"\n2020-09-14,x,\n'
    with pytest.raises(IntakeError, match=r":4: error: 'detained' 'x'"):
        read_events(wrote(tmp_path, text))


def test_bounds_of_a_crowd(tmp_path: Path) -> None:
    rows = [("100", "100"), ("100", ""), ("", "100"), ("100", "900"), ("", "")]
    text = "date,crowd_low,crowd_high\n" + "".join(f"2020-09-13,{low},{high}\n" for low, high in rows)
    found = [(one.low, one.high) for one in read_events(wrote(tmp_path, text))]
    assert found == [(100, 100), (100, float("inf")), (0, 100), (100, 900), (None, None)]


@pytest.mark.parametrize("column", ["crowd_low", "crowd_high"])
def test_the_only_column_of_crowds_holds_figures(tmp_path: Path, column: str) -> None:
    (report,) = read_events(wrote(tmp_path, f"date,{column}\n2020-09-13,100\n"))
    assert (report.low, report.high) == (100, 100)


def test_what_is_left_out(tmp_path: Path) -> None:
    text = (
        "date,detained,source_id,side,stage\n"
        "2020-09-13,1,A,protest,final\n"
        "2020-09-13,2,MEM,protest,final\n"
        "2020-09-13,3,A,pro_government,final\n"
        "2020-09-13,4,A,protest,cumulative\n"
        "2020-09-13,5,A,protest,part\n"
        "2020-09-13,6,A,,\n"
    )
    assert [one.detained for one in read_events(wrote(tmp_path, text))] == [1, 6]


def test_a_file_without_reporters_has_one(tmp_path: Path) -> None:
    (report,) = read_events(wrote(tmp_path, "date,detained\n2020-09-13,1\n"))
    assert report.reporter == "anonymous"
    assert report.known == dt.date(2020, 9, 13)


def test_an_episode_is_named_after_its_file_or_folder(tmp_path: Path) -> None:
    assert episode_of(tmp_path / "france-2018" / "events.csv") == "france-2018"
    assert episode_of(tmp_path / "france.csv") == "france"


def test_whole_numbers_as_a_data_frame_writes_them_are_read(tmp_path: Path) -> None:
    file = tmp_path / "frame.csv"
    file.write_text("date,crowd_low,crowd_high,detained\n2020-01-01,1200.0,1200.0,\n2020-01-08,,,30.0\n")
    first, second = read_events(file)
    assert (first.low, first.high, first.detained) == (1200, 1200, None)
    assert second.detained == 30

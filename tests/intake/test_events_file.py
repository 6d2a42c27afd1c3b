"""Events files: what is read, what is left out, and the message for what is wrong."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from buttress.intake.episode import episode_of
from buttress.intake.error import IntakeError
from buttress.intake.events_file import read_events
from buttress.intake.read_options import ReadOptions
from buttress.intake.reader import read_reports

HEADER = "date,place,kind,crowd_low,crowd_high,detained,killed,reporter,source_id,note\n"
GOOD = "2020-09-13,Minsk,march,100,100,5,,police,A1,\n"


def wrote(tmp_path: Path, text: str | bytes, name: str = "belarus-2020.csv") -> Path:
    path = tmp_path / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


REFUSED: dict[str, tuple[str, str]] = {
    "no date column": ("day_of_rest,detained\nsoon,1\n", "column of date"),
    "no count column": ("date,weather\n2020-01-01,fine\n", "column of people"),
    "a column twice": ("date,detained,detained\n2020-01-01,1,2\n", "2 columns are named so"),
    "an open quote": ('date,detained,note\n2020-09-13,1,"never closed\n2020-09-14,1,x\n', "quote left open"),
}


@pytest.mark.parametrize("fault", REFUSED)
def test_a_file_that_leaves_something_open_is_refused_with_what_to_do(tmp_path: Path, fault: str) -> None:
    text, said = REFUSED[fault]
    path = wrote(tmp_path, text)
    with pytest.raises(IntakeError) as caught:
        read_events(path)
    assert str(caught.value).startswith(str(path))
    assert said in str(caught.value)


LEFT_OUT = {
    "no such day": "2020-02-30,1",
    "a date out of time": "1020-02-03,1",
    "no date": ",1",
    "no number": "2020-01-01,n/a",
}


@pytest.mark.parametrize("fault", LEFT_OUT)
def test_a_row_that_cannot_be_understood_is_told_and_never_counted(tmp_path: Path, fault: str) -> None:
    good = "".join(f"2020-03-{day:02},2\n" for day in range(1, 29))
    reading = read_reports(wrote(tmp_path, f"date,detained\n{good}{LEFT_OUT[fault]}\n"))
    assert [report.detained for report in reading.answered().reports] == [2] * 28
    assert [one.row for one in reading.account.not_used] == [30]


NOT_UNDERSTOOD = {
    "a word": "many people",
    "a decimal": "1.5",
    "more people than there are": "99999999999",
    "very many digits": "9" * 5000,
}


@pytest.mark.parametrize("fault", NOT_UNDERSTOOD)
def test_one_cell_that_cannot_be_understood_is_asked_about(tmp_path: Path, fault: str) -> None:
    good = "".join(f"2020-03-{day:02},2\n" for day in range(1, 29))
    path = wrote(tmp_path, f"date,detained\n{good}2020-03-29,{NOT_UNDERSTOOD[fault]}\n")
    (question,) = read_reports(path).account.questions
    assert question.because == "not understood, row 30"
    assert "--missing not-understood" in question.options[0]
    reading = read_reports(path, ReadOptions(answers={"missing": "not-understood"}))
    assert [report.detained for report in reading.answered().reports] == [2] * 28
    assert [one.row for one in reading.account.not_used] == [30]


def test_a_number_below_zero_is_asked_about(tmp_path: Path) -> None:
    text = "date,detained\n2020-03-01,2\n2020-03-02,-3\n"
    (question,) = read_reports(wrote(tmp_path, text)).account.questions
    assert question.options == ("--missing -3", "--missing none")


def test_many_cells_that_cannot_be_understood_are_asked_about(tmp_path: Path) -> None:
    text = "date,detained\n" + "".join(f"2020-03-{day:02},{'x' if day % 5 == 0 else 2}\n" for day in range(1, 29))
    (question,) = read_reports(wrote(tmp_path, text)).account.questions
    assert (question.what, question.count) == ("cells of detained", 5)


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


def test_bounds_of_a_crowd(tmp_path: Path) -> None:
    rows = [("100", "100"), ("100", ""), ("", "100"), ("100", "900"), ("", "")]
    text = "date,crowd_low,crowd_high\n" + "".join(f"2020-09-13,{low},{high}\n" for low, high in rows)
    found = [(one.low, one.high) for one in read_events(wrote(tmp_path, text))]
    assert found == [(100, 100), (100, float("inf")), (0, 100), (100, 900)]


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

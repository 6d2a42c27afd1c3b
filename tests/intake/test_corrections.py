"""Rows that correct earlier ones: decided by days of publication, asked where these don't decide, never silent."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from buttress.intake.read_options import ReadOptions
from buttress.intake.reading import FileReading
from buttress.pipeline.read_file import read_file
from buttress.series.aggregate import all_series

HEAD = "date,city,detained,source,published"
UNDATED = "date,city,detained,source"
WHAT = "rows of one day, place and reporter"


def read(folder: Path, rows: list[str], head: str = HEAD, **answers: str) -> FileReading:
    path = folder / "list.csv"
    path.write_text("\n".join([head, *rows]) + "\n")
    return read_file(path, ReadOptions(answers=answers))


def corrected(weeks: int) -> list[str]:
    """Sundays from 3 March 2024: 20 known on the Monday, 25 a week later; the last week has its early number alone."""
    rows = []
    for week in range(weeks):
        day = dt.date(2024, 3, 3) + dt.timedelta(weeks=week)
        rows.append(f"{day},Lviv,20,Legal Aid,{day + dt.timedelta(days=1)}")
        if week < weeks - 1:
            rows.append(f"{day},Lviv,25,Legal Aid,{day + dt.timedelta(days=8)}")
    return rows


def decisions(reading: FileReading) -> dict[str, tuple[str, str]]:
    return {one.what: (one.chosen, one.because) for one in reading.account.decisions}


def detained(reading: FileReading) -> list[float]:
    (one,) = all_series("x", reading.reports)
    return [float(each) for each in one.low]


def test_rows_published_again_correct_those_before_and_the_rise_is_told(tmp_path: Path) -> None:
    reading = read(tmp_path, corrected(8))
    assert not reading.account.questions
    assert detained(reading) == [25.0] * 7 + [20.0]
    told = decisions(reading)
    assert told[WHAT] == ("the last corrects those before", "published on later days")
    assert told["early counts of detained/Legal Aid"] == (
        "rose by 25% on average",
        "mean of 7 weeks but the last; 7 changed after the Monday that followed",
    )


def test_two_events_published_on_one_day_are_two(tmp_path: Path) -> None:
    rows = [f"2024-03-{day:02},Lviv,{n},Legal Aid,2024-03-{day + 1:02}" for day in (3, 10, 17) for n in (20, 3)]
    reading = read(tmp_path, rows)
    assert detained(reading) == [23.0, 23.0, 23.0]
    assert decisions(reading)[WHAT][0] == "each counted"


def test_what_days_of_publication_leave_open_is_asked(tmp_path: Path) -> None:
    """One day of two was published on different days: a correction, or a second event that came out later?"""
    rows = [*corrected(2), "2024-03-01,Lviv,4,Legal Aid,2024-03-02", "2024-03-01,Lviv,6,Legal Aid,2024-03-02"]
    (question,) = read(tmp_path, rows).account.questions
    assert question.options == ("--corrections yes", "--corrections no")
    assert detained(read(tmp_path, rows, corrections="no")) == [20 + 25 + 4 + 6, 20]
    assert detained(read(tmp_path, rows, corrections="yes")) == [25 + 6, 20]


def test_without_days_of_publication_each_counts_unless_the_user_says_otherwise(tmp_path: Path) -> None:
    rows = ["2024-03-05,Lviv,30,Legal Aid", "2024-03-05,Lviv,20,Legal Aid", "2024-03-06,Lviv,1,Legal Aid"]
    each = read(tmp_path, rows, UNDATED)
    assert detained(each) == [51.0]
    assert decisions(each)[WHAT][0] == "each counted"
    assert detained(read(tmp_path, rows, UNDATED, corrections="yes")) == [21.0]  # the last row, not the largest


def test_different_columns_filled_on_different_days_correct_nothing(tmp_path: Path) -> None:
    rows = ["2024-03-03,Lviv,30,Legal Aid,2024-03-04,", "2024-03-03,Lviv,,Legal Aid,2024-03-11,900"]
    assert WHAT not in decisions(read(tmp_path, rows, f"{HEAD},crowd"))


def test_words_for_stages_are_known(tmp_path: Path) -> None:
    stages = ((9, "preliminary"), (7, "revised"))
    rows = [f"2024-03-{day:02},Lviv,{n},Legal Aid,{stage}" for day in (5, 6) for n, stage in stages]
    assert detained(read(tmp_path, rows, f"{UNDATED},status")) == [14.0]


def test_rows_that_came_late_are_weeks_without_an_early_number(tmp_path: Path) -> None:
    """Of eight weeks one was published two weeks after; nothing else changed."""
    rows = [row for row in corrected(9) if ",20," in row]
    rows[3] = rows[3].rpartition(",")[0] + ",2024-04-10"
    told = decisions(read(tmp_path, rows))["early counts of detained/Legal Aid"]
    assert told == ("did not change", "mean of 7 weeks but the last; 0 changed after the Monday that followed")


def test_ids_of_events_tell_corrections_from_other_events(tmp_path: Path) -> None:
    """Each Sunday events 1 and 2 are corrected and 3 is not; ids that never come again leave it open."""
    rows = []
    for row in corrected(5):
        day = row.partition(",")[0]
        second = row.replace(",20,", ",10,").replace(",25,", ",12,")
        rows += [f"{row},{day}-1", f"{second},{day}-2"]
        if ",20," in row:
            rows.append(f"{row.replace(',20,', ',7,')},{day}-3")
    reading = read(tmp_path, rows, f"{HEAD},event id")
    assert not reading.account.questions
    assert detained(reading) == [25.0 + 12.0 + 7.0] * 4 + [20.0 + 10.0 + 7.0]
    numbered = [f"{row},{number}" for number, row in enumerate(corrected(5), 1)]
    (question,) = read(tmp_path, numbered, f"{HEAD},event id").account.questions
    assert question.options == ("--corrections yes", "--corrections no")

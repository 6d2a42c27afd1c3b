"""What is asked and never acted on in silence: codes for not known, running totals, orders of dates."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from buttress.evaluate.score import score_files
from buttress.intake.error import IntakeError
from tests.intake.tables import read, rows, wrote

CODES = "date,crowd_low,reporter\n" + "".join(
    f"{dt.date(2011, 1, 13) + dt.timedelta(weeks=week)},{crowd},paper\n"
    for week, crowd in enumerate((700, 99, 99, 1100, 99, 300, 99, 99, 2000, 99, 600, 99))
)
STOCK = "date,place,detained,reporter\n" + "".join(
    f"{dt.date(2021, 2, 1) + dt.timedelta(days=day)},Yangon,{1000 + 37 * day},list\n" for day in range(70)
)


def test_a_code_for_not_known_is_asked_about(tmp_path: Path) -> None:
    (question,) = read(tmp_path, CODES).account.questions
    assert "99 stands in 7 of 12 cells" in question.because
    assert question.options == ("--missing 99", "--missing none")
    known = rows(read(tmp_path, CODES, answers={"missing": "99"}), "crowd_low")
    assert known == [(700,), (1100,), (300,), (2000,), (600,)]
    assert len(rows(read(tmp_path, CODES, answers={"missing": "none"}), "crowd_low")) == 12


def test_a_running_total_is_asked_about(tmp_path: Path) -> None:
    (question,) = read(tmp_path, STOCK).account.questions
    assert "running total" in question.because
    assert question.options == ("--running-total yes", "--running-total no")
    added = read(tmp_path, STOCK, answers={"running-total": "yes"})
    assert rows(added, "detained_low", "detained_high") == [(37, 37)] * 69
    assert [one.row for one in added.account.not_used] == [2]
    assert rows(read(tmp_path, STOCK, answers={"running-total": "no"}), "detained_low")[:2] == [(1000,), (1037,)]


def test_scores_wait_for_the_answer(tmp_path: Path) -> None:
    with pytest.raises(IntakeError, match=r"running total.*--running-total yes or --running-total no") as caught:
        score_files([wrote(tmp_path, STOCK)])
    assert "--keep" in str(caught.value)


def test_thousands_with_a_full_stop(tmp_path: Path) -> None:
    crowds = ("120", "300", "80", "1.000", "5.000", "100")
    text = "date,place,crowd_low\n" + "".join(f"2021-08-{day + 10},Kiel,{crowd}\n" for day, crowd in enumerate(crowds))
    assert [one[0] for one in rows(read(tmp_path, text), "crowd_low")] == [120, 300, 80, 1000, 5000, 100]


def test_an_order_of_dates_that_nothing_decides_is_asked_about(tmp_path: Path) -> None:
    text = "date,detained\n03/04/2024,5\n05/06/2024,6\n02/09/2024,7\n"
    (question,) = read(tmp_path, text).account.questions
    assert set(question.options) == {"--dates day-first", "--dates month-first"}
    found = rows(read(tmp_path, text, answers={"dates": "day-first"}), "date")
    assert found == [("2024-04-03",), ("2024-06-05",), ("2024-09-02",)]


def test_rows_of_one_publisher_are_not_merged(tmp_path: Path) -> None:
    head = "date,place,detained,reporter,source\n"
    text = head + "2021-01-23,Moscow,5,list,monitor\n" * 2 + "2021-01-23,Moscow,3,list,monitor\n"
    reading = read(tmp_path, text)
    assert sum(one[0] for one in rows(reading, "detained_low")) == 13  # type: ignore[misc]
    assert ("rows that stand twice", "each counted") in [(one.what, one.chosen) for one in reading.account.decisions]


def test_the_last_day_is_written_in_the_order_of_the_first(tmp_path: Path) -> None:
    text = "date,end date,published,detained\n28/11/2024,01/12/2024,02/12/2024,5\n03/04/2024,05/04/2024,06/04/2024,6\n"
    found = read(tmp_path, text).answered().reports
    assert [str(report.known) for report in found] == ["2024-12-02", "2024-04-06"]
    (question,) = read(tmp_path, "date,published,detained\n2024-03-04,05/04/2024,5\n").account.questions
    assert question.options == ("--dates day-first", "--dates month-first")

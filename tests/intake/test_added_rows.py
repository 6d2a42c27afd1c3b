"""Rows that are typed in beside a file."""

from __future__ import annotations

import math
from pathlib import Path

import pytest

from buttress.intake.added_rows import added_row, rows_of_csv, rows_to_csv, with_added
from buttress.intake.error import IntakeError
from buttress.intake.reader import read_reports

ROW = {"date": "2024-05-06", "place": "Lviv", "reporter": "lawyers", "crowd": "", "detained": "12"}


def test_numbers_are_read_as_in_a_file(tmp_path: Path) -> None:
    file = tmp_path / "list.csv"
    file.write_text("Date,City,Detained\n2024-04-29,Lviv,3\n2024-04-29,Ukraine,9\n2024-04-30,Ukraine,8\n")
    reading = read_reports(file)
    rows = [
        added_row(ROW),
        added_row({**ROW, "crowd": "over 1,000", "detained": "5-7"}),
        added_row({**ROW, "place": "Ukraine", "reporter": ""}),
    ]
    both = with_added(reading, rows)
    exact, bounded, whole = both.reports[-3:]
    assert (exact.detained, exact.detained_high, exact.low) == (12, None, None)
    assert (bounded.detained, bounded.detained_high, bounded.low, bounded.high) == (5, 7.0, 1000.0, math.inf)
    assert (whole.reporter, whole.level) == (reading.reports[-1].reporter, reading.reports[-1].level)
    assert [one.row for one in both.reports[-3:]] == [5, 6, 7]
    assert (both.account.rows, both.account.used) == (6, 6)
    assert both.account.decisions[-1].count == 3
    assert with_added(reading, []) is reading


def test_rows_come_back_from_their_csv() -> None:
    rows = [added_row({**ROW, "place": 'Lviv, "old" town', "crowd": "=1+1"[3:]}), added_row(ROW)]
    assert rows_of_csv(rows_to_csv(rows)) == rows


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"date": "6.5.2024"}, "a day is needed"),
        ({"date": "0999-01-01"}, "a year from"),
        ({"detained": ""}, "a crowd or people detained are needed"),
        ({"detained": "some lorries"}, "detained: "),
        ({"crowd": "-5"}, "below zero"),
        ({"place": "x" * 81}, "at most 80 letters"),
    ],
)
def test_what_can_not_be_taken_is_told(change: dict[str, str], told: str) -> None:
    with pytest.raises(IntakeError, match=told):
        added_row({**ROW, **change})

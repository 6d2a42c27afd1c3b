"""A monitor's own spreadsheet, read row by row against a reading by hand rules of a dozen lines."""

from __future__ import annotations

import csv
import re
from pathlib import Path

from buttress.intake.reader import read_reports

FILE = Path(__file__).parent / "files" / "monitor_export.csv"
WORDS = {"several thousand": (2000, 9999), "several hundred": (200, 999), "": (None, None)}


def bounds(cell: str) -> tuple[int | None, int | None]:
    if cell in WORDS:
        return WORDS[cell]
    number = int(re.sub(r"\D", "", cell))
    if cell.startswith("up to"):
        return 0, number
    return number, None if cell.startswith(("over", "at least")) else number


def test_every_row_is_read_as_it_is_written() -> None:
    reading = read_reports(FILE)
    with FILE.open(encoding="utf-8-sig", newline="") as stream:
        rows = dict(enumerate(csv.DictReader(stream, delimiter=";"), 2))
    expected = []
    for number, row in rows.items():
        day, month, year = row["Date"].split(".")
        crowd, detained = bounds(row["How many came"]), bounds(row["Arrested"])
        if crowd != (None, None) or detained != (None, None):
            expected.append(
                (number, f"{year}-{month}-{day}", row["City"], "place", row["Source"], row["What"], *crowd, *detained)
            )
    found = [tuple(record.values())[:10] for record in reading.records()]
    assert found == expected
    assert reading.account.rows == 157
    assert reading.account.used == len(expected) == 154
    assert [(one.row, one.why) for one in reading.account.not_used] == [
        (row, "no number of people") for row in (126, 146, 157)
    ]
    assert not reading.account.questions


def test_the_account_says_what_words_were_taken_for() -> None:
    told = {(one.because, one.chosen): one.count for one in read_reports(FILE).account.decisions}
    assert told["'several thousand'", "2,000 to 9,999"] == 11
    assert told["'several hundred'", "200 to 999"] == 17
    assert told["'up to'", "number by number"] == 23

"""Notes beside numbers in their cells: left out and told, or asked about where they may change the number."""

from __future__ import annotations

from pathlib import Path

import pytest

from buttress.intake.amount import read_amount
from buttress.intake.number_marks import NumberMarks
from tests.intake.tables import read, rows

POINT = NumberMarks(".", ",")
NOTED = {
    "26 (incl. 2 journalists)": (26, 26), "2,000 [1]": (2000, 2000), "≈300*": (300, 300), "12 †": (12, 12),
    "34 (?)": (34, 34), "15; 3 injured": (15, 15), "26, including 2 minors": (26, 26),
    "3 injured; 15 detained": (15, 15),
    "26 из них 2 журналиста": (26, 26), "26 (2 women)": (26, 26), "500¹": (500, 500), "26 (12%)": (26, 26),
    "26 (as of 18:00)": (26, 26), "500 (police)": (500, 500), "26 (3 sources)": (26, 26), "5, 2 injured": (5, 5),
    "at least 12, of whom 3 released": (12, None), "2-3*": (2, 3), "up to 50 [2][3]": (0, 50),
    "26 (w tym 2 dziennikarzy)": (26, 26), "٢٦ (بينهم ٣ نساء)": (26, 26), "34 (10 women, 24 men)": (34, 34),
    "12 (9m, 3f)": (12, 12), "12, 3 of them women": (12, 12),
}  # fmt: skip
UNCLEAR = (
    "5 (thousand)",
    "34 (or 36)",
    "10 (5)",
    "30 (wounded)",
    "several (5?)",
    "12; 15",
    "20 (+2)",
    "500 (army: 300)",
    "12 (9m, 2f)",
    "5 men, 3 women",
)


@pytest.mark.parametrize("text", NOTED)
def test_the_main_number_is_read(text: str) -> None:
    amount = read_amount(text, POINT, "detained")
    assert amount is not None
    assert (amount.low, amount.high) == NOTED[text]
    assert amount.note
    assert amount.note in text


@pytest.mark.parametrize("text", UNCLEAR)
def test_what_may_change_the_number_is_no_note(text: str) -> None:
    with pytest.raises(ValueError):
        read_amount(text, POINT, "detained")


def test_policemen_are_some_of_those_injured() -> None:
    amount = read_amount("30 (20 policistů)", POINT, "injured")
    assert amount is not None
    assert (amount.low, amount.high) == (30, 30)
    for text in ("30 (40 policemen)", "30 (20 police)", "30 (officers say 20)"):
        with pytest.raises(ValueError, match="may change the number"):
            read_amount(text, POINT, "injured")


def test_notes_are_told_once(tmp_path: Path) -> None:
    text = "Date,City,Detained\n2024-03-01,Leeds,26 (incl. 2 journalists)\n2024-03-02,York,300*\n2024-03-03,York,4\n"
    reading = read(tmp_path, text)
    assert not reading.account.questions
    assert rows(reading, "detained_low", "detained_high") == [(26, 26), (300, 300), (4, 4)]
    (told,) = [one for one in reading.account.decisions if one.what == "notes in Detained"]
    assert (told.chosen, told.count) == ("left out", 2)
    assert told.examples == ("26 (incl. 2 journalists) = 26", "300* = 300")


def test_an_unclear_note_is_asked_about(tmp_path: Path) -> None:
    text = "Date,City,Detained\n2024-03-01,Leeds,26 (30)\n2024-03-02,York,300\n"
    (question,) = read(tmp_path, text).account.questions
    assert "brackets" in question.examples[0]

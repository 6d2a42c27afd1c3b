"""Decimal and thousands marks, decided from a whole column."""

from __future__ import annotations

import pytest

from buttress.intake.amount import read_amount
from buttress.intake.number_marks import NOTHING_DECIDED, NumberMarks, decide_marks

POINT, COMMA = NumberMarks(".", ","), NumberMarks(",", ".")


@pytest.mark.parametrize(
    ("texts", "marks"),
    [
        (["120", "300", "1.000", "5.000"], COMMA),
        (["1,500", "27,000"], POINT),
        (["1.234.567"], COMMA),
        (["1.234,5"], COMMA),
        (["34.0", "1,200.0"], POINT),
        (["about 1,5 тыс.", "200"], COMMA),
        (["1.5k", "2,000"], POINT),
        (["34.0", "12.0"], POINT),
        (["34", "over 500", ""], NOTHING_DECIDED),
        (["1.000", "2.5"], NOTHING_DECIDED),
        (["0.000", "1.000"], NOTHING_DECIDED),
        (["1,500", "2.000"], NOTHING_DECIDED),
        (["1,234.5", "1.234,5"], NOTHING_DECIDED),
    ],
)
def test_marks_of_a_column(texts: list[str], marks: NumberMarks) -> None:
    assert decide_marks(texts)[0] == marks


def test_an_undecided_thousand_is_asked_about_with_its_option() -> None:
    marks, why = decide_marks(["1.000", "2.5"])
    assert "'1.000' beside '2.5'" in why
    with pytest.raises(ValueError, match=r"'1.000' may be 1000 or 1; .*--decimal , or --decimal \."):
        read_amount("1.000", marks)


def test_one_and_a_half_people_are_refused() -> None:
    marks, _ = decide_marks(["1.5"])
    with pytest.raises(ValueError, match="people are whole"):
        read_amount("1.5", marks)

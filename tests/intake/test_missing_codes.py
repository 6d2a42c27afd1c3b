"""Codes for "not known" are asked about."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from buttress.intake.missing_codes import is_missing_code, missing_codes

COLUMN = ["700", "99", "99", "1100", "99", "300", "99", "99", "2000", "99", "600", "99"]
"""Seven of twelve weeks in which the size was not reported."""


def test_a_code_that_stands_too_often_is_asked_about() -> None:
    question = missing_codes("crowd_low", COLUMN)
    assert question is not None
    assert question.because == "99 stands in 7 of 12 cells: a code for not known?"
    assert question.options == ("--missing 99", "--missing none")
    assert question.count == 7


def test_numbers_below_zero_are_codes() -> None:
    question = missing_codes("detained", ["5", "-99", "12", "-88", "-99"])
    assert question is not None
    assert question.options[0] == "--missing -99,-88"


def test_counts_that_happen_to_be_99_are_none() -> None:
    assert missing_codes("detained", ["99", "98", "97", "99", "101", "96", "99", "95", "103"]) is None
    assert missing_codes("detained", ["99", "5", "12", "99"]) is None
    assert missing_codes("detained", ["9", "9", "9", "9"]) is None
    assert missing_codes("detained", []) is None


def test_the_ends_of_ranges_are_none() -> None:
    assert missing_codes("crowd_high", ["999"] * 6 + ["9999"] * 9 + ["500", "4000"]) is None


def test_an_answer_names_codes() -> None:
    assert is_missing_code("99.0", "99")
    assert is_missing_code(" -99 ", "-88,-99")
    assert not is_missing_code("199", "99")
    assert not is_missing_code("about 99", "99")


@given(st.lists(st.integers(0, 3000), max_size=60, unique=True))
def test_different_counts_hold_no_code(numbers: list[int]) -> None:
    assert missing_codes("detained", map(str, numbers)) is None


def test_the_end_of_an_order_of_magnitude_is_an_upper_end_and_no_code():
    ends = ["999", "9999", "9999", "999", "999", "5000", "99999", "-99"]
    question = missing_codes("crowd_high", ends, upper_end=True)
    assert question is not None
    assert question.examples == ("-99",)
    assert missing_codes("crowd_high", ends[:-1], upper_end=True) is None
    assert missing_codes("crowd", ends[:-1]) is not None

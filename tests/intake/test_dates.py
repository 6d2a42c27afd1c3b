"""Columns of dates as people write them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest
from babel import Locale
from babel.dates import format_date
from hypothesis import given
from hypothesis import strategies as st

from buttress.intake.date_names import date_names
from buttress.intake.date_text import read_date_text
from buttress.intake.dates import read_dates

DAY = dt.date(2024, 11, 28)

ONE_DAY = [
    "2024-11-28", "2024-11-28T14:00:00Z", "2024-11-28 00:00:00", "2024/11/28", "2024.11.28", "20241128", "28.11.2024",
    "28. 11. 2024", "11/28/2024", "28 / 11 / 2024", "28 Nov 2024", "28-Nov-24", "Nov 28, 2024", "28 листопада 2024 р.",
    "28 ноября 2024 г.", "28 лістапада 2024", "28 listopada 2024 r.", "28 Kasım 2024", "28 de noviembre de 2024",
    "28 de novembro de 2024", "28 novembre 2024", "jeudi 28 novembre 2024", "28. November 2024", "Thu, 28.11.2024",
    "28th of November, 2024", "٢٨ نوفمبر ٢٠٢٤", "28 تشرين الثاني 2024", "28 ნოემბერი 2024", "2024年11月28日",
    "28.11.2024, 14:30 Uhr", "14:30 28.11.2024", "28/11/2024 2:30 PM", "28Nov2024", "28.11.2024 (Thu)", "28 ноя 2024",
]  # fmt: skip
DAYS = {
    "28-30.11.2024": 30, "28.-30. November 2024": 30, "28–30 November 2024": 30, "Nov 28-30, 2024": 30,
    "11/28-30/2024": 30, "2024-11-28/30": 30, "28 and 29 November 2024": 29, "2024-11-28 to 2024-11-30": 30,
    "del 28 al 30 de noviembre de 2024": 30, "с 28 по 30 ноября 2024 года": 30, "du 28 au 30 novembre 2024": 30,
    "28.11. - 29.11.2024": 29, "28/11/2024-30/11/2024": 30,
}  # fmt: skip
FAULTS = {
    "31.02.2024": "no day of the calendar", "2024-13-05": "no day of the calendar", "Nov 2024": "a day is needed",
    "28 Nov": "no year", "28.11": "no year", "hello": "'hello'", "late November 2024": "'late'", "45624": "understood",
    "30-28.11.2024": "not understood", "28.11.1024": "outside", "x" * 200: "200 letters",
    "28.11.2024?": "not understood",
}  # fmt: skip


@pytest.mark.parametrize("text", ONE_DAY)
def test_one_day(text: str) -> None:
    read = read_dates([text])
    assert (read.days, read.ends, read.faults) == ([DAY], [None], {})


@pytest.mark.parametrize("text", DAYS)
def test_a_range(text: str) -> None:
    read = read_dates([text])
    assert (read.days, read.ends, read.faults) == ([DAY], [dt.date(2024, 11, DAYS[text])], {})


def test_a_range_over_new_year() -> None:
    read = read_dates(["30.12 - 02.01.2025"])
    assert (read.days, read.ends) == ([dt.date(2024, 12, 30)], [dt.date(2025, 1, 2)])


@pytest.mark.parametrize("text", FAULTS)
def test_what_is_no_date_says_why(text: str) -> None:
    read = read_dates(["", text])
    assert read.days == [None, None]
    assert FAULTS[text] in str(read.faults[1])
    assert list(read.faults) == [1]


def test_a_spreadsheets_number_is_a_date_where_the_column_is_one() -> None:
    assert read_dates(["45624", "45624.5"], serials=True).days == [DAY, DAY]


ORDERS = {
    "proof": (["05/11/2024", "28/11/2024"], "day-first"),
    "proof of the other": (["05/11/2024", "11/28/2024"], "month-first"),
    "full stops": (["05.11.2024", "06.11.2024"], "day-first"),
    "year first in two digits": ([f"24-11-{day:02}" for day in range(5, 13)], "year-first"),
    "year last in two digits": ([f"{day:02}-11-24" for day in range(5, 13)], None),
    "sorted": (["01/11/2024", "03/11/2024", "02/12/2024", "04/12/2024", "01/01/2025", "02/01/2025"], "day-first"),
    "names": (["5 Nov 2024"], None),
    "one slip among many": (
        [*[f"{day}/11/2024" for day in range(13, 30)], *["29/10/2024"] * 9, "11/28/2024"],
        "day-first",
    ),
}


@pytest.mark.parametrize("name", ORDERS)
def test_the_order_is_decided_from_the_whole_column(name: str) -> None:
    texts, order = ORDERS[name]
    assert read_dates(texts).order == order


def test_an_order_that_nothing_decides_is_a_question() -> None:
    texts = ["05/11/2024", "03/04/2024", "", "07/07/2024"]
    read = read_dates(texts)
    assert read.question is not None
    assert read.question.options == ("--dates day-first", "--dates month-first")
    assert (read.question.count, read.question.examples) == (2, ("05/11/2024", "03/04/2024"))
    assert read.days == [None, None, None, dt.date(2024, 7, 7)]
    assert "'05/11/2024' may be 2024-11-05 or 2024-05-11" in str(read.faults[0])
    answered = read_dates(texts, "month-first")
    assert answered.days[0] == dt.date(2024, 5, 11)
    assert (answered.question, answered.faults) == (None, {})


def test_orders_that_contradict_each_other_are_a_question() -> None:
    read = read_dates(["28/11/2024", "11/29/2024", "05/06/2024"])
    assert read.question is not None
    assert read.days == [DAY, dt.date(2024, 11, 29), None]
    assert "'28/11/2024' is written day-first, '11/29/2024' month-first" in read.why


def test_days_swapped_by_a_spreadsheet_are_asked_about() -> None:
    texts = ["2024-05-11", "2024-06-11", "2024-07-11", "13/11/2024", "14/11/2024", "28/11/2024"]
    read = read_dates(texts)
    assert read.question is not None
    assert "swapped" in read.question.what
    assert read_dates([*texts, "2024-11-15"]).question is None


def test_one_wrong_year_among_right_ones_is_flagged() -> None:
    texts = [f"2024-11-{day:02}" for day in range(1, 20)]
    texts[6] = "2014-11-07"
    read = read_dates(texts)
    assert "'2014-11-07': its year stands alone" in str(read.faults[6])
    assert "2024-11-01 to 2024-11-19" in str(read.faults[6])
    assert list(read.faults) == [6]


def test_a_january_dated_with_the_year_that_has_just_ended_is_flagged() -> None:
    texts = [f"2024-11-{day:02}" for day in range(10, 20)] + ["2025-01-05", "2024-01-06", "2025-01-07"]
    assert list(read_dates(texts).faults) == [11]


def test_a_year_that_breaks_the_order_of_sorted_rows_is_flagged() -> None:
    texts = [f"{year}-{month:02}-15" for year in (2021, 2022, 2023) for month in range(1, 13)]
    texts[20] = "2023-09-15"
    for column in (texts, texts[::-1]):
        read = read_dates(column)
        assert [column[at] for at in read.faults] == ["2023-09-15"]
        assert "breaks the order of the rows" in str(next(iter(read.faults.values())))


def test_rows_in_no_order_have_no_wrong_year() -> None:
    texts = [f"{year}-{month:02}-15" for month in range(1, 13) for year in (2021, 2023, 2022)]
    assert read_dates(texts).faults == {}


def test_two_blocks_of_sorted_rows_have_no_wrong_year() -> None:
    block = [f"{year}-{month:02}-15" for year in (2021, 2022) for month in range(1, 13)]
    assert read_dates([*block, *block]).faults == {}


def test_full_stops_say_nothing_of_dates_with_slashes() -> None:
    read = read_dates(["28.11.2024", "29.11.2024", "03/04/2024"])
    assert read.question is not None
    assert read.question.examples == ("03/04/2024",)
    assert read_dates(["28.11.2024", "28/11/2024", "03/04/2024"]).order == "day-first"


def test_years_of_history_are_no_slip() -> None:
    texts = [f"{year}-03-0{day}" for year in range(2000, 2024, 4) for day in range(1, 9)]
    assert read_dates(texts).faults == {}


FORMS: list[Callable[[dt.date], str]] = [
    lambda day: day.isoformat(),
    lambda day: f"{day:%Y%m%d}",
    lambda day: f"{day:%d.%m.%Y}",
    lambda day: f"{day.day}.{day.month}.{day.year}",
    lambda day: f"{day:%Y-%m-%d} 00:00:00",
    *(
        lambda day, locale=locale, form=form: format_date(day, form, locale)
        for locale in ("en", "es", "fr", "de", "pt", "it", "ru", "uk", "be", "pl", "tr", "ka", "ro", "sr")
        for form in ("medium", "long", "full")
    ),
]
days = st.dates(dt.date(1971, 1, 1), dt.date(2049, 8, 31))


@given(days, st.integers(0, 40), st.sampled_from(FORMS))
def test_a_column_in_any_form_reads_back(first: dt.date, count: int, write: Callable[[dt.date], str]) -> None:
    column = [first + dt.timedelta(days=3 * step) for step in range(count)]
    read = read_dates([write(day) for day in column])
    assert read.days == column
    assert (read.faults, read.question) == ({}, None)


@given(st.lists(days, min_size=1, max_size=30), st.sampled_from(["%d/%m/%Y", "%m/%d/%Y", "%d-%m-%Y"]))
def test_a_column_of_slashes_is_right_or_asked_about(column: list[dt.date], form: str) -> None:
    read = read_dates([day.strftime(form) for day in column])
    if read.question is None:
        assert all(got in (day, None) for got, day in zip(read.days, column, strict=True))
    else:
        assert any(day.day <= 12 for day in column)


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=30))
def test_any_text_is_a_date_or_refused(text: str) -> None:
    try:
        read_date_text(text)
    except ValueError:
        return


def test_months_of_a_dozen_languages_are_known() -> None:
    months = date_names().months
    for locale in ("en", "es", "fr", "de", "pt", "it", "ru", "uk", "be", "pl", "tr", "ka", "hy", "az"):
        for number, name in Locale.parse(locale).months["format"]["wide"].items():
            assert read_date_text(f"5 {name} 2024").free == (dt.date(2024, number, 5),) * 2
    assert "mar" in months


def test_a_day_of_the_week_tells_the_order_of_day_and_month() -> None:
    dates = read_dates(["Vend. 9/2/24", "10/02/2024", "Sat 12/10/2024"])
    assert dates.days == [dt.date(2024, 2, 9), dt.date(2024, 2, 10), dt.date(2024, 10, 12)]
    assert dates.order == "day-first"
    assert dates.question is None


def test_a_year_of_two_digits_that_stays_the_same_stands_last() -> None:
    dates = read_dates(["05/12/19", "05/12/19", "17/12/19"])
    assert (dates.order, dates.days[0]) == ("day-first", dt.date(2019, 12, 5))
    constant = read_dates(["24/03/01", "24/03/02"])
    assert constant.question is not None

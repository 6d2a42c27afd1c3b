"""Running totals are asked about before they are added up."""

from __future__ import annotations

import datetime as dt

from hypothesis import given
from hypothesis import strategies as st

from buttress.intake.running_total import increments, running_total

FIRST = dt.date(2021, 2, 1)


def days(numbers: list[int]) -> list[tuple[dt.date, int]]:
    return [(FIRST + dt.timedelta(days=day), number) for day, number in enumerate(numbers)]


def test_a_series_that_never_falls_is_asked_about() -> None:
    question = running_total("detained", {"Yangon": days([1000 + 37 * day for day in range(70)])})
    assert question is not None
    assert question.because.startswith("they never fall from 1,000 on 2021-02-01 to 3,553 on 2021-04-11, 70 days")
    assert question.options == ("--running-total yes", "--running-total no")
    assert question.count == 70


def test_a_correction_in_a_long_series_does_not_hide_it() -> None:
    numbers = [1000 + 37 * day for day in range(70)]
    numbers[30] = numbers[29] - 5
    assert running_total("detained", {"Yangon": days(numbers)}) is not None


def test_counts_that_rise_and_fall_are_none() -> None:
    assert running_total("detained", {"a": days([5, 8, 12, 9, 14, 20, 31, 30, 45])}) is None
    assert running_total("detained", {"a": days([5, 8, 12, 19, 24])}) is None
    assert running_total("detained", {"a": days([0] * 40)}) is None
    assert running_total("detained", {}) is None


def test_one_wave_among_other_places_is_none() -> None:
    rising = days([1, 2, 4, 8, 16, 32, 64, 128, 256])
    falling = days([9, 2, 4, 8, 5, 7, 8, 1, 3, 2, 4])
    assert running_total("detained", {"a": rising, "b": falling}) is None


def test_a_total_grows_by_what_was_counted_that_day() -> None:
    assert increments(days([1000, 1037, 1037, 1030, 1074])) == [None, 37, 0, None, 44]


@given(st.lists(st.integers(0, 500), min_size=1, max_size=40), st.randoms())
def test_increments_give_the_daily_numbers_back(daily: list[int], random: object) -> None:
    totals = [sum(daily[: day + 1]) for day in range(len(daily))]
    rows = days(totals)
    random.shuffle(rows)  # type: ignore[attr-defined]
    grown = {day: step for (day, _), step in zip(rows, increments(rows), strict=True)}
    assert [grown[day] for day, _ in days(totals)] == [None, *daily[1:]]

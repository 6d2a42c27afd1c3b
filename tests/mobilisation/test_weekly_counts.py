"""Counts of people killed or injured: the pace, the spread of weeks, and ranges."""

from __future__ import annotations

import datetime as dt

import numpy as np

from buttress.intake.event_report import EventReport
from buttress.mobilisation.weekly_counts import CountForecaster
from buttress.series.aggregate import all_series, casualty_series
from buttress.series.weekly_series import WeeklySeries

MONDAY = dt.date(2023, 3, 6)


def report(week: int, killed: int | None, high: float | None = None, **more: object) -> EventReport:
    day = MONDAY + dt.timedelta(weeks=week)
    return EventReport(day, day, "monitor", "place", "A", killed=killed, killed_high=high, **more)  # type: ignore[arg-type]


def series(*reports: EventReport) -> WeeklySeries:
    (one,) = casualty_series("x", reports)
    return one


def test_a_week_without_a_number_after_the_first_is_none() -> None:
    """Five weeks, the first before any number, one with a crowd alone, one without a row."""
    one = series(report(0, None, low=50.0), report(1, 3), report(2, None, low=80.0), report(4, 2))
    assert np.array_equal(one.low, [np.nan, 3, 0, 0, 2], equal_nan=True)
    assert [each.target for each in all_series("x", [report(0, 3)])] == []


def test_the_pace_is_learned_and_recent_weeks_tell_more() -> None:
    """Twenty weeks of ten: the mean is near ten. Twenty of none, then twenty of ten: nearer to ten than to five."""
    steady = CountForecaster().forecast(series(*(report(week, 10) for week in range(20))), (1, 8), 4000, 1)
    assert steady.shape == (4000, 2)
    assert abs(steady.mean() - 10.0) < 0.3
    assert abs(steady[:, 0].std() - np.sqrt(10.0)) < 0.4  # Poisson, and little doubt of the pace
    risen = CountForecaster().forecast(series(*(report(week, 10 * (week >= 20)) for week in range(40))), (1,), 4000, 1)
    assert 6.0 < risen.mean() < 10.0


def test_intervals_hold_what_uneven_weeks_bring() -> None:
    """Of negative-binomial weeks of one pace about 80 % lie in the 80 % interval made of the 26 weeks before."""
    random = np.random.default_rng(3)
    held = []
    for turn in range(150):
        weeks = random.poisson(random.gamma(1.5, 4.0, 27))
        made = CountForecaster().forecast(
            series(*(report(n, int(k)) for n, k in enumerate(weeks[:-1]))), (1,), 500, turn
        )
        low, high = np.quantile(made, (0.1, 0.9), method="inverted_cdf")
        held.append(low <= weeks[-1] <= high)
    assert 0.72 < np.mean(held) < 0.95


def test_ranges_widen_and_an_open_number_counts_as_its_low_end() -> None:
    exact = CountForecaster().forecast(series(*(report(week, 4) for week in range(20))), (1,), 4000, 1)
    ranges = CountForecaster().forecast(series(*(report(week, 4, 40) for week in range(20))), (1,), 4000, 1)
    open_ended = CountForecaster().forecast(series(*(report(week, 4, np.inf) for week in range(20))), (1,), 4000, 1)
    assert abs(ranges.mean() - 22.0) < 1.5
    assert ranges.std() > 2 * exact.std()
    assert abs(open_ended.mean() - exact.mean()) < 0.3


def test_nobody_killed_so_far_still_has_a_chance() -> None:
    """Jeffreys: half a death in twenty weeks; and the same bytes for the same seed."""
    none = series(*(report(week, 0) for week in range(20)))
    made = CountForecaster().forecast(none, (1,), 4000, 7)
    assert 0.0 < made.mean() < 0.1
    assert np.array_equal(made, CountForecaster().forecast(none, (1,), 4000, 7))


def test_of_a_final_and_an_early_number_the_final_counts() -> None:
    both = series(report(0, 9, stage="early"), report(0, 5, stage="final"), report(1, 1))
    assert list(both.low) == [5.0, 1.0]

"""The rivals: what each must give whatever the history, and what each is known to give."""

from __future__ import annotations

import datetime as dt
import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from buttress.evaluate.forecaster import Forecaster
from buttress.evaluate.rivals import rivals
from buttress.evaluate.rivals.base_rate import BaseRate
from buttress.evaluate.rivals.count import CountRegression
from buttress.evaluate.rivals.ets import Ets
from buttress.evaluate.rivals.last_like_day import LastLikeDay, usual_day
from buttress.evaluate.rivals.persistence import Persistence
from buttress.evaluate.rolling_origins import LEADS
from buttress.series.weekly_series import WeeklySeries

Floats = NDArray[np.float64]
START = dt.date(2020, 8, 3)
NONE = math.nan
INFINITE = math.inf


def series(low: list[float], high: list[float] | None = None, day: list[int] | None = None) -> WeeklySeries:
    lows = np.array(low, dtype=float)
    highs = lows if high is None else np.array(high, dtype=float)
    missing = np.isnan(lows)
    days = np.where(missing, -1, 6) if day is None else np.array(day)
    return WeeklySeries("episode", "crowd", "police", START, lows, highs, days, np.where(missing, 0, 1))


HARD = {
    "four points": series([100, 200, 150, 90]),
    "constant": series([100] * 12),
    "zeros": series([0] * 8),
    "zeros and one": series([0, 0, 0, 0, 0, 5, 0, 0]),
    "gaps": series([100, NONE, NONE, 200, NONE, 150, NONE, NONE, NONE, 90, NONE]),
    "starts late": series([NONE] * 9 + [10, 20, 30, 40]),
    "bounds alone": series([100, 0, 5000, 0], [INFINITE, 900, INFINITE, 10]),
    "growing": series([2.0**week for week in range(20)]),
    "very large": series([1e10, 5e9, 8e9, 1e10, 1e10]),
    "one large": series([3, 5, 2, 4, 1_000_000, 3, 2, 5, 4, 3]),
}


@pytest.mark.parametrize("model", rivals(), ids=lambda model: model.name)
@pytest.mark.parametrize("history", HARD.values(), ids=HARD)
def test_every_rival_survives(model: Forecaster, history: WeeklySeries) -> None:
    found = model.forecast(history, LEADS, 200, seed=5)
    assert found.shape == (200, len(LEADS))
    assert np.isfinite(found).all()
    assert (found >= 0).all()


@pytest.mark.parametrize(
    "model", [Persistence(), LastLikeDay(), CountRegression(), BaseRate()], ids=lambda model: model.name
)
@settings(max_examples=30, deadline=None)
@given(values=st.lists(st.one_of(st.none(), st.integers(0, 10**7)), min_size=4, max_size=30))
def test_any_series_of_four_reports_has_a_forecast(model: Forecaster, values: list[int | None]) -> None:
    history = series([NONE if value is None else float(value) for value in values])
    if np.count_nonzero(history.reported) < 4:
        return
    found = model.forecast(history, LEADS, 50, seed=1)
    assert np.isfinite(found).all()
    assert (found >= 0).all()


WAVE = series([float(round(2000 * math.exp(0.5 * math.sin(week)))) for week in range(30)])


@pytest.mark.parametrize("model", rivals(), ids=lambda model: model.name)
def test_the_same_seed_gives_the_same_bytes_and_no_lead_hangs_on_another(model: Forecaster) -> None:
    whole = model.forecast(WAVE, LEADS, 100, seed=2**64 - 1)
    assert model.forecast(WAVE, LEADS, 100, seed=2**64 - 1).tobytes() == whole.tobytes()
    some = model.forecast(WAVE, (1, 4), 100, seed=2**64 - 1)
    assert np.array_equal(some, whole[:, [0, 3]])


def middle(samples: Floats) -> Floats:
    return np.median(samples, axis=0)


def test_persistence_says_the_last_number_with_the_steps_seen() -> None:
    found = Persistence().forecast(series([100, 200, 100, 200, 100, 200]), (1,), 1000, 1)[:, 0]
    step = abs(math.log1p(200) - math.log1p(100))
    assert np.median(np.log1p(found)) == pytest.approx(math.log1p(200), abs=1e-6)
    assert np.quantile(np.log1p(found), [0.05, 0.95]) == pytest.approx([math.log1p(200) - step, math.log1p(200) + step])


def test_persistence_widens_with_the_age_of_the_last_report() -> None:
    walk = np.cumsum(np.where(np.arange(40) % 4 < 2, 0.5, -0.4))
    history = series(np.expm1(6 + walk).tolist())
    stale = series([*np.expm1(6 + walk).tolist(), NONE, NONE])
    fresh = Persistence().forecast(history, (3,), 500, 1)
    old = Persistence().forecast(stale, (1,), 500, 1)
    assert np.allclose(fresh, old)


def test_the_last_like_day_skips_a_week_whose_main_day_was_another() -> None:
    history = series([1000, 1100, 900, 1000, 50], day=[6, 6, 6, 6, 2])
    assert usual_day(history) == 6
    assert middle(LastLikeDay().forecast(history, (1,), 1000, 1)) == pytest.approx(1000, rel=0.01)
    assert middle(Persistence().forecast(history, (1,), 1000, 1)) == pytest.approx(50, rel=0.01)


def test_of_two_usual_days_the_later_one_counts() -> None:
    assert usual_day(series([1, 2, 3, 4], day=[5, 6, 5, 6])) == 6


def test_the_last_like_day_is_persistence_where_every_week_has_one_day() -> None:
    assert np.array_equal(LastLikeDay().forecast(WAVE, LEADS, 100, 1), Persistence().forecast(WAVE, LEADS, 100, 1))


def test_the_base_rate_is_the_past_and_the_same_for_every_lead() -> None:
    history = series([10, 20, 30, 40, NONE, 50])
    found = BaseRate().forecast(history, (1, 8), 1000, 1)
    assert np.array_equal(found[:, 0], found[:, 1])
    assert (found.min(), np.median(found), found.max()) == pytest.approx((10, 30, 50), rel=1e-3)


def test_smoothing_finds_the_level_of_noise() -> None:
    random = np.random.default_rng(4)
    history = series(np.expm1(7 + 0.3 * random.normal(size=60)).tolist())
    found = np.log1p(Ets().forecast(history, (1, 4), 2000, 1))
    assert np.median(found, axis=0) == pytest.approx(7, abs=0.2)
    assert found.std(axis=0) == pytest.approx(0.3, abs=0.08)


def test_smoothing_follows_a_level_that_moves() -> None:
    history = series([100.0] * 12 + [10_000.0, 11_000.0, 9_000.0, 10_000.0, 10_500.0, 9_500.0])
    assert np.median(Ets().forecast(history, (1,), 500, 1)) > 5_000


def test_counts_find_a_poissons_mean_and_spread() -> None:
    random = np.random.default_rng(5)
    found = CountRegression().forecast(series(random.poisson(20, 80).astype(float).tolist()), (1,), 4000, 3)[:, 0]
    assert found.mean() == pytest.approx(20, abs=2.5)
    assert found.std() == pytest.approx(math.sqrt(20), rel=0.3)
    assert np.array_equal(found, np.rint(found))


def test_counts_follow_the_report_before() -> None:
    random, values = np.random.default_rng(6), [30.0]
    for _ in range(120):
        values.append(float(random.poisson(math.exp(0.7 + 0.8 * math.log1p(values[-1])))))
    high = CountRegression().forecast(series([*values, 120.0]), (1,), 2000, 3).mean()
    low = CountRegression().forecast(series([*values, 5.0]), (1,), 2000, 3).mean()
    assert high > 2 * low

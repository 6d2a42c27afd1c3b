"""A forecast of a case at the level of the reporters' own series."""

import datetime as dt
from dataclasses import replace

import numpy as np
import pytest

from buttress.case import load
from buttress.evaluate.episode_history import EpisodeHistory
from buttress.forecasting.belief import PriorOnly
from buttress.forecasting.forecast import forecast
from buttress.forecasting.known_series import first_monday, known_series
from buttress.infer.prior import prior_draws
from buttress.series.case_reports import case_reports

RUNS = 200


@pytest.fixture(scope="module")
def case(belarus):
    return load(belarus)


@pytest.fixture(scope="module")
def simulated(case):
    return forecast(case, PriorOnly(prior_draws(case, 64)), 2, runs=RUNS)


@pytest.fixture(scope="module")
def levelled(simulated):
    return simulated.at_series_level()


def test_series_are_those_that_scores_are_made_of(case):
    """As of a Tuesday, the end of a Monday, which is an origin of scores."""
    early = case.with_as_of(dt.date(2020, 10, 13))
    past = EpisodeHistory(case.facts.id, case_reports(case))
    for series in known_series(early):
        whole = past.series[series.target]
        scored = past.history(series.target, (first_monday(early) - whole.start).days // 7)
        assert len(series) == len(scored)
        for name in ("low", "high", "day", "reports"):
            assert np.array_equal(getattr(series, name), getattr(scored, name), equal_nan=True)


def test_a_long_silence_is_weeks_without_a_report(case):
    late = case.with_as_of(dt.date(2021, 6, 1))
    for series in known_series(late):
        assert series.start + dt.timedelta(weeks=len(series)) == first_monday(late)
        assert not series.reported[-1]


def test_a_reporter_is_moved_by_one_factor_a_week_whatever_the_occasion(simulated, levelled):
    factors = levelled.levels.reports["mvd", "detained"]
    sunday, saturday = (
        next(k for k, ahead in enumerate(simulated.occasions) if ahead.kind == kind and ahead.week == 0)
        for kind in ("sunday_march", "womens_march")
    )
    assert np.array_equal(factors[:, sunday], factors[:, saturday])
    before = simulated.simulated_reports("mvd", "detained", "minsk")
    assert np.array_equal(levelled.simulated_reports("mvd", "detained", "minsk"), before, equal_nan=True)
    held = ~np.isnan(before[0])
    moved = levelled._printed("mvd", "detained", "minsk")
    assert moved[:, held] == pytest.approx(np.rint(before * factors)[:, held])


def test_truth_keeps_its_ranks_and_its_places(simulated, levelled):
    before, after = (one.true_weekly("detained") for one in (simulated, levelled))
    low, high = (np.quantile(one[:, 0], [0.1, 0.9]) for one in (before, after))
    assert np.corrcoef(before[:, 0].argsort().argsort(), after[:, 0].argsort().argsort())[0, 1] > 0.9
    assert not np.allclose(low, high)
    people = simulated.people("detained")
    factor = levelled.levels.truth["detained"]
    assert levelled.people("detained") == pytest.approx(np.rint(people * factor[:, :, None]))


def test_what_scenarios_change_is_as_simulated(simulated, levelled):
    assert np.array_equal(simulated.turnout, levelled.turnout)
    assert np.array_equal(simulated.detained, levelled.detained)
    assert np.array_equal(simulated.survival, levelled.survival)
    assert simulated.office.equals(levelled.office)


def test_without_a_long_series_all_is_as_simulated(case, simulated):
    hushed = replace(case, events=case.events[:6], hidden_events=[])
    alone = replace(simulated, case=hushed).at_series_level()
    assert alone.levels.reports == {}
    assert alone.truth.equals(replace(simulated, case=hushed).truth)

"""The forecaster of episodes whose structure is unknown: what any history must give, and that it is calibrated."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import special

from buttress.evaluate.rivals.persistence import Persistence
from buttress.evaluate.rolling_origins import forecast_histories
from buttress.evaluate.sample_scores import score_figures
from buttress.mobilisation import course_prior
from buttress.mobilisation.course_posterior import course_posterior
from buttress.mobilisation.course_prior import Widening
from buttress.mobilisation.forecaster import HALF_LIFE, USUAL, MobilisationForecaster, sample_ahead, steadiness
from buttress.mobilisation.series_evidence import SeriesEvidence, bounds
from buttress.series.weekly_series import Quantity, WeeklySeries

NOTHING = float("nan")


def series(
    low: list[float], high: list[float] | None = None, quantity: Quantity = "crowd", **more: object
) -> WeeklySeries:
    bottom = np.array(low, dtype=float)
    top = bottom if high is None else np.array(high, dtype=float)
    there = ~np.isnan(bottom)
    day = np.where(there, 6, -1)
    return WeeklySeries(
        "testland", quantity, "paper", dt.date(2020, 1, 6), bottom, top, day, there.astype(np.int64), **more
    )


HISTORIES = {
    "four weeks": series([1000, 2000, 500, 900]),
    "constant": series([700] * 30),
    "huge": series([3e6, 9e6, 1e7, 8e6, 1e10]),
    "zeros": series([0] * 12, quantity="detained"),
    "zeros and ones": series([0, 0, 1, 0, 2, 0, 0, 1], quantity="detained"),
    "more than": series([1000, 5000, 100, 700], [np.inf] * 4),
    "not over": series([0, 0, 0, 0], [1000, 300, 50, 7]),
    "ranges": series([100, 1000, 100, 10000], [999, 9999, 999, 99999]),
    "weeks missing": series([50, NOTHING, NOTHING, 80, NOTHING, 90, 20, NOTHING]),
    "falling": series([float(int(1e6 / 3**k)) for k in range(12)]),
}


@pytest.mark.parametrize("name", HISTORIES)
def test_any_history_gives_a_forecast(name: str) -> None:
    found = MobilisationForecaster().forecast(HISTORIES[name], (1, 2, 8), 400, 1)
    assert found.shape == (400, 3)
    assert np.isfinite(found).all()
    assert (found >= 0).all()
    assert (found <= 1.1e10).all()


counts = st.one_of(st.just(NOTHING), st.integers(0, 10**7).map(float))


@settings(max_examples=25, deadline=None)
@given(st.lists(counts, min_size=4, max_size=12).filter(lambda v: any(x == x for x in v)), st.integers(0, 2**32))
def test_random_histories_give_forecasts(numbers: list[float], seed: int) -> None:
    found = MobilisationForecaster().forecast(series(numbers, quantity="detained"), (1, 4), 50, seed)
    assert np.isfinite(found).all()
    assert (found >= 0).all()


def test_the_same_seed_gives_the_same_bytes_and_a_lead_its_own() -> None:
    history = HISTORIES["weeks missing"]
    one = MobilisationForecaster().forecast(history, (1, 2, 3), 100, 5)
    assert one.tobytes() == MobilisationForecaster().forecast(history, (1, 2, 3), 100, 5).tobytes()
    assert np.array_equal(one[:, 2], MobilisationForecaster().forecast(history, (3,), 100, 5)[:, 0])
    assert not np.array_equal(one, MobilisationForecaster().forecast(history, (1, 2, 3), 100, 6))


def test_weeks_after_the_history_cannot_be_seen() -> None:
    long = series([1000, 2000, 500, 900, 10**7, 10**7])
    assert np.array_equal(
        MobilisationForecaster().forecast(long.before(4), (1,), 100, 0),
        MobilisationForecaster().forecast(series([1000, 2000, 500, 900]), (1,), 100, 0),
    )


def test_zeros_come_only_from_reporters_that_give_them() -> None:
    never = MobilisationForecaster().forecast(series([300, 200, 400, 250, 300] * 4, quantity="detained"), (1,), 2000, 0)
    often = MobilisationForecaster().forecast(series([300, 0, 400, 0, 300] * 4, quantity="detained"), (1,), 2000, 0)
    assert (never == 0).mean() < 0.01
    assert 0.2 < (often == 0).mean() < 0.6


def test_a_lower_bound_lifts_and_an_upper_bound_sinks() -> None:
    def middle(low: float, high: float) -> float:
        history = series([1000, 1000, 1000, low], [1000, 1000, 1000, high])
        return float(np.median(MobilisationForecaster().forecast(history, (1,), 1000, 0)))

    assert middle(50_000, np.inf) > middle(1000, 1000) > middle(0, 20)


def test_evidence_of_numbers_ranges_and_bounds() -> None:
    low, high = bounds(np.array([0, 7, 500, 100, 0, 90.0]), np.array([0, 7, 500, 999, 50, np.inf]))
    assert low == pytest.approx([-np.inf, np.log(7.5), np.log(501), np.log(101), np.log1p(5), np.log(91)])
    assert high == pytest.approx([np.log(1.5), np.log(8.5), np.log(501), np.log(1000), np.log(51), np.log(901)])


def test_risk_is_what_was_seen_before_the_week() -> None:
    detained = series([NOTHING, 100, NOTHING, 0], quantity="detained")
    crowd = series([1000, 1000, 1000, 1000], beside=(detained,))
    found = SeriesEvidence.of(crowd)
    assert found.risk[:2] == pytest.approx([0, 0])
    assert found.risk[2] < 0
    assert found.risk[3] == pytest.approx(found.risk[2])
    assert found.risk[3] < found.next_risk < 0
    assert not SeriesEvidence.of(series([1, 2, 3, 4])).risk.any()


@pytest.mark.parametrize("group", course_prior.GROUPS)
def test_the_elasticity_stays_below_one(group: str) -> None:
    z = np.random.default_rng(0).normal(size=(4000, 4))
    assert (np.abs(course_prior.shipped_priors()[group].parameters(z).elasticity) < 1).mean() > 0.95
    extreme = course_prior.shipped_priors()[group].parameters(np.full((1, 4), 40.0))
    assert np.isfinite([extreme.elasticity, extreme.shock, extreme.noise, extreme.half_life_days]).all()


def test_a_group_is_read_from_quantity_and_reporter() -> None:
    assert course_prior.group_of("crowd", "news-mm") == "crowd_retold"
    assert course_prior.group_of("crowd", "police-hk") == "crowd"
    assert course_prior.group_of("detained", "news-mm") == "detained"


def test_priors_survive_their_file() -> None:
    for one in course_prior.shipped_priors().values():
        again = course_prior.CoursePrior.of_dict(one.to_dict())
        assert again.to_dict() == one.to_dict()
        assert np.allclose(again.sampled, one.sampled)


def test_widened_forecasts_keep_their_middle() -> None:
    history = HISTORIES["weeks missing"]
    one, two = (
        np.log1p(
            MobilisationForecaster({"crowd": course_prior.OPEN.widen(widening)}).forecast(history, (1,), 4000, 0)[:, 0]
        )
        for widening in (Widening(1.0, 1.0), Widening(1.5, 0.5))
    )
    assert np.median(two) == pytest.approx(np.median(one), abs=0.05)
    ends = np.quantile(two, [0.25, 0.75]), np.quantile(one, [0.25, 0.75])
    assert np.ptp(ends[0]) == pytest.approx(1.5 * np.ptp(ends[1]), rel=0.1)
    tails = [np.quantile(each, 0.99) - np.quantile(each, 0.9) for each in (one, two)]
    assert tails[1] == pytest.approx(1.5 * 0.5 * tails[0], rel=0.1)


def test_misses_are_told_week_by_week_and_narrow_or_widen_the_next_forecast() -> None:
    assert steadiness(np.empty(0)) == 1.0
    told = 1.0 + 0.5 ** (1.0 / HALF_LIFE)
    assert steadiness(np.zeros(2)) == pytest.approx(np.sqrt(USUAL / (USUAL + told)))
    assert steadiness(np.full(2, 2.0)) == pytest.approx(np.sqrt((USUAL + 4.0 * told) / (USUAL + told)))
    prior = course_prior.shipped_priors()["crowd"]
    steady, wild = (
        course_posterior(prior, SeriesEvidence.of(series(numbers))).misses
        for numbers in ([700.0] * 9, [700.0, 9.0, 90000.0] * 3)
    )
    assert len(steady) == len(wild) == 8
    assert steadiness(steady) < 0.85
    assert steadiness(wild) > 1.1


def test_a_series_that_was_wild_once_may_be_steady_now() -> None:
    early, late = np.zeros(17), np.zeros(17)
    early[0] = late[-1] = 3.0
    assert steadiness(early) < steadiness(late)
    assert steadiness(early) == pytest.approx(steadiness(early[1:]), abs=0.15)


def test_a_miss_is_that_of_the_forecast_made_before_its_week() -> None:
    """Against samples of the forecast from the weeks before, by the normal score of the number among them."""
    prior = course_prior.shipped_priors()["crowd"].widen(Widening())
    history = HISTORIES["four weeks"]
    found = course_posterior(prior, SeriesEvidence.of(history)).misses
    before = SeriesEvidence.of(history.before(3))
    plain = replace(course_posterior(prior, before), misses=np.empty(0))
    samples = sample_ahead(prior, before, plain, 1, 4000, 0)
    assert found[-1] == pytest.approx(special.ndtri((samples < history.low[3]).mean()), abs=0.1)


def simulate(given: course_prior.CoursePrior, weeks: int, random: np.random.Generator) -> tuple[np.ndarray, np.ndarray]:
    """Numbers (weeks,) of the model, and its draws of `SAMPLED` as standard normals; written out afresh."""
    z = random.normal(size=4)
    at = given.parameters(z[None])
    base, depth, _ = random.normal(given.linear[:, 0], given.linear[:, 1])
    g, shock, noise = at.elasticity[0], at.shock[0], at.noise[0]
    apart = random.normal(0, shock / np.sqrt(1 - g * g))
    numbers = np.empty(weeks)
    for week in range(weeks):
        apart = apart if week == 0 else g * apart + shock * random.normal()
        course = base - depth * (1 - 2.0 ** (-7.0 * week / at.half_life_days[0]))
        wide = given.wide_factor if random.uniform() < given.wide_chance else 1.0
        numbers[week] = np.expm1(np.clip(course + apart + noise * wide * random.normal(), 0, 20))
    return np.rint(numbers), z


@pytest.mark.parametrize("group", ["crowd_retold", "detained"])
def test_ranks_are_uniform_when_the_model_is_true(group: str) -> None:
    """Simulation-based calibration (Talts et al. 2018): the number to come and the parameters, 120 episodes."""
    random = np.random.default_rng(11)
    given = course_prior.shipped_priors()[group].widen(Widening())
    ranks = []
    for turn in range(120):
        numbers, z = simulate(given, 24, random)
        missing = random.uniform(size=24) < 0.3
        missing[[0, 23]] = False
        numbers[missing] = NOTHING
        history = series(list(numbers[:22]))
        seen = SeriesEvidence.of(history)
        found = course_posterior(given, seen)
        below = [float(found.weight[found.z[:, k] < z[k]].sum()) for k in range(3)]
        samples = sample_ahead(given, seen, found, 2, 400, turn)
        said = numbers[23]
        below.append(float((samples < said).mean() + 0.5 * (samples == said).mean()))
        ranks.append(below)
    table = np.array(ranks)
    for column in table.T:
        # The chance that a true uniform fails one of four such tests is about one in a hundred.
        counts, _ = np.histogram(column, bins=6, range=(0, 1))
        expected = len(column) / 6
        assert ((counts - expected) ** 2 / expected).sum() < 16.7


def test_no_forecast_goes_beyond_a_thousand_times_the_largest_number_so_far() -> None:
    """Of a rough short series one sample in a thousand was of more people than live on earth."""
    history = series([30, 2, 400, 1, 90, 3])
    assert history.farthest == 401_000.0
    for seed in range(5):
        found = MobilisationForecaster().forecast(history, (1, 8), 1000, seed)
        assert found.max() <= history.farthest
        crps = score_figures(np.array([5.0]), found[:, :1].T).crps_natural[0]
        assert crps < 400.0


def test_rivals_end_there_too() -> None:
    history = series([1, 5000, 1, 8000, 2])
    found = forecast_histories((Persistence(),), [history], [0], (1,))
    assert found["persistence"].max() <= history.farthest

"""The two errors against known spreads, hand figures and the formula written out."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import beta
from scipy.stats import norm as normal

from buttress.experiment.interval_ends import interval_ends_se
from buttress.experiment.log_ratio import log_ratio
from buttress.experiment.two_errors import predictive, share_limits, two_errors


def synthetic(draws: int, seeds: int, between_sd: float, within_sd: float, mean: float, seed: int) -> np.ndarray:
    rng = np.random.default_rng(seed)
    effects = rng.normal(mean, between_sd, draws)
    return (effects[:, None] + rng.normal(0, within_sd, (draws, seeds))).ravel()


@pytest.mark.parametrize(("between_sd", "within_sd"), [(1.0, 2.0), (0.5, 3.0), (2.0, 0.1)])
def test_known_spreads_are_recovered(between_sd: float, within_sd: float) -> None:
    found = two_errors(synthetic(40_000, 10, between_sd, within_sd, 3.0, seed=1), 10)
    expected_se = np.sqrt((between_sd**2 + within_sd**2 / 10) / 40_000)
    assert found.parameter_sd == pytest.approx(between_sd, rel=0.05)
    assert found.within_sd == pytest.approx(within_sd, rel=0.03)
    assert found.mc_se == pytest.approx(expected_se, rel=0.05)
    assert abs(found.mean - 3.0) < 4 * expected_se
    assert found.interval_95 == pytest.approx((3 - 1.96 * between_sd, 3 + 1.96 * between_sd), abs=0.15 * between_sd)


def test_no_parameter_spread_gives_a_narrow_interval_and_an_honest_error() -> None:
    """Seeds alone make draws' means differ; the parameter interval must not take that for uncertainty."""
    found = two_errors(synthetic(2_000, 10, 0.0, 5.0, 1.0, seed=2), 10)
    assert found.parameter_sd < 0.3
    assert found.interval_95[1] - found.interval_95[0] < 1.2
    assert found.mc_se == pytest.approx(5 / np.sqrt(20_000), rel=0.06)


def test_mc_se_covers_the_truth() -> None:
    """Over many small experiments the mean lies within 1.96 mc_se of the truth about 95 times in 100."""
    hits = 0
    for seed in range(400):
        found = two_errors(synthetic(40, 10, 1.0, 2.0, 0.0, seed), 10)
        hits += abs(found.mean) < 1.96 * found.mc_se
    assert 0.91 <= hits / 400 <= 0.98


def chained(chains: int, length: int, shared_sd: float, own_sd: float, seed: int) -> tuple[np.ndarray, np.ndarray]:
    """Draws of one seed each, of which a chain's share a part; in an order that mixes the chains."""
    rng = np.random.default_rng(seed)
    chain = rng.permutation(np.repeat(np.arange(chains), length))
    return rng.normal(0, shared_sd, chains)[chain] + rng.normal(0, own_sd, len(chain)), chain


def test_draws_of_a_chain_are_not_independent() -> None:
    """64 chains of 8: the mean's variance is s^2/64 + o^2/512, not (s^2 + o^2)/512."""
    values, chain = chained(640, 8, 1.0, 2.0, seed=4)
    expected = np.sqrt(1 / 640 + 4 / 5120)
    assert two_errors(values, 1, chain).mc_se == pytest.approx(expected, rel=0.06)
    assert two_errors(values, 1).mc_se < 0.7 * expected


def test_mc_se_by_chain_covers_the_truth() -> None:
    hits = 0
    for seed in range(400):
        values, chain = chained(30, 6, 1.0, 1.0, seed)
        found = two_errors(np.repeat(values, 2), 2, chain)
        hits += abs(found.mean) < 1.96 * found.mc_se
    assert 0.91 <= hits / 400 <= 0.98


def test_a_chain_each_is_the_formula_for_independent_draws() -> None:
    values = synthetic(40, 5, 1.0, 2.0, 0.0, seed=6)[:-3]
    assert two_errors(values, 5, 3 * np.arange(40)) == two_errors(values, 5)


def test_one_chain_gives_no_monte_carlo_error() -> None:
    found = two_errors(np.arange(10.0), 2, np.zeros(5, dtype=int))
    assert np.isnan(found.mc_se)
    assert np.isfinite(found.interval_95).all()


def test_the_ends_of_an_interval_have_the_error_that_repetition_shows() -> None:
    """Over 60 experiments of 40 chains, the bootstrap's mean error is the ends' spread; by draw it is too small."""
    ends, errors, naive = [], [], []
    for seed in range(60):
        values, chain = chained(40, 6, 1.0, 0.5, seed)
        ends.append(two_errors(values, 1, chain).interval_95)
        errors.append(interval_ends_se(values, 1, chain, resamples=60))
        naive.append(interval_ends_se(values, 1, resamples=60))
    spread = np.std(ends, axis=0)
    assert np.mean(errors, axis=0) == pytest.approx(spread, rel=0.3)
    assert (np.mean(naive, axis=0) < 0.75 * spread).all()


def test_ends_have_no_error_where_there_are_no_two_chains() -> None:
    assert np.isnan(interval_ends_se(np.arange(10.0), 2, np.zeros(5, dtype=int))).all()
    assert np.isnan(interval_ends_se(np.arange(2.0), 2)).all()


def test_the_effect_on_a_count_is_the_log_ratio_of_draw_means() -> None:
    """Two draws whose crowds differ a hundredfold, both halved: log 1/2 in each, whatever the mean over draws."""
    base = np.array([100.0, 300.0, 20_000.0, 20_000.0]) - 1.0
    halved = np.array([120.0, 80.0, 9_000.0, 11_000.0]) - 1.0
    values = log_ratio(halved, base, 2)
    assert values.reshape(2, 2).mean(axis=1) == pytest.approx(np.log(0.5))
    found = two_errors(values, 2)
    assert found.mean == pytest.approx(np.log(0.5))
    assert found.interval_95 == pytest.approx((np.log(0.5), np.log(0.5)))
    assert values[0] - values[1] == pytest.approx((120 - 80) / 100 - (100 - 300) / 200)


def test_a_log_ratio_of_nobody_is_finite() -> None:
    assert log_ratio(np.zeros(4), np.full(4, 9.0), 2) == pytest.approx(np.full(4, -np.log(10)))


def test_hand_figures() -> None:
    """Two draws of two seeds: means 1 and 5, B = 8, W = 2, so the parameter variance is 8 - 2/2 = 7."""
    found = two_errors(np.array([0.0, 2.0, 4.0, 6.0]), 2)
    assert found.mean == 3
    assert found.within_sd**2 == pytest.approx(2)
    assert found.parameter_sd**2 == pytest.approx(7)
    assert found.mc_se == pytest.approx(np.sqrt(8 / 2))
    shrink = np.sqrt(7 / 8)
    assert found.interval_95 == pytest.approx((3 - 2 * shrink, 3 + 2 * shrink))


@given(
    st.integers(2, 12),
    st.integers(2, 6),
    st.integers(0, 10_000),
)
def test_equal_cells_are_the_formula_to_the_letter(draws: int, seeds: int, seed: int) -> None:
    table = np.random.default_rng(seed).normal(size=(draws, seeds))
    means = table.mean(axis=1)
    between, within = means.var(ddof=1), table.var(axis=1, ddof=1).mean()
    parameter = max(0.0, between - within / seeds)
    spread = np.sort(table.mean() + (means - table.mean()) * np.sqrt(parameter / between))
    points = np.interp([0.025 * (draws + 1), 0.975 * (draws + 1)], np.arange(1, draws + 1), spread)
    found = two_errors(table.ravel(), seeds)
    assert found.mc_se == pytest.approx(means.std(ddof=1) / np.sqrt(draws))
    assert found.parameter_sd == pytest.approx(np.sqrt(parameter), abs=1e-9)
    assert found.interval_95 == pytest.approx(tuple(points), abs=1e-9)


def test_the_interval_holds_the_stated_share_of_draws() -> None:
    """With a hundred draws a new draw lies inside 95 times in 100, on average over experiments."""
    share = []
    for seed in range(400):
        low, high = two_errors(np.random.default_rng(seed).normal(size=100), 1).interval_95
        share.append(normal.cdf(high) - normal.cdf(low))
    assert np.mean(share) == pytest.approx(0.95, abs=0.006)


def test_an_incomplete_draw_counts_in_the_mean_and_leaves_the_errors_sound() -> None:
    values = synthetic(3_000, 10, 1.0, 2.0, 3.0, seed=3)[:-7]
    found = two_errors(values, 10)
    assert found.mean == values.mean()
    assert found.draws == 3_000
    assert found.parameter_sd == pytest.approx(1.0, rel=0.08)
    whole = two_errors(values[:-3], 10)
    assert found.mc_se == pytest.approx(whole.mc_se, rel=0.01)


@given(st.integers(2, 60), st.integers(0, 1000))
def test_scaling_is_linear(count: int, seed: int) -> None:
    values = np.random.default_rng(seed).normal(size=count)
    once, scaled = two_errors(values * -4, 1), two_errors(values, 1).scaled(-4)
    assert (once.mean, once.mc_se) == pytest.approx((scaled.mean, scaled.mc_se))
    assert once.interval_95 == pytest.approx(scaled.interval_95)


def test_one_draw_gives_no_errors() -> None:
    found = two_errors(np.arange(10.0), 10)
    assert found.mean == 4.5
    assert np.isnan([found.mc_se, found.parameter_sd, *found.interval_95]).all()


def test_equal_values_have_no_spread() -> None:
    found = two_errors(np.full(40, 0.1), 10)
    assert found.mc_se == pytest.approx(0, abs=1e-15)
    assert found.interval_95 == pytest.approx((0.1, 0.1))


@pytest.mark.parametrize(("values", "seeds"), [(np.array([]), 10), (np.zeros((2, 2)), 10), (np.zeros(3), 0)])
def test_values_that_make_no_sense_are_refused(values: np.ndarray, seeds: int) -> None:
    with pytest.raises(ValueError, match="row of values"):
        two_errors(values, seeds)


def test_predictive_points_are_those_of_the_runs() -> None:
    assert predictive(np.arange(1001.0)) == pytest.approx((25, 975))


def test_the_limits_of_a_share_of_runs_hold_the_true_share() -> None:
    """Draws that are each wholly yes or no: the limits count draws, not runs, and their own chance is 95 %."""
    rng = np.random.default_rng(5)
    held = 0
    for _ in range(400):
        values = np.repeat(rng.random(60) < 0.3, 10).astype(float)
        low, high = share_limits(two_errors(values, 10), 600, 60)
        held += low <= 0.3 <= high
    assert 367 <= held <= 393
    every = two_errors(np.ones(600), 10)
    assert share_limits(every, 600, 40.0) == (pytest.approx(beta(40.5, 0.5).ppf(0.025)), 1.0)
    assert np.isnan(share_limits(two_errors(np.full(20, np.nan), 10), 20, 2.0)).all()

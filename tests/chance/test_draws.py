"""Count draws: exact on small cells, near above, rising in p and u; shares that sum exactly."""

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from numba import njit
from scipy import stats

from buttress.chance.draws import EXACT_BELOW_VARIANCE, binomial, largest_remainder, share_out_capped

UNIT = st.floats(2.0**-53, 1 - 2.0**-53)
P = st.one_of(st.floats(0, 1), st.floats(1e-12, 1e-2), st.floats(0.98, 1))
N = st.one_of(st.integers(0, 60), st.integers(390, 500), st.integers(0, 10**7))


@njit
def _draws(n, p, u):
    out = np.empty(u.size, np.int64)
    for i in range(u.size):
        out[i] = binomial(n, p[i], u[i])
    return out


def _slack(n, p, k, u):
    """Rounding may choose the neighbour only where u lies on a step of the distribution function."""
    near = min(abs(stats.binom.cdf(k, n, p) - u), abs(stats.binom.cdf(k - 1, n, p) - u))
    return near < 1e-12 * max(1.0, n * p)


@given(st.integers(0, 400), st.floats(0, 1), st.floats(1e-9, 1 - 1e-9))
@settings(max_examples=200, deadline=None)
def test_small_cells_are_exact(n, p, u):
    k = binomial(n, p, u)
    expected = int(stats.binom.ppf(u, n, p))
    assert k == max(expected, 0) or _slack(n, p, k, u)


@pytest.mark.parametrize(
    ("n", "p"), [(10**7, 9.9e-6), (10**7, 1 - 9.9e-6), (10**6, 1e-7), (400, 0.49), (900, 0.12), (900, 0.88)]
)
def test_large_cells_of_small_variance_are_exact(n, p):
    u = np.random.default_rng(3).random(20_000)
    assert np.array_equal(_draws(n, np.full(u.size, p), u), stats.binom.ppf(u, n, p).astype(int))


@pytest.mark.parametrize(("n", "p"), [(10**7, 1.3e-5), (1000, 0.13), (1000, 0.87), (500, 0.5), (10**6, 0.3)])
def test_the_approximation_is_off_by_one_for_few_uniforms(n, p):
    u = np.random.default_rng(4).random(50_000)
    gap = _draws(n, np.full(u.size, p), u) - stats.binom.ppf(u, n, p).astype(int)
    assert np.abs(gap).max() <= 1
    assert np.abs(gap).mean() < 4e-4
    assert abs(gap.mean()) < 2e-4


@given(N, P, UNIT, UNIT)
@settings(max_examples=200, deadline=None)
def test_draws_rise_with_u(n, p, u, v):
    low, high = sorted((u, v))
    assert 0 <= binomial(n, p, low) <= binomial(n, p, high) <= n


@given(N, P, P, st.floats(1e-9, 1 - 1e-9))
@example(10**7, 1e-5, 1.0000101e-5, 0.37)
@settings(max_examples=300, deadline=None)
def test_draws_rise_with_p(n, p, q, u):
    low, high = sorted((p, q))
    assert binomial(n, low, u) <= binomial(n, high, u)


@pytest.mark.parametrize("n", [401, 404, 410, 450, 1000, 20_000, 10**7])
@pytest.mark.parametrize("mirrored", [False, True])
def test_draws_rise_across_the_limit_of_exact_draws(n, mirrored):
    edge = (1 - np.sqrt(1 - 4 * EXACT_BELOW_VARIANCE / n)) / 2
    far = (1 - np.sqrt(max(0.0, 1 - 4 * (EXACT_BELOW_VARIANCE + 8) / n))) / 2
    p = np.sort(np.concatenate((np.linspace(0.97 * edge, 1.03 * far, 400), edge * (1 + np.linspace(-1e-9, 1e-9, 41)))))
    p = np.sort(1 - p) if mirrored else p
    rng = np.random.default_rng(n)
    for u in np.concatenate((rng.random(150), 10.0 ** -rng.uniform(2, 11, 30), 1 - 10.0 ** -rng.uniform(2, 11, 30))):
        k = _draws(n, p, np.full(p.size, u))
        assert (np.diff(k) >= 0).all()


def test_certain_and_impossible_draws():
    assert binomial(10, 0.0, 0.999) == 0
    assert binomial(10, -0.1, 0.999) == 0
    assert binomial(10, 1.0, 0.001) == 10
    assert binomial(10, 1.5, 0.001) == 10
    assert binomial(0, 0.5, 0.5) == 0
    with pytest.raises(ValueError, match="not a number"):
        binomial(10, float("nan"), 0.5)


WEIGHTS = st.lists(st.one_of(st.just(0.0), st.floats(1e-6, 1e6)), min_size=1, max_size=12)


@given(st.integers(0, 10**12), WEIGHTS)
@settings(max_examples=150, deadline=None)
def test_shares_sum_exactly_and_stay_within_one_of_the_quota(total, weights):
    array = np.array(weights)
    out = np.full(array.size, -1, np.int64)
    if total > 0 and array.sum() == 0:
        with pytest.raises(ValueError, match="no weight"):
            largest_remainder(total, array, out)
        return
    largest_remainder(total, array, out)
    assert out.sum() == total
    assert (out[array == 0] == 0).all()
    if total:
        assert (np.abs(out - total * (array / array.sum())) < 1 + 1e-3).all()


@pytest.mark.parametrize(
    ("total", "weights", "expected"),
    [
        (100, (47_000, 16_000, 15_800, 12_000, 6_100, 3_100), (47, 16, 16, 12, 6, 3)),
        (10, (1, 1, 1), (4, 3, 3)),
        (2, (0, 1, 1, 1), (0, 1, 1, 0)),
        (7, (0.2, 0.0, 0.8), (1, 0, 6)),
    ],
)
def test_largest_remainder_by_hand(total, weights, expected):
    out = np.empty(len(weights), np.int64)
    largest_remainder(total, np.array(weights, float), out)
    assert tuple(out) == expected


def test_bad_shares_are_refused():
    out = np.empty(2, np.int64)
    with pytest.raises(ValueError, match="negative total"):
        largest_remainder(-1, np.ones(2), out)
    for weight in (-1.0, np.nan, np.inf):
        with pytest.raises(ValueError, match="weight"):
            largest_remainder(1, np.array([1.0, weight]), out)
    with pytest.raises(ValueError, match="cap"):
        share_out_capped(1, np.ones(2), np.array([1, -1]), out)


@given(st.integers(0, 10**9), st.lists(st.tuples(st.floats(0, 1e6), st.integers(0, 10**9)), min_size=1, max_size=10))
@settings(max_examples=150, deadline=None)
def test_capped_shares_fill_what_there_is_room_for(total, pairs):
    weights = np.array([weight for weight, _ in pairs])
    caps = np.array([cap for _, cap in pairs])
    out = np.full(caps.size, -1, np.int64)
    left = share_out_capped(total, weights, caps, out)
    room = int(caps[weights > 0].sum())
    assert (out >= 0).all()
    assert (out <= caps).all()
    assert (out[weights == 0] == 0).all()
    assert out.sum() == min(total, room)
    assert left == total - out.sum()


def test_capped_shares_by_hand():
    out = np.empty(3, np.int64)
    assert share_out_capped(12, np.array([3.0, 2.0, 1.0]), np.array([2, 100, 100]), out) == 0
    assert tuple(out) == (2, 7, 3)

"""The value of information where it is known in closed form: normals with a normal reading."""

import math
from types import SimpleNamespace

import numpy as np
import pytest
from scipy.stats import norm

from buttress.explore.answer import Answer
from buttress.explore.error import ExploreError
from buttress.explore.sensitivity.kernels import UnknownColumns
from buttress.explore.value.collecting import gain_of_collecting
from buttress.explore.value.gain import Gain, Wrong
from buttress.explore.value.interval import weighted_ends
from buttress.explore.value.knowing import gain_of_knowing
from buttress.explore.value.worth import worth

N, LINE = 512, 0.3


def above(values: np.ndarray) -> np.ndarray:
    return values > LINE


def wrong_after(sd_known: float, sd_left: float) -> float:
    """E min(p, 1 - p) with p = P(known + left > LINE) and known ~ N(0, sd_known^2), by a fine sum."""
    known = norm.ppf((np.arange(20_000) + 0.5) / 20_000) * sd_known
    p = norm.sf((LINE - known) / sd_left)
    return float(np.minimum(p, 1 - p).mean())


def holds(gain: Gain, shrinks_by: float, wrong: float) -> None:
    assert gain.shrinks_by == pytest.approx(shrinks_by, abs=max(2.5 * gain.mc_se, 0.02))
    assert gain.mc_se < 0.06
    assert gain.wrong is not None
    assert gain.wrong.then == pytest.approx(wrong, abs=max(2.5 * gain.wrong.mc_se, 0.02))
    assert gain.wrong.mc_se < 0.05


def test_errors_grow_with_what_chains_do_not_show() -> None:
    """A variance four times as large is an error twice as large: what was told no longer is."""
    gain = Gain((0.0, 1.0), (0.2, 0.8), 0.4, 0.1, Wrong(0.4, 0.2, 0.05))
    wider = gain.widened(4.0)
    assert (wider.mc_se, wider.shrinks_by) == (pytest.approx(0.2), 0.4)
    assert gain.told
    assert not wider.told
    assert wider.wrong is not None
    assert wider.wrong.mc_se == pytest.approx(0.1)


@pytest.mark.parametrize("noise", [0.5, 1.0])
def test_a_normal_reading_of_a_normal_answer(noise: float) -> None:
    """The posterior's standard deviation is noise / sqrt(1 + noise^2), whatever is read."""
    rng = np.random.default_rng(1)
    y = rng.standard_normal(N)
    read = y + noise * rng.standard_normal(N)
    left = noise / math.sqrt(1 + noise**2)
    gain = gain_of_collecting(norm.logpdf(read[:, None], y, noise), y, np.arange(N), above, seed=0)
    holds(gain, 1 - left, wrong_after(1 / math.sqrt(1 + noise**2), left))
    assert gain.wrong is not None
    assert gain.wrong.now == pytest.approx(norm.sf(LINE), abs=0.05)


def test_a_reading_of_something_else_narrows_nothing() -> None:
    rng = np.random.default_rng(2)
    y, other = rng.standard_normal((2, N))
    read = other + 0.2 * rng.standard_normal(N)
    gain = gain_of_collecting(norm.logpdf(read[:, None], other, 0.2), y, np.arange(N), above, seed=0)
    assert abs(gain.shrinks_by) < 3 * gain.mc_se
    assert not gain.told


@pytest.mark.parametrize(("slope", "other"), [(1.0, 1.0), (2.0, 0.7), (0.3, 1.0)])
def test_one_of_two_normals_known(slope: float, other: float) -> None:
    rng = np.random.default_rng(4)
    x = rng.standard_normal((N, 2))
    y = slope * x[:, 0] + other * x[:, 1]
    whole = math.hypot(slope, other)
    gain = gain_of_knowing(UnknownColumns(x).basis[0], y / whole, np.arange(N), above, seed=0)
    holds(gain, 1 - other / whole, wrong_after(slope / whole, other / whole))


def test_knowing_nothing_of_it_is_worth_nothing() -> None:
    x = np.random.default_rng(6).standard_normal((N, 2))
    gain = gain_of_knowing(UnknownColumns(x).basis[0], x[:, 1], np.arange(N), above, seed=0)
    assert not gain.told
    assert abs(gain.shrinks_by) < 0.03


def test_where_the_regression_expects_the_mean_of_all_nothing_is_known() -> None:
    """A skewed answer, and an unknown that foretells no chain: what is rounding must not pass for knowledge."""
    rng = np.random.default_rng(11)
    chains = np.repeat(np.arange(32), 16)
    y = np.exp(1.5 * rng.standard_normal(32))[chains] + 0.01 * rng.standard_normal(N)
    unknowns = UnknownColumns(rng.standard_normal((32, 12))[chains] + 0.01 * rng.standard_normal((N, 12)))
    gains = [gain_of_knowing(basis, y, chains, above, seed=0) for basis in unknowns.basis]
    assert any(gain.shrinks_by == pytest.approx(0.0, abs=1e-9) for gain in gains)
    assert sum(gain.told for gain in gains) <= 1


def test_weighted_ends_are_those_of_repeated_values() -> None:
    values = np.array([3.0, 1.0, 2.0, 5.0])
    weights = np.array([[1.0, 2.0, 1.0, 0.0], [0.0, 0.0, 0.0, 1.0]])
    low, high = weighted_ends(values, weights)[0]
    assert (low, high) == (1.0, 3.0)
    assert weighted_ends(values, weights)[1].tolist() == [5.0, 5.0]


def test_the_same_seed_gives_the_same_bytes() -> None:
    rng = np.random.default_rng(8)
    y = rng.standard_normal(64)
    log_likelihood = norm.logpdf(rng.standard_normal((64, 1)), y, 1.0)
    chains = np.repeat(np.arange(16), 4)
    one, again, other = (gain_of_collecting(log_likelihood, y, chains, above, seed) for seed in (1, 1, 2))
    assert one == again
    assert one.mc_se != other.mc_se


def test_an_answer_that_few_draws_move_is_not_asked_about() -> None:
    """Of 64 chains two differ: many a resample of whole chains leaves them out, and its interval has no width."""
    chains = np.repeat(np.arange(64), 8)
    table = SimpleNamespace(values=lambda answer: np.where(chains < 2, 0.0, 1.0), draws=SimpleNamespace(chains=chains))
    with pytest.raises(ExploreError, match="so few draws"):
        worth(SimpleNamespace(), table, Answer("persist_w8"), (), "probability", 1)

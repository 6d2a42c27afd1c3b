"""Scores against closed forms: textbook identities of CRPS, log score, coverage and PIT."""

from __future__ import annotations

import math
import sys

import numpy as np
import pytest
from numpy.typing import NDArray
from scipy.special import ndtr, ndtri
from scipy.stats import norm

from buttress.evaluate.rivals.spread import levels
from buttress.evaluate.sample_scores import SPAN, STRAY, _bandwidth, score_bounds, score_figures

Floats = NDArray[np.float64]
MANY = 4000


def people(log_values: Floats) -> Floats:
    return np.expm1(log_values)


def normal(mean: float, sd: float, samples: int = MANY) -> Floats:
    """Samples in people of a normal on the log1p scale, as evenly spaced quantiles."""
    return people(mean + sd * ndtri(levels(samples)))[None, :]


@pytest.mark.parametrize(("said", "point"), [(100.0, 100.0), (0.0, 50.0), (1000.0, 20.0)])
def test_the_crps_of_a_point_forecast_is_its_absolute_error(said: float, point: float) -> None:
    found = score_figures(np.array([said]), np.full((1, 100), point))
    assert found.crps[0] == pytest.approx(abs(math.log1p(said) - math.log1p(point)), abs=1e-12)
    assert found.crps_natural[0] == pytest.approx(abs(said - point), abs=1e-9)


@pytest.mark.parametrize("z", [0.0, 0.7, -2.5])
def test_the_crps_of_a_normal(z: float) -> None:
    mean, sd = 8.0, 0.6
    published = sd * (z * (2 * ndtr(z) - 1) + 2 * norm.pdf(z) - 1 / math.sqrt(math.pi))
    found = score_figures(people(np.array([mean + z * sd])), normal(mean, sd))
    assert found.crps[0] == pytest.approx(published, rel=2e-3)


def test_the_crps_of_a_normal_at_its_middle() -> None:
    # .233695 standard deviations: a textbook value.
    assert score_figures(people(np.array([8.0])), normal(8.0, 1.0)).crps[0] == pytest.approx(0.233695, rel=2e-3)


@pytest.mark.parametrize("z", [0.0, 1.0, -1.5])
def test_the_log_score_of_a_normal_is_nearly_its_own(z: float) -> None:
    # The kernel widens a normal by its bandwidth, and a hundredth of the weight lies elsewhere.
    found = score_figures(people(np.array([8.0 + z])), normal(8.0, 1.0)).log[0]
    assert found == pytest.approx(-norm.logpdf(z), abs=0.06)


def test_a_figure_beyond_every_sample_has_a_finite_log_score() -> None:
    found = score_figures(np.array([1e7]), np.full((1, 100), 10.0)).log[0]
    assert found == pytest.approx(-math.log(STRAY / math.log1p(1e7)), rel=1e-6)


def test_the_log_score_score_bounds_is_the_probability_within() -> None:
    samples = np.repeat(normal(8.0, 1.0), 4, axis=0)
    at = people(np.array([8.0, 9.0]))
    low = np.array([at[0], 0.0, at[0], 0.0])
    high = np.array([math.inf, at[0], at[1], math.inf])
    wanted = [0.5, 0.5, ndtr(1.0) - 0.5, 1.0]
    assert np.exp(-score_bounds(low, high, samples)) == pytest.approx(wanted, abs=0.02)


def test_a_bound_far_from_every_sample_has_a_finite_score() -> None:
    found = score_bounds(np.array([1e6, 0.0]), np.array([math.inf, 3.0]), np.full((2, 50), 2000.0))
    assert np.isfinite(found).all()
    assert (found > 4).all()


def test_coverage_and_pit_of_a_true_forecast_are_even() -> None:
    random = np.random.default_rng(3)
    means = random.normal(8, 1, 2000)
    said = people(random.normal(means, 0.5))
    samples = np.concatenate([normal(mean, 0.5, 400) for mean in means])
    found = score_figures(said, samples)
    for share, inside in found.inside.items():
        assert inside.mean() == pytest.approx(share / 100, abs=0.035)
    assert found.pit.sum(axis=1) == pytest.approx(1.0)
    assert found.pit.mean(axis=0) == pytest.approx(0.1, abs=0.03)


def test_a_constant_forecast_that_comes_true_is_covered_and_its_pit_is_spread() -> None:
    found = score_figures(np.array([7.0, 0.0]), np.array([[7.0] * 50, [0.0] * 50]))
    assert all(inside.all() for inside in found.inside.values())
    assert found.pit == pytest.approx(0.1)


def test_pit_of_what_lies_outside_every_sample_is_in_the_outermost_bin() -> None:
    found = score_figures(np.array([1.0, 1000.0]), np.tile(np.arange(10.0, 60.0), (2, 1)))
    assert found.pit[0, 0] == pytest.approx(1.0)
    assert found.pit[1, -1] == pytest.approx(1.0)


def test_no_figures_have_no_scores() -> None:
    found = score_figures(np.empty(0), np.empty((0, 100)))
    assert found.crps.shape == found.log.shape == (0,)
    assert score_bounds(np.empty(0), np.empty(0), np.empty((0, 100))).shape == (0,)


@pytest.mark.parametrize("forecasts", [1, 7])
def test_crps_and_log_score_are_those_of_scoringrules(forecasts: int, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as patched:
        patched.setitem(sys.modules, "numba", None)  # compiled copies, which are not asked here, take seconds to make
        scoringrules = pytest.importorskip("scoringrules")
    rng = np.random.default_rng(forecasts)
    samples = np.exp(rng.normal(6.0, 1.5, (forecasts, 257))).round()
    said = samples[:, 0] * rng.lognormal(size=forecasts)
    found = score_figures(said, samples)
    theirs = scoringrules.crps_ensemble(said, samples, estimator="qd", backend="numpy")
    assert found.crps_natural.tobytes() == theirs.tobytes()
    logs, log_samples = np.log1p(said), np.log1p(samples)
    width = _bandwidth(log_samples)
    density = np.exp(-scoringrules.logs_ensemble(logs, log_samples, bw=width, backend="numpy"))
    mixed = -np.log((1 - STRAY) * density + STRAY / (SPAN[1] - SPAN[0]))
    assert found.log.tobytes() == mixed.tobytes()

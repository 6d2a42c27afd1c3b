"""The filter against exact answers: Gaussian algebra, quadrature, and a smoother by brute force."""

from __future__ import annotations

import numpy as np
import pytest
from scipy import integrate, stats

from buttress.mobilisation.filter import Filtered, NoiseMixture, ParameterSets, ReportedWeeks, filter_reports

BASE, DEPTH, FEAR = (7.0, 1.5), (0.6, 0.5), (0.1, 0.2)
ELASTICITY, SHOCK, NOISE, HALF_LIFE = 0.6, 0.5, 0.3, 40.0


def run(
    low: np.ndarray, high: np.ndarray, risk: np.ndarray | None = None, wide: float = 0.0, quiet: float = 0.0
) -> tuple[np.ndarray, np.ndarray, float]:
    return whole(low, high, risk, wide, quiet)[:3]


def whole(
    low: np.ndarray, high: np.ndarray, risk: np.ndarray | None = None, wide: float = 0.0, quiet: float = 0.0
) -> tuple[np.ndarray, np.ndarray, float, np.ndarray]:
    out = Filtered.empty(1, len(low))
    first = np.array([BASE, DEPTH, FEAR])
    one = [np.array([value]) for value in (ELASTICITY, SHOCK, NOISE, HALF_LIFE)]
    risk = np.zeros(len(low)) if risk is None else risk
    sets = ParameterSets(*one, first[None, :, 0], first[None, :, 1])
    filter_reports(ReportedWeeks(low, high, risk, 7.0), sets, NoiseMixture(wide, 3.0, quiet), out)
    return out.mean[0], out.cov[0], float(out.log_p.sum()), out.rank[0]


def exact(weeks: int, risk: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Mean and covariance of all weeks' numbers, written out."""
    t = np.arange(weeks)
    ebb = -(1 - 2.0 ** (-7.0 * t / HALF_LIFE))
    looks = np.stack([np.ones(weeks), ebb, risk])
    first = np.array([BASE, DEPTH, FEAR])
    steady = SHOCK**2 / (1 - ELASTICITY**2)
    cov = steady * ELASTICITY ** np.abs(t[:, None] - t) + NOISE**2 * np.eye(weeks)
    return first[:, 0] @ looks, cov + looks.T @ np.diag(first[:, 1] ** 2) @ looks


def test_points_have_the_likelihood_of_the_joint_normal() -> None:
    rng = np.random.default_rng(0)
    risk = -rng.uniform(0, 1, 9)
    y = rng.normal(7, 1, 9)
    y[[2, 5, 6]] = np.nan
    seen = ~np.isnan(y)
    mean, cov = exact(9, risk)
    joint = stats.multivariate_normal.logpdf(y[seen], mean[seen], cov[np.ix_(seen, seen)])
    assert run(y, y, risk)[2] == pytest.approx(joint, abs=1e-8)


def test_ranks_are_those_of_each_number_given_the_ones_before() -> None:
    y = np.random.default_rng(1).normal(7, 1, 6)
    y[3] = np.nan
    ranks = whole(y, y)[3]
    mean, cov = exact(6, np.zeros(6))
    for week in (0, 2, 5):
        before = [k for k in range(week) if k != 3]
        pull = cov[week, before] @ np.linalg.inv(cov[np.ix_(before, before)]) if before else np.zeros(0)
        middle = mean[week] + pull @ (y[before] - mean[before])
        assert ranks[week] == pytest.approx(
            stats.norm.cdf(y[week], middle, np.sqrt(cov[week, week] - pull @ cov[before, week]))
        )
    assert np.isnan(ranks[3])


def test_bounds_and_zeros_have_no_rank_and_a_small_number_that_of_its_middle() -> None:
    low, high = np.array([5.0, -np.inf, np.log1p(2.5)]), np.array([np.inf, np.log1p(0.5), np.log1p(3.5)])
    ranks = whole(low, high, wide=0.05, quiet=0.1)[3]
    assert np.isnan(ranks[:2]).all()
    alone = whole(low[2:], high[2:])[3][0]
    sd = np.sqrt(exact(1, np.zeros(1))[1][0, 0])
    assert alone == pytest.approx(stats.norm.cdf([low[2], high[2]], BASE[0], sd).mean())


@pytest.mark.parametrize(("low", "high"), [(6.0, 8.5), (8.0, np.inf), (-np.inf, 6.5)])
def test_a_single_interval_has_its_probability_and_moments(low: float, high: float) -> None:
    mean, cov = exact(1, np.zeros(1))
    sd = float(np.sqrt(cov[0, 0]))
    chance = stats.norm.cdf((high - mean[0]) / sd) - stats.norm.cdf((low - mean[0]) / sd)
    state, spread, log_p = run(np.array([low]), np.array([high]))
    assert log_p == pytest.approx(np.log(chance), abs=1e-10)
    # The base given that the number lies within, by quadrature.
    rest = np.sqrt(cov[0, 0] - BASE[1] ** 2)

    def weight(base: float) -> float:
        inside = stats.norm.cdf((high - base) / rest) - stats.norm.cdf((low - base) / rest)
        return float(stats.norm.pdf(base, *BASE) * inside)

    total, first, second = (
        integrate.quad(lambda b, k=k: b**k * weight(b), BASE[0] - 9, BASE[0] + 9)[0] for k in range(3)
    )
    assert state[1] == pytest.approx(first / total, abs=1e-6)
    assert spread[1, 1] == pytest.approx(second / total - (first / total) ** 2, abs=1e-6)


def test_two_noises_have_the_mixture_likelihood() -> None:
    mean, cov = exact(1, np.zeros(1))
    y = np.array([11.0])
    narrow = stats.norm.pdf(y[0], mean[0], np.sqrt(cov[0, 0]))
    broad = stats.norm.pdf(y[0], mean[0], np.sqrt(cov[0, 0] + 8 * NOISE**2))
    assert run(y, y, wide=0.2)[2] == pytest.approx(np.log(0.8 * narrow + 0.2 * broad), abs=1e-10)


def test_a_quiet_week_explains_a_zero_and_leaves_the_crowd() -> None:
    zero = (np.array([-np.inf]), np.array([np.log1p(0.5)]))
    before = run(np.array([np.nan]), np.array([np.nan]))
    quiet = run(*zero, quiet=0.3)
    assert quiet[2] == pytest.approx(np.log(0.3), abs=1e-3)
    assert quiet[0][1] == pytest.approx(before[0][1], abs=0.01)
    assert run(*zero)[0][1] < before[0][1] - 3.0


def test_reports_far_off_stay_finite() -> None:
    for low, high in ((60.0, 60.0), (60.0, np.inf), (-np.inf, -60.0), (60.0, 61.0)):
        state, spread, log_p = run(np.array([7.0, low]), np.array([7.0, high]), wide=0.1)
        assert np.isfinite(state).all()
        assert np.isfinite(log_p)
        assert (np.diagonal(spread) >= 0).all()

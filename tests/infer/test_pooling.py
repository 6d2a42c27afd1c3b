"""Two fits made one: what their chains share is in the stated error."""

from __future__ import annotations

import numpy as np
import pytest

from buttress.experiment.two_errors import two_errors
from buttress.infer import move
from buttress.infer.effort import Effort
from buttress.infer.pooling import inflation, pooled
from buttress.infer.problem import ReplicateFit
from buttress.infer.settings import Settings
from buttress.infer.tempering import Sample
from buttress.infer.weekly_fit import sample
from tests.infer.test_weekly_fit import exact_of, linear_problem

#: Weeks, fits, and a fit whose short steps forget little of the few points that the weeks leave.
DAYS, FITS = [1, 1, 8, 8, 15, 15, 22, 22], 24
SHORT = Settings(draws=96, effort=Effort(particles=48, chains=48, sweeps=2, final_sweeps=6, weekly_sweeps=2))


@pytest.fixture(scope="module")
def twins():
    """Pairs of fits of a problem whose posterior is known, most of whose moves are short."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(move, "LONG", 0.35)
        problem = linear_problem(np.array(DAYS))
        return problem, [[sample(problem, 1, seed, replicate, SHORT) for replicate in (0, 1)] for seed in range(FITS)]


def ratio_of(problem, fits, inflated):
    """Squared errors of means over the squares of the stated ones, averaged over unknowns and fits."""
    mean, _, _ = exact_of(problem.evidence.components[0])
    found, stated = [], []
    for a, b in fits:
        z, chain = pooled(a, b)
        factor = inflation(a, b) if inflated else 1.0
        found.append(np.square(z.mean(axis=0) - mean))
        stated.append([two_errors(column, 1, chain, factor).mc_se ** 2 for column in z.T])
    return float(np.sum(found) / np.sum(stated))


def test_the_stated_error_holds_what_chains_of_one_fit_share(twins):
    problem, fits = twins
    assert ratio_of(problem, fits, inflated=False) > 1.6
    assert ratio_of(problem, fits, inflated=True) == pytest.approx(1.0, abs=0.25)


def fit_of(rng, shared, n=256, unknowns=2000):
    """A fit of independent draws, each a chain of its own, that share an error of their mean by unknown."""
    z = rng.standard_normal((n, unknowns)) + shared * rng.standard_normal(unknowns)
    return ReplicateFit(z, np.arange(unknowns), Sample(z, z[:, 0], np.arange(n), 0.0, (0.0, 1.0), 0.1), 0)


@pytest.mark.parametrize("factor", [1.3, 2.0])
def test_the_inflation_is_that_of_the_draws_that_are_pooled(factor):
    rng = np.random.default_rng(5)
    shared = np.sqrt((factor - 1) / 128)  # of each fit 128 draws are pooled, of variance 1 / 128
    assert inflation(fit_of(rng, shared), fit_of(rng, shared)) == pytest.approx(factor, abs=0.15)

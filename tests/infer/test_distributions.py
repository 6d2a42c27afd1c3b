"""Distributions against scipy, and priors of cases."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from buttress.case import load
from buttress.infer.distribution import DistributionColumns, PriorDistribution
from buttress.infer.prior import JointPrior, prior_draws
from buttress.world import build

SCIPY = {
    "normal": (PriorDistribution("normal", (1.0, 2.0)), stats.norm(1, 2)),
    "lognormal": (PriorDistribution("lognormal", (3.0, 0.5)), stats.lognorm(0.5, scale=3)),
    "beta": (PriorDistribution("beta", (2.0, 6.0)), stats.beta(2, 6)),
    "uniform": (PriorDistribution("uniform", (-1.0, 3.0)), stats.uniform(-1, 4)),
}


@pytest.mark.parametrize("name", SCIPY)
def test_moments_quantiles_and_densities_are_scipys(name):
    ours, theirs = SCIPY[name]
    assert ours.mean == pytest.approx(theirs.mean())
    assert ours.sd == pytest.approx(theirs.std())
    points = theirs.ppf([0.01, 0.3, 0.5, 0.9])
    assert ours.logpdf(points) == pytest.approx(theirs.logpdf(points))
    assert [ours.quantile(p) for p in (0.01, 0.3, 0.5, 0.9)] == pytest.approx(list(points))


@pytest.mark.parametrize("name", SCIPY)
@given(z=st.floats(-5, 5))
def test_value_and_z_undo_each_other_and_rise(name, z):
    ours, _ = SCIPY[name]
    at = np.array([z, z + 0.1])
    values = ours.value(at)
    assert values[0] < values[1]
    assert ours.z(values) == pytest.approx(at, abs=1e-5)


@pytest.mark.parametrize("name", SCIPY)
def test_scaling_keeps_the_centre_and_scales_the_spread(name):
    ours, _ = SCIPY[name]
    for factor in (0.5, 1.0, 1.5):
        scaled = ours.scaled(factor)
        if name == "lognormal":
            assert scaled.quantile(0.5) == pytest.approx(ours.quantile(0.5))
            assert scaled.args[1] == pytest.approx(factor * ours.args[1])
        else:
            assert scaled.mean == pytest.approx(ours.mean)
            assert scaled.sd == pytest.approx(factor * ours.sd)


def test_shares_stay_shares_when_their_spread_is_doubled():
    flat = PriorDistribution("uniform", (0.2, 0.9)).scaled(2)
    assert flat.args == (0.0, 1.0)
    wide = PriorDistribution("beta", (0.6, 0.6)).scaled(2)
    assert 0 < wide.args[0] < 1


def test_a_density_is_nothing_outside_of_its_support():
    for name, point in (("lognormal", -1.0), ("beta", 1.5), ("uniform", 4.0)):
        assert SCIPY[name][0].logpdf(np.array([point]))[0] == -np.inf


def test_an_unknown_distribution_is_named():
    with pytest.raises(ValueError, match="write one of normal"):
        PriorDistribution.of({"dist": "cauchy"})


def test_a_case_overrides_priors_and_the_rest_is_the_registrys(belarus):
    case = load(belarus)
    prior = JointPrior.of(case)
    world = build(case)
    assert prior.names == tuple(parameter.name for parameter in world.parameters)
    for name, given_prior in case.facts.priors.items():
        assert prior[name] == PriorDistribution.of(given_prior.model_dump(exclude_none=True))


def test_scaling_an_unknown_parameter_names_the_nearest(belarus):
    with pytest.raises(KeyError, match="did you mean 'loyalty_pay'"):
        JointPrior.of(load(belarus)).scale_spread(["loyalty_pai"], 2)


def test_prior_draws_are_the_prior_and_the_same_bytes_again(belarus):
    case = load(belarus)
    world = build(case)
    one, two = (prior_draws(case, 800, seed=3, world=world) for _ in range(2))
    assert one.values.tobytes() == two.values.tobytes()
    assert one.shocks.tobytes() == two.shocks.tobytes()
    assert prior_draws(case, 800, seed=4, world=world).values.tobytes() != one.values.tobytes()
    prior = JointPrior.of(case)
    p_values = [
        stats.kstest(d.z(one.values[:, j]), "norm").pvalue for j, d in enumerate(prior.distributions) if not d.fixed
    ]
    assert min(p_values) > 0.001 / len(p_values)
    assert all(np.isfinite(d.logpdf(one.values[:, j])).all() for j, d in enumerate(prior.distributions))


def test_columns_that_are_not_drawn_stand_at_their_medians_and_the_others_at_the_same_bytes():
    distributions = [dist for dist, _ in SCIPY.values()] * 2
    z = np.random.default_rng(3).standard_normal((50, len(distributions)))
    every = DistributionColumns(distributions).values(z)
    some = DistributionColumns(distributions, np.array([0, 2, 5])).values(z)
    assert np.array_equal(some[:, [0, 2, 5]], every[:, [0, 2, 5]])
    medians = [float(dist.quantile(0.5)) for dist in distributions]
    assert some[:, [1, 3, 4, 6, 7]] == pytest.approx(np.tile(np.array(medians)[[1, 3, 4, 6, 7]], (50, 1)))
    assert every[0, 1] == pytest.approx(distributions[1].value(z[:1, 1])[0])

"""The sampler against posteriors that are known."""

import numpy as np
import pytest
from scipy import stats

from buttress.infer.distribution import PriorDistribution
from buttress.infer.effort import Effort
from buttress.infer.move import FRESH, Mover
from buttress.infer.reference import DEGREES_OF_FREEDOM, Reference, propose
from buttress.infer.shock_spread import ShockSpread
from buttress.infer.tempering import FLOOR, settle, temper


def test_the_reference_is_the_exact_posterior_of_a_linear_target(linear):
    target = linear(dim=12, numbers=4)
    mean, covariance = target.moments()
    reference = Reference.of(np.tile(mean, (3, 1)), *target.sensitivity(), phi=1.0)
    assert reference.centre == pytest.approx(mean)
    assert reference.narrowed(np.eye(12)) == pytest.approx(covariance)
    assert reference.radius2(np.eye(12) + mean) == pytest.approx(np.diag(np.linalg.inv(covariance)))
    assert np.cov(reference.noise(50_000, np.random.default_rng(0)).T) == pytest.approx(covariance, abs=0.03)


def test_the_correction_is_the_ratio_of_the_references_densities(linear):
    target = linear(dim=5, numbers=2)
    _, covariance = target.moments()
    reference = Reference.of(np.ones((3, 5)), *target.sensitivity(), phi=1.0)
    z = np.random.default_rng(1).standard_normal((7, 5))
    new, correction = propose(z, reference, np.full(7, 0.6), np.random.default_rng(2))
    student = stats.multivariate_t(reference.centre, covariance, df=DEGREES_OF_FREEDOM)
    assert correction == pytest.approx(student.logpdf(z) - student.logpdf(new))


def test_the_proposal_leaves_its_reference_as_it_is(linear):
    target = linear(dim=4, numbers=2)
    _, covariance = target.moments()
    reference = Reference.of(np.ones((3, 4)), *target.sensitivity(), phi=1.0)
    student = stats.multivariate_t(reference.centre, covariance, df=DEGREES_OF_FREEDOM, seed=np.random.default_rng(3))
    z = student.rvs(40_000)
    new, _ = propose(z, reference, np.full(len(z), 0.5), np.random.default_rng(4))
    for before, after in zip(z.T, new.T, strict=True):
        assert stats.ks_2samp(before, after).pvalue > 1e-4
    assert np.cov(new.T) == pytest.approx(np.cov(z.T), abs=0.05)


def test_the_move_leaves_a_posterior_invariant_though_its_sensitivities_are_wrong(linear):
    target = linear(dim=6, numbers=3, free=2, seed=5)
    mean, covariance = target.moments()
    wrong = target.slopes * np.random.default_rng(6).uniform(0.3, 1.5, target.slopes.shape)
    target.sensitivity = lambda: (wrong, np.full(3, 2.0))
    rng = np.random.default_rng(7)
    n = 20_000
    z = rng.multivariate_normal(mean, covariance, size=n)
    mover = Mover(target, FLOOR, rng)
    likelihood = mover._simulated(z)
    moved, _ = mover.smc_metropolis(z, 6, None, likelihood)
    assert 0.02 < np.mean(np.any(moved != z, axis=1)) <= 1
    white = np.linalg.solve(np.linalg.cholesky(covariance), (moved - mean).T)
    for column in white:
        assert stats.kstest(column, "norm").pvalue > 1e-4
    assert np.cov(white) == pytest.approx(np.eye(6), abs=0.06)


def test_a_spread_moves_with_its_shocks_and_leaves_products_and_prior_as_they_are(linear):
    target = linear(dim=6, numbers=2)
    spread = PriorDistribution("lognormal", (0.5, 0.7))
    target.shock_spreads = [ShockSpread(1, np.array([2, 3, 4]), spread)]
    mover = Mover(target, FLOOR, np.random.default_rng(11))
    z = mover.rng.standard_normal((20_000, 6))
    moved = z
    for _ in range(5):
        moved = mover._rescale(moved)
    products = [spread.value(at[:, 1])[:, None] * at[:, 2:5] for at in (z, moved)]
    assert products[1] == pytest.approx(products[0], rel=1e-9)
    assert np.mean(moved[:, 1] != z[:, 1]) > 0.5
    assert (moved[:, [0, 5]] == z[:, [0, 5]]).all()
    for column in moved.T:
        assert stats.kstest(column, "norm").pvalue > 1e-4
    assert np.cov(moved.T) == pytest.approx(np.eye(6), abs=0.05)


@pytest.mark.parametrize("free", [0, 6])
def test_a_linear_posterior_is_recovered(linear, free):
    target = linear(free=free)
    mean, covariance = target.moments()
    sample = temper(target, Effort(512, 0.5, 3, 12), np.random.default_rng(8))
    sd = np.sqrt(np.diag(covariance))
    error = (sample.z.mean(axis=0) - mean) / sd
    assert np.sqrt(np.mean(np.square(error))) < 0.12
    assert np.abs(error).max() < 0.4
    assert sample.z.std(axis=0) / sd == pytest.approx(np.ones(target.dim), abs=0.2)
    assert sample.log_evidence == pytest.approx(target.log_evidence(), abs=0.8)
    assert sample.temperatures[0] == 0.0
    assert sample.temperatures[-1] == 1.0


def test_two_fits_agree_and_each_repeats_its_bytes(linear):
    target = linear()
    effort = Effort(256, 0.5, 2, 6)
    first, again, other = (temper(target, effort, np.random.default_rng(seed)) for seed in (1, 1, 2))
    assert first.z.tobytes() == again.z.tobytes()
    assert first.z.tobytes() != other.z.tobytes()
    difference = (first.z.mean(axis=0) - other.z.mean(axis=0)) / first.z.std(axis=0)
    assert np.sqrt(np.mean(np.square(difference))) < 0.25


def test_more_points_than_particles_come_from_more_sweeps(linear):
    sample = temper(linear(), Effort(64, 0.5, 2, 4), np.random.default_rng(1), n=150)
    assert sample.z.shape == (150, 30)
    assert len(np.unique(sample.z, axis=0)) > 75
    settled = temper(linear(), Effort(64, 0.5, 2, 4, settling_sweeps=8), np.random.default_rng(1), n=150)
    assert settled.log_likelihood.mean() == pytest.approx(sample.log_likelihood.mean(), abs=1.0)
    assert settled.z.tobytes() != sample.z.tobytes()


def test_fewer_points_are_a_part_of_the_same_list(linear):
    whole, part = (temper(linear(), Effort(64, 0.5, 2, 4), np.random.default_rng(1), n=n) for n in (64, 20))
    assert whole.z[:20].tobytes() == part.z.tobytes()


def test_a_likelihood_that_is_no_number_counts_as_impossible(linear):
    target = linear(dim=6, numbers=2)
    plain = target.log_likelihood
    target.log_likelihood = lambda z, world: np.where(z[:, 5] > 0.5, np.nan, plain(z, world))
    sample = temper(target, Effort(128, 0.5, 3, 6), np.random.default_rng(3))
    assert (sample.z[:, 5] <= 0.5).all()


@pytest.mark.slow
def test_ranks_of_the_truth_are_uniform(linear):
    """Simulation-based calibration (Talts et al. 2018) of the sampler, sensitivities off by up to a factor of two."""
    ranks = []
    for seed in range(150):
        target = linear(dim=8, numbers=5, free=2, seed=3)
        rng = np.random.default_rng(1000 + seed)
        truth = rng.standard_normal(8)
        target.seen = target.slopes @ truth + target.noise * rng.standard_normal(5)
        wrong = target.slopes * np.random.default_rng(9).uniform(0.5, 2.0, target.slopes.shape)
        target.sensitivity = lambda at=wrong: (at, np.full(5, 4.0))
        z = temper(target, Effort(256, 0.5, 3, 12), np.random.default_rng(seed), n=99).z
        ranks.append((z < truth).sum(axis=0))
    for column in np.array(ranks).T:
        counts = np.bincount(column // 10, minlength=10)
        assert stats.chisquare(counts).pvalue > 0.001


def test_few_chains_go_on_from_many_particles(linear):
    effort = Effort(64, 0.5, 2, 4, chains=16)
    one, two = (temper(linear(), effort, np.random.default_rng(1), n=40) for _ in range(2))
    assert len(one.z) == 40
    assert one.z.tobytes() == two.z.tobytes()


def test_chains_recover_a_linear_posterior(linear):
    target = linear()
    mean, covariance = target.moments()
    effort = Effort(128, 0.5, 2, 12, settling_sweeps=24, chains=32)
    sample = temper(target, effort, np.random.default_rng(2), n=640)
    sd = np.sqrt(np.diag(covariance))
    assert np.sqrt(np.mean(np.square((sample.z.mean(axis=0) - mean) / sd))) < 0.2
    assert sample.z.std(axis=0) / sd == pytest.approx(np.ones(target.dim), abs=0.25)


class Rising:
    """A mover whose likelihood rises by `rates` a sweep, one after another."""

    def __init__(self, rates):
        self.rates, self.sweeps = list(rates), 0

    def smc_metropolis(self, z, sweeps, cov, like):
        for _ in range(sweeps):
            like = like + self.rates[min(self.sweeps, len(self.rates) - 1)]
            self.sweeps += 1
        return z, like


@pytest.mark.parametrize(
    ("rates", "sweeps"),
    [([0.0], 12), ([0.1], 12), ([0.2], 36), ([1.0] * 10 + [0.0], 16), ([-5.0], 12)],
    ids=["level", "slow", "without end", "until it is level", "falling"],
)
def test_points_settle_until_their_likelihood_is_level(rates, sweeps):
    mover = Rising(rates)
    settle(mover, np.zeros((3, 2)), np.zeros(3), 12)
    assert mover.sweeps == sweeps


def test_nothing_settles_where_no_sweep_is_asked_for():
    mover = Rising([9.0])
    settle(mover, np.zeros((3, 2)), np.zeros(3), 0)
    assert mover.sweeps == 0


def test_the_reference_is_kept_until_enough_points_were_simulated(linear):
    target = linear(dim=6, numbers=3)
    asked = []
    sensitivity = target.sensitivity
    target.sensitivity = lambda: asked.append(1) or sensitivity()
    mover = Mover(target, FLOOR, np.random.default_rng(3))
    z = mover.rng.standard_normal((FRESH // 4, 6))
    mover.smc_metropolis(z, 9, None, mover._simulated(z))
    assert len(asked) == 3


def test_draws_know_the_chain_that_they_come_from(linear):
    """With one sweep between batches a chain's points stay close to each other; points of two chains do not."""
    effort = Effort(particles=64, chains=16, sweeps=1, final_sweeps=1)
    sample = temper(linear(dim=6, numbers=3), effort, np.random.default_rng(11), n=128)
    assert np.bincount(sample.chain).tolist() == [8] * 16
    whole = sample.z.var(axis=0).sum()
    within = np.mean([sample.z[sample.chain == chain].var(axis=0, ddof=1).sum() for chain in range(16)])
    assert within < 0.8 * whole
    shuffled = np.random.default_rng(12).permutation(sample.chain)
    alike = np.mean([sample.z[shuffled == chain].var(axis=0, ddof=1).sum() for chain in range(16)])
    assert alike == pytest.approx(whole, rel=0.1)

"""Components of the likelihood, against values worked out by other means."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from buttress.observe.crowd import CrowdReports
from buttress.observe.detained import DetainedReports
from buttress.observe.expected import Expected
from buttress.observe.gathering import Gathering
from buttress.observe.noise import log_density, log_interval
from buttress.observe.past import SimulatedPast
from buttress.observe.rates import RATE_SD, ExchangeRates, RateLevel
from buttress.observe.report import Report
from buttress.observe.reserves import Fall, ReserveFalls

LOGS = st.floats(-3.0, 18.0)


def past(turnout=None, detained=None, hazard=0.1, met=None, rate=None) -> SimulatedPast:
    """One run; turnout and detained by place on one occasion."""
    places = np.asarray(turnout if turnout is not None else detained, dtype=float)
    empty = np.zeros((1, 1, len(places)))
    return SimulatedPast(
        turnout=empty if turnout is None else np.asarray(turnout, dtype=float)[None, None],
        detained=empty if detained is None else np.asarray(detained, dtype=float)[None, None],
        hazard=np.array([hazard]),
        met=np.zeros((1, 1)) if met is None else np.asarray(met, dtype=float)[None],
        rate=np.ones((1, 1)) if rate is None else np.asarray(rate, dtype=float)[None],
    )


def values(**given_values: float) -> dict[str, np.ndarray]:
    return {name: np.array([value]) for name, value in given_values.items()}


def report(low, high, **cells) -> Report:
    filled = {"line": 2, "reporter": "paper", "kind": "newsroom", "quantity": "crowd", "occasion": 0, "places": (0, 1)}
    return Report(**(filled | cells), low=low, high=high)


NOISE = {"bias_paper": 0.2, "noise_crowd_paper": 0.3, "shared_crowd_newsroom": 0.0}


def one(component, simulated, numbers):
    expected = component.expect(simulated, numbers)
    return float(component.log_terms(expected)[0, 0])


@pytest.mark.parametrize(
    ("low", "high", "edges"),
    [
        (22000, 22000, (21500, 22500)),
        (10000, 20000, (10000, 20000)),
        (15000, None, (15000, np.inf)),
        (None, 15000, (0, 15000)),
    ],
)
def test_a_crowd_report_is_the_probability_of_its_interval(low, high, edges):
    found = one(CrowdReports([report(low, high)]), past([12000.0, 3000.0]), values(**NOISE))
    noise = stats.t(4, loc=np.log(15000) + 0.2, scale=0.3)
    with np.errstate(divide="ignore"):
        bottom, top = np.log(edges)
    assert found == pytest.approx(np.log(noise.cdf(top) - noise.cdf(bottom)), rel=1e-9)


def test_shocks_of_places_add_variance_by_the_square_of_their_share():
    numbers = values(**NOISE, turnout_shock_place_sd=0.5)
    expected = CrowdReports([report(1000, 1000)]).expect(past([9000.0, 1000.0]), numbers)
    extra = 0.5**2 * (0.9**2 + 0.1**2)
    assert expected.scale[0, 0] == pytest.approx(np.sqrt(0.3**2 + extra))
    assert expected.location[0, 0] == pytest.approx(np.log(10000) + 0.2 - extra / 2)


def test_the_added_variance_is_that_of_a_sum_of_log_normals():
    rng = np.random.default_rng(1)
    crowd = np.array([8000.0, 3000.0, 500.0])
    shocked = np.log((crowd * np.exp(0.2 * rng.standard_normal((200_000, 3)) - 0.2**2 / 2)).sum(axis=1))
    extra = Gathering.of(crowd[None]).shock_variance(0.2)
    assert float(extra[0]) == pytest.approx(shocked.var(), rel=0.03)
    assert np.log(crowd.sum()) - float(extra[0]) / 2 == pytest.approx(shocked.mean(), abs=0.001)


def test_a_share_does_not_depend_on_the_bias():
    share = report(7000, 7000, places=(0,), whole=(0, 1), role="share", of=10000.0)
    low, high = (one(CrowdReports([share]), past([800.0, 200.0]), values(**{**NOISE, "bias_paper": b})) for b in (0, 2))
    odds = np.log(800 / 200)
    expected = stats.t(4, loc=odds, scale=np.hypot(0.3, 0.25)).logpdf(np.log(7 / 3))
    assert low == high == pytest.approx(expected)


def test_a_count_of_detained_is_seen_through_coverage():
    component = DetainedReports([report(120, 120, quantity="detained")])
    numbers = values(coverage_paper=0.6, noise_detained_paper=0.4)
    found = one(component, past(detained=[150.0, 50.0]), numbers)
    spread = np.sqrt(0.4**2 + 120 / 121**2)
    noise = stats.t(4, loc=np.log(121), scale=spread)
    assert found == pytest.approx(np.log(noise.cdf(np.log(126)) - noise.cdf(np.log(116))))


def test_an_early_count_is_short_of_the_final_one_by_its_growth():
    numbers = values(**NOISE, growth_crowd_newsroom=0.7, growth_noise_crowd_newsroom=0.4)
    early = report(9000, 9000, early=True)
    found = one(CrowdReports([early]), past([12000.0, 3000.0]), numbers)
    noise = stats.t(4, loc=np.log(15000) + 0.2 - 0.7, scale=0.5)
    assert found == pytest.approx(np.log(noise.cdf(np.log(9500)) - noise.cdf(np.log(8500))))
    counts = values(
        coverage_paper=0.6,
        noise_detained_paper=0.3,
        growth_detained_newsroom=np.log(2),
        growth_noise_detained_newsroom=0.4,
    )
    component = DetainedReports([report(60, 60, quantity="detained", early=True)])
    expected = component.expect(past(detained=[150.0, 50.0]), counts)
    assert expected.location[0, 0] == pytest.approx(np.log(61))
    assert expected.scale[0, 0] == pytest.approx(np.sqrt(0.5**2 + 60 / 61**2))


def test_an_early_count_beside_the_final_one_speaks_of_growth_alone():
    component = DetainedReports([report(30, 30, quantity="detained", early=True, role="growth", of=90.0)])
    numbers = values(growth_detained_newsroom=0.8, growth_noise_detained_newsroom=0.5)
    terms = [one(component, past(detained=[people, 0.0]), numbers) for people in (3.0, 3000.0)]
    assert terms[0] == terms[1] == pytest.approx(stats.t(4, loc=-0.8, scale=0.5).logpdf(-np.log(3)))
    assert float(component.natural(0, np.array([-np.log(3)]))[0]) == pytest.approx(1 / 3)


def test_nobody_detained_is_likeliest_where_nobody_was():
    component = DetainedReports([report(0, 0, quantity="detained")])
    numbers = values(coverage_paper=0.6, noise_detained_paper=0.4)
    terms = [one(component, past(detained=[people, 0.0]), numbers) for people in (0.0, 3.0, 50.0)]
    assert terms == sorted(terms, reverse=True)


def test_a_rate_is_compared_in_logs():
    component = ExchangeRates([RateLevel(day=2, rate=2.66)])
    found = one(component, past([1.0], rate=[2.4, 2.4, 2.5, 9.9]), {})
    assert found == pytest.approx(stats.t(4, loc=np.log(2.5), scale=RATE_SD).logpdf(np.log(2.66)))


def test_reserves_compare_sales_with_the_fall():
    component = ReserveFalls([Fall(first=1, last=3, drain_m=30.0, sd_m=10.0)])
    simulated = past([1.0], met=[9e9, 0.8e9, 1.6e9, 9e9])
    found = one(component, simulated, {})
    sold = 8.0 + 16.0
    assert found == pytest.approx(stats.t(4, loc=sold, scale=10).logpdf(30.0))


@pytest.mark.parametrize("component", [CrowdReports, DetainedReports])
def test_a_replica_says_of_its_truth_what_the_likelihood_expects(component):
    """Each cell, side of a bound and part of a range comes as often as its probability says."""
    quantity = component.name
    given_reports = [report(700, 700), report(2000, None), report(None, 900), report(500, 1200)]
    first = component([report(r.low, r.high, quantity=quantity) for r in given_reports])
    if component is DetainedReports:
        first = component([report(700, 700, quantity=quantity)])
    people = {"turnout": [800.0, 300.0]} if component is CrowdReports else {"detained": [800.0, 300.0]}
    numbers = values(**NOISE, coverage_paper=0.6, noise_detained_paper=0.4)
    expected = first.expect(past(**people), numbers)
    rng = np.random.default_rng(3)
    said = [first.replica(expected, rng) for _ in range(4000)]
    for j in range(len(first.reports)):
        cells: dict[tuple[float, float], int] = {}
        for each in said:
            cells[each.edges(j)] = cells.get(each.edges(j), 0) + 1
        for (low, high), count in cells.items():
            chance = float(np.exp(log_interval(low, high, expected.location[:, j], expected.scale[:, j]))[0])
            assert count / len(said) == pytest.approx(chance, abs=4 * np.sqrt(chance / len(said)) + 1e-3)
            assert low < high


def test_replicas_of_money_scatter_about_what_the_run_expects():
    falls = ReserveFalls([Fall(first=0, last=2, drain_m=1.0, sd_m=10.0)])
    rates = ExchangeRates([RateLevel(day=1, rate=1.0)])
    rng = np.random.default_rng(4)
    run = past([1.0], met=[1e9, 1e9], rate=[2.0, 2.5])
    drains = [falls.replica(falls.expect(run, {}), rng).falls[0].drain_m for _ in range(2000)]
    levels = [rates.replica(rates.expect(run, {}), rng).levels[0].rate for _ in range(2000)]
    assert np.median(drains) == pytest.approx(20.0, abs=1.0)
    assert np.median(levels) == pytest.approx(2.5, abs=0.01)


@given(LOGS, LOGS, st.floats(0.0, 5.0), st.floats(0.05, 2.0))
def test_a_wider_report_is_never_less_likely(middle, low, width, spread):
    at, sd = np.array([middle]), np.array([spread])
    narrow = log_interval(low, low + width, at, sd)
    for bottom, top in ((low - 1, low + width), (low, low + width + 1), (-np.inf, low + width), (low, np.inf)):
        assert log_interval(bottom, top, at, sd) >= narrow - 1e-9


@given(LOGS, LOGS, st.floats(0.05, 2.0))
def test_below_and_above_make_one(middle, edge, spread):
    at, sd = np.array([middle]), np.array([spread])
    parts = np.exp(log_interval(-np.inf, edge, at, sd)) + np.exp(log_interval(edge, np.inf, at, sd))
    assert float(parts[0]) == pytest.approx(1.0)


@given(LOGS, LOGS, st.floats(0.05, 2.0))
def test_the_interval_agrees_with_scipy_also_far_out(middle, low, spread):
    noise = stats.t(4, loc=middle, scale=spread)
    high = low + 0.4
    exact = noise.sf(low) - noise.sf(high) if low > middle else noise.cdf(high) - noise.cdf(low)
    found = np.exp(log_interval(low, high, np.array([middle]), np.array([spread])))
    assert float(found[0]) == pytest.approx(exact, rel=1e-6)


@given(LOGS, LOGS, st.floats(0.05, 2.0))
def test_the_density_is_student_t(at, middle, spread):
    found = log_density(at, np.array([middle]), np.array([spread]))
    assert float(found[0]) == pytest.approx(stats.t(4, loc=middle, scale=spread).logpdf(at))


def test_a_reporter_who_overcounts_lowers_the_crowd_that_fits():
    component = CrowdReports([report(20000, 20000)])
    crowds = np.array([5000.0, 10000.0, 20000.0, 40000.0])
    for bias, best in ((0.0, 20000.0), (np.log(2), 10000.0), (-np.log(2), 40000.0)):
        numbers = values(**{**NOISE, "bias_paper": bias})
        terms = [one(component, past([crowd, 0.0]), numbers) for crowd in crowds]
        assert crowds[int(np.argmax(terms))] == best


def test_no_reports_no_terms():
    for component in (CrowdReports([]), DetainedReports([]), ReserveFalls([])):
        terms = component.log_terms(component.expect(past([1.0, 2.0]), {}))
        assert terms.shape == (1, 0)
    assert Expected.empty(3).location.shape == (3, 0)


def test_crowds_of_many_reports_are_gathered_as_one_by_one():
    people = np.random.default_rng(6).lognormal(0.0, 3.0, (5, 3, 4))
    people[0] = 0.0
    where = ((1, (0, 2)), (2, (3,)), (0, ()), (1, (0, 1, 2, 3)))
    found = Gathering.over(people, where)
    for column, (occasion, places) in enumerate(where):
        one = Gathering.of(people[:, occasion, list(places)])
        for name in ("total", "log", "share2"):
            assert np.array_equal(getattr(found, name)[:, column], getattr(one, name))

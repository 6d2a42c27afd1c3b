"""Errors that reporters of a kind share, and biases that drift, against values worked out by other means."""

from __future__ import annotations

import numpy as np
import pytest
from scipy import integrate, stats

from buttress.arrays import Floats
from buttress.observe.crowd import CrowdReports
from buttress.observe.past import SimulatedPast
from buttress.observe.report import Report
from buttress.observe.reporter import drift_name, parameters, step_names

PEOPLE = 120_000.0


def past(*people: float) -> SimulatedPast:
    """One run with so many people in one place, an occasion each."""
    crowds = np.array(people)[None, :, None]
    one = np.ones((1, 1))
    return SimulatedPast(crowds, np.zeros_like(crowds), np.array([0.1]), one, one)


def says(who: str, low: float | None, high: float | None, occasion: int = 0, kind: str = "newsroom") -> Report:
    return Report(2, who, kind, "crowd", occasion, (0,), low, high, week=occasion)


def values(shared: float, *papers: str) -> dict[str, Floats]:
    named = {f"bias_{paper}": 0.1 for paper in papers} | {f"noise_crowd_{paper}": 0.2 for paper in papers}
    return {name: np.array([value]) for name, value in (named | {"shared_crowd_newsroom": shared}).items()}


@pytest.mark.parametrize(("shared", "exact"), [(0.05, 1e-3), (0.2, 1e-3), (0.5, 1e-2)])
def test_reports_that_share_an_error_are_a_product_integrated_over_it(shared: float, exact: float) -> None:
    bounds = {"a": (100_000.0, None), "b": (150_000.0, 200_000.0), "c": (100_000.0, 100_000.0), "d": (None, 180_000.0)}
    edges = [(np.log(1e5), np.inf), np.log([1.5e5, 2e5]), np.log([5e4, 1.5e5]), (-np.inf, np.log(1.8e5))]
    component = CrowdReports([says(who, *bound) for who, bound in bounds.items()])
    found = component.log_terms(component.expect(past(PEOPLE), values(shared, *bounds))).sum()

    def density(u: float) -> float:
        there = stats.t(4, loc=np.log(PEOPLE) + 0.1 + u, scale=0.2)
        product = np.prod([there.cdf(high) - there.cdf(low) for low, high in edges])
        return float(product * stats.norm.pdf(u, scale=shared))

    expected = np.log(integrate.quad(density, -4 * shared, 4 * shared, points=[0.0])[0])
    assert float(found) == pytest.approx(expected, abs=exact)


def test_twenty_newsrooms_know_a_crowd_no_better_than_their_shared_error() -> None:
    """As independent witnesses they would know it to .05."""
    papers = [f"paper{i}" for i in range(20)]
    component = CrowdReports([says(paper, 119_500.0, 120_500.0) for paper in papers])
    grid = np.linspace(-1.5, 1.5, 301)
    simulated = past(1.0).take(np.zeros(len(grid), dtype=np.int64))
    simulated = SimulatedPast(
        np.exp(np.log(PEOPLE) + grid)[:, None, None],
        *(getattr(simulated, name) for name in ("detained", "hazard", "met", "rate")),
    )
    numbers = {name: np.repeat(value, len(grid)) for name, value in values(0.3, *papers).items()}
    log_likelihood = component.log_terms(component.expect(simulated, numbers)).sum(axis=1)
    weight = np.exp(log_likelihood - log_likelihood.max())
    mean = (weight * grid).sum() / weight.sum()
    spread = np.sqrt((weight * (grid - mean) ** 2).sum() / weight.sum())
    assert spread == pytest.approx(np.hypot(0.3, 0.2 * np.sqrt(1.4 / 20)), rel=0.05)


def test_an_error_is_shared_within_a_kind_and_an_occasion_alone() -> None:
    apart = [
        says("a", 90_000.0, 1.1e5),
        says("b", 90_000.0, 1.1e5, occasion=1),
        says("m", 90_000.0, 1.1e5, kind="official"),
    ]
    numbers = values(0.3, "a", "b", "m") | {"drift_crowd_official": np.array([0.2])}
    together = CrowdReports(apart)
    terms = together.log_terms(together.expect(past(PEOPLE, PEOPLE), numbers))
    alone = [CrowdReports([each]) for each in apart]
    single = [each.log_terms(each.expect(past(PEOPLE, PEOPLE), numbers))[0, 0] for each in alone]
    assert np.allclose(terms[0], single)


def test_replicas_share_the_error() -> None:
    component = CrowdReports([says("a", 119_999.0, 120_001.0), says("b", 119_999.0, 120_001.0)])
    expected = component.expect(past(PEOPLE), values(0.6, "a", "b"))
    rng = np.random.default_rng(2)
    said = [component.replica(expected, rng) for _ in range(1500)]
    # Cells are the sides of a narrow range: both err on the same side more often than by chance.
    up = np.array([[one.edges(j)[1] > np.log(PEOPLE) + 0.1 for j in (0, 1)] for one in said])
    assert (up[:, 0] == up[:, 1]).mean() > 0.7


def test_the_bias_of_an_official_drifts_and_that_of_a_newsroom_does_not() -> None:
    ministry = [says("m", 9_000.0, 9_100.0, week, "official") for week in range(3)]
    paper = [says("p", 9_000.0, 9_100.0, week) for week in range(3)]
    component = CrowdReports(ministry + paper)
    numbers = values(0.0, "m", "p") | {drift_name("crowd", "official"): np.array([0.5])}
    numbers |= {step: np.array([value]) for step, value in zip(step_names("m", 2), (-1.0, 0.4), strict=True)}
    location = component.expect(past(*[PEOPLE] * 3), numbers).location[0] - np.log(PEOPLE) - 0.1
    assert location == pytest.approx([0.0, -0.5, -0.3, 0.0, 0.0, 0.0])
    steps = [p.name for p in component.parameters if p.unit == "steps"]
    assert steps == step_names("m", 2)


def test_each_kind_has_the_shared_error_or_the_drift_that_its_table_names() -> None:
    names = {
        kind: [p.name for p in parameters("crowd", [("x", kind)], weeks={"x": 1})]
        for kind in ("official", "newsroom", "monitor", "organiser")
    }
    assert names["official"] == ["drift_crowd_official", "bias_x", "noise_crowd_x", "drift_step_01_x"]
    assert names["newsroom"] == ["shared_crowd_newsroom", "bias_x", "noise_crowd_x"]
    assert names["monitor"] == ["shared_crowd_monitor", "bias_x", "noise_crowd_x"]
    assert names["organiser"] == ["bias_x", "noise_crowd_x"]

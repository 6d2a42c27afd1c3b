"""Shocks of single places before the fork, drawn given the reports."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

import buttress.case
from buttress.engine import run
from buttress.infer.place_shocks import place_shocks
from buttress.infer.problem import Problem
from buttress.observe.crowd import CrowdReports
from buttress.observe.evidence import Evidence
from buttress.observe.past import SimulatedPast
from buttress.observe.report import Report

DRAWS = 4000


def crowd_report(people: int, place: int) -> Report:
    """A paper's figure of one place on the only occasion."""
    said = {"line": 2, "reporter": "paper", "kind": "newsroom", "quantity": "crowd", "occasion": 0, "places": (place,)}
    return Report(**said, low=people, high=people)


def drawn(sd: float, noise: float, reports: list[Report]) -> np.ndarray:
    """Shocks of turnout of two places with a thousand people each, (draws, places)."""
    people = np.full((DRAWS, 1, 2), 1000.0)
    past = SimulatedPast(people, np.zeros_like(people), *(np.zeros((DRAWS, *shape)) for shape in ((), (1,), (1,))))
    values = {
        "bias_paper": np.zeros(DRAWS),
        "noise_crowd_paper": np.full(DRAWS, noise),
        "shared_crowd_newsroom": np.zeros(DRAWS),
        "turnout_shock_place_sd": np.full(DRAWS, sd),
    }
    found = place_shocks(Evidence([CrowdReports(reports)]), past, values, np.random.default_rng(4))
    return found["turnout"][:, 0]


def test_without_a_report_they_are_standard_normal() -> None:
    shocks = drawn(0.5, 0.3, [])
    assert shocks.mean(axis=0) == pytest.approx(0.0, abs=0.07)
    assert shocks.std(axis=0) == pytest.approx(1.0, abs=0.05)


def test_an_exact_reporter_pins_the_shock_of_its_place_alone() -> None:
    shocks = drawn(0.5, 0.02, [crowd_report(1500, 0)])
    wanted = (np.log(1.5) + 0.5**2 / 2) / 0.5  # 1000 exp(sd z - sd^2 / 2) = 1500
    assert np.median(shocks[:, 0]) == pytest.approx(wanted, abs=0.05)
    assert shocks[:, 0].std() < 0.3
    assert shocks[:, 1].mean() == pytest.approx(0.0, abs=0.07)


def test_a_vague_reporter_hardly_moves_it() -> None:
    assert abs(drawn(0.5, 50.0, [crowd_report(1500, 0)]).mean()) < 0.07


def test_counts_of_a_posterior_stay_as_near_to_the_reports_as_its_mean_field(belarus, fitted, small) -> None:
    case = buttress.case.load(belarus)
    problem, draws = Problem.of(case, small), fitted.draws
    nation = len(problem.layout.shocks)
    named = problem.layout.by_name(draws.values, fitted.reporter_values)

    def likelihood(of, crowd: str) -> float:
        runs = np.arange(len(of)) * of.seeds_per_draw
        result = run(problem.world, of, runs, seed=3, crowd=crowd, stop=problem.world.fork)
        return float(problem.evidence.log_likelihood(SimulatedPast.of(result, problem.world), named).mean())

    unread = replace(draws, shock_names=draws.shock_names[:nation], shocks=draws.shocks[:, :nation])
    mean_field = likelihood(unread, "mean")
    read = likelihood(draws, "counts")
    assert read > mean_field - 2.0
    assert likelihood(unread, "counts") < read - 6.0  # as it is where they are drawn without the reports

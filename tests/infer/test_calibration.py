"""Simulation-based calibration (Talts et al. 2018) of the whole likelihood on the shipped case, at a small size."""

from dataclasses import replace

import numpy as np
import pytest
from scipy import stats

from buttress.case import load
from buttress.infer.posterior import Problem, Settings
from buttress.infer.prior import generator
from buttress.infer.target import CaseTarget
from buttress.infer.tempering import Effort, temper
from buttress.observe.crowd import CrowdReports
from buttress.observe.detained import DetainedReports
from buttress.observe.evidence import Evidence

FITS, DRAWS, BINS = 40, 99, 5
EFFORT = Effort(particles=256, sweeps=2, final_sweeps=16)


def reported(problem: Problem, truth: np.ndarray, rng: np.random.Generator) -> Evidence:
    """What the reporters would have printed, had `truth` (1, d) been true: figures in the place of all bounds."""
    layout = problem.layout
    parameters = layout.parameters(truth)
    past = problem.simulate(parameters, layout.shock_values(truth))
    values = layout.by_name(parameters, layout.reporter_values(truth))
    components = []
    for kind, old in zip((CrowdReports, DetainedReports), problem.evidence.components[:2], strict=True):
        levels = [j for j, report in enumerate(old.reports) if report.role == "level"]
        seen = old.see(past, values)
        said = seen.middle[0] + seen.spread[0] * rng.standard_t(4, size=len(old.reports))
        numbers = [max(0.0, float(np.round(old.natural(j, said[j])))) for j in levels]
        reports = [replace(old.reports[j], low=n, high=n) for j, n in zip(levels, numbers, strict=True)]
        components.append(kind([report for report in reports if report.low > 0 or kind is DetainedReports]))
    return Evidence(components)


@pytest.mark.slow
def test_ranks_of_the_truth_are_uniform_over_fits_of_the_case(belarus):
    problem = Problem.of(load(belarus), Settings())
    names = list(problem.layout.prior.names)
    watched = ["detention_rate", "capital_log_odds", "occasion_log_odds_sunday_march", "anger_jump", "crowd_feedback"]
    columns = [names.index(name) for name in watched] + list(problem.layout.reporter_columns[-8:])
    ranks = []
    for fit in range(FITS):
        rng = generator(2024, fit)
        truth = rng.standard_normal((1, problem.layout.dim))
        evidence = reported(problem, truth, rng)
        target = CaseTarget(problem.layout, evidence, problem.simulate)
        z = temper(target, EFFORT, rng, DRAWS).z
        ranks.append((z[:, columns] < truth[0, columns]).sum(axis=0))
    for name, column in zip(columns, np.array(ranks).T, strict=True):
        counts = np.bincount(column * BINS // (DRAWS + 1), minlength=BINS)
        assert stats.chisquare(counts).pvalue > 0.001, (name, counts)
    pooled = np.bincount(np.array(ranks).ravel() * BINS // (DRAWS + 1), minlength=BINS)
    assert stats.chisquare(pooled).pvalue > 0.001, pooled

"""Prior prediction: elasticities that are known, measures of made-up paths, and the results it writes."""

from pathlib import Path

import numpy as np
import pytest

import buttress.case
from buttress.case.blank import BLANK
from buttress.infer.prior import JointPrior, prior_draws
from buttress.world import build
from buttress.world.parameters import mechanisms
from studies.prior_prediction import checks as prior_checks
from studies.prior_prediction import prediction as prior
from studies.prior_prediction.__main__ import main
from studies.prior_prediction.elasticity import PriorElasticity, elasticity
from studies.results import read

CASE = Path(__file__).parents[2] / "cases" / "belarus-2020"
RESULTS = CASE.parents[1] / "studies" / "prior_prediction" / "results.json"
KEPT = {"turnout", "dissent", "shocks", "crowd_feedback"}


@pytest.fixture(scope="module")
def blank():
    return buttress.case.load(BLANK)


def _small_crowds(draws):
    """Base log-odds so low that a log-odds is a log crowd."""
    for name in draws.names:
        if name.startswith("occasion_log_odds"):
            draws = draws.with_column(name, -8.0)
    return draws.with_column("dissent_sd", 0.5).with_column("capital_log_odds", 0.0)


def test_elasticity_is_the_feedback_when_nothing_else_acts(blank):
    world = build(blank, off=set(mechanisms()) - KEPT)
    draws = _small_crowds(prior_draws(blank, 12, world=world))
    found = elasticity(world, draws, seed=1)
    b = draws.column("crowd_feedback")
    assert found.kind == "sunday_march"
    assert found.g == pytest.approx(b, abs=0.01)
    for step in range(4):
        assert found.echo[:, step] == pytest.approx(b ** (step + 1), abs=0.01)


def test_nothing_feeds_back_when_all_is_off(blank):
    world = build(blank, off=set(mechanisms()) - (KEPT - {"crowd_feedback"}))
    draws = _small_crowds(prior_draws(blank, 5, world=world))
    found = elasticity(world, draws, seed=1)
    assert np.abs(found.echo).max() < 1e-3
    assert found.stable == 1.0


def _prediction(turnout, survival, weight=None, detained=None, cause=None):
    turnout = np.array(turnout, float)
    n, weeks = turnout.shape
    return prior.Prediction(
        names=("a", "b"),
        values=np.column_stack((np.arange(n, dtype=float), np.ones(n))),
        days=7 * np.arange(weeks, dtype=np.int64),
        turnout=turnout,
        detained=np.zeros_like(turnout) if detained is None else np.array(detained, float),
        survival=np.array(survival, float),
        cause=np.ones((n, 3)) if cause is None else np.array(cause, float),
        weight=np.ones(n) if weight is None else np.array(weight, float),
        fork=14,
        adults=1000.0,
        population=2000.0,
    )


def test_decay_looks_half_a_year_after_a_paths_own_peak():
    fading = np.linspace(1000, 50, 40)
    steady = np.full(40, 500.0)
    late = np.arange(40.0)
    flags = _prediction([fading, steady, late], np.ones((3, 2))).below_a_tenth
    assert flags[1] == 0.0
    assert np.isnan(flags[2])
    assert _prediction([np.r_[1000.0, np.full(39, 99.0)]], np.ones((1, 2))).below_a_tenth[0] == 1.0


def test_tenure_is_weighted_by_being_in_office_at_the_fork():
    predicted = _prediction(np.ones((2, 3)), [[1.0, 0.5], [1.0, 0.9]], weight=[0.5, 1.5])
    assert predicted.in_office == pytest.approx(0.8)


def test_the_hazard_factor_gives_the_wanted_tenure():
    survival = np.exp(-np.array([[0.0, 0.1], [0.0, 0.4], [0.0, 2.0]]))
    predicted = _prediction(np.ones((3, 3)), survival)
    factor = predicted.hazard_factor(0.8)
    assert np.mean(survival[:, 1] ** factor) == pytest.approx(0.8, abs=1e-6)


def test_shares_of_people_and_of_adults():
    predicted = _prediction([[100.0, 400.0, 200.0]], np.ones((1, 2)), detained=[[1.0, 2.0, 50.0]])
    assert predicted.peak_share == pytest.approx([0.2])
    assert predicted.end_share == pytest.approx([0.2])
    assert predicted.detained_share == pytest.approx([0.25])


def test_drivers_name_the_parameter_that_moves_the_outcome():
    rng = np.random.default_rng(2)
    values = np.column_stack((rng.normal(size=400), rng.normal(size=400), np.ones(400)))
    first, *rest = prior.drivers(("x", "y", "still"), values, -np.exp(values[:, 1]), 3)
    assert first == ("y", pytest.approx(-1.0))
    assert [name for name, _ in rest] == ["x"]


def test_the_command_writes_results_and_figures_twice_alike(blank_case, tmp_path, capsys):
    pages = []
    for name in ("one", "two"):
        assert main([str(blank_case), "--draws", "10", "--out", str(tmp_path / name)]) == 0
        pages.append({path.name: path.read_bytes() for path in (tmp_path / name).rglob("*") if path.is_file()})
    assert pages[0] == pages[1]
    assert set(pages[0]) == {"results.json", "prior-stability.svg", "prior-tenure.svg", "prior-detained.svg"}
    printed = capsys.readouterr().out
    for name in (
        "stability",
        "last march small, ebb off",
        "last march huge, ebb off",
        "last march small, ebb on",
        "last march huge, ebb on",
        "tenure",
        "decay",
        "peak",
        "detained per participant",
    ):
        assert f"| {name} |" in printed
    names = {table.name for table in read(tmp_path / "one" / "results.json").tables}
    assert names == {table.name for table in read(RESULTS).tables}


def test_checks_fail_and_pass_by_the_numbers():
    week = np.arange(40)
    dying = _prediction(np.tile(500 * 0.5**week, (3, 1)), np.tile([1.0, 0.2], (3, 1)))
    wild = PriorElasticity("march", np.array([0.0, 1.5, -2.0]), np.zeros((3, 4)))
    verdicts = {check.name: check.passed for check in prior_checks.checks(wild, dying, dying)}
    assert verdicts == {
        "stability": False, "last march small, ebb off": False, "last march huge, ebb off": True,
        "last march small, ebb on": False, "last march huge, ebb on": True, "tenure": False, "decay": False,
        "peak": False, "detained per participant": False,
    }  # fmt: skip
    fine = PriorElasticity("march", np.array([0.0, 0.5, -0.9]), np.zeros((3, 4)))
    calm = _prediction(np.tile(np.linspace(8, 4, 40), (3, 1)), np.tile([1.0, 0.79], (3, 1)))
    verdicts = {check.name: check.passed for check in prior_checks.checks(fine, dying, calm) if check.name != "peak"}
    assert verdicts["stability"]
    assert verdicts["last march small, ebb off"]
    assert not verdicts["last march small, ebb on"]


def test_the_results_that_are_kept_are_of_these_priors():
    case = buttress.case.load(CASE)
    text = RESULTS.read_text(encoding="utf-8")
    now = prior.digest(JointPrior.of(case))
    assert f"(priors {now})" in text, (
        "priors have changed: python -m studies.prior_prediction cases/belarus-2020 --out studies/prior_prediction"
    )
    assert prior.digest(JointPrior.of(case).scale_spread(["exit_per_day"], 1.01)) != now


def test_a_missing_case_is_one_message(tmp_path, capsys):
    assert main([str(tmp_path / "none")]) == 2
    assert "does not exist" in capsys.readouterr().err

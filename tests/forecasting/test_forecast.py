"""Forecasts of the coming weeks: truth, what reporters will say, P(in office)."""

import shutil
from dataclasses import replace

import numpy as np
import pytest

from buttress.case import load
from buttress.forecasting.belief import PriorOnly
from buttress.forecasting.earlier_numbers import earlier_numbers
from buttress.forecasting.error import ForecastError
from buttress.forecasting.forecast import forecast
from buttress.forecasting.reporter_models import ReportedOccasion, ReporterModels
from buttress.infer.prior import prior_draws
from buttress.observe import reporter as reporters

RUNS = 120


@pytest.fixture(scope="module")
def case(belarus):
    return load(belarus)


@pytest.fixture(scope="module")
def belief(case):
    return PriorOnly(prior_draws(case, 64))


@pytest.fixture(scope="module")
def coming(case, belief):
    return forecast(case, belief, 3, runs=RUNS)


class Told:
    """A belief in which a reporter's numbers are known for sure."""

    def __init__(self, draws, **values):
        self.draws = draws
        self.reporter_names = tuple(values)
        self.reporter_values = np.tile(np.array(list(values.values()), dtype=float), (len(draws), 1))


def test_all_occasions_of_the_weeks_and_no_other(case, coming):
    days = [(ahead.date - case.as_of).days for ahead in coming.occasions]
    assert min(days) >= 0
    assert max(days) < 21
    assert {ahead.week for ahead in coming.occasions} == {0, 1, 2}
    assert coming.main is not None
    assert coming.main.date.isoformat() == "2020-09-20"
    assert coming.turnout.shape == (RUNS, len(days), len(case.facts.places))


def test_a_run_is_the_same_however_many_are_made(case, belief, coming):
    few = forecast(case, belief, 2, runs=RUNS - 20)
    late = len(few.occasions)
    assert np.array_equal(few.turnout, coming.turnout[: RUNS - 20, :late])
    assert np.array_equal(few.detained, coming.detained[: RUNS - 20, :late])
    said = few.reporter_models.sample("viasna", "detained", "minsk", few.detained[:, 0], ReportedOccasion(1, "x", (0,)))
    more = coming.reporter_models.sample(
        "viasna", "detained", "minsk", coming.detained[:, 0], ReportedOccasion(1, "x", (0,))
    )
    assert np.array_equal(said, more[: RUNS - 20])


def test_samples_are_weighted_by_the_chance_of_being_in_office(coming):
    """Half of the runs almost surely gone: their numbers leave the samples."""
    gone = np.arange(RUNS) % 2 == 0
    survival = coming.survival.copy()
    survival[gone, 1:] = 1e-9
    marked = np.where(gone, 1_000_000, 10)[:, None, None]
    turnout = np.zeros_like(coming.turnout) + marked
    other = replace(coming, survival=survival, turnout=turnout)
    held = len(coming.occasions[-1].places)
    assert set(other.true_numbers("crowd")[:, -1]) == {10.0 * held}
    assert set(other.true_weekly("crowd")[:, -1]) == {10.0 * max(len(a.places) for a in coming.occasions)}
    row = other.truth.query("place == '' and quantity == 'turnout'").iloc[-1]
    assert row["mean"] == 10 * held
    assert row["mean_had_he_stayed"] == pytest.approx(np.mean(turnout.sum(axis=2)[:, -1]))


def test_equal_weights_leave_the_samples_as_they_are(coming):
    same = replace(coming, survival=np.ones_like(coming.survival))
    assert np.array_equal(same.true_numbers("detained", "minsk")[:, 0], coming.detained[:, 0, 0])


def test_a_reporter_of_known_bias_says_so_much_less(case, belief):
    known = {"bias_mvd": np.log(0.25), "drift_crowd_official": 0.0, "coverage_mvd": 0.5}
    told = Told(belief.draws, **known, noise_crowd_mvd=1e-9, noise_detained_mvd=1e-9)
    found = forecast(case, told, 1, runs=RUNS)
    crowd, said = found.true_numbers("crowd"), found.reported("mvd", "crowd")
    assert np.abs(said - crowd / 4).max() <= 0.5 + 1e-6 * crowd.max()
    # A count of people detained keeps the chance of a Poisson count round its mean.
    detained, counted = found.true_numbers("detained"), found.reported("mvd", "detained")
    many = detained > 400
    ratio = counted[many] / detained[many]
    assert abs(np.median(ratio) - 0.5) < 0.02
    assert np.array_equal(found.reported("mvd", "crowd"), said)


def test_truth_does_not_move_with_the_reporter(case, belief, coming):
    told = Told(belief.draws, bias_mvd=3.0, noise_crowd_mvd=0.1)
    assert np.array_equal(forecast(case, told, 3, runs=RUNS).true_numbers("crowd"), coming.true_numbers("crowd"))


def test_weeks_join_the_reporters_own_numbers(coming):
    flat = replace(coming, survival=np.ones_like(coming.survival))
    single, weekly = flat.reported("mvd", "detained"), flat.reported_weekly("mvd", "detained")
    largest, joined = flat.reported("mvd", "crowd"), flat.reported_weekly("mvd", "crowd")
    first = [i for i, ahead in enumerate(coming.occasions) if ahead.week == 1]
    assert np.array_equal(weekly[:, 1], single[:, first].sum(axis=1))
    assert np.array_equal(joined[:, 1], largest[:, first].max(axis=1))


def test_no_number_where_no_occasion_is_held(coming):
    students = [i for i, ahead in enumerate(coming.occasions) if ahead.kind == "students_day"]
    assert students
    assert np.isnan(coming.reported("press", "crowd", "brest")[:, students]).all()
    assert np.isfinite(coming.reported("press", "crowd", "minsk")[:, students]).all()


def test_newsrooms_err_together_on_one_occasion(case, belief):
    known = {"bias_tutby": 0.0, "bias_afp": 0.0, "noise_crowd_tutby": 0.1, "noise_crowd_afp": 0.1}
    models = ReporterModels(case, Told(belief.draws, shared_crowd_newsroom=0.5, **known), np.arange(400), 1, 10)
    people = np.full((400, 1), 100_000)

    def error(reporter, day, name="sunday_march"):
        said = models.sample(reporter, "crowd", "minsk", people, ReportedOccasion(day, name, (0,)))
        return np.log(said) - np.log(100_000)

    first, second = error("tutby", 42), error("afp", 42)
    assert np.corrcoef(first, second)[0, 1] > 0.85
    assert abs(np.corrcoef(first, error("afp", 49))[0, 1]) < 0.2
    assert np.hypot(0.5, 0.1 * np.sqrt(2)) == pytest.approx(first.std(), rel=0.15)


def test_the_bias_of_an_official_drifts_on_from_the_last_step_known(case, belief):
    known = {"bias_mvd": 0.0, "noise_crowd_mvd": 1e-9, "drift_crowd_official": 0.3, "drift_step_01_mvd": 2.0}
    models = ReporterModels(case, Told(belief.draws, **known), np.arange(600), 1, 10)
    people = np.full((600, 1), 100_000)
    error = [
        np.log(models.sample("mvd", "crowd", "minsk", people, ReportedOccasion(day, "x", (0,))) / 100_000)
        for day in (6, 7, 14, 7 * 10)
    ]
    assert np.abs(error[0]).max() < 1e-4
    assert error[1] == pytest.approx(np.full(600, 0.6), abs=1e-4)
    assert error[2].std() == pytest.approx(0.3, rel=0.1)
    assert error[3].std() == pytest.approx(0.3 * 3, rel=0.1)
    assert np.corrcoef(error[2], error[3])[0, 1] == pytest.approx(1 / 3, abs=0.15)


def test_a_new_reporter_follows_from_those_of_its_kind(case):
    """Against the textbook: the conditional of a multivariate normal with equal correlations."""
    draws = prior_draws(case, 4000)
    newsrooms = [each.id for each in case.facts.reporters if each.kind == "newsroom"]
    known, new = newsrooms[:3], newsrooms[3]
    prior = reporters.parameters("crowd", [(new, "newsroom")])
    bias = next(p for p in prior if p.name == f"bias_{new}")
    mean, sd, rho = bias.prior["mean"], bias.prior["sd"], bias.kinship
    z = np.array([1.0, 0.2, 0.9])
    belief = Told(draws, **{f"bias_{name}": mean + sd * at for name, at in zip(known, z, strict=True)})
    models = ReporterModels(case, belief, np.arange(4000), 1, 1)
    found = (models._new_reporter(bias) - mean) / sd
    cov = (1 - rho) * np.eye(4) + rho
    weights = np.linalg.solve(cov[:3, :3], cov[:3, 3])
    assert found.mean() == pytest.approx(weights @ z, abs=0.06)
    assert found.std() == pytest.approx(np.sqrt(1 - weights @ cov[:3, 3]), rel=0.05)
    alone = (ReporterModels(case, PriorOnly(draws), np.arange(4000), 1, 1)._new_reporter(bias) - mean) / sd
    assert (abs(alone.mean()), alone.std()) == (pytest.approx(0, abs=0.06), pytest.approx(1, rel=0.05))


def test_the_tables_hold_their_intervals_in_order(coming):
    for table in (coming.truth, coming.weekly, coming.reports, coming.office):
        points = table[["q025", "q10", "q25", "q50", "q75", "q90", "q975"]].to_numpy()
        assert len(points)
        assert (np.diff(points, axis=1) >= 0).all()
    assert (np.diff(coming.office["mean"]) <= 0).all()
    assert coming.office["mean"].between(0, 1).all()
    nation = coming.truth.query("place == ''")
    parts = coming.truth.query("place != ''")
    assert nation["mean"].sum() == pytest.approx(parts["mean"].sum(), rel=1e-9)
    spoken = earlier_numbers(coming.case)
    for row in coming.reports.itertuples():
        assert spoken[row.reporter, row.quantity, row.scope, row.kind] == row.earlier


def test_what_was_published_later_can_not_change_a_forecast(belarus, belief, coming, tmp_path):
    folder = shutil.copytree(belarus, tmp_path / "case")
    lines = (folder / "events.csv").read_text(encoding="utf-8").splitlines(keepends=True)
    hidden = {row.line for row in coming.case.hidden_events}
    assert len(hidden) > 50
    (folder / "events.csv").write_text(
        "".join(line for number, line in enumerate(lines, 1) if number not in hidden), encoding="utf-8"
    )
    altered = forecast(load(folder), belief, 3, runs=RUNS)
    assert altered.to_json() == coming.to_json()


@pytest.mark.parametrize(
    ("ask", "message"),
    [
        (lambda f: f.reported("viasan", "detained"), "no reporter 'viasan'; did you mean 'viasna'"),
        (lambda f: f.reported("viasna", "detained", "minks"), "no place 'minks'; did you mean 'minsk'"),
        (lambda f: f.true_numbers("arrests"), "crowd or detained"),
    ],
)
def test_a_question_beyond_the_case_is_refused(coming, ask, message):
    with pytest.raises(ForecastError, match=message):
        ask(coming)


def test_weeks_beyond_the_horizon_are_refused(case, belief):
    with pytest.raises(ForecastError, match="180 days holds 25"):
        forecast(case, belief, 26)
    with pytest.raises(ForecastError, match="one or more"):
        forecast(case, belief, 0)


def test_a_place_of_few_people_is_refused(case, belief):
    small = case.facts.places[-1].model_copy(deep=True)
    object.__setattr__(small.population, "value", 99_999)
    facts = case.facts.model_copy(update={"places": [*case.facts.places[:-1], small]})
    with pytest.raises(ForecastError, match="fewer than 100,000"):
        forecast(replace(case, facts=facts), belief, 1)


def test_a_notebook_shows_the_weeks_with_intervals(coming, tmp_path):
    assert coming._repr_html_().count("<tr>") == 1 + len(coming.weekly)
    picture = coming.plot()
    picture.save(tmp_path / "coming.svg")
    assert (tmp_path / "coming.svg").read_text().lstrip().startswith("<?xml")
    assert "Detained in the week, people, week 3: " in picture.words

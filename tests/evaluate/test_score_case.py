"""The forecasters of a case's targets: the simulator, its level by the series, and no look past an origin."""

from __future__ import annotations

import csv
import datetime as dt
import shutil
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
import pytest

from buttress.case import Case, load
from buttress.case.blank import BLANK
from buttress.evaluate import simulator_forecaster
from buttress.evaluate.case_forecaster import CaseForecaster
from buttress.evaluate.episode_history import EpisodeHistory
from buttress.evaluate.error import ScoreError
from buttress.evaluate.rolling_origins import LEADS, SAMPLES
from buttress.evaluate.score import score_case
from buttress.evaluate.simulator_forecaster import RUNS, SimulatorForecaster, at_origins, case_at_origin, from_origin
from buttress.forecasting.belief import PriorOnly
from buttress.forecasting.level import WEIGHT, series_weight
from buttress.infer.prior import prior_draws
from buttress.mobilisation.forecaster import MobilisationForecaster
from buttress.series.case_reports import case_reports

BELARUS = Path(__file__).parents[2] / "cases" / "belarus-2020"


def test_every_lead_of_every_target_has_finite_numbers() -> None:
    monday = dt.date(2020, 9, 14)
    case = load(BELARUS)
    seen = case_at_origin(case, monday)
    assert seen is not None
    past = EpisodeHistory(case.facts.id, case_reports(case))
    targets = [series.target for series in past.targets()]
    found = from_origin(seen, PriorOnly(prior_draws(seen, 512)), past, targets, monday)
    assert {target for target, _ in found} == set(targets)
    for samples in found.values():
        assert samples.shape == (RUNS, len(LEADS))
        assert np.isfinite(samples).all()
        assert (samples >= 0).all()
    history = past.history(targets[0], (monday - past.series[targets[0]].start).days // 7)
    simulator = SimulatorForecaster(found)
    looked_up = simulator.forecast(history, (1, 4), SAMPLES, seed=0)
    assert np.array_equal(looked_up, found[targets[0], monday][:, [0, 3]])


def test_a_case_without_enough_reports_is_said_plainly(tmp_path: Path) -> None:
    folder = tmp_path / "case"
    shutil.copytree(BELARUS, folder)
    rows = (folder / "events.csv").read_text(encoding="utf-8").splitlines(keepends=True)
    (folder / "events.csv").write_text("".join(rows[:12]), encoding="utf-8")
    with pytest.raises(ScoreError, match=r"events\.csv: error: too few rows: "):
        score_case(load(folder))


def test_a_case_is_forecast_between_the_simulator_and_its_series() -> None:
    past = EpisodeHistory("case", case_reports(load(BELARUS)))
    whole = past.series["detained/mvd"]
    long, short = (past.history(whole.target, week) for week in (9, 3))
    simulated = np.exp(np.random.default_rng(1).normal(3.0, 1.0, (SAMPLES, len(LEADS))))
    simulator = SimulatorForecaster({(whole.target, whole.monday(week)): simulated for week in (9, 3)})
    series_model = MobilisationForecaster(name="mobilisation")
    ours = CaseForecaster(simulator, series_model)
    found = ours.forecast(long, (1,), SAMPLES, 7)[:, 0]
    level = series_model.forecast(long, (1,), SAMPLES, 7)[:, 0]
    middles = [np.median(np.log1p(one)) for one in (simulated[:, 0], found, level)]
    weight = series_weight(simulated[:, 0], level)
    assert WEIGHT <= weight < 1.0
    assert middles[1] - middles[0] == pytest.approx(weight * (middles[2] - middles[0]), abs=0.02)
    assert (np.diff(found[simulated[:, 0].argsort()]) >= -1e-9).all()
    # Three weeks of reports give no level.
    assert np.array_equal(ours.forecast(short, (1,), SAMPLES, 7), simulated[:, :1])


@pytest.mark.slow
def test_no_byte_of_the_simulators_forecast_hangs_on_what_was_published_after_the_origin(tmp_path: Path) -> None:
    monday, folder = dt.date(2020, 9, 7), tmp_path / "case"
    shutil.copytree(BELARUS, folder)
    path = folder / "events.csv"
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    for row in rows:
        if dt.date.fromisoformat(row["published"]) > monday and row["detained"]:
            row["detained"] = str(int(row["detained"]) + 1000)
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)
    targets = ["detained/mvd", "detained/viasna", "crowd/press"]
    origins = [monday - dt.timedelta(weeks=1), monday]
    pairs = zip(at_origins(load(BELARUS), targets, origins), at_origins(load(folder), targets, origins), strict=True)
    for one, other in pairs:
        assert all(one[key].tobytes() == other[key].tobytes() for key in one)


def test_processes_that_simulate_change_no_byte(monkeypatch: pytest.MonkeyPatch) -> None:
    def prior_only(cases: Sequence[Case]) -> Iterator[PriorOnly]:
        return (PriorOnly(prior_draws(case, 64)) for case in cases)

    monkeypatch.setattr(simulator_forecaster, "carried_fits", prior_only)
    case, mondays = load(BLANK), [dt.date(2023, 3, 27), dt.date(2023, 4, 3)]
    pairs = zip(*(at_origins(case, ["crowd/gazette"], mondays, workers) for workers in (1, 2)), strict=True)
    for monday, (one, other) in zip(mondays, pairs, strict=True):
        assert list(one) == list(other) == [("crowd/gazette", monday)]
        assert one["crowd/gazette", monday].tobytes() == other["crowd/gazette", monday].tobytes()

"""The simulator as a forecaster of a case's targets: habits of reporters, and no look past an origin."""

from __future__ import annotations

import csv
import datetime as dt
import shutil
from pathlib import Path

import numpy as np
import pytest

from buttress.case import load
from buttress.evaluate.episode_history import EpisodeHistory
from buttress.evaluate.error import ScoreError
from buttress.evaluate.reporting_habit import ReportingHabit
from buttress.evaluate.rolling_origins import LEADS, SAMPLES
from buttress.evaluate.score import score_case
from buttress.evaluate.simulator_forecaster import SimulatorForecaster, at_origin, case_at_origin, from_origin
from buttress.forecasting.belief import PriorOnly
from buttress.infer.prior import prior_draws
from buttress.intake.event_report import EventReport, Level
from buttress.series.aggregate import all_series
from buttress.series.case_reports import case_reports

BELARUS = Path(__file__).parents[2] / "cases" / "belarus-2020"
SUNDAY = dt.date(2020, 8, 9)


def told(
    week: int, detained: int, *, day: int = 0, level: Level = "country", event: str = "sunday_march"
) -> EventReport:
    date = SUNDAY + dt.timedelta(weeks=week, days=-day)
    return EventReport(date, date, "police", level, "" if level == "country" else "minsk", event, detained=detained)


def habits(reports: list[EventReport], weeks: int) -> ReportingHabit:
    (series,) = all_series("case", reports)
    sundays = [(SUNDAY + dt.timedelta(weeks=week), "sunday_march") for week in range(weeks)]
    tuesdays = [(day - dt.timedelta(days=5), "students_day") for day, _ in sundays]
    return ReportingHabit.of(series, reports, sundays + tuesdays)


def test_an_occasion_is_spoken_of_as_often_as_before() -> None:
    found = habits([told(0, 100), told(1, 100), told(3, 100)], weeks=4)
    assert found.often == pytest.approx({"sunday_march": 3.5 / 5, "students_day": 0.5 / 4})


def test_the_usual_level_is_carried_on_the_country_before_a_place() -> None:
    reports = [told(0, 100, level="place"), told(1, 100), told(1, 50, level="place"), told(2, 100)]
    assert habits(reports, 3).scope == {"sunday_march": "national", "students_day": "national"}
    assert habits([told(week, 9, level="place") for week in range(3)], 3).scope["sunday_march"] == "minsk"


def test_what_a_week_holds_beside_its_occasions_is_carried_on() -> None:
    reports = [told(week, 100) for week in range(3)] + [told(week, 25, day=2, event="other") for week in range(3)]
    assert habits(reports, 3).beside == pytest.approx([1.25] * 3)
    assert len(habits(reports[:2], 2).beside) == 0


RUNS = 4000


def test_a_week_holds_at_least_one_occasion_in_every_run() -> None:
    often = ReportingHabit({"a": 0.01, "b": 0.03}, {}, np.empty(0))
    said = [("a", np.full(RUNS, 1.0)), ("b", np.full(RUNS, 10.0))]
    found = often.weekly_number("detained", said, np.random.default_rng(1))
    assert set(np.unique(found)) <= {1.0, 10.0, 11.0}
    assert (found == 10.0).mean() == pytest.approx(0.75, abs=0.03)


def test_a_crowd_is_the_largest_and_detained_are_all() -> None:
    always = ReportingHabit({"a": 1.0, "b": 1.0}, {}, np.empty(0))
    said = [("a", np.full(5, 3.0)), ("b", np.full(5, 10.0))]
    assert always.weekly_number("crowd", said, np.random.default_rng(1)).tolist() == [10.0] * 5
    assert always.weekly_number("detained", said, np.random.default_rng(1)).tolist() == [13.0] * 5
    more = ReportingHabit({"a": 1.0, "b": 1.0}, {}, np.array([1.5]))
    assert more.weekly_number("detained", said, np.random.default_rng(1)).tolist() == [20.0] * 5


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
        assert samples.shape == (SAMPLES, len(LEADS))
        assert np.isfinite(samples).all()
        assert (samples >= 0).all()
    history = past.history(targets[0], (monday - past.series[targets[0]].start).days // 7)
    looked_up = SimulatorForecaster(found).forecast(history, (1, 4), SAMPLES, seed=0)
    assert np.array_equal(looked_up, found[targets[0], monday][:, [0, 3]])


def test_a_case_without_enough_reports_is_said_plainly(tmp_path: Path) -> None:
    folder = tmp_path / "case"
    shutil.copytree(BELARUS, folder)
    rows = (folder / "events.csv").read_text(encoding="utf-8").splitlines(keepends=True)
    (folder / "events.csv").write_text("".join(rows[:12]), encoding="utf-8")
    with pytest.raises(ScoreError, match=r"events\.csv: error: too few rows: "):
        score_case(load(folder))


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
    one, other = at_origin(load(BELARUS), targets, monday), at_origin(load(folder), targets, monday)
    assert all(one[key].tobytes() == other[key].tobytes() for key in one)

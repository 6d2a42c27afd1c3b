"""Rolling origins: what each forecast may see, which weeks it is judged by, and the table that comes out."""

from __future__ import annotations

import datetime as dt
import json
import math
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from buttress.arrays import Floats
from buttress.evaluate import score_table
from buttress.evaluate.episode_history import ENOUGH, EpisodeHistory
from buttress.evaluate.error import ScoreError
from buttress.evaluate.rivals import rivals
from buttress.evaluate.rivals.base_rate import BaseRate
from buttress.evaluate.rivals.count import CountRegression
from buttress.evaluate.rivals.persistence import Persistence
from buttress.evaluate.rolling_origins import FIRST, LEADS, ORIGINS, Forecasts, forecast_histories, plan_forecasts
from buttress.evaluate.score import score_files
from buttress.evaluate.target_scores import score_target
from buttress.intake.event_report import EventReport
from buttress.series.weekly_series import WeeklySeries

MONDAY = dt.date(2020, 8, 3)
QUICK = (Persistence(), CountRegression(), BaseRate())


def sundays(numbers: list[int], delay: int = 0) -> list[EventReport]:
    """A march each Sunday, told `delay` days later."""
    days = [MONDAY + dt.timedelta(days=7 * week + 6) for week in range(len(numbers))]
    return [
        EventReport(
            day, day + dt.timedelta(days=delay), "police", "place", "Minsk", "march", float(number), float(number)
        )
        for day, number in zip(days, numbers, strict=True)
    ]


def forecasts(reports: list[EventReport], most: int = ORIGINS, week: int | None = None) -> Forecasts:
    """From every origin, or from one alone."""
    past = EpisodeHistory("episode", reports)
    plan = plan_forecasts(past, "crowd/police", QUICK, most=most)
    if week is not None:
        at = plan.weeks.index(week)
        plan = replace(plan, weeks=(week,), histories=(plan.histories[at],), seeds=(plan.seeds[at],))
    samples = forecast_histories(plan.models, plan.histories, plan.seeds)
    return Forecasts(plan.series, np.array(plan.weeks), LEADS, samples, plan.possible)


NUMBERS = [round(3000 * math.exp(math.sin(1.7 * week))) for week in range(20)]


@pytest.mark.parametrize("delay", [0, 1, 3, 12])
def test_no_byte_of_a_forecast_hangs_on_what_was_published_after_its_origin(delay: int) -> None:
    reports = sundays(NUMBERS, delay)
    whole = forecasts(reports)
    for row in (0, 5, len(whole.weeks) - 1):
        origin = whole.series.monday(int(whole.weeks[row])) + dt.timedelta(days=1)
        moved = [one if one.known < origin else replace(one, low=7.0, high=math.inf, place="Brest") for one in reports]
        again = forecasts(moved, week=int(whole.weeks[row]))
        for name, samples in whole.samples.items():
            assert samples[row].tobytes() == again.samples[name][0].tobytes()


def test_what_was_published_before_moves_the_forecast() -> None:
    moved = sundays(NUMBERS)
    moved[3] = replace(moved[3], low=9.0, high=9.0)
    before, after = (forecasts(reports, week=FIRST).samples for reports in (sundays(NUMBERS), moved))
    for name, samples in before.items():
        assert samples[0].tobytes() != after[name][0].tobytes()


def test_a_late_report_is_no_part_of_an_earlier_history() -> None:
    reports = sundays(NUMBERS)
    reports[5] = replace(reports[5], known=MONDAY + dt.timedelta(days=7 * 9))
    past = EpisodeHistory("episode", reports)
    assert np.isnan(past.history("crowd/police", 8).low[5])
    assert past.history("crowd/police", 9).low[5] == NUMBERS[5]


def test_the_mondays_reports_of_the_sunday_before_are_known() -> None:
    past = EpisodeHistory("episode", sundays(NUMBERS, delay=1))
    assert past.history("crowd/police", 6).low.tolist() == NUMBERS[:6]
    assert np.isnan(EpisodeHistory("episode", sundays(NUMBERS, delay=2)).history("crowd/police", 6).low[5])


def test_a_history_of_late_rows_is_the_one_of_prompt_rows_where_nothing_is_late() -> None:
    prompt = EpisodeHistory("episode", sundays(NUMBERS))
    late = sundays(NUMBERS)
    late[-1] = replace(late[-1], known=late[-1].date + dt.timedelta(days=30))
    slow = EpisodeHistory("episode", late)
    for week in range(FIRST, len(NUMBERS) - 1):
        fast_low, slow_low = (past.history("crowd/police", week).low for past in (prompt, slow))
        assert np.array_equal(fast_low, slow_low, equal_nan=True)


def test_the_first_origin_has_four_reports_behind_it() -> None:
    assert forecasts(sundays(NUMBERS)).weeks.tolist() == list(range(FIRST, 20))


def test_of_many_origins_some_are_taken_at_even_distances() -> None:
    made = forecasts(sundays(NUMBERS), most=5)
    assert made.weeks.tolist() == [4, 8, 12, 15, 19]
    assert made.possible == 16


class Prophet:
    """Knows the week's number in advance: each sample is its number of weeks from the start."""

    name = "prophet"

    def forecast(self, history: WeeklySeries, leads: tuple[int, ...], samples: int, seed: int) -> Floats:
        weeks = len(history) - 1 + np.array(leads)
        return np.tile(10.0 * weeks, (samples, 1))


def test_a_lead_is_judged_by_its_own_week() -> None:
    past = EpisodeHistory("episode", sundays([10 * week for week in range(15)]))
    plan = plan_forecasts(past, "crowd/police", (Prophet(),))
    samples = forecast_histories(plan.models, plan.histories, plan.seeds)
    judged = score_target(Forecasts(plan.series, np.array(plan.weeks), LEADS, samples, plan.possible))
    for one in judged:
        assert len(one.weeks) == 15 - FIRST - one.lead + 1
        assert one.scores["prophet"].crps == pytest.approx(0.0, abs=1e-9)


def test_bounds_stay_out_of_crps_and_are_counted() -> None:
    reports = sundays(NUMBERS)
    reports[10] = replace(reports[10], high=math.inf)
    reports[12] = replace(reports[12], low=0.0)
    del reports[15]
    first = score_target(forecasts(reports))[0]
    assert len(first.weeks) == 16 - 3
    assert {10, 12, 15}.isdisjoint(first.weeks.tolist())
    assert len(first.censored["persistence"]) == 2


def wrote(path: Path, numbers: list[int], more: str = "") -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    days = [MONDAY + dt.timedelta(days=7 * week + 6) for week in range(len(numbers))]
    rows = [f"{day},Minsk,march,{number},{number},,police" for day, number in zip(days, numbers, strict=True)]
    path.write_text("\n".join(["date,place,kind,crowd_low,crowd_high,detained,reporter", *rows, more]))
    return path


KEYS = {
    "episode",
    "target",
    "lead_weeks",
    "model",
    "crps",
    "crps_natural",
    "log_score",
    "coverage_80",
    "n",
    "skill_vs_persistence",
    "skill_interval_95",
}


def test_the_table_of_a_file_and_of_a_pool(tmp_path: Path) -> None:
    one = wrote(tmp_path / "one-2020" / "events.csv", NUMBERS[:8])
    two = wrote(tmp_path / "two-2021" / "events.csv", NUMBERS[3:13])
    three = wrote(tmp_path / "three-2022" / "events.csv", NUMBERS[:3])
    scored = score_files([one, two, three])
    assert json.loads(json.dumps(scored.rows, allow_nan=False))
    assert all(set(row) >= KEYS for row in scored.rows)
    assert {row["episode"] for row in scored.rows} == {"one-2020", "two-2021", "pooled"}
    assert {row["model"] for row in scored.rows} >= {model.name for model in rivals()}
    assert any("three-2022" in note and "too few rows" in note for note in scored.notes)
    first = {row["episode"]: row for row in scored.rows if (row["lead_weeks"], row["model"]) == (1, "base_rate")}
    assert first["pooled"]["crps"] == pytest.approx((first["one-2020"]["crps"] + first["two-2021"]["crps"]) / 2)
    assert first["pooled"]["n"] == first["one-2020"]["n"] + first["two-2021"]["n"]
    assert first["pooled"]["episodes"] == 2
    own = next(row for row in scored.rows if row["model"] == "persistence" and row["n"])
    assert own["skill_vs_persistence"] == 0.0


@pytest.mark.slow
def test_the_same_file_gives_the_same_bytes_on_one_and_on_two_workers(tmp_path: Path) -> None:
    path = wrote(tmp_path / "one.csv", NUMBERS)
    assert json.dumps(score_files([path]).rows) == json.dumps(score_files([path], workers=2).rows)


@pytest.mark.parametrize("weeks", range(ENOUGH))
def test_too_few_rows_are_said_plainly(tmp_path: Path, weeks: int) -> None:
    path = wrote(tmp_path / "short.csv", NUMBERS[:weeks])
    with pytest.raises(ScoreError, match=rf"^{path}: error: too few rows: .*needs {ENOUGH} weeks"):
        score_files([path])


def test_a_target_without_a_figure_has_rows_without_scores(tmp_path: Path) -> None:
    path = tmp_path / "bounds.csv"
    days = [MONDAY + dt.timedelta(days=7 * week) for week in range(9)]
    path.write_text("\n".join(["date,crowd_low,crowd_high", *(f"{day},1000," for day in days)]))
    rows = score_files([path]).rows
    assert {row["target"] for row in rows} == {"crowd/anonymous"}
    assert all(row["n"] == 0 and row["crps"] is None and row["skill_vs_persistence"] is None for row in rows)
    assert rows[0]["n_censored"] == 5
    assert rows[0]["log_score_censored"] > 0


def test_pooled_rows_of_nothing_are_none() -> None:
    assert score_table.pooled_rows([]) == []


def test_two_files_of_one_name_are_refused(tmp_path: Path) -> None:
    paths = [wrote(tmp_path / where / "events.csv", NUMBERS) for where in ("a/one-2020", "b/one-2020")]
    with pytest.raises(ScoreError, match="same episode's name, one-2020"):
        score_files(paths)


def test_reports_that_all_came_late_are_said_so(tmp_path: Path) -> None:
    path = tmp_path / "late.csv"
    days = [MONDAY + dt.timedelta(weeks=week) for week in range(8)]
    path.write_text("\n".join(["date,published,detained", *(f"{day},2021-06-01,5" for day in days)]))
    with pytest.raises(ScoreError, match="published late"):
        score_files([path])

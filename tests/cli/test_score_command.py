"""`buttress score`: what it prints, and its exit codes."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from buttress.cli.app import app

run = CliRunner().invoke


@pytest.fixture
def events(tmp_path: Path) -> Path:
    path = tmp_path / "somewhere-2020" / "events.csv"
    path.parent.mkdir()
    start = dt.date(2020, 8, 9)
    rows = [f"{start + dt.timedelta(weeks=week)},{20 + week * week % 7}" for week in range(9)]
    path.write_text("date,detained\n" + "\n".join(rows))
    return path


def test_json_is_a_list_of_rows(events: Path) -> None:
    result = run(app, ["score", "--events", str(events), "--json", "--workers", "1"])
    assert result.exit_code == 0
    rows = json.loads(result.stdout)
    assert {(row["episode"], row["target"]) for row in rows} == {("somewhere-2020", "detained/anonymous")}
    assert {row["lead_weeks"] for row in rows} == set(range(1, 9))


def test_a_table_for_people(events: Path) -> None:
    result = run(app, ["score", "--events", str(events), "--workers", "1"])
    assert result.exit_code == 0
    assert "somewhere-2020, detained/anonymous" in result.stdout
    assert "last_like_day" in result.stdout


def test_too_few_rows_leave_exit_code_2_and_one_message(tmp_path: Path) -> None:
    path = tmp_path / "short.csv"
    path.write_text("date,detained\n2020-08-09,5\n")
    result = run(app, ["score", "--events", str(path)])
    assert result.exit_code == 2
    assert result.stderr.startswith(f"{path}: error: too few rows: ")
    assert result.stderr.count("\n") == 1
    assert result.stdout == ""


@pytest.mark.parametrize("arguments", [[], ["case", "--events", "file.csv"]])
def test_a_case_or_files_but_not_both(arguments: list[str]) -> None:
    result = run(app, ["score", *arguments])
    assert result.exit_code == 2
    assert "one of the two" in " ".join(result.stderr.replace("│", " ").split())


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    result = run(app, ["score", "--events", str(tmp_path / "none.csv")])
    assert result.exit_code == 2
    assert "No such file" in result.stderr


def test_one_file_alone_leaves_nothing_to_learn_from(events: Path) -> None:
    result = run(app, ["score", "--events", str(events), "--leave-one-out"])
    assert result.exit_code == 2
    assert "two --events" in " ".join(result.stderr.replace("│", " ").split())


def test_bounds_alone_are_said_in_a_sentence(tmp_path: Path) -> None:
    path = tmp_path / "bounds.csv"
    days = [dt.date(2020, 8, 3) + dt.timedelta(weeks=week) for week in range(9)]
    path.write_text("\n".join(["date,crowd_low,crowd_high", *(f"{day},1000," for day in days)]))
    result = run(app, ["score", "--events", str(path), "--workers", "1"])
    assert result.exit_code == 0
    assert "bounds, crowd/anonymous: no figure to be judged by" in result.stdout


@pytest.mark.slow
def test_a_case_is_scored_by_the_simulator_and_by_its_events_alone(tmp_path: Path) -> None:
    folder = tmp_path / "exampleland"
    assert run(app, ["new", str(folder)]).exit_code == 0
    result = run(app, ["score", str(folder), "--json", "--workers", "1"])
    assert result.exit_code == 0
    rows = [row for row in json.loads(result.stdout) if row["lead_weeks"] == 1]
    assert [row["model"] for row in rows][:3] == ["buttress", "mobilisation", "persistence"]
    assert all(row["n"] and row["crps"] > 0 for row in rows)

"""`buttress read`: the account, the reports as CSV, JSON, exit codes, and what is kept."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from buttress.cli.app import app

run = CliRunner().invoke
TEXT = "Date;City;What;How many came;Arrested;Source\n28.11.2024;Tbilisi;=march;several thousand;at least 34;OC\n"
TEXT += "29.11.2024;Tbilisi;rally;;;OC\n"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "mine.csv"
    path.write_text(TEXT)
    return path


def test_json_holds_reports_rows_not_used_and_decisions(file: Path) -> None:
    result = run(app, ["read", str(file), "--json"])
    assert result.exit_code == 0
    told = json.loads(result.stdout)
    assert set(told) == {"rows", "used", "reports", "not_used", "decisions", "questions"}
    assert (told["rows"], told["used"]) == (2, 1)
    assert told["reports"] == [
        {
            "row": 2,
            "date": "2024-11-28",
            "place": "Tbilisi",
            "level": "place",
            "reporter": "OC",
            "kind": "=march",
            "crowd_low": 2000,
            "crowd_high": 9999,
            "detained_low": 34,
            "detained_high": None,
            "killed": None,
            "injured": None,
            "killed_low": None,
            "killed_high": None,
            "injured_low": None,
            "injured_high": None,
        }
    ]
    assert told["not_used"] == [{"row": 3, "why": "no number of people"}]
    assert all(set(one) == {"what", "chosen", "because", "examples", "count"} for one in told["decisions"])


def test_the_account_and_the_reports_for_people(file: Path, tmp_path: Path) -> None:
    result = run(app, ["read", str(file), "--out", str(tmp_path / "out.csv")])
    assert result.exit_code == 0
    assert "2,000 to 9,999" in result.stdout
    assert "not used: no number of people: row 3" in result.stdout
    (row,) = csv.DictReader(io.StringIO((tmp_path / "out.csv").read_text()))
    assert (row["date"], row["detained_low"], row["kind"]) == ("2024-11-28", "34", "'=march")
    assert row["row"] in run(app, ["read", str(file)]).stdout.splitlines()[-1]


def test_what_is_open_ends_with_2_and_an_answer_is_kept(tmp_path: Path) -> None:
    path = tmp_path / "mine.csv"
    path.write_text("Date,Xyz\n2024-11-28,5\n2024-11-29,6\n")
    asked = run(app, ["read", str(path)])
    assert asked.exit_code == 2
    assert "--column detained=Xyz" in asked.stdout
    assert run(app, ["read", str(path), "--column", "detained=Xyz", "--keep"]).exit_code == 0
    assert "detained: Xyz" in (tmp_path / "mapping.yaml").read_text()
    assert run(app, ["read", str(path)]).exit_code == 0


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--column", "detained"], "an equals sign"),
        (["--column", "detaind=What"], "did you mean 'detained'"),
        (["--dates", "dayfirst"], "did you mean 'day-first'"),
        (["--sheet", "x"], "no sheet 'x'"),
        (["--encoding", "klingon"], "not written in klingon"),
        (["--level", "Tbilisi=town"], "country, region, place"),
    ],
)
def test_an_option_that_is_not_understood_gets_a_line(file: Path, options: list[str], said: str) -> None:
    result = run(app, ["read", str(file), *options])
    assert result.exit_code == 2
    assert said in result.stderr
    assert "Traceback" not in result.stderr

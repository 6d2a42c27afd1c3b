"""The commands on a case of places, groups, a calendar and reports alone: no answer speaks of what it leaves out."""

from __future__ import annotations

import csv
import json
import re
from datetime import date

import pytest

pytestmark = pytest.mark.usefixtures("no_fit")

SILENT = re.compile(r"patron|reserve|payroll|wage|pay of|pillar|loan|loyal|contender|leader|exile", re.IGNORECASE)
STREET = {"tenure_30", "tenure_90", "tenure_180", "turnout_8w", "peak_turnout", "detained_8w"}
SCENARIO = """title: No reform
question: What if no reform is promised?
changes:
  - {lever: reform_promise, from: 2023-04-10, value: 0}
"""
CLAIM = """- id: stays
  who: us
  says: units stay
  measure: %s
  contrast: {baseline: 1}
  region: {above: 0.5}
  would_change: defections
"""


@pytest.fixture
def bare(case_with):
    """The case, with a question of its own and a scenario."""
    folder = case_with()
    data = json.loads((folder / "case.yaml").read_text())
    (folder / "case.yaml").write_text(json.dumps({**data, "question": "How many will march, and how many be held?"}))
    header = "date,until,actor,kind,target,quantity,unit,published,source,note"
    said = "2023-04-12,,The President,reform_promise,,,,2023-04-10,GAZETTE_APRIL,"
    (folder / "signals.csv").write_text(f"{header}\n{said}\n")
    (folder / "scenarios").mkdir()
    (folder / "scenarios" / "without_reform.yaml").write_text(SCENARIO)
    return folder


def test_run_and_compare_ask_the_street_alone(buttress, bare):
    done = buttress("run", bare, "--runs", "20", "--workers", "1", "--all", "--json")
    assert done.exit_code == 0, done.stderr
    measures = set(json.loads(done.stdout)["measures"])
    assert measures > STREET
    assert not {name for name in measures if SILENT.search(name) or "pillars" in name}
    words = ("compare", bare, "--scenario", "without_reform", "--runs", "20", "--workers", "1")
    told = json.loads(buttress(*words, "--json").stdout)
    assert set(told["baseline"]["measures"]) == STREET
    assert set(told["scenarios"]["without_reform"]["measures"]) == STREET
    for done in (buttress(*words), buttress("run", bare, "--runs", "20", "--workers", "1")):
        assert done.exit_code == 0, done.stderr
        assert not SILENT.search(done.stdout), done.stdout
    assert "needs the patron" in buttress(*words, "--reading", "both").stderr


def test_other_commands_answer(buttress, bare):
    for words in (
        ("forecast", bare, "--weeks", "1", "--runs", "20"),
        ("explain", bare, "--on", "2023-04-09", "--runs", "20"),
        ("claims", bare, "--runs", "20", "--workers", "1"),
    ):
        done = buttress(*words)
        assert done.exit_code == 0, (words, done.stderr)
        assert not SILENT.search(done.stdout), done.stdout


def test_no_page_of_the_brief_speaks_of_it(buttress, bare, tmp_path):
    done = buttress("brief", bare, "--runs", "40", "--others", "20", "--workers", "1", "--out", tmp_path / "out")
    assert done.exit_code == 0, done.stderr
    page = (tmp_path / "out" / "brief.html").read_text()
    page = re.sub(r"data:image[^\"]*|<style>.*?</style>", "", page, flags=re.DOTALL)
    assert not SILENT.search(page), SILENT.search(page)
    names = {path.stem for path in (tmp_path / "out" / "tables").glob("*.csv")}
    assert not names & {"purse", "promises", "readings"}
    assert not (tmp_path / "out" / "figures" / "purse.svg").exists()
    with (tmp_path / "out" / "tables" / "headline.csv").open() as stream:
        assert {row["number"].split()[0] for row in csv.DictReader(stream)} == {"In", "Sunday", "Detained,"}


@pytest.mark.parametrize(
    ("measure", "part"),
    [("reserves_weeks", "reserves"), ("real_pay_90", "pillars"), ("{parameter: loyalty_pay}", "pillars")],
)
def test_a_claim_on_what_is_left_out_is_refused_at_its_line(buttress, bare, measure, part):
    claim = CLAIM % measure
    if "parameter" in measure:
        claim = claim.replace("  contrast: {baseline: 1}\n", "")
    (bare / "claims.yaml").write_text(claim)
    checked = buttress("check", bare)
    assert checked.exit_code == 2
    assert f"claims.yaml:4: error: claim stays: '{measure.strip('{}').split()[-1]}' needs the {part}" in checked.stdout
    assert checked.stdout.count("claim stays") == 1
    for command in ("claims", "brief"):
        assert f"needs the {part}" in buttress(command, bare, "--runs", "20").stderr
    assert buttress("run", bare, "--runs", "10", "--workers", "1").exit_code == 0


def test_a_brief_of_an_irregular_kind_says_where_each_day_is(buttress, case_with, tmp_path):
    folder = case_with()
    data = json.loads((folder / "case.yaml").read_text())
    data["calendar"] = [{"id": "protest", "name": "Protest", "irregular": True, "places": "all", "groups": "all"}]
    (folder / "case.yaml").write_text(json.dumps(data))
    header = "date,place,scope,side,kind,crowd_low,crowd_high,detained,stage,reporter,published,source,note"
    days = [
        (f"2023-03-{day:02}", place)
        for day in range(6, 31, 2)
        for place in ("northport", "uplands")[: day % 4 // 2 + 1]
    ]
    rows = [f"{day},{place},place,protest,protest,500,500,9,final,monitor,{day},ELECTION," for day, place in days]
    (folder / "events.csv").write_text("\n".join([header, *rows]) + "\n")
    done = buttress("brief", folder, "--runs", "40", "--others", "20", "--workers", "1", "--out", tmp_path / "out")
    assert done.exit_code == 0, done.stderr
    with (tmp_path / "out" / "tables" / "occasions.csv").open() as stream:
        assert {row["where"] for row in csv.DictReader(stream)} == {"Northport", "Uplands"}
    with (tmp_path / "out" / "tables" / "turnout.csv").open() as stream:
        dates = [date.fromisoformat(row["date"]) for row in csv.DictReader(stream)]
    weeks = [(day - date(2023, 4, 10)).days // 7 for day in dates]
    assert weeks == sorted(set(weeks))
    assert "<h2>Claims</h2>" not in (tmp_path / "out" / "brief.html").read_text()

"""The trace as data, as a command and as a page."""

import json
import runpy
import sys
from dataclasses import replace

import pytest

from tracing import page
from tracing.command import main
from tracing.gaps import ROOT, gaps
from tracing.row import TraceError, rows


def test_the_command_prints_the_rows(capsys, monkeypatch):
    """The file that a user calls, with his words."""
    monkeypatch.setattr(sys, "argv", ["trace.py", "--json"])
    with pytest.raises(SystemExit) as left:
        runpy.run_path(str(ROOT / "tests" / "mission" / "trace.py"), run_name="__main__")
    assert left.value.code == 0
    printed = json.loads(capsys.readouterr().out)
    assert [row["row"] for row in printed] == [row.row for row in rows()]
    assert all(list(row) == ["row", "what", "modules", "tests", "claims", "mutation"] for row in printed)
    assert all("::test_" in test for row in printed for test in row["tests"])


def test_one_row_is_printed_alone(capsys):
    assert main(["--json", "--row", "S11"]) == 0
    assert [row["row"] for row in json.loads(capsys.readouterr().out)] == ["S11"]
    assert main(["--row", "S99"]) == 2
    assert "no row 'S99'" in capsys.readouterr().err


def test_nothing_is_missing():
    assert gaps(rows()) == []


def test_what_is_missing_is_found():
    row = rows(["S11"])[0]
    test = "tests/mission/test_mission_rows.py::test_x"
    assert gaps([replace(row, modules=("buttress.rules.nothing",), tests=(test,))]) == [
        "S11: no module buttress.rules.nothing",
        f"S11: no test {test}",
    ]
    assert gaps([replace(row, tests=())]) == ["S11: no test"]
    assert gaps([replace(row, modules=())]) == ["S11: no module"]
    assert gaps([replace(row, claims=())]) == ["S11: no claim for a hypothesis"]


def test_an_unknown_row_is_refused():
    with pytest.raises(TraceError, match="known: T, D, C"):
        rows(["S99"])


def test_the_page_is_as_the_trace_would_write_it():
    """`python tests/mission/trace.py --page` writes it."""
    assert page.PAGE.read_text(encoding="utf-8") == page.text()


def test_the_page_has_every_row_with_links_that_lead_somewhere():
    text = page.PAGE.read_text(encoding="utf-8")
    targets = [part.partition(")")[0] for part in text.split("](")[1:]]
    files = [target for target in targets if not target.startswith("#")]
    assert files
    assert [target for target in files if not (page.PAGE.parent / target).exists()] == []
    headings = {page.anchor(line.removeprefix("## ")) for line in text.splitlines() if line.startswith("## ")}
    assert {target[1:] for target in targets if target.startswith("#")} == headings
    entries = [line.split()[1] for line in text.splitlines() if line.startswith("### ")]
    assert entries == [f"{row.row}." for row in rows()]
    assert all(f"(`{claim}`)" in text for row in rows() for claim in row.claims)

"""Run each row's tests without the row's rule or fact. A test that still passes proves nothing about its row.

The tests themselves do the taking out, through a fixture that reads pytest's option `--mutate`; the program never asks
whether it is under test. Only a failed assertion counts: a test that breaks in another way has not looked.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
import xml.etree.ElementTree as ElementTree
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from tracing.gaps import ROOT
from tracing.row import Row, TraceError


@dataclass(frozen=True)
class Outcome:
    """What one test did without its row's rule or fact. `failed`: on an assertion, as it must."""

    row: str
    test: str
    mutation: str
    failed: bool
    says: str

    def as_dict(self) -> dict[str, Any]:
        return asdict(self)


def mutate(rows: Sequence[Row]) -> list[Outcome]:
    """Run the tests of these rows, each mutated by its own row; raises TraceError if pytest can't run them."""
    tests = list(dict.fromkeys(test for row in rows for test in row.tests))
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder) / "report.xml"
        done = subprocess.run(
            [
                *(sys.executable, "-m", "pytest", "-q", "--mutate", f"--junit-xml={report}"),
                *("-p", "no:cacheprovider", "-m", "slow or not slow", "--no-header", *tests),
            ],
            cwd=ROOT,
            capture_output=True,
            text=True,
            check=False,
        )
        if not report.is_file() or done.returncode not in (0, 1):
            raise TraceError(f"the tests can't be run:\n{(done.stdout + done.stderr).strip()[-2000:]}")
        outcomes = _outcomes(report)
    return [_outcome(row, test, outcomes) for row in rows for test in row.tests]


def _outcomes(report: Path) -> dict[str, tuple[bool, str]]:
    """Test function -> (failed on an assertion, what happened)."""
    outcomes = {}
    for case in ElementTree.parse(report).iter("testcase"):
        failure, broken = case.find("failure"), case.find("error")
        skipped = case.find("skipped")
        if broken is not None:
            outcome = (False, f"breaks: {_first_line(broken)}")
        elif skipped is not None:
            outcome = (False, "is skipped")
        elif failure is None:
            outcome = (False, "still passes")
        elif _first_line(failure).startswith(("AssertionError", "assert")):
            outcome = (True, "fails")
        else:
            outcome = (False, f"breaks: {_first_line(failure)}")
        outcomes[str(case.get("name"))] = outcome
    return outcomes


def _first_line(element: ElementTree.Element) -> str:
    return (element.get("message") or element.text or "").strip().splitlines()[0][:160]


def _outcome(row: Row, test: str, outcomes: dict[str, tuple[bool, str]]) -> Outcome:
    failed, says = outcomes.get(test.rpartition("::")[2], (False, "did not run"))
    return Outcome(row.row, test, str(row.mutation), failed, says)

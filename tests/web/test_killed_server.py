"""A server that is killed in the middle of a run: the next one ends the run, with the same bytes."""

from __future__ import annotations

import json
import shutil
import time
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("playwright")

from benchmarks.pages import Visitor
from buttress.case.blank import BLANK
from tests.web.browser import server_process

pytestmark = pytest.mark.browser
SECONDS = 300.0
LATE = {"title": "Half the loan", "value loan_cash": "0.5"}


def test_a_killed_servers_run_is_done_by_the_next_one(tmp_path: Path) -> None:
    case = shutil.copytree(BLANK, tmp_path / "exampleland")
    before = {path.name: path.read_bytes() for path in case.rglob("*") if path.is_file()}
    home = tmp_path / "home"
    with server_process(home, str(case)) as (process, line):
        visitor = Visitor(line)
        job = visitor.post("/case/scenarios", LATE)
        until = time.monotonic() + SECONDS
        while "<progress" not in visitor.ask("GET", f"{job}/state").text:  # type: ignore[attr-defined]
            assert time.monotonic() < until
            time.sleep(0.02)
        process.kill()
        process.wait()
    assert _answer(home, job) is None
    with server_process(home, str(case)) as (_, line):
        visitor = Visitor(line)
        assert visitor.wait(job).startswith("/case/scenarios/")
        resumed = _answer(home, job)
        again = visitor.post("/case/scenarios", LATE)
        assert visitor.wait(again).startswith("/case/scenarios/")
        anew = _answer(home, again)
    assert resumed is not None
    assert resumed == anew
    assert {path.name: path.read_bytes() for path in case.rglob("*") if path.is_file()} == before


def _answer(home: Path, job: str) -> dict[str, Any] | None:
    """The kept answer of work, without the name of the work that sharpens it."""
    found = list(home.glob(f"data/buttress/pages/cases/*/answers/{job.rpartition('/')[2]}.json"))
    return {**json.loads(found[0].read_text()), "sharper": ""} if found else None

"""`--executor`: the local one is the default, and Ray's absence is told."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

from buttress.cli.app import app


def test_without_ray_the_way_out_is_named(blank_case: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "ray", None)  # an import of it fails
    words = ["compare", str(blank_case), "-s", "without_loan", "--runs", "20", "--prior", "--executor", "ray"]
    result = CliRunner().invoke(app, words)
    assert result.exit_code == 2
    assert "pip install ray" in " ".join(result.stderr.split())


def test_an_unknown_executor_is_refused(blank_case: Path) -> None:
    result = CliRunner().invoke(app, ["compare", str(blank_case), "-s", "without_loan", "--executor", "cloud"])
    assert result.exit_code == 2

"""Fixtures that every room may use."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

import buttress.case

ROOT = Path(__file__).resolve().parents[1]
BLANK = Path(buttress.case.__file__).parent / "exampleland"


@pytest.fixture
def blank_case(tmp_path: Path) -> Path:
    """A copy of the blank case that a test may change."""
    return Path(shutil.copytree(BLANK, tmp_path / "exampleland"))


@pytest.fixture(scope="session")
def belarus() -> Path:
    """The shipped case; not to be changed."""
    return ROOT / "cases" / "belarus-2020"

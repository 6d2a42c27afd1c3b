"""On a machine that nobody has used: the surroundings of a test session, and which Python make takes."""

import os
import shutil
import stat
import subprocess
import tempfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
STAND_IN = """#!/bin/bash
# Suits or not when asked; else makes an environment that takes every command.
if [[ $1 == -c ]]; then exit {unfit}; fi
mkdir -p .venv/bin
echo {name} > .venv/made-by
printf '#!/bin/bash\\n' > .venv/bin/python
chmod +x .venv/bin/python
"""


def test_a_session_has_a_home_of_its_own():
    home = Path(os.environ["HOME"])
    assert home.parent == Path(tempfile.gettempdir())
    assert all(Path(os.environ[f"XDG_{kind}_HOME"]).parent == home for kind in ("CACHE", "CONFIG", "DATA", "STATE"))


@pytest.mark.parametrize("name", ["BUTTRESS_CACHE", "NO_COLOR", "FORCE_COLOR", "TZ", "LC_ALL", "NUMBA_DISABLE_JIT"])
def test_a_session_takes_no_setting_of_its_user(name):
    assert name not in os.environ


@pytest.fixture
def make_with(tmp_path):
    """A function from names of Pythons, and whether each suits, to what `make setup` says and the folder it ran in."""
    folder, programs = tmp_path / "project", tmp_path / "programs"
    folder.mkdir()
    programs.mkdir()
    shutil.copy(ROOT / "Makefile", folder)
    for name in ("requirements.lock", "pyproject.toml"):
        (folder / name).touch()
    for program in (
        "bash",
        "cat",
        "sha256sum",
        "cut",
        "rm",
        "touch",
        "mkdir",
        "chmod",
        "printf",
        "make",
        "test",
        "echo",
    ):
        found = shutil.which(program)
        if found:
            (programs / program).symlink_to(found)

    def run(suits, *words):
        for name, fits in suits.items():
            (programs / name).write_text(STAND_IN.format(name=name, unfit=int(not fits)))
            (programs / name).chmod(stat.S_IRWXU)
        home = {"PATH": str(programs), "HOME": str(tmp_path)}
        done = subprocess.run(
            ["make", "setup", *words], cwd=folder, env=home, capture_output=True, text=True, check=False
        )
        return done, folder

    return run


@pytest.mark.parametrize(
    ("suits", "words", "taken"),
    [
        ({"python3.11": True}, [], "python3.11"),
        ({"python3.11": True, "python3.13": True}, [], "python3.13"),
        ({"python3.13": False, "python3.12": True}, [], "python3.12"),
        ({"python3": True}, [], "python3"),
        ({"python3.13": True, "other": True}, ["PYTHON=other"], "other"),
    ],
)
def test_make_takes_the_first_python_that_suits(make_with, suits, words, taken):
    done, folder = make_with(suits, *words)
    assert done.returncode == 0, done.stderr
    assert (folder / ".venv" / "made-by").read_text().strip() == taken


@pytest.mark.parametrize("suits", [{}, {"python3": False}])
def test_make_says_what_is_wanted_where_no_python_suits(make_with, suits):
    done, folder = make_with(suits)
    assert done.returncode == 2
    assert "a Python from 3.11 to 3.14 with venv: install one, or name it with make PYTHON=..." in done.stderr
    assert not (folder / ".venv").exists()

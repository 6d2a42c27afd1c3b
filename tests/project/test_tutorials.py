"""The tutorials' blocks, run in order in an empty folder, as a reader would paste them."""

import contextlib
import io
import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

from buttress.cli.app import app

TUTORIALS = Path(__file__).resolve().parents[2] / "docs" / "tutorials"
PAGES = sorted(path.stem for path in TUTORIALS.glob("*.md") if path.stem != "index")
BLOCK = re.compile(r"^```(sh|python)\n(.*?)^```", flags=re.DOTALL | re.MULTILINE)
QUICK = ("classroom", "monday")
"""Pages without a fit: each is also run by the fast tests, in their own process."""


def blocks_of(page: str) -> list[tuple[str, str]]:
    """The page's blocks to run: "sh" or "python", and the text."""
    blocks = BLOCK.findall((TUTORIALS / f"{page}.md").read_text(encoding="utf-8"))
    assert len(blocks) >= 3, f"{page} has hardly anything to run"
    return blocks


def script_of(page: str) -> str:
    """The page's blocks as one shell script, Python blocks as programs of their own."""
    parts = [
        code if kind == "sh" else f"python - <<'END_OF_PROGRAM'\n{code}END_OF_PROGRAM" for kind, code in blocks_of(page)
    ]
    return "set -euo pipefail\n" + "\n".join(parts)


def run(page: str, folder: Path) -> str:
    """What the page's blocks print."""
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    own = os.environ | {"PATH": path, "BUTTRESS_CACHE": str(folder / "cache")}
    command = ["bash", "-c", script_of(page)]
    done = subprocess.run(command, cwd=folder, env=own, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout[-3000:] + done.stderr[-3000:]
    return done.stdout


def run_here(page: str) -> str:
    """The same in this process and folder: its commands and programs need not import anew what we have."""
    printed = []
    for kind, code in blocks_of(page):
        if kind == "python":
            shown = io.StringIO()
            with contextlib.redirect_stdout(shown):
                exec(compile(code, page, "exec"), {"__name__": "__main__"})  # noqa: S102 - our own page
            printed.append(shown.getvalue())
            continue
        for part in re.split(r"^(buttress .*)\n", code, flags=re.MULTILINE):
            printed.append(called(part) if part.startswith("buttress ") else shell(part))
    return "".join(printed)


def called(line: str) -> str:
    """What one command prints, where it does not go to a file."""
    words, _, file = line.partition(" > ")
    assert not set("|&;<>$`\\") & set(words + file), f"more than a command: {line}"
    result = CliRunner().invoke(app, shlex.split(words)[1:], prog_name="buttress")
    assert result.exit_code == 0, result.output[-3000:]
    if file:
        Path(file.strip()).write_text(result.stdout, encoding="utf-8")
    return "" if file else result.stdout


def shell(text: str) -> str:
    """What lines of other programs print."""
    command = ["bash", "-c", f"set -euo pipefail\n{text}"]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout if text.strip() else ""


def promised(page: str) -> list[str]:
    """What the page says, in comments for the test, that its blocks print."""
    text = (TUTORIALS / f"{page}.md").read_text(encoding="utf-8")
    return re.findall(r"^<!-- prints: (.*) -->$", text, flags=re.MULTILINE)


@pytest.mark.parametrize("page", QUICK)
def test_a_quick_page_prints_what_it_promises(page, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("BUTTRESS_CACHE", str(tmp_path / "cache"))
    printed = run_here(page)
    assert all(line in printed for line in promised(page)), promised(page)


@pytest.mark.slow
@pytest.mark.parametrize("page", PAGES)
def test_a_page_works_as_pasted(page, tmp_path):
    printed = run(page, tmp_path)
    assert all(line in printed for line in promised(page)), promised(page)


@pytest.mark.parametrize("page", PAGES)
def test_a_page_says_in_its_first_line_who_it_is_for_and_what_it_prints(page):
    lines = (TUTORIALS / f"{page}.md").read_text(encoding="utf-8").split("\n")
    assert lines[2].startswith("For ")
    assert promised(page)


def test_the_index_lists_every_page():
    text = (TUTORIALS / "index.md").read_text(encoding="utf-8")
    assert set(re.findall(r"\]\(([\w-]+)\.md\)", text)) == set(PAGES)

"""The tutorials' blocks, run in order in an empty folder, as a reader would paste them."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

TUTORIALS = Path(__file__).resolve().parents[2] / "docs" / "tutorials"
PAGES = sorted(path.stem for path in TUTORIALS.glob("*.md") if path.stem != "index")
BLOCK = re.compile(r"^```(sh|python)\n(.*?)^```", flags=re.DOTALL | re.MULTILINE)
QUICK = ("classroom", "monday")
"""Pages without a fit."""


def script_of(page: str) -> str:
    """The page's blocks as one shell script, Python blocks as programs of their own."""
    text = (TUTORIALS / f"{page}.md").read_text(encoding="utf-8")
    blocks = BLOCK.findall(text)
    assert len(blocks) >= 3, f"{page} has hardly anything to run"
    parts = [code if kind == "sh" else f"python - <<'END_OF_PROGRAM'\n{code}END_OF_PROGRAM" for kind, code in blocks]
    return "set -euo pipefail\n" + "\n".join(parts)


def run(page: str, folder: Path) -> str:
    """What the page's blocks print."""
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    own = os.environ | {"PATH": path, "BUTTRESS_CACHE": str(folder / "cache")}
    command = ["bash", "-c", script_of(page)]
    done = subprocess.run(command, cwd=folder, env=own, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout[-3000:] + done.stderr[-3000:]
    return done.stdout


def promised(page: str) -> list[str]:
    """What the page says, in comments for the test, that its blocks print."""
    text = (TUTORIALS / f"{page}.md").read_text(encoding="utf-8")
    return re.findall(r"^<!-- prints: (.*) -->$", text, flags=re.MULTILINE)


@pytest.mark.parametrize("page", QUICK)
def test_a_quick_page_works_as_pasted(page, tmp_path):
    printed = run(page, tmp_path)
    assert all(line in printed for line in promised(page)), promised(page)


@pytest.mark.slow
@pytest.mark.parametrize("page", [page for page in PAGES if page not in QUICK])
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

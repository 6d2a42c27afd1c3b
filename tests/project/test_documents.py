"""Documents that come from the code are as the code would write them."""

import subprocess
import sys
from pathlib import Path

from buttress.cli import docs, reference

ROOT = Path(__file__).resolve().parents[2]


def test_no_document_has_drifted():
    assert docs.drift(ROOT / "docs") == []


def test_drift_is_seen(tmp_path):
    for name in ("odd.md", "model.md", "commands.md"):
        (tmp_path / name).write_text((ROOT / "docs" / name).read_text(encoding="utf-8"), encoding="utf-8")
    docs.write(tmp_path)
    assert docs.drift(tmp_path) == []
    changed = (tmp_path / "odd.md").read_text(encoding="utf-8").replace("`draw_turnout`", "`stay_in`")
    (tmp_path / "odd.md").write_text(changed, encoding="utf-8")
    assert any("stay_in" in line for line in docs.drift(tmp_path))
    assert docs.write(tmp_path) == [tmp_path / "odd.md"]
    assert docs.drift(tmp_path) == []


def test_each_command_has_a_section():
    text = (ROOT / "docs" / "commands.md").read_text(encoding="utf-8")
    for name, command in reference.commands().items():
        assert f"\n## buttress {name}\n" in text
        for parameter in command.params:
            assert all(option in text for option in parameter.opts if option.startswith("--"))


def test_the_odd_document_has_the_seven_elements():
    text = (ROOT / "docs" / "odd.md").read_text(encoding="utf-8")
    elements = (
        "Purpose and patterns", "Entities, state variables and scales", "Process overview and scheduling",
        "Design concepts", "Initialization", "Input data", "Submodels",
    )  # fmt: skip
    assert all(f"## {number}. {title}" in text for number, title in enumerate(elements, 1))


def test_the_check_is_a_command():
    done = subprocess.run(
        [sys.executable, "-m", "buttress.cli.docs", "check"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr

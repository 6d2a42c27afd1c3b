"""The guide's commands, run in order in an empty folder, as a reader would paste them."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

GUIDE = Path(__file__).resolve().parents[2] / "docs" / "guide.md"


@pytest.mark.slow
def test_the_guide_works_as_pasted(tmp_path):
    blocks = re.findall(r"```sh\n(.*?)```", GUIDE.read_text(encoding="utf-8"), flags=re.DOTALL)
    assert len(blocks) >= 8
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    own = os.environ | {"PATH": path, "BUTTRESS_CACHE": str(tmp_path / "cache")}
    script = "set -euo pipefail\n" + "\n".join(blocks)
    done = subprocess.run(["bash", "-c", script], cwd=tmp_path, env=own, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout[-3000:] + done.stderr[-3000:]
    assert "did you mean 'horizon_days'" in done.stdout
    assert "exit code 2" in done.stdout
    assert "half_is_enough" in done.stdout
    assert (tmp_path / "out" / "my-case" / "brief.html").is_file()
    assert (tmp_path / "out" / "my-case" / "brief.pdf").is_file()


@pytest.mark.slow
def test_the_readme_leads_to_an_answer_of_ones_own(tmp_path):
    text = (GUIDE.parents[1] / "README.md").read_text(encoding="utf-8")
    blocks = re.findall(r"```(sh|yaml|python)\n(.*?)```", text, flags=re.DOTALL)
    shell = [block for kind, block in blocks if kind == "sh"]
    scenario = next(block for kind, block in blocks if kind == "yaml")
    python = next(block for kind, block in blocks if kind == "python")
    new = "\n".join(line for line in shell[2].splitlines() if not line.startswith(("make ", "source ")))
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    own = os.environ | {"PATH": path, "BUTTRESS_CACHE": str(tmp_path / "cache")}
    (tmp_path / "late_half.yaml").write_text(scenario, encoding="utf-8")
    (tmp_path / "notebook.py").write_text(python, encoding="utf-8")
    steps = [new, "mv late_half.yaml my-belarus/scenarios/", shell[3], "python notebook.py"]
    script = "set -euo pipefail\n" + "\n".join(steps)
    done = subprocess.run(["bash", "-c", script], cwd=tmp_path, env=own, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout[-3000:] + done.stderr[-3000:]
    assert "late_half against the baseline" in done.stdout
    assert "tenure_90" in done.stdout

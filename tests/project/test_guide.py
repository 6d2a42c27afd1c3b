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

"""What is tracked names no machine, no package host, and the lock holds hashes only."""

import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
OWN = Path(__file__).resolve()
TEXT = {".py", ".md", ".toml", ".yaml", ".yml", ".csv", ".lock", ".typ", ".j2", ".html", ".css", ".json", ""}
# Written in pieces, so that this file does not hold them.
MACHINE = re.compile("|".join(["/" + "work/", "/" + "root/", "/" + "home/", "\\.\\./" + "shared", "/" + "opt/py"]))
HOST = re.compile("|".join(["pypi" + r"\.org", "python" + "hosted", "--index" + "-url", "--find" + "-links"]))


def tracked() -> list[Path]:
    if not (ROOT / ".git").exists():
        pytest.skip("no repository here")
    names = subprocess.run(
        ["git", "-c", "safe.directory=*", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout.split("\n")
    return [ROOT / name for name in names if name and (ROOT / name).suffix in TEXT and (ROOT / name).is_file()]


def test_no_machine_path_is_tracked():
    for path in tracked():
        if path != OWN:
            found = MACHINE.search(path.read_text(encoding="utf-8"))
            assert found is None, f"{path.relative_to(ROOT)} holds {found.group()}"


def test_the_lock_holds_versions_and_hashes_only():
    text = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    assert HOST.search(text) is None
    for line in text.splitlines():
        assert re.fullmatch(r"[a-z0-9-]+==[\w.]+ \\|    --hash=sha256:[0-9a-f]{64}(?: \\)?", line), line


def test_the_lock_names_each_dependency():
    import tomllib

    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    wanted = [
        *project["dependencies"],
        *(each for extra in ("dev", "web") for each in project["optional-dependencies"][extra]),
    ]
    names = {re.split(r"[<>=!~\[ ]", entry)[0].lower().replace(".", "-").replace("_", "-") for entry in wanted}
    locked = set(re.findall(r"^([a-z0-9-]+)==", (ROOT / "requirements.lock").read_text(encoding="utf-8"), re.MULTILINE))
    assert names <= locked


def test_the_version_is_told_once():
    import tomllib

    import buttress

    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert project["version"] == buttress.__version__

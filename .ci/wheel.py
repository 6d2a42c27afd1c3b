"""Build the wheel, install it where nothing else is but what it asks for, and make a brief with it.

The packages that the wheel's own metadata names, and what those name, are taken from this environment; a package that
the program uses and the wheel does not ask for is missing there. The repository is not on the path.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tempfile
import venv
from importlib.metadata import Distribution, distribution, distributions
from pathlib import Path

from packaging.requirements import Requirement

ROOT = Path(__file__).resolve().parents[1]
RUNS = "20"
FEW_CLAIMS = 2
WHERE = "import buttress, pathlib; print(pathlib.Path(buttress.__file__).parent)"


def main() -> int:
    with tempfile.TemporaryDirectory(prefix="buttress-wheel-") as name:
        folder = Path(name)
        run(sys.executable, "-m", "pip", "wheel", "--quiet", "--disable-pip-version-check", "--no-deps",
            "--no-build-isolation", "--wheel-dir", folder, ROOT, cwd=ROOT)  # fmt: skip
        (wheel,) = folder.glob("buttress-*.whl")
        python, packages = environment(folder / "empty")
        run(sys.executable, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-deps",
            "--no-index", "--target", packages, wheel, cwd=folder)  # fmt: skip
        for needed in asked_for(packages):
            lend(needed, packages)
        found = run(python, "-c", WHERE, cwd=folder).strip()
        if found != str(packages / "buttress"):
            print(f"the program comes from {found}, not from the wheel", file=sys.stderr)
            return 1
        buttress = [python, "-m", "buttress"]
        run(*buttress, "new", "case", "--example", "belarus-2020", cwd=folder)
        keep_first_claims(folder / "case" / "claims.yaml")
        run(*buttress, "brief", "case", "--runs", RUNS, "--others", RUNS, "--out", "out", cwd=folder)
        pages = [folder / "out" / page for page in ("brief.html", "brief.pdf")]
        if not all(page.is_file() for page in pages):
            print("the brief has no page", file=sys.stderr)
            return 1
        print(f"{wheel.name}: a case and its brief")
    return 0


def keep_first_claims(path: Path) -> None:
    """Cut a case's claims to the first few: to judge them all takes minutes, and this is no test of verdicts."""
    entries = path.read_text(encoding="utf-8").split("\n- id:")
    path.write_text("\n- id:".join(entries[: FEW_CLAIMS + 1]) + "\n", encoding="utf-8")


def environment(folder: Path) -> tuple[Path, Path]:
    """An empty environment's Python and its folder of packages."""
    venv.create(folder, with_pip=False, symlinks=os.name != "nt")
    python = folder / "bin" / "python"
    where = run(python, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))", cwd=folder)
    return python, Path(where.strip())


def asked_for(packages: Path) -> list[Distribution]:
    """What the installed wheel asks for, and what that asks for in turn; no extras but those named."""
    (own,) = (found for found in distributions(path=[str(packages)]) if key(found.name) == "buttress")
    seen: dict[tuple[str, str], Distribution] = {}
    waiting = [(own, "")]
    while waiting:
        asker, extra = waiting.pop()
        for line in asker.requires or ():
            need = Requirement(line)
            if need.marker is not None and not need.marker.evaluate({"extra": extra}):
                continue
            for wanted in ("", *sorted(need.extras)):
                if (key(need.name), wanted) not in seen:
                    seen[key(need.name), wanted] = distribution(need.name)
                    waiting.append((distribution(need.name), wanted))
    return list({key(found.name): found for found in seen.values()}.values())


def key(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def lend(package: Distribution, packages: Path) -> None:
    """Link a package's modules and metadata into another environment."""
    tops = {file.parts[0] for file in package.files or () if file.parts[0] not in ("..", "__pycache__")}
    for top in tops:
        link = packages / top
        if not link.exists():
            link.symlink_to(Path(str(package.locate_file(top))).resolve())


def run(*words: object, cwd: Path) -> str:
    """A program's output; it runs without the variables that lead to another environment."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "BUTTRESS", "VIRTUAL"))}
    kept["XDG_CACHE_HOME"] = str(cwd / "cache")
    done = subprocess.run(
        [str(word) for word in words], cwd=cwd, env=kept, stdout=subprocess.PIPE, text=True, check=False
    )
    if done.returncode:
        raise SystemExit(f"{' '.join(map(str, words))} ended with {done.returncode}")
    return done.stdout


if __name__ == "__main__":
    sys.exit(main())

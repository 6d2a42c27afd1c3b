"""`python -m docs.builder`: build the site in `site`, from the root of the source tree. Exit code 1 on a fault."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

from docs.builder import equations, links, offline, pages

SOURCES = Path("out/site")
SITE = Path("site")


def main() -> int:
    """0 if the site stands and every link in it works; 1 after telling what is wrong."""
    if not Path("docs/site.yml").is_file():
        print("there is no docs/site.yml here: call it from the root of the source tree", file=sys.stderr)
        return 1
    pages.gather(Path("docs"), SOURCES)
    shutil.rmtree(SITE, ignore_errors=True)
    zensical = str(Path(sys.executable).parent / "zensical")
    command = [zensical, "build", "--strict", "--clean", "-f", str(SOURCES / "mkdocs.yml")]
    if subprocess.run(command, check=False).returncode:
        return 1
    shutil.move(SOURCES / "site", SITE)
    offline.localise(SITE)
    faults = [*equations.typeset(SITE), *links.faults(SITE)]
    print(*faults, sep="\n", end="\n" if faults else "", file=sys.stderr)
    if not faults:
        print(SITE / "index.html")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())

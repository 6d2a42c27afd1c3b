"""`python -m studies.hindcast`: the tables of the hindcast, at the program's own settings.

Files are those of `buttress hindcast --help`. It is run twice: success within a year, of which the tables are, and
within half a year, of which the intro has a line.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from buttress.evaluate.hindcast.hindcast import hindcast
from studies.hindcast.tables import line, tables
from studies.results import StudyResults, show

COMMAND = "python -m studies.hindcast"
YEAR, HALF_YEAR = 365, 180
"""Days."""
FILES = ("campaigns", "leaders", "population", "polity", "regimes")


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the tables, and write them with --out; 0, or 2 for a file that can't be read."""
    parser = argparse.ArgumentParser(prog=COMMAND, description="Which past campaigns would have been told to win?")
    for name in FILES:
        parser.add_argument(f"--{name}", type=Path, required=True, help=f"as `buttress hindcast --{name}`")
    parser.add_argument("--repeats", type=int, default=20, help="times that folds are drawn anew")
    parser.add_argument("--draws", type=int, default=1000, help="simulated campaigns")
    parser.add_argument("--out", type=Path, help="folder whose results.json gets the tables")
    given = parser.parse_args(arguments)
    files = [getattr(given, name) for name in FILES]
    size = {"repeats": given.repeats, "draws": given.draws}
    try:
        year = hindcast(*files, within=YEAR, **size)
        half = hindcast(*files, within=HALF_YEAR, **size)
    except (OSError, ValueError) as error:
        print(f"error: {error}", file=sys.stderr)
        return 2
    command = f"{COMMAND} {' '.join(f'--{name} FILE' for name in FILES)} --out studies/hindcast"
    title = "Hindcast of past campaigns: the tables"
    show(StudyResults(title, command, [line(half, HALF_YEAR)], tables(year, YEAR)), given.out)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
